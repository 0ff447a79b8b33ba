"""From the raw bytes of a mail to its headers and text. Nothing in here raises, whatever the bytes are."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime

from core.reading.body import plain_text, text_of
from core.reading.charset import header_text

MESSAGE_ID = re.compile(r"<[^<>\s]+>")
BARE_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,200}"
)  # for lists that the stdlib refuses as malformed
MESSAGE_ID_LINE = re.compile(r"^[> \t]*message-id:\s*(<[^<>\s]+>)", re.I | re.M)
ADDRESSED_TO = ("to", "cc", "delivered-to", "x-original-to")
HEAD = re.compile(rb"(?:[^\r\n]+\r?\n)*")
LARGEST = 5_000_000  # bytes; what comes after is attachments
LARGEST_REPORT = 50_000  # bytes of a delivery report; what comes after is the mail that came back
MOST_PARTS = 500  # lines that may begin one
LONGEST = 20_000  # characters of text: patterns over more take seconds, minutes where somebody wants it
LONGEST_HEADER, LONGEST_SUBJECT = 4_000, 500  # characters, for the same reason
MOST_VALUES = 100  # of one header
NEWEST_LAST = ("references", "in-reply-to")  # of these the end is kept


class _Bounded(Compat32):
    """Parses headers no longer than `LONGEST_HEADER`, in every part of a mail."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        kept = slice(-LONGEST_HEADER, None) if name.lower() in NEWEST_LAST else slice(LONGEST_HEADER)
        return name, value[kept]


BOUNDED = _Bounded()


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """One received mail, decoded. Addresses are bare and lower case; Message-IDs keep their `<>`."""

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    to: tuple[str, ...] = ()  # everybody in To, Cc, Delivered-To and X-Original-To
    subject: str = ""
    date: datetime | None = None  # always aware
    zone_known: bool = False  # "-0000", or none at all, says nothing of the writer's zone (RFC 5322 §3.3)
    text: str = ""  # the plain text, quotes and signature included, up to `LONGEST`
    headers: dict[str, tuple[str, ...]] = field(default_factory=dict)  # lower-case name → values, in order
    content_type: str = ""
    calendar: str = ""  # the first iCalendar part
    report: tuple[dict[str, str], ...] = ()  # the blocks of a delivery-status part, names in lower case
    original_message_ids: tuple[str, ...] = ()  # of the mail that this one returns or quotes
    error: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return self.headers.get(name.lower(), ("",))[0]


def parse_mail(raw: bytes) -> ReceivedMail:
    """Decodes a mail; what cannot be decoded is left empty and named in `error`."""
    try:
        return _decoded(message_from_bytes(_bounded(raw), policy=BOUNDED))
    except Exception as problem:  # the stdlib parser raises a dozen kinds on hostile bytes
        return replace(_head_alone(raw), error=f"This mail could not be parsed: {problem!r}")


def _bounded(raw: bytes) -> bytes:
    """So much of a mail as is parsed in no time; a person's words stand at its beginning."""
    is_report = b"message/delivery-status" in raw[:LARGEST_REPORT].lower()
    kept = raw[: LARGEST_REPORT if is_report else LARGEST]
    return b"\n--".join(kept.split(b"\n--", MOST_PARTS)[:MOST_PARTS])


def _head_alone(raw: bytes) -> ReceivedMail:
    """Who wrote, and about what, of a mail whose parts cannot be told; its bytes where not even that can be."""
    head = HEAD.match(raw, 0, LARGEST)
    try:
        return _decoded(message_from_bytes(head[0] if head else b"", policy=BOUNDED))
    except Exception:  # as above; the caller says what was wrong
        return ReceivedMail(text=raw[:LONGEST].decode("utf-8", "replace").replace("\0", ""))


def _decoded(message: Message) -> ReceivedMail:
    headers = _headers(message)
    name, sender = _first_address(headers.get("from", ()) or headers.get("sender", ()))
    text, error = plain_text(message)
    written_at = _date(headers.get("date", ()))
    return ReceivedMail(
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        sender=sender,
        sender_name=name,
        to=_recipients(headers),
        subject=headers.get("subject", ("",))[0][:LONGEST_SUBJECT],
        date=written_at and (written_at if written_at.tzinfo else written_at.replace(tzinfo=UTC)),
        zone_known=written_at is not None and written_at.tzinfo is not None,
        text=text[:LONGEST],
        headers=headers,
        content_type=message.get_content_type(),
        calendar=_calendar(message),
        report=tuple(_report(message)),
        original_message_ids=_original_ids(message),
        error=error,
    )


def _headers(message: Message) -> dict[str, tuple[str, ...]]:
    headers: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in message.raw_items():
        values = headers[name.lower()]
        if len(values) < MOST_VALUES:
            values.append(header_text(str(value)))
    return {name: tuple(values) for name, values in headers.items()}


def _ids(headers: dict[str, tuple[str, ...]], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(MESSAGE_ID.findall(" ".join(headers.get(name, ())))))


def _first_address(values: tuple[str, ...]) -> tuple[str, str]:
    return next(iter(_addresses(values)), ("", ""))


def _addresses(values: tuple[str, ...]) -> list[tuple[str, str]]:
    try:
        pairs = [pair for pair in getaddresses(list(values)) if "@" in pair[1]]
    except RecursionError:  # of a thousand brackets within each other
        pairs = []
    pairs = pairs or [("", address) for address in BARE_ADDRESS.findall(" ".join(values))]
    return [(name.strip(), address.strip().lower()) for name, address in pairs]


def _recipients(headers: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    values = tuple(value for name in ADDRESSED_TO for value in headers.get(name, ()))
    return tuple(dict.fromkeys(address for _, address in _addresses(values)))


def _date(values: tuple[str, ...]) -> datetime | None:
    try:
        return parsedate_to_datetime(values[0])
    except (IndexError, TypeError, ValueError, OverflowError):
        return None


def _calendar(message: Message) -> str:
    parts = (
        part for part in message.walk() if part.get_content_type() in ("text/calendar", "application/ics")
    )
    return next((text_of(part) for part in parts), "")


def _report(message: Message) -> Iterator[dict[str, str]]:
    """The blocks of every delivery-status part: first about the whole mail, then one a recipient."""
    for part in message.walk():
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            blocks = part.get_payload()
            for block in (each for each in blocks if isinstance(each, Message)):
                yield {name.lower(): header_text(str(value)) for name, value in block.raw_items()}


def _original_ids(message: Message) -> tuple[str, ...]:
    found: list[str] = []
    for part in message.walk():
        if part is not message:
            found += MESSAGE_ID.findall(header_text(str(part.get("message-id", ""))))
        if part.get_content_maintype() == "text" or part.get_content_type() == "message/rfc822-headers":
            found += MESSAGE_ID_LINE.findall(text_of(part))
    return tuple(dict.fromkeys(found))
