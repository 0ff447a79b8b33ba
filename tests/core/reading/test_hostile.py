"""Mails that somebody wrote to keep the reader busy: the mails behind them must not wait."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from core.reading.mail import LONGEST, parse_mail
from core.reply import ReplyKind
from tests.core.reading.mails import raw_mail, read, read_raw

MANY = 100_000
PATIENCE = 5  # seconds of processor time; each takes less than one, and without its bound minutes
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
MARKED_UP = b"Content-Type: text/html; charset=utf-8\r\n\r\n"
HOSTILE = {
    "one word": "a" * MANY,
    "one number": "1" * MANY,
    "signs": "@" * MANY,
    "addresses without an end": "a@a." * MANY,
    "openings of quotes": "On a b c d e f 2026\n" * (MANY // 20),
    "closings": "Best,\n" * MANY,
    "copied headers": "From: a\n" * MANY,
    "initials": "hi\n\n" + "Aa." * MANY,
    "dashes": "-" * MANY,
    "stars": "*" * MANY,
    "addresses cut short": "a@" * MANY,
    "abbreviations": "A. " * MANY,
    "list numbers": "1. " * MANY,
    "weeks": "来週の" * MANY,
    "attributions cut short": ("1:23 2026 " + "<a@b>" * 70 + "\n") * 800,
    "attributions": ("1:23 2026 " + "<a@b>" * 70 + ":\n") * 800,
}


MARKUP = {
    "elements within elements": "<div>" * MANY,
    "quotes within quotes": "<blockquote>a" * MANY,
    "brackets": "<" * MANY,
    "angle quotes": "‹" * MANY,
    "comments": "<!--" * MANY,
    "links": "<a " * MANY,
    "ends": "</" * MANY,
    "instructions": "<?" * MANY,
    "attributes": "<a x='" * MANY,
}
PARTS = {
    "multiparts within multiparts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (at, at) for at in range(900)
    ),
    "thousands of parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\na\r\n" * 20_000,
    "mails within mails": b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
    "a report about everybody": b"Content-Type: message/delivery-status\r\n\r\n" + b"A: b\r\n\r\n" * MANY,
    "parameters": b"Content-Type: text/plain; " + b"a=b;" * MANY + b"\r\n\r\nHello\r\n",
}
FROM_PAT = b"From: Pat <pat@acme.example>\r\nSubject: Re: Hello\r\n"


class TooLongError(BaseException):
    """No `Exception`, which the reader would take for a mail that it cannot read."""


@contextmanager
def patience() -> Iterator[None]:
    """Ends what takes far too long, so that a lost bound fails rather than hangs."""

    def end(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_text_keeps_the_reader_busy(name: str) -> None:
    with patience():
        assert read_raw(FROM_PAT + PLAIN + HOSTILE[name].encode()).error == ""


@pytest.mark.parametrize("name", sorted(MARKUP))
def test_no_markup_keeps_the_reader_busy(name: str) -> None:
    with patience():
        assert read_raw(FROM_PAT + MARKED_UP + MARKUP[name].encode()).error == ""


@pytest.mark.parametrize("name", sorted(PARTS))
def test_parts_without_end_hide_neither_who_wrote_nor_about_what(name: str) -> None:
    with patience():
        mail, reading = parse_mail(FROM_PAT + PARTS[name]), read_raw(FROM_PAT + PARTS[name])
    assert (mail.sender, mail.subject, reading.kind) == ("pat@acme.example", "Re: Hello", ReplyKind.OTHER)


@pytest.mark.parametrize("name", ["mails within mails", "multiparts within multiparts"])
def test_a_mail_that_cannot_be_read_says_why(name: str) -> None:
    reading = read_raw(FROM_PAT + PARTS[name])
    assert (reading.kind, reading.confidence) == (ReplyKind.OTHER, 0.0)
    assert "could not be" in reading.error


def test_markup_that_never_ends_is_shown_and_a_comment_is_not() -> None:
    html = "<p>3 < 4 <!-- not this --> and <img alt='a < b'>so <b>on <a href="
    assert parse_mail(MARKED_UP + html.encode()).text == "3 < 4 and so on <a href="


def test_of_a_long_thread_the_newest_ids_are_kept() -> None:
    ids = [f"<{number}@ours.example>" for number in range(1_000)]
    kept = parse_mail(FROM_PAT + f"References: {' '.join(ids)}\r\n\r\nHello".encode()).references
    assert len(kept) > 50
    assert list(kept) == ids[-len(kept) :]


@pytest.mark.parametrize("text", ["1 " * 50, "1/" * 50, "1-" * 50, "12:30 " * 50, "Ωω Ψψ Φφ 3/4 12:30"])
def test_noise_is_no_meeting(text: str) -> None:
    assert read(text).kind is ReplyKind.OTHER


@pytest.mark.parametrize(
    "head",
    [
        b"X-A: b\r\n" * 40_000,
        b"Subject: " + b"=?" * 50_000 + b"\r\n",
        b"Subject: " + b": " * 50_000 + b"\r\n",
    ],
    ids=["thousands of headers", "broken words", "colons"],
)
def test_no_header_keeps_the_reader_busy(head: bytes) -> None:
    with patience():
        read_raw(head + b"\r\nHello\r\n")


def test_brackets_within_brackets_do_not_hide_who_wrote() -> None:
    mail = parse_mail(b"From: pat@acme.example\r\nCc: " + b"(" * 5_000 + b"\r\n\r\nHello\r\n")
    assert (mail.sender, mail.text.strip(), mail.error) == ("pat@acme.example", "Hello", "")


def test_of_a_very_long_mail_the_beginning_is_read() -> None:
    reading = read("Please take me off your list.\n\n" + "And so on and so forth, as it was.\n" * 2_000)
    assert reading.kind is ReplyKind.STOP
    assert len(parse_mail(raw_mail("word " * MANY)).text) == LONGEST
