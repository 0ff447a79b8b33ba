"""Mails that somebody wrote to keep the reader busy: the mails behind them must not wait."""

from time import process_time

import pytest

from core.reading.mail import LONGEST, parse_mail
from core.reply import ReplyKind
from tests.core.reading.mails import raw_mail, read, read_raw

MANY = 100_000
HOSTILE = {
    "one word": "a" * MANY,
    "one number": "1" * MANY,
    "signs": "@" * MANY,
    "addresses without an end": "a@a." * MANY,
    "openings of quotes": "On a b c d e f 2026\n" * (MANY // 20),
    "closings": "Best,\n" * MANY,
    "copied headers": "From: a\n" * MANY,
    "initials": "hi\n\n" + "Aa." * MANY,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_no_text_keeps_the_reader_busy(name: str) -> None:
    head = b"From: Pat <pat@acme.example>\r\nContent-Type: text/plain\r\n\r\n"
    started = process_time()
    assert read_raw(head + HOSTILE[name].encode()).error == ""
    assert process_time() - started < 5  # seconds; about 0.5 on a free machine, minutes without any bound


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
    started = process_time()
    read_raw(head + b"\r\nHello\r\n")
    assert process_time() - started < 5


def test_elements_within_elements_keep_nobody_busy() -> None:
    started = process_time()
    read_raw(b"Content-Type: text/html\r\n\r\n" + b"<div>" * 80_000)
    assert process_time() - started < 5


def test_brackets_within_brackets_do_not_hide_who_wrote() -> None:
    mail = parse_mail(b"From: pat@acme.example\r\nCc: " + b"(" * 5_000 + b"\r\n\r\nHello\r\n")
    assert (mail.sender, mail.text.strip(), mail.error) == ("pat@acme.example", "Hello", "")


def test_of_a_very_long_mail_the_beginning_is_read() -> None:
    reading = read("Please take me off your list.\n\n" + "And so on and so forth, as it was.\n" * 2_000)
    assert reading.kind is ReplyKind.STOP
    assert len(parse_mail(raw_mail("word " * MANY)).text) == LONGEST
