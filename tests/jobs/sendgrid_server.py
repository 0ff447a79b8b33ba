"""A server that speaks like SendGrid, and misbehaves as it is told."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ACCEPTED = (202, {"X-Message-Id": "abc"}, "")


def refusal(status: int, message: str, *, about: str | None = None, **headers: str) -> Any:
    body = json.dumps({"errors": [{"message": message, "field": about, "help": None}]})
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, body


@dataclass
class SendGridServer:
    """`answers` are given in turn, then every request is accepted. "hang up" and "stall" are answers too."""

    url: str = ""
    answers: list[Any] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def recipients(self) -> list[str]:
        return [request["personalizations"][0]["to"][0]["email"] for request in self.requests]


@contextmanager
def sendgrid_server() -> Iterator[SendGridServer]:
    server = SendGridServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.requests.append(json.loads(self.rfile.read(length)))
            self.answer(ACCEPTED)

        def do_GET(self) -> None:
            self.answer((200, {}, json.dumps({"scopes": ["mail.send"]})))

        def answer(self, usual: Any) -> None:
            server.headers.append(dict(self.headers))
            answer = server.answers.pop(0) if server.answers else usual
            if answer == "stall":
                server.released.wait(20)
            if isinstance(answer, str):
                self.close_connection = True
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server.url = f"http://127.0.0.1:{listener.server_port}"
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        listener.shutdown()
        listener.server_close()
