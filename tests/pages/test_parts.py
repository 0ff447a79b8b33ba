"""What the screens share: looks, harmless text, dates."""

from datetime import timedelta

import pytest

from core.history import NoticeKind
from core.message import MessageStatus
from core.state import Hold, LeadState
from pages.parts.dates import lasting
from pages.parts.entries import OF_MESSAGE, EntryKind
from pages.parts.entry import COLOURS
from pages.parts.looks import HOLDS, MESSAGES, NOTICES, STATES, kind_name
from pages.parts.text import phone_link, plain
from pages.parts.timeline import KINDS


def test_every_state_notice_status_hold_and_entry_has_its_look() -> None:
    assert set(STATES) == set(LeadState)
    assert set(NOTICES) == set(NoticeKind)
    assert set(MESSAGES) == set(OF_MESSAGE) == set(MessageStatus)
    assert set(HOLDS) == set(Hold) - {Hold.NONE}
    assert set(KINDS) == set(COLOURS) == set(EntryKind)


def test_states_are_told_apart_by_colour() -> None:
    shades = [look.shade for look in STATES.values()]
    assert len(set(shades)) == len(shades)


def test_text_for_labels_is_one_line_without_markup() -> None:
    assert plain("a\n b") == "a b"
    assert plain("![x](http://e.example) :red[y] $z$ <b>") == (
        "\\!\\[x\\]\\(http\\://e\\.example\\) \\:red\\[y\\] \\$z\\$ \\<b\\>"
    )


def test_a_phone_link_has_digits_and_plus_only() -> None:
    assert phone_link("+49 (0)30/12-34;x=javascript") == "tel:+490301234"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=70), "1 minute"),
        (timedelta(minutes=59), "1 hour"),
        (timedelta(hours=5, minutes=40), "6 hours"),
        (timedelta(hours=23), "1 day"),
        (timedelta(days=3, hours=2), "3 days"),
        (timedelta(days=61), "2 months"),
        (timedelta(days=400), "1 year"),
        (timedelta(seconds=5), "less than a minute"),
    ],
)
def test_a_span_is_said_in_its_largest_unit(span: timedelta, words: str) -> None:
    assert lasting(span) == words


def test_reply_kinds_are_readable() -> None:
    assert kind_name("out_of_office") == "Out of office"
    assert kind_name("") == "Not read yet"
