"""The queue of leads that wait for a person."""

from datetime import UTC, datetime

from core.reply import ReplyKind
from core.state import LeadState
from tests.desk import ANNA, Desk
from tests.pages.conftest import Visit, keys, texts

ENGAGED = "leads/engaged.py"
BEN = "ben@corp.example"


def two_waiting(people: Desk) -> None:
    people.add(BEN, "Ben", phone="+4930123")
    people.hear(ReplyKind.QUESTION, sender=BEN, evidence="What does it cost?")
    people.wait(hours=2)
    people.add()
    people.hear(
        ReplyKind.MEETING, evidence="Thursday suits me.", meeting_at=datetime(2026, 3, 5, 14, tzinfo=UTC)
    )


def test_when_nobody_waits_the_screen_says_so(visit: Visit, people: Desk) -> None:
    people.add()
    assert "Nobody is waiting for you" in texts(visit(ENGAGED))


def test_a_meeting_comes_before_a_question_that_waits_longer(visit: Visit, people: Desk) -> None:
    two_waiting(people)
    screen = visit(ENGAGED)
    names = [mark.value for mark in screen.markdown if mark.value in ("**Anna**", "**Ben**")]
    assert names == ["**Anna**", "**Ben**"]
    shown = texts(screen)
    for text in (
        "2 leads wait",
        "What does it cost?",
        "Thursday suits me.",
        "Thu 05 Mar",
        "tel:+4930123",
        "waits",
    ):
        assert text in shown, text


def test_done_takes_a_lead_off_the_queue_and_keeps_its_state(visit: Visit, people: Desk) -> None:
    two_waiting(people)
    screen = visit(ENGAGED)
    screen.button(key=f"done-{people.lead(ANNA).id}").click().run()
    assert people.report(lambda reports: reports.count_engaged()) == 1
    assert people.lead(ANNA).state is LeadState.HOT


def test_hot_is_offered_only_where_the_lead_is_not_hot(visit: Visit, people: Desk) -> None:
    two_waiting(people)
    screen = visit(ENGAGED)
    assert f"hot-{people.lead(ANNA).id}" not in keys(screen)
    screen.button(key=f"hot-{people.lead(BEN).id}").click().run()
    assert people.lead(BEN).state is LeadState.HOT


def test_a_viewer_sees_the_queue_and_has_no_acts(visit: Visit, people: Desk) -> None:
    two_waiting(people)
    screen = visit(ENGAGED, as_viewer=True)
    assert "What does it cost?" in texts(screen)
    assert keys(screen) == set()


def test_the_card_of_an_engaged_lead_shows_whom_the_reply_refers_to(visit: Visit, people: Desk) -> None:
    people.add()
    people.hear(ReplyKind.REFERRAL, referred_email="ben@acme.example")
    assert "mailto:ben@acme.example" in texts(visit(ENGAGED))
