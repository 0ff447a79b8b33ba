"""A person corrects how a reply was read: the lead moves as the right kind would have moved it."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from core.acting import carry_on, mark_hot, stop, unsubscribe
from core.correcting import CHOICES, correct
from core.errors import NotAllowed, NotFound
from core.lead import Lead
from core.receiving import apply_kind, resume_returned
from core.reply import ReplyKind
from core.state import Hold, LeadState, SubState
from tests.desk import PERSON, Desk, reading

COLD, OUT_OF_OFFICE, RESPONDED, HOT, PROCESSED, DEACTIVATED, UNSUBSCRIBED = LeadState


def hear(desk: Desk, text: str, kind: ReplyKind, **found: object) -> UUID:
    """Anna writes those words, and they are read as that kind."""
    reply = desk.receive(text)
    assert reply is not None
    desk.do(apply_kind, reply, reading(kind, text=text, **found), desk.now)
    desk.wait(minutes=1)
    return reply.id


def say(desk: Desk, reply_id: UUID, kind: ReplyKind) -> Lead:
    desk.do(correct, reply_id, kind, who=PERSON, now=desk.now)
    return desk.lead()


def waiting(desk: Desk) -> list[str]:
    """The kinds of what is open under Engaged leads."""
    return [row["kind"] for row in desk.report(lambda reports: reports.engaged_leads())]


def row(desk: Desk, reply_id: UUID) -> dict[str, object]:
    found = desk.report(lambda reports: reports.reading(reply_id))
    assert found is not None
    return found


# Moving the lead


def test_a_stop_that_was_interest_makes_the_lead_responded(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "I can't stop thinking about it.", ReplyKind.STOP)
    assert desk.lead().state is DEACTIVATED
    moved = say(desk, reply_id, ReplyKind.INTERESTED)
    assert (moved.state, moved.sub_state) == (RESPONDED, SubState.NONE)
    assert desk.timeline()[-1]["title"] == "Deactivated → Responded"
    assert desk.timeline()[-1]["text"] == "Reply corrected from stop to interested"
    assert desk.timeline()[-1]["who"] == PERSON
    assert waiting(desk) == ["interested"]
    assert "Anna is interested" not in desk.notices()


@pytest.mark.parametrize("kind", sorted(set(ReplyKind) - {ReplyKind.BOUNCE, ReplyKind.MEETING}))
def test_whatever_was_a_meeting_makes_the_lead_hot_with_its_time(
    desk: Desk, lead: Lead, kind: ReplyKind
) -> None:
    reply_id = hear(desk, "Let us talk on 11 March 2026 at 15:00.", kind)
    hot = say(desk, reply_id, ReplyKind.MEETING)
    assert (hot.state, hot.meeting_on) == (HOT, date(2026, 3, 11))
    assert hot.meeting_at == datetime(2026, 3, 11, 15, tzinfo=UTC)
    assert waiting(desk) == ["meeting"]


def test_a_meeting_that_was_none_is_forgotten(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Let's not meet.", ReplyKind.MEETING, meeting_at=date(2026, 3, 11))
    asked = say(desk, reply_id, ReplyKind.NOT_INTERESTED)
    assert (asked.state, asked.meeting_on) == (RESPONDED, None)


def test_an_out_of_office_that_was_a_question_ends_the_absence(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Are you out of office?", ReplyKind.OUT_OF_OFFICE, return_date=date(2026, 3, 16))
    asked = say(desk, reply_id, ReplyKind.QUESTION)
    assert (asked.state, asked.resume_at, asked.next_send_at) == (RESPONDED, None, None)
    assert waiting(desk) == ["question"]


@pytest.mark.parametrize("kind", sorted(set(CHOICES) - {ReplyKind.OUT_OF_OFFICE, ReplyKind.AUTO_REPLY}))
def test_the_schedule_goes_on_where_it_stood_after_an_automatic_reply(
    desk: Desk, lead: Lead, kind: ReplyKind
) -> None:
    desk.send_due()
    planned = desk.lead().next_send_at
    desk.wait(hours=1)
    reply_id = hear(desk, "Your ticket has the number 5.", kind)
    back = say(desk, reply_id, ReplyKind.AUTO_REPLY)
    assert (back.state, back.sub_state, back.next_step, back.next_send_at) == (COLD, "", 2, planned)
    assert waiting(desk) == []
    desk.wait(days=1)
    assert [message.step for message in desk.send_due()] == [2]


def test_a_message_that_a_wrong_stop_withdrew_goes_again_and_once(desk: Desk, lead: Lead) -> None:
    (claimed,) = desk.claim()
    reply_id = hear(desk, "We cannot stop now.", ReplyKind.STOP)
    assert desk.attempt(claimed) is None
    say(desk, reply_id, ReplyKind.AUTO_REPLY)
    assert [message.step for message in desk.send_due()] == [1]
    assert desk.send_due() == []
    assert desk.lead().next_step == 2


def test_an_out_of_office_read_as_something_else_pauses_until_its_return(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    reply_id = hear(desk, "I am away and will be back on 16 March 2026.", ReplyKind.OTHER)
    away = say(desk, reply_id, ReplyKind.OUT_OF_OFFICE)
    assert (away.state, away.next_step) == (OUT_OF_OFFICE, 2)
    assert away.resume_at is not None
    assert away.resume_at.date() == date(2026, 3, 16)
    assert [title for title, _ in desk.events()][-2:] == ["Responded → Cold", "Cold → Out of office"]
    assert waiting(desk) == []


def test_a_lead_that_had_every_message_is_processed_again(desk: Desk, lead: Lead) -> None:
    desk.change(state=PROCESSED, next_step=None, next_send_at=None)
    reply_id = hear(desk, "Received.", ReplyKind.OTHER)
    assert say(desk, reply_id, ReplyKind.AUTO_REPLY).state is PROCESSED


def test_an_absence_that_a_wrong_reading_ended_goes_on(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    hear(desk, "Away.", ReplyKind.OUT_OF_OFFICE, return_date=date(2026, 3, 16))
    absent = desk.lead()
    reply_id = hear(desk, "A receipt.", ReplyKind.QUESTION)
    assert say(desk, reply_id, ReplyKind.AUTO_REPLY) == absent
    desk.wait(days=14)
    desk.do(resume_returned, desk.now)
    assert [message.step for message in desk.send_due()] == [2]


def test_a_follow_up_that_somebody_had_stopped_stays_stopped(desk: Desk, lead: Lead) -> None:
    desk.do(stop, lead.id, who=PERSON, now=desk.now)
    reply_id = hear(desk, "A receipt.", ReplyKind.OTHER)
    back = say(desk, reply_id, ReplyKind.AUTO_REPLY)
    assert (back.state, back.held, back.next_send_at) == (COLD, Hold.STOPPED, None)


def test_a_hot_lead_that_was_wrongly_stopped_is_hot_again(desk: Desk, lead: Lead) -> None:
    desk.do(mark_hot, lead.id, who=PERSON, now=desk.now)
    reply_id = hear(desk, "No need to unsubscribe me!", ReplyKind.STOP)
    assert say(desk, reply_id, ReplyKind.OTHER).state is HOT
    assert say(desk, reply_id, ReplyKind.AUTO_REPLY).state is HOT


def test_what_somebody_decided_since_stays(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "How much?", ReplyKind.AUTO_REPLY)
    desk.do(mark_hot, lead.id, who=PERSON, now=desk.now)
    assert say(desk, reply_id, ReplyKind.QUESTION).state is HOT
    assert desk.timeline()[-1]["text"] == "Reply corrected from auto reply to question"
    assert waiting(desk) == ["question"]


def test_a_follow_up_carried_on_since_is_not_planned_anew(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    reply_id = hear(desk, "A receipt.", ReplyKind.OTHER)
    carried = desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    assert say(desk, reply_id, ReplyKind.AUTO_REPLY) == carried


def test_why_a_lead_is_deactivated_is_corrected_too(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Anna does not work here.", ReplyKind.STOP)
    assert say(desk, reply_id, ReplyKind.LEFT_COMPANY).sub_state is SubState.LEFT_COMPANY


# Choosing again, and what may not be chosen


def test_choosing_again_takes_a_correction_back(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    reply_id = hear(desk, "Stop it, this is great.", ReplyKind.INTERESTED)
    say(desk, reply_id, ReplyKind.AUTO_REPLY)
    say(desk, reply_id, ReplyKind.STOP)
    again = say(desk, reply_id, ReplyKind.INTERESTED)
    assert again.state is RESPONDED
    assert waiting(desk) == ["interested"]


def test_the_same_kind_again_changes_nothing(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Great.", ReplyKind.OTHER)
    say(desk, reply_id, ReplyKind.INTERESTED)
    before = (desk.lead(), desk.timeline(), desk.notices())
    say(desk, reply_id, ReplyKind.INTERESTED)
    assert (desk.lead(), desk.timeline(), desk.notices()) == before


def test_an_unsubscribed_lead_stays_and_the_person_is_told(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Let us meet.", ReplyKind.OTHER)
    desk.do(unsubscribe, lead.id, who=PERSON, now=desk.now)
    with pytest.raises(NotAllowed, match="Anna is Unsubscribed and cannot become Hot"):
        say(desk, reply_id, ReplyKind.MEETING)
    assert row(desk, reply_id)["kind"] == "other"
    assert desk.ask(lambda store: store.corrections()) == []


def test_no_person_chooses_a_bounce_or_changes_one(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "Not here.", ReplyKind.OTHER)
    with pytest.raises(NotAllowed, match="delivery report"):
        say(desk, reply_id, ReplyKind.BOUNCE)
    bounce_id = hear(desk, "550 5.1.1", ReplyKind.BOUNCE, automatic=True)
    with pytest.raises(NotAllowed, match="delivery report"):
        say(desk, bounce_id, ReplyKind.OTHER)


def test_a_reply_that_nobody_has_read_yet_cannot_be_corrected(desk: Desk, lead: Lead) -> None:
    reply = desk.receive("Hello.")
    assert reply is not None
    with pytest.raises(NotFound, match="not read yet"):
        say(desk, reply.id, ReplyKind.OTHER)


# What is kept


def test_a_correction_says_who_it_was_and_what_was_read_before(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "We have it already, thank you.", ReplyKind.INTERESTED)
    say(desk, reply_id, ReplyKind.NOT_INTERESTED)
    kept = row(desk, reply_id)
    assert (kept["kind"], kept["confidence"], kept["automatic"]) == ("not_interested", 1.0, False)
    assert kept["evidence"] == "We have it already, thank you."
    told = json.loads(str(kept["details"]))
    assert (told["corrected_by"], told["read_before"]) == (PERSON, "interested")


def test_a_correction_raises_no_notice_about_what_its_person_just_did(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "How much is it for ten?", ReplyKind.AUTO_REPLY)
    say(desk, reply_id, ReplyKind.QUESTION)
    assert desk.notices() == []
    assert waiting(desk) == ["question"]
    say(desk, reply_id, ReplyKind.OUT_OF_OFFICE)
    assert desk.notices() == []


def test_a_correction_that_changes_no_state_is_a_note_and_no_state_change(desk: Desk, lead: Lead) -> None:
    reply_id = hear(desk, "How much is it for ten?", ReplyKind.INTERESTED)
    before = len(desk.events())
    say(desk, reply_id, ReplyKind.QUESTION)
    assert len(desk.events()) == before
    last = desk.timeline()[-1]
    assert (last["sort"], last["text"]) == ("note", "Reply corrected from interested to question")


def test_of_the_same_words_the_latest_correction_counts(desk: Desk, lead: Lead) -> None:
    first = hear(desk, "Hi Ada,\n\nwe are all set here.\n\nAnna", ReplyKind.OTHER)
    second = hear(desk, "Hello, we are all set here!", ReplyKind.OTHER)
    say(desk, first, ReplyKind.STOP)
    desk.wait(hours=1)
    say(desk, second, ReplyKind.NOT_INTERESTED)
    (correction,) = desk.ask(lambda store: store.corrections())
    assert (correction.kind, correction.who) == (ReplyKind.NOT_INTERESTED, PERSON)
    assert correction.corrected_at == desk.now


def test_a_stranger_s_reply_is_corrected_without_a_lead(desk: Desk) -> None:
    reply = desk.receive("We are all set, thanks.", sender="zoe@elsewhere.example")
    assert reply is not None
    desk.do(apply_kind, reply, reading(ReplyKind.OTHER), desk.now)
    desk.do(correct, reply.id, ReplyKind.NOT_INTERESTED, who=PERSON, now=desk.now)
    assert row(desk, reply.id)["kind"] == "not_interested"
    assert len(desk.ask(lambda store: store.corrections())) == 1
