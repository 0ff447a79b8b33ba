"""Notices, and what a person has to decide."""

import pytest

from core.errors import DeliveryError
from core.failing import record_failure
from core.message import Message, MessageStatus
from core.receiving import apply_kind
from core.reply import ReplyKind
from core.state import Hold
from tests.desk import Desk, reading
from tests.pages.conftest import Visit, keys, texts

NOTICES = "leads/notices.py"


def unconfirmed(people: Desk) -> Message:
    people.add()
    outgoing = people.attempt(people.claim()[0])
    assert outgoing is not None
    lost = DeliveryError("Connection lost after DATA", permanent=False, unconfirmed=True)
    people.do(record_failure, outgoing.message, lost, people.now)
    return outgoing.message


def test_without_notices_the_screen_says_what_appears_here(visit: Visit) -> None:
    assert "Answers, bounces and alarms appear here" in texts(visit(NOTICES))


def test_notices_come_newest_first_and_unseen_ones_are_marked_until_seen(visit: Visit, people: Desk) -> None:
    people.add()
    people.hear(ReplyKind.OUT_OF_OFFICE)
    people.wait(hours=1)
    people.hear(ReplyKind.MEETING)
    screen = visit(NOTICES)
    titles = [mark.value for mark in screen.markdown if mark.value.startswith("**Anna")]
    assert titles == ["**Anna wants to meet**", "**Anna is out of office**"]
    assert texts(screen).count("New") == 2
    screen.button(key="see_all").click().run()
    assert people.report(lambda reports: reports.count_unseen_notices()) == 0
    assert "see_all" not in keys(screen)


@pytest.mark.parametrize(
    ("button", "status"), [("arrived", MessageStatus.SENT), ("again", MessageStatus.QUEUED)]
)
def test_a_person_decides_whether_a_doubtful_message_arrived(
    visit: Visit, people: Desk, button: str, status: MessageStatus
) -> None:
    message = unconfirmed(people)
    screen = visit(NOTICES)
    assert "Did this message to Anna arrive?" in texts(screen)
    assert f"carry_on-{message.lead_id}" not in keys(screen)
    screen.button(key=f"{button}-{message.id}").click().run()
    assert people.message(message.id).status is status
    assert people.lead().held is Hold.NONE


def test_a_held_lead_carries_on_from_here(visit: Visit, people: Desk) -> None:
    lead = people.add()
    people.change(held=Hold.OVERDUE)
    screen = visit(NOTICES)
    assert "Held: overdue" in texts(screen)
    screen.button(key=f"carry_on-{lead.id}").click().run()
    assert people.lead().held is Hold.NONE


@pytest.mark.parametrize("screen", [NOTICES, "insights/health.py"])
def test_a_paused_assistant_is_resumed(visit: Visit, people: Desk, screen: str) -> None:
    assistant = people.set_assistant(paused="550 5.7.1 blocked")
    shown = visit(screen)
    assert "550 5.7.1 blocked" in texts(shown)
    shown.button(key=f"resume-{assistant.id}").click().run()
    assert people.assistant.paused == ""


def test_mail_from_strangers_is_kept_and_shown_as_text(visit: Visit, people: Desk) -> None:
    reply = people.receive("<b>Buy</b> this", sender="spam@far.example", subject="![x](http://evil.example)")
    assert reply is not None
    people.do(apply_kind, reply, reading(ReplyKind.OTHER, text="<b>Buy</b> this"), people.now)
    screen = visit(NOTICES)
    assert "<b>Buy</b> this" in [text.value for text in screen.text]
    assert "![x]" not in screen.expander[0].label
    assert screen.get("download_button")


def test_a_viewer_sees_what_is_to_decide_and_decides_nothing(visit: Visit, people: Desk) -> None:
    unconfirmed(people)
    screen = visit(NOTICES, as_viewer=True)
    assert "Did this message to Anna arrive?" in texts(screen)
    assert keys(screen) == set()
