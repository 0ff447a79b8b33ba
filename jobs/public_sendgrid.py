"""What SendGrid posts to us: signed events, and mail that it received. It hears 200 only after the commit."""

import hmac
import logging
from collections.abc import Callable
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.delivery import DeliveryEvent, receive_events
from core.receiving import receive
from core.settings import Settings
from data.database import Database
from jobs.sendgrid_events import Signature, read_events
from jobs.sendgrid_inbound import File, mail_of

log = logging.getLogger(__name__)

MOST_EVENTS = 2_000_000  # bytes of one request; SendGrid says 768 KB
LARGEST_MAIL = 32_000_000  # bytes; SendGrid takes 30 MB
TAKEN = PlainTextResponse("Taken.")
NOT_HERE = PlainTextResponse("Not found.", 404)


def sendgrid_routes(settings: Settings, database: Database, clock: Callable[[], datetime]) -> list[Route]:
    """Those that are set up; without a key or a secret there is nothing at their address."""
    routes = []
    if settings.sendgrid_event_key:
        events = Events(Signature(settings.sendgrid_event_key), database, clock)
        routes.append(Route("/sendgrid/events", events.take, methods=["POST"], max_body_size=MOST_EVENTS))
    if settings.sendgrid_inbound_secret:
        inbound = Inbound(settings.sendgrid_inbound_secret, database, clock)
        path = "/sendgrid/inbound/{secret}"
        routes.append(Route(path, inbound.take, methods=["POST"], max_body_size=LARGEST_MAIL))
    return routes


class Events:
    """The Event Webhook."""

    def __init__(self, signature: Signature, database: Database, clock: Callable[[], datetime]) -> None:
        self._signature, self._database, self._clock = signature, database, clock

    async def take(self, request: Request) -> Response:
        body, now = await request.body(), self._clock()
        if not self._signature.verifies(body, request.headers, now):
            log.warning("An event request without SendGrid's signature was refused")
            return PlainTextResponse("The signature is missing, wrong or too old.", 403)
        try:
            events = read_events(body)
        except ValueError:
            return PlainTextResponse("No list of events.", 400)
        await run_in_threadpool(self._keep, events, now)
        return TAKEN

    def _keep(self, events: list[DeliveryEvent], now: datetime) -> None:
        with self._database.transaction() as store:
            new = receive_events(store, events, now)
        log.info("%d events of SendGrid, new and ours: %d", len(events), new)


class Inbound:
    """Inbound Parse. Its address ends in the secret."""

    def __init__(self, secret: str, database: Database, clock: Callable[[], datetime]) -> None:
        self._secret, self._database, self._clock = secret.encode(), database, clock

    async def take(self, request: Request) -> Response:
        if not hmac.compare_digest(str(request.path_params["secret"]).encode(), self._secret):
            return NOT_HERE
        try:
            raw = mail_of(*await _form(request))
        except (ValueError, KeyError, MultiPartException):
            return PlainTextResponse("No form with a mail.", 400)
        await run_in_threadpool(self._keep, raw)
        return TAKEN

    def _keep(self, raw: bytes) -> None:
        with self._database.transaction() as store:
            receive(store, raw, self._clock())


async def _form(request: Request) -> tuple[dict[str, bytes], list[File]]:
    """Fields and files as bytes: a raw mail is in no one character set. Latin-1 loses no byte."""
    kind = f"{request.headers['content-type']}; charset=latin-1"
    parser = MultiPartParser(Headers({"content-type": kind}), request.stream(), max_part_size=LARGEST_MAIL)
    form = await parser.parse()
    fields: dict[str, bytes] = {}
    files: list[File] = []
    try:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files.append((value.filename or name, value.content_type or "", await value.read()))
            else:
                fields[name] = value.encode("latin-1")
    finally:
        await form.close()
    return fields, files
