"""The public HTTP endpoints, on a port of their own: nothing of the dashboard is reachable here.

GET and HEAD change nothing, since mail scanners follow links (RFC 8058 §1). Only the POST unsubscribes, and
it answers 200 after the commit.
"""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.acting import unsubscribe
from core.errors import BadSetting
from core.settings import Settings
from core.transition import LEAD
from data.database import Database

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058 §3.1
LARGEST_BODY = 10_000  # bytes
MOST_A_MINUTE = 600  # requests of one address; SendGrid and mail providers come in bursts
HEADERS = (
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><style>
:root {{ color-scheme: light dark }}
body {{ font: 17px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 15vh auto; padding: 0 1rem }}
button {{ font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: 8px }}
button {{ background: #4f46e5; color: #fff }}
</style></head><body><h1>{title}</h1>{content}</body></html>"""
BUTTON = (
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    "<button>Unsubscribe</button></form>"
)


def make_app(settings: Settings, database: Database, clock: Callable[[], datetime]) -> ASGIApp:
    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    app = Starlette(
        routes=[
            Route("/u/{token}", UnsubscribePage(database, clock)),
            Route("/healthz", health),
            *_sendgrid_routes(settings, database, clock),
        ],
        exception_handlers={Exception: _failed},
        max_body_size=LARGEST_BODY,
    )
    app.router.redirect_slashes = False  # a token with a slash behind it is no token
    return _guarded(_limited(app, clock))


def _sendgrid_routes(settings: Settings, database: Database, clock: Callable[[], datetime]) -> list[Route]:
    if not settings.sendgrid_event_key and not settings.sendgrid_inbound_secret:
        return []
    from jobs.public_sendgrid import sendgrid_routes  # takes a moment to load

    return sendgrid_routes(settings, database, clock)


class UnsubscribePage:
    """GET and HEAD ask, POST does it. Whatever the method, an unknown token is answered with 404."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        email = await run_in_threadpool(_email_of, self._database, request.path_params["token"])
        if email is None:
            return _page(
                "This link is not known",
                "<p>It may have been cut. Please use the link in the email.</p>",
                404,
            )
        if request.method in ("GET", "HEAD"):
            question = f"<p>{escape(email)} will get no more email from us, now and later.</p>{BUTTON}"
            return _page("Unsubscribe?", question)
        if request.method != "POST":
            return Response(status_code=405, headers={"Allow": "GET, HEAD, POST"})
        return await self._unsubscribe(request, email)

    async def _unsubscribe(self, request: Request, email: str) -> Response:
        if not await _is_one_click(request):
            return _page("Not understood", "<p>Please use the button on the page.</p>", 400)
        now = self._clock()
        await run_in_threadpool(
            _unsubscribe_lead, self._database, request.path_params["token"], _trace(request, now), now
        )
        return _page("You are unsubscribed", f"<p>{escape(email)} will get no more email from us.</p>")


def _guarded(app: ASGIApp) -> ASGIApp:
    """Security headers on every answer."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await app(scope, receive, send_guarded)

    return guarded


def _limited(app: ASGIApp, clock: Callable[[], datetime]) -> ASGIApp:
    """Each address may ask so often a minute; who asks more often is told to wait."""
    asked: Counter[str] = Counter()
    minute = ""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal minute
        if (now := f"{clock():%Y-%m-%d %H:%M}") != minute:
            asked.clear()
            minute = now
        client = (scope.get("client") or ("unknown",))[0]
        asked[client] += 1
        if scope["type"] == "http" and asked[client] > MOST_A_MINUTE:
            await PlainTextResponse("Too many requests.", 429, {"Retry-After": "60"})(scope, receive, send)
        else:
            await app(scope, receive, send)

    return limited


async def _is_one_click(request: Request) -> bool:
    name, value = ONE_CLICK
    async with request.form() as form:
        return form.get(name) == value


def _email_of(database: Database, token: str) -> str | None:
    with database.reading() as store:
        lead = store.lead_by_token(token)
    return lead.email if lead else None


def _unsubscribe_lead(database: Database, token: str, trace: str, now: datetime) -> None:
    with database.transaction() as store:
        lead = store.lead_by_token(token)
        if lead:
            unsubscribe(store, lead.id, who=LEAD, now=now, detail=trace)


def _trace(request: Request, now: datetime) -> str:
    """Who and how, kept with the suppression: method, address, user agent, time."""
    client = request.client.host if request.client else "unknown"
    agent = request.headers.get("user-agent", "")[:300]
    return f"{request.method} from {client} at {now:%Y-%m-%d %H:%M:%S} UTC, {agent}"


def _page(title: str, content: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(PAGE.format(title=title, content=content), status_code=status)


async def _failed(_request: Request, _error: Exception) -> Response:
    """Starlette raises the error again after the answer, so that it is logged."""
    return _page("Not possible now", "<p>Nothing was changed. Please try again in a moment.</p>", 503)


@contextmanager
def serving(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Iterator[None]:
    """Serve in a thread of its own, since the main thread owns the signals; raises `BadSetting`."""
    listener = _listen(settings)
    config = uvicorn.Config(
        make_app(settings, database, clock), log_level="warning", access_log=False, server_header=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=1)
        listener.close()


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.public_address, settings.public_port))
    except OSError as error:
        raise BadSetting(
            f"The public endpoints cannot listen on {settings.public_address}, port {settings.public_port}: "
            f"{error.strerror}. Set LEADKEEPER_PUBLIC_ADDRESS or LEADKEEPER_PUBLIC_PORT."
        ) from error
