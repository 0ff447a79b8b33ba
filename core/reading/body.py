"""Which parts of a mail are what its writer wrote, as plain text."""

import re
from collections.abc import Iterator
from email.errors import NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect
from email.message import Message

from core.reading.charset import decode
from core.reading.markup import text_of_html

NESTED = 4  # mails within mails that are looked into for a body
BOUNDARY_DEFECTS = {NoBoundaryInMultipartDefect, StartBoundaryNotFoundDefect}
WINMAIL_BROKEN = "winmail.dat could not be opened."
WINMAIL = ("application/ms-tnef", "application/vnd.ms-tnef")
NO_TEXT_VERSION = re.compile(
    r"(not|n't) (support|display|have a text)|view .{0,40}html|html.{0,40}viewer", re.I
)


def plain_text(message: Message) -> tuple[str, str]:
    """A mail's text, and why it could not be had whole (empty when it could)."""
    try:
        text = "\n\n".join(part for part in _bodies(message, 0) if part.strip())
        text = (text or _winmail_text(message)).strip("\n")
        return text, "" if text else _unreadable(message)
    except Exception as problem:  # broken parts raise a dozen kinds in the stdlib
        return "", f"The text of this mail could not be read: {problem!r}"


def _unreadable(message: Message) -> str:
    """Why a mail has no text although something was in it."""
    defects = {type(defect) for part in message.walk() for defect in part.defects}
    if defects & BOUNDARY_DEFECTS:
        return "Its parts could not be told apart: boundary missing."
    winmail = any(part.get_content_type() in WINMAIL for part in message.walk())
    return WINMAIL_BROKEN if winmail else ""


def text_of(part: Message) -> str:
    """One part's text in its charset."""
    payload = part.get_payload(decode=True)
    charset = part.get_param("charset", "")
    return decode(payload if isinstance(payload, bytes) else b"", charset if isinstance(charset, str) else "")


def _bodies(part: Message, depth: int) -> Iterator[str]:
    kind, nested = part.get_content_type(), _parts(part)
    if kind == "multipart/alternative":
        yield _best(nested, depth)
    elif kind == "multipart/report":
        yield from _bodies(nested[0], depth) if nested else ()
    elif kind == "message/rfc822":
        yield from ()
    elif nested:
        yield from _joined(nested, depth)
    elif kind in ("text/plain", "text/html", "text/enriched") and not _attached(part):
        yield text_of_html(text_of(part)) if kind != "text/plain" else text_of(part)


def _parts(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def _best(alternatives: list[Message], depth: int) -> str:
    """The plain version, or the HTML one where the plain one is empty or only says that it is empty."""
    texts = {each.get_content_type(): "\n".join(_bodies(each, depth)) for each in alternatives}
    plain = texts.pop("text/plain", "")
    rich = max(texts.values(), key=len, default="")
    empty = not plain.strip() or (len(plain) < 300 and NO_TEXT_VERSION.search(plain))
    return rich if empty and rich.strip() else plain


def _joined(parts: list[Message], depth: int) -> Iterator[str]:
    """Every text part of a mixed mail; a mail that only wraps another one is read as that one."""
    texts = [text for part in parts for text in _bodies(part, depth)]
    if not any(text.strip() for text in texts) and depth < NESTED:
        wrapped = [
            mail for part in parts if part.get_content_type() == "message/rfc822" for mail in _parts(part)
        ]
        texts = [text for mail in wrapped[:1] for text in _bodies(mail, depth + 1)]
    yield from texts


def _attached(part: Message) -> bool:
    return str(part.get("content-disposition", "")).strip().lower().startswith("attachment")


def _winmail_text(message: Message) -> str:
    """The text inside Outlook's winmail.dat, for mails that have no other."""
    for part in message.walk():
        payload = part.get_payload(decode=True) if part.get_content_type() in WINMAIL else None
        if isinstance(payload, bytes):
            return _tnef_text(payload)
    return ""


def _tnef_text(payload: bytes) -> str:
    from tnefparse import TNEF  # rare, and slow to import

    try:
        winmail = TNEF(payload)
    except (
        Exception
    ):  # its parser raises a dozen kinds; the mail is then said to have no text that can be read
        return ""
    if winmail.body:
        return winmail.body if isinstance(winmail.body, str) else decode(winmail.body)
    return text_of_html(decode(winmail.htmlbody)) if winmail.htmlbody else ""
