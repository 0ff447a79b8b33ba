"""A real HTTP server in place of OpenAI's, which answers as badly as a test wants."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from tests.servers import free_port, wait_until

USAGE = {"prompt_tokens": 400, "completion_tokens": 30, "total_tokens": 430}
Answer = Callable[["ModelServer"], Response]


class ModelServer:
    """`requests` are those that came in; `answers` are given one after the other, the last one for ever."""

    def __init__(self) -> None:
        self.port = free_port()
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[Answer] = []
        self.ended = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def material(self) -> dict[str, str]:
        """What the latest question was about."""
        found: dict[str, str] = json.loads(self.requests[-1]["messages"][1]["content"])
        return found

    async def complete(self, request: Request) -> Response:
        self.requests.append(await request.json())
        self.headers.append(dict(request.headers))
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if answer is stalled:
            await self.ended.wait()
        return answer(self)


@contextmanager
def model_running() -> Iterator[ModelServer]:
    model = ModelServer()
    app = Starlette(routes=[Route("/v1/chat/completions", model.complete, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=model.port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started, "the model's server listens")
    try:
        yield model
    finally:
        server.should_exit = True
        loop = server.servers[0].get_loop()
        loop.call_soon_threadsafe(model.ended.set)
        thread.join()


def says(answer: Any, **changed: Any) -> Answer:
    """A well-formed completion whose content is `answer`, as JSON unless it is a text."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    message = {"role": "assistant", "content": content, "refusal": None} | changed.pop("message", {})
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    choice |= changed.pop("choice", {})
    whole = {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return lambda _server: JSONResponse(whole | {"usage": USAGE} | changed)


def raw(body: bytes, status: int = 200, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _server: Response(body, status, named, media_type="application/json")


def stalled(_server: ModelServer) -> Response:
    """Says nothing until the test is over."""
    return Response()


def dripping(status: int) -> Answer:
    """A byte now and then, each in time."""

    async def drops(server: ModelServer) -> AsyncIterator[bytes]:
        while not server.ended.is_set():
            yield b" "
            await asyncio.wait([asyncio.ensure_future(server.ended.wait())], timeout=0.05)

    return lambda server: StreamingResponse(drops(server), status, media_type="application/json")
