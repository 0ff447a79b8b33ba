"""The public HTTP endpoints, on a port of their own: nothing of the dashboard is reachable here.

GET and HEAD change nothing, since mail scanners follow links (RFC 8058 §1). Only the POST unsubscribes, and
it answers 200 after the commit.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.acting import unsubscribe
from core.errors import BadSetting
from core.settings import Settings
from core.transition import LEAD
from data.database import Database

ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058 §3.1
LARGEST_BODY = 10_000  # bytes
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


def make_app(database: Database, clock: Callable[[], datetime]) -> ASGIApp:
    async def unsubscribe_page(request: Request) -> Response:
        token = request.path_params["token"]
        if request.method == "POST":
            return await _unsubscribe(request, token)
        email = await run_in_threadpool(_email_of, database, token)
        if email is None:
            return _not_found()
        question = f"<p>{escape(email)} will get no more email from us, now and later.</p>{BUTTON}"
        return _page("Unsubscribe?", question)

    async def _unsubscribe(request: Request, token: str) -> Response:
        email = await run_in_threadpool(_email_of, database, token)
        if email is None:
            return _not_found()
        if not await _is_one_click(request):
            return _page("Not understood", "<p>Please use the button on the page.</p>", status=400)
        await run_in_threadpool(_unsubscribe_lead, database, token, _trace(request, clock()), clock())
        return _page("You are unsubscribed", f"<p>{escape(email)} will get no more email from us.</p>")

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    app = Starlette(
        routes=[
            Route("/u/{token}", unsubscribe_page, methods=["GET", "HEAD", "POST"]),
            Route("/healthz", health),
        ]
    )
    return _Guarded(app)


class _Guarded:
    """Security headers on every answer, and no body larger than a form needs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = 0

        async def receive_little() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > LARGEST_BODY:
                return {"type": "http.disconnect"}
            return message

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        if _declared_length(scope) > LARGEST_BODY:
            await Response("Too large", status_code=413)(scope, receive, send_guarded)
        else:
            await self._app(scope, receive_little, send_guarded)


def _declared_length(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


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


def _not_found() -> HTMLResponse:
    return _page(
        "This link is not known", "<p>It may have been cut. Please use the link in the email.</p>", 404
    )


@contextmanager
def serving(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Iterator[None]:
    """Serve in a thread of its own, since the main thread owns the signals; raises `BadSetting`."""
    listener = _listen(settings)
    config = uvicorn.Config(
        make_app(database, clock), log_level="warning", access_log=False, server_header=False
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
