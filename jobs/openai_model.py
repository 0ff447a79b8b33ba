"""A language model behind OpenAI's chat completions: OpenAI's own, or any server that speaks like it."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NoReturn

import httpx2
import jsonschema
from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    DefaultHttpxClient,
    InternalServerError,
    OpenAI,
    OpenAIError,
)
from openai.types.chat import ChatCompletion

from core.errors import ModelError
from core.heartbeat import MODEL
from core.question import Question
from core.settings import Settings
from data.database import Database

TIMEOUT_SECONDS = 20.0  # for a whole answer, however slowly it drips in
LARGEST = 200_000  # bytes of an answer
FAILURES = 3  # so many in a row, and it rests: a server that hangs must not hold up the loop
REST, LONGEST_REST = timedelta(minutes=5), timedelta(hours=1)
BYTES_A_TOKEN = 3  # at least, in any language; only for what the server does not count itself


@dataclass(frozen=True, slots=True)
class Bounded(httpx2.SyncByteStream):
    """An answer that may neither take for ever nor be endless; `ends` is a moment of `time.monotonic`."""

    stream: httpx2.SyncByteStream
    ends: float

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self.stream:
            size += len(piece)
            if size > LARGEST or time.monotonic() > self.ends:
                raise httpx2.ReadTimeout("The answer is too long.")
            yield piece

    def close(self) -> None:
        self.stream.close()


class OpenAIModel:
    """Asks at most twice a question, and none once the day's tokens are used up (the last one may go beyond).
    No session is open while it waits."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Callable[[], datetime],
        timeout_seconds: float = TIMEOUT_SECONDS,
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._timeout_seconds = timeout_seconds
        self._failures = 0
        self._rests_until: datetime | None = None
        self._client = OpenAI(
            api_key=settings.openai_key or "none",  # a server of one's own may want none, the library does
            base_url=settings.openai_url,
            timeout=timeout_seconds,
            max_retries=0,  # the library would wait up to a minute in between
            http_client=DefaultHttpxClient(event_hooks={"response": [self._bound]}),
        )

    def ask(self, question: Question) -> Mapping[str, Any]:
        """See `LanguageModel`. Whatever the server does, only `ModelError` comes of it."""
        self._may_ask()
        spent, error = most_tokens(question), ""  # in full where nobody knows, as after a timeout
        try:
            completion = self._completion(question)
            spent = _counted(completion) or spent
            return _answer(completion, question)
        except OpenAIError as problem:
            spent = (0, 0) if _costs_nothing(problem) else spent
            error = self._words(problem)
            raise ModelError(error) from None  # a server's words may repeat the key
        except ModelError as problem:
            error = str(problem)
            raise
        finally:
            self._record(question, spent, error)

    def _may_ask(self) -> None:
        now = self._clock()
        if self._rests_until and now < self._rests_until:
            raise ModelError(f"The language model rests until {self._rests_until:%H:%M:%S} UTC.")
        with self._database.reading() as store:
            used = store.model_use(now.date()).tokens
        if used >= self._settings.openai_tokens_a_day:
            raise ModelError(f"The day's {self._settings.openai_tokens_a_day:,} tokens are used up.")

    def _completion(self, question: Question) -> ChatCompletion:
        """One more try where another machine of theirs may answer at once."""
        try:
            return self._asked(question)
        except APITimeoutError:
            raise
        except (APIConnectionError, InternalServerError):
            return self._asked(question)

    def _asked(self, question: Question) -> ChatCompletion:
        answer = self._client.chat.completions.with_raw_response.create(
            model=self._settings.openai_model,
            messages=[
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": _material(question)},
            ],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": question.purpose, "schema": dict(question.schema), "strict": True},
            },
            max_completion_tokens=question.most_tokens,
        )
        return _parsed(answer.content)

    def _bound(self, response: httpx2.Response) -> None:
        """The library's timeout is for each piece of an answer; this one is for all of it."""
        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        response.stream = Bounded(stream, time.monotonic() + self._timeout_seconds)

    def _words(self, problem: Exception) -> str:
        if isinstance(problem, APIStatusError):
            self._rest_as_told(problem)
            return f"The language model's server answered with HTTP {problem.status_code}."
        if isinstance(problem, APITimeoutError):
            within = f"{self._timeout_seconds:g} seconds"
            return f"The language model gave no answer within {within}, or one that never ends."
        return f"The language model's server at {self._settings.openai_url} cannot be reached."

    def _rest_as_told(self, problem: APIStatusError) -> None:
        """429 and 503 may say in Retry-After for how many seconds they want no question."""
        told = problem.response.headers.get("retry-after", "")
        if problem.status_code == 429 or told.isdecimal():
            wanted = timedelta(seconds=min(int(told), 86_400)) if told.isdecimal() else REST
            self._rests_until = self._clock() + min(wanted, LONGEST_REST)

    def _record(self, question: Question, spent: tuple[int, int], error: str) -> None:
        now = self._clock()
        self._failures = self._failures + 1 if error else 0
        if self._failures >= FAILURES:
            self._failures, self._rests_until = 0, max(now + REST, self._rests_until or now)
        with self._database.transaction() as store:
            store.count_model_call(now.date(), question.purpose, *spent)
            store.beat(MODEL, now, error)


def most_tokens(question: Question) -> tuple[int, int]:
    """What a question and its answer can cost: prompt and completion tokens."""
    prompt = f"{question.instructions}{_material(question)}{json.dumps(question.schema)}"
    return len(prompt.encode()) // BYTES_A_TOKEN, question.most_tokens


def _material(question: Question) -> str:
    """As JSON, so that nothing in it can end it; without the halves of characters that broken mails hold."""
    text = json.dumps(dict(question.material), ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def _parsed(body: bytes) -> ChatCompletion:
    try:
        return ChatCompletion.model_validate_json(body)
    except ValueError:
        _refuse("is no chat completion")


def _counted(completion: ChatCompletion) -> tuple[int, int] | None:
    """The tokens by the server's own count, where it gives one that can be."""
    usage = completion.usage
    counts = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    return counts if any(counts) and all(0 <= count <= 10_000_000 for count in counts) else None


def _answer(completion: ChatCompletion, question: Question) -> Mapping[str, Any]:
    if not completion.choices:
        _refuse("is empty")
    choice = completion.choices[0]
    if choice.message.refusal:
        _refuse("is a refusal")
    if choice.finish_reason != "stop":
        _refuse(f"was cut off ({choice.finish_reason})")
    try:
        answer = json.loads(choice.message.content or "")
        jsonschema.validate(answer, question.schema)
    except (ValueError, RecursionError):
        _refuse("is no JSON")
    except jsonschema.ValidationError:
        _refuse("does not follow the schema")
    return dict(answer)


def _refuse(what: str) -> NoReturn:
    raise ModelError(f"The language model's answer {what}.")


def _costs_nothing(problem: Exception) -> bool:
    """A question that was refused, or never arrived."""
    return isinstance(problem, APIStatusError | APIConnectionError) and not isinstance(
        problem, APITimeoutError
    )
