"""What a reply does to its lead: kept first, matched, and then applied as its kind says."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.acting import restart, unsubscribe
from core.errors import DeliveryError
from core.failing import record_failure
from core.lead import Lead
from core.message import Message
from core.receiving import LEAD_BECOMES, apply_kind, receive, resume_returned
from core.reply import BounceKind, ReplyKind
from core.sending import record_sent
from core.state import Hold, LeadState, SubState
from core.transition import ASSISTANT, LEAD
from tests.desk import ANNA, PERSON, Desk, reading

COLD, OUT_OF_OFFICE, RESPONDED, HOT, PROCESSED, DEACTIVATED, UNSUBSCRIBED = LeadState
BACK = date(2026, 3, 16)  # a Monday
SAID = {kind for kind in ReplyKind if kind not in (ReplyKind.BOUNCE, ReplyKind.OUT_OF_OFFICE)}


def in_hand(desk: Desk) -> Message:
    """A message whose hand-over has begun."""
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing is not None
    return outgoing.message


def kept(desk: Desk) -> int:
    return len(desk.ask(lambda store: store.unread_replies(100)))


# Keeping


def test_a_mail_is_kept_as_it_came_before_anything_reads_it(desk: Desk, lead: Lead) -> None:
    raw = desk.mail("Tell me more.", sender="Anna Acker <Anna@Acme.Example>")
    reply_id = desk.do(receive, raw, desk.now)
    (reply,) = desk.ask(lambda store: store.unread_replies(10))
    assert (reply.id, reply.raw, reply.received_at) == (reply_id, raw, desk.now)
    assert (reply.sender, reply.sender_name, reply.subject) == (ANNA, "Anna Acker", "Hello")
    assert desk.lead().state is COLD


def test_the_same_mail_fetched_twice_is_one_reply(desk: Desk, lead: Lead) -> None:
    raw = desk.mail()
    assert desk.do(receive, raw, desk.now) is not None
    assert desk.do(receive, raw, desk.now) is None
    assert kept(desk) == 1


def test_a_mail_without_a_message_id_is_kept_once_too(desk: Desk, lead: Lead) -> None:
    raw = b"From: anna@acme.example\r\nSubject: Hello\r\n\r\nTell me more.\r\n"
    assert desk.do(receive, raw, desk.now) is not None
    assert desk.do(receive, raw, desk.now) is None


def test_our_own_mail_coming_back_is_dropped(desk: Desk, lead: Lead) -> None:
    (sent,) = desk.send_due()
    assert desk.receive(Message_ID=sent.message_id) is None
    assert desk.receive(sender="Ada@Assistant.Example") is None
    assert kept(desk) == 0


@pytest.mark.parametrize("raw", [b"", b"\0\xff\xfe", b"From: \r\n\r\n", b"no mail at all"])
def test_bytes_that_are_no_mail_are_kept_as_a_stranger_s(desk: Desk, lead: Lead, raw: bytes) -> None:
    assert desk.do(receive, raw, desk.now) is not None
    (reply,) = desk.ask(lambda store: store.unread_replies(10))
    assert (reply.raw, reply.lead_id) == (raw, None)


# Matching


def test_a_reply_finds_its_lead_by_our_message_id_whoever_sent_it(desk: Desk, lead: Lead) -> None:
    (sent,) = desk.send_due()
    by_parent = desk.receive(sender="anna@home.example", In_Reply_To=sent.message_id)
    in_thread = desk.receive(sender="anna@home.example", References=f"<x@y.example> {sent.message_id}")
    assert by_parent is not None
    assert in_thread is not None
    assert by_parent.lead_id == in_thread.lead_id == lead.id


def test_a_reply_finds_its_lead_by_the_reply_to_token(desk: Desk, lead: Lead) -> None:
    reply = desk.receive(sender="anna@home.example", To=f"ada+{lead.token}@assistant.example")
    assert reply is not None
    assert reply.lead_id == lead.id


def test_a_reply_finds_its_lead_by_the_sender_s_address_in_any_letter_case(desk: Desk, lead: Lead) -> None:
    reply = desk.receive(sender="Anna <ANNA@ACME.example>")
    assert reply is not None
    assert reply.lead_id == lead.id


@pytest.mark.parametrize("prefix", ["Re: ", "AW: ", "re[2]: Fwd: ", "RE : ", "Antw：", ""])
def test_a_colleague_s_reply_finds_the_lead_by_domain_and_subject(
    desk: Desk, lead: Lead, prefix: str
) -> None:
    (sent,) = desk.send_due()
    reply = desk.receive(sender="boss@acme.example", subject=f"{prefix}{sent.subject.upper()}")
    assert reply is not None
    assert reply.lead_id == lead.id


def test_a_colleague_of_two_leads_is_not_guessed_at(desk: Desk, lead: Lead) -> None:
    desk.add("ben@acme.example")
    subject = desk.send_due()[0].subject
    reply = desk.receive(sender="boss@acme.example", subject=f"Re: {subject}")
    assert reply is not None
    assert reply.lead_id is None


@pytest.mark.parametrize("sender", ["boss@other.example", "boss@sub.acme.example", "boss@evilacme.example"])
def test_another_domain_is_no_colleague(desk: Desk, lead: Lead, sender: str) -> None:
    (sent,) = desk.send_due()
    reply = desk.receive(sender=sender, subject=f"Re: {sent.subject}")
    assert reply is not None
    assert reply.lead_id is None


def test_our_message_id_wins_over_the_sender(desk: Desk, lead: Lead) -> None:
    (sent,) = desk.send_due()
    desk.add("ben@acme.example")
    reply = desk.receive(sender="ben@acme.example", In_Reply_To=sent.message_id)
    assert reply is not None
    assert reply.lead_id == lead.id


def test_an_answer_from_a_stranger_is_shown_and_makes_no_lead(desk: Desk, lead: Lead) -> None:
    reply = desk.receive("Who are you?", sender="zoe@elsewhere.example")
    assert reply is not None
    desk.do(apply_kind, reply, reading(ReplyKind.QUESTION), desk.now)
    assert desk.report(lambda reports: reports.count_leads()) == 1
    (stranger,) = desk.report(lambda reports: reports.stranger_replies())
    assert (stranger["sender"], stranger["kind"]) == ("zoe@elsewhere.example", "question")


def test_every_answer_of_a_lead_belongs_to_that_one_lead(desk: Desk, lead: Lead) -> None:
    for _ in range(3):
        desk.hear(ReplyKind.OTHER)
    assert desk.report(lambda reports: reports.count_leads()) == 1
    assert len([line for line in desk.timeline() if line["sort"] == "reply"]) == 3


# What each kind does to a Cold lead


@pytest.mark.parametrize(
    ("kind", "state", "sub_state"),
    [
        (ReplyKind.MEETING, HOT, SubState.NONE),
        (ReplyKind.OUT_OF_OFFICE, OUT_OF_OFFICE, SubState.NONE),
        (ReplyKind.STOP, DEACTIVATED, SubState.ASKED_TO_STOP),
        (ReplyKind.LEFT_COMPANY, DEACTIVATED, SubState.LEFT_COMPANY),
        (ReplyKind.AUTO_REPLY, COLD, SubState.NONE),
        (ReplyKind.INTERESTED, RESPONDED, SubState.NONE),
        (ReplyKind.QUESTION, RESPONDED, SubState.NONE),
        (ReplyKind.LATER, RESPONDED, SubState.NONE),
        (ReplyKind.REFERRAL, RESPONDED, SubState.NONE),
        (ReplyKind.NOT_INTERESTED, RESPONDED, SubState.NONE),
        (ReplyKind.OTHER, RESPONDED, SubState.NONE),
    ],
)
def test_a_reply_of_each_kind_moves_a_cold_lead(
    desk: Desk, lead: Lead, kind: ReplyKind, state: LeadState, sub_state: SubState
) -> None:
    after = desk.hear(kind, evidence="what it says")
    assert (after.state, after.sub_state) == (state, sub_state)
    if state is not COLD:
        title, why = desk.events()[-1]
        assert title == f"Cold → {state}"
        assert why.endswith("what it says")
        assert desk.timeline()[-1]["who"] == ASSISTANT
        assert len(desk.notices()) == 1


@pytest.mark.parametrize("kind", sorted(SAID - {ReplyKind.AUTO_REPLY}))
def test_any_human_reply_stops_the_schedule(desk: Desk, lead: Lead, kind: ReplyKind) -> None:
    desk.send_due()
    assert desk.hear(kind).next_send_at is None
    desk.wait(days=60)
    assert desk.send_due() == []


def test_an_automatic_receipt_is_kept_and_changes_nothing(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    before = desk.lead()
    desk.hear(ReplyKind.AUTO_REPLY, automatic=True)
    assert desk.lead() == before
    assert desk.events() == [("Added", "Added: Event, the Spring Fair")]
    assert desk.notices() == []
    (shown,) = [line for line in desk.timeline() if line["sort"] == "reply"]
    assert shown["detail"] == "auto_reply"


def test_a_meeting_is_noted_with_the_day_and_time_it_names(desk: Desk, lead: Lead) -> None:
    named = datetime(2026, 3, 5, 14, tzinfo=ZoneInfo("Europe/Berlin"))
    after = desk.hear(ReplyKind.MEETING, meeting_at=named)
    assert (after.meeting_on, after.meeting_at) == (date(2026, 3, 5), datetime(2026, 3, 5, 13, tzinfo=UTC))
    (notice,) = desk.report(lambda reports: reports.notices())
    assert notice["title"] == "Anna wants to meet"
    assert "Meeting: Thursday 05 March 2026, 14:00 CET" in notice["text"]


def test_a_meeting_may_name_a_day_only_or_nothing(desk: Desk, lead: Lead) -> None:
    after = desk.hear(ReplyKind.MEETING, meeting_at=date(2026, 3, 5))
    assert (after.meeting_on, after.meeting_at) == (date(2026, 3, 5), None)
    desk.add("ben@acme.example")
    after = desk.hear(ReplyKind.MEETING, sender="ben@acme.example")
    assert (after.state, after.meeting_on, after.meeting_at) == (HOT, None, None)


def test_a_hot_lead_that_names_another_day_has_that_one(desk: Desk, lead: Lead) -> None:
    desk.hear(ReplyKind.MEETING, meeting_at=date(2026, 3, 5))
    after = desk.hear(ReplyKind.MEETING, meeting_at=date(2026, 3, 9))
    assert (after.state, after.meeting_on) == (HOT, date(2026, 3, 9))
    after = desk.hear(ReplyKind.MEETING)  # "See you then"
    assert after.meeting_on == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("kind", "found", "line"),
    [
        (ReplyKind.LEFT_COMPANY, {"successor_email": "new@acme.example"}, "Write to: new@acme.example"),
        (ReplyKind.REFERRAL, {"referred_email": "boss@acme.example"}, "Write to: boss@acme.example"),
        (ReplyKind.LATER, {"resume_at": date(2026, 9, 1)}, "Write again: Tuesday 01 September 2026"),
        (ReplyKind.MEETING, {"phones": ("+49 30 1234",)}, "Phone: +49 30 1234"),
    ],
)
def test_the_notice_says_what_the_reply_names(
    desk: Desk, lead: Lead, kind: ReplyKind, found: dict[str, Any], line: str
) -> None:
    desk.hear(kind, **found)
    (notice,) = desk.report(lambda reports: reports.notices())
    assert line in notice["text"].splitlines()


# What a reply does in any other state


@pytest.mark.parametrize("state", [OUT_OF_OFFICE, PROCESSED, RESPONDED])
def test_a_late_meeting_still_makes_the_lead_hot(desk: Desk, lead: Lead, state: LeadState) -> None:
    desk.change(state=state)
    assert desk.hear(ReplyKind.MEETING).state is HOT


@pytest.mark.parametrize("kind", sorted(SAID - {ReplyKind.STOP}))
def test_nothing_that_a_hot_lead_writes_makes_it_less_than_hot_but_a_stop(
    desk: Desk, lead: Lead, kind: ReplyKind
) -> None:
    desk.change(state=HOT)
    assert desk.hear(kind).state is HOT


def test_a_hot_lead_leaves_by_stop_by_hard_bounce_and_by_the_unsubscribe_link(desk: Desk) -> None:
    for name in ("stop", "bounce", "link"):
        desk.add(f"{name}@acme.example")
        desk.change(f"{name}@acme.example", state=HOT)
    assert desk.hear(ReplyKind.STOP, sender="stop@acme.example").state is DEACTIVATED
    assert desk.hear_bounce(email="bounce@acme.example").state is DEACTIVATED
    desk.do(unsubscribe, desk.lead("link@acme.example").id, who=LEAD, now=desk.now)
    assert desk.lead("link@acme.example").state is UNSUBSCRIBED


def test_a_late_thank_you_wakes_nobody_whose_follow_up_is_over(desk: Desk, lead: Lead) -> None:
    for state, kind in product((DEACTIVATED, UNSUBSCRIBED), sorted(SAID)):
        before = desk.change(state=state, next_send_at=None)
        assert desk.hear(kind) == before


@pytest.mark.parametrize("state", [RESPONDED, HOT, PROCESSED, DEACTIVATED, UNSUBSCRIBED])
def test_an_out_of_office_never_changes_a_lead_that_is_not_cold(
    desk: Desk, lead: Lead, state: LeadState
) -> None:
    before = desk.change(state=state, next_send_at=None)
    assert desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK, automatic=True) == before
    assert desk.notices() == []
    (shown,) = [line for line in desk.timeline() if line["sort"] == "reply"]
    assert shown["detail"] == "out_of_office"


def test_no_kind_is_forgotten_here() -> None:
    assert {*SAID, ReplyKind.BOUNCE, ReplyKind.OUT_OF_OFFICE} == set(LEAD_BECOMES)


# Out of office


def test_an_absent_lead_resumes_on_its_first_day_back(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    after = desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    opening = datetime(2026, 3, 16, 8, tzinfo=UTC)
    assert (after.state, after.resume_at, after.next_send_at) == (OUT_OF_OFFICE, opening, opening)
    assert desk.notices() == ["Anna is out of office"]
    desk.now = opening - timedelta(minutes=1)
    desk.do(resume_returned, desk.now)
    assert desk.send_due() == []
    desk.now = opening
    desk.do(resume_returned, desk.now)
    assert desk.events()[-1] == ("Out of office → Cold", "Back in the office")
    assert [message.step for message in desk.send_due()] == [2]


def test_an_absence_that_ends_before_the_next_message_does_not_move_it(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    planned = desk.change(next_send_at=datetime(2026, 3, 20, 10, tzinfo=UTC)).next_send_at
    assert desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK).next_send_at == planned


def test_an_absence_without_a_date_ends_on_the_next_working_day(desk: Desk, lead: Lead) -> None:
    desk.now = datetime(2026, 3, 6, 9, tzinfo=UTC)  # a Friday
    assert desk.hear(ReplyKind.OUT_OF_OFFICE).resume_at == datetime(2026, 3, 9, 8, tzinfo=UTC)


def test_a_return_on_a_weekend_waits_for_monday(desk: Desk, lead: Lead) -> None:
    after = desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=date(2026, 3, 14))
    assert after.resume_at == datetime(2026, 3, 16, 8, tzinfo=UTC)


def test_the_first_day_back_begins_in_the_lead_s_own_zone(desk: Desk) -> None:
    desk.add(zone="America/New_York")
    after = desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    assert after.resume_at == datetime(2026, 3, 16, 8, tzinfo=ZoneInfo("America/New_York"))


def test_an_out_of_office_that_arrives_after_the_return_pauses_nothing(desk: Desk, lead: Lead) -> None:
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=date(2026, 2, 1))
    desk.do(resume_returned, desk.now)
    assert [message.step for message in desk.send_due()] == [1]


def test_a_second_out_of_office_renews_the_first(desk: Desk, lead: Lead) -> None:
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    after = desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=date(2026, 3, 30))
    assert (after.state, after.resume_at) == (OUT_OF_OFFICE, datetime(2026, 3, 30, 8, tzinfo=UTC))
    assert [title for title, _ in desk.events()][1:] == ["Cold → Out of office", "Out of office"]


def test_an_absent_lead_misses_no_message_and_gets_none_while_away(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    sent = []
    for _ in range(36):
        desk.wait(days=1)
        desk.do(resume_returned, desk.now)
        sent += [(message.step, desk.now.date()) for message in desk.send_due()]
    assert [step for step, _ in sent] == [2, 3, 4, 5, 6, 7]
    assert sent[0][1] == BACK
    assert desk.lead().state is PROCESSED


def test_a_lead_that_was_away_at_its_last_message_is_processed_when_it_is_back(
    desk: Desk, lead: Lead
) -> None:
    desk.at_last_step()
    message = in_hand(desk)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    desk.do(record_sent, message, desk.now)
    assert (desk.lead().state, desk.lead().next_step) == (OUT_OF_OFFICE, None)
    desk.now = datetime(2026, 3, 16, 8, tzinfo=UTC)
    desk.do(resume_returned, desk.now)
    assert desk.lead().state is PROCESSED
    assert [title for title, _ in desk.events()][-2:] == ["Out of office → Cold", "Cold → Processed"]


def test_a_message_on_its_way_when_the_absence_came_does_not_shorten_it(desk: Desk, lead: Lead) -> None:
    message = in_hand(desk)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    desk.do(record_sent, message, desk.now)
    assert desk.lead().next_send_at == datetime(2026, 3, 16, 8, tzinfo=UTC)


def test_a_lead_that_is_back_gets_its_last_message_before_it_is_processed(desk: Desk, lead: Lead) -> None:
    desk.at_last_step()
    message = in_hand(desk)
    busy = DeliveryError("451 4.3.0 try later", permanent=False)
    desk.do(record_failure, message, busy, desk.now)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    desk.now = datetime(2026, 3, 16, 8, tzinfo=UTC)
    desk.do(resume_returned, desk.now)
    assert desk.lead().state is COLD
    assert [sent.id for sent in desk.send_due()] == [message.id]
    assert desk.lead().state is PROCESSED


def test_a_stopped_lead_comes_back_stopped(desk: Desk, lead: Lead) -> None:
    desk.change(held=Hold.STOPPED, next_send_at=None)
    desk.hear(ReplyKind.OUT_OF_OFFICE, return_date=BACK)
    desk.now = datetime(2026, 3, 16, 8, tzinfo=UTC)
    desk.do(resume_returned, desk.now)
    assert (desk.lead().state, desk.lead().held) == (COLD, Hold.STOPPED)
    assert desk.send_due() == []


# Bounces


def test_a_hard_bounce_deactivates_at_once_and_suppresses_the_address(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    after = desk.hear_bounce(status_code="5.1.1", evidence="no such user")
    assert (after.state, after.sub_state) == (DEACTIVATED, SubState.BOUNCED)
    assert desk.events()[-1] == ("Cold → Deactivated", "Undeliverable: 5.1.1 no such user")
    assert ANNA in desk.ask(lambda store: store.suppressed_emails([ANNA]))
    assert desk.notices() == ["anna@acme.example takes no mail"]


def test_two_soft_bounces_change_nothing_and_the_third_in_a_row_is_a_hard_one(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    for count in (1, 2):
        after = desk.hear_bounce(BounceKind.SOFT, status_code="4.2.2", evidence="mailbox full")
        assert (after.state, after.soft_bounces) == (COLD, count)
        assert desk.events()[-1][1] == f"Soft bounce {count} of 3: 4.2.2 mailbox full"
    after = desk.hear_bounce(BounceKind.SOFT)
    assert (after.state, after.sub_state) == (DEACTIVATED, SubState.BOUNCED)


def test_a_message_that_arrived_in_between_starts_the_count_anew(desk: Desk, lead: Lead) -> None:
    counts = []
    for bounces in (True, True, False, True, True, False):
        desk.send_due()
        if bounces:
            desk.hear_bounce(BounceKind.SOFT)
        desk.wait(days=7)
        counts.append(desk.lead().soft_bounces)
    assert counts == [1, 2, 2, 1, 2, 2]  # a delivery is known when the next message leaves without a bounce
    assert desk.lead().state is COLD


def test_a_policy_block_is_our_problem_and_does_not_touch_the_lead(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    before = desk.lead()
    desk.hear_bounce(BounceKind.OURS, status_code="5.7.1", evidence="blocked by policy")
    assert desk.lead() == before
    assert desk.ask(lambda store: store.suppressed_emails([ANNA])) == {}
    assert desk.assistant.paused == "5.7.1 blocked by policy"
    (notice,) = desk.report(lambda reports: reports.notices())
    assert notice["kind"] == "alarm"
    assert notice["title"] == "Ada Example stopped sending: mail is refused because of us"
    desk.wait(days=1)
    assert desk.send_due() == []
    desk.hear_bounce(BounceKind.OURS)
    assert len(desk.notices()) == 1


def test_a_bounce_of_the_owner_in_copy_is_not_the_lead_s(desk: Desk, lead: Lead) -> None:
    """Its report quotes our message to the lead; the lead has got it."""
    desk.set_assistant(owner_name="Olga", owner_email="Olga@Our.example")
    (sent,) = desk.send_due()
    before = desk.lead()
    report = desk.receive(sender="mailer-daemon@our.example", In_Reply_To=sent.message_id)
    assert report is not None
    said = reading(ReplyKind.BOUNCE, bounce=BounceKind.HARD, failed_email="olga@our.example")
    desk.do(apply_kind, report, said, desk.now)
    assert desk.lead() == before
    assert desk.ask(lambda store: store.suppressed_emails([ANNA])) == {}
    assert desk.notices() == ["olga@our.example takes no mail"]


def test_a_bounced_lead_cannot_be_brought_back_by_a_reply(desk: Desk, lead: Lead) -> None:
    bounced = desk.hear_bounce()
    assert desk.hear(ReplyKind.MEETING) == bounced


def test_a_bounce_of_an_earlier_run_still_counts(desk: Desk, lead: Lead) -> None:
    (sent,) = desk.send_due()
    desk.do(restart, lead.id, who=PERSON, now=desk.now)
    report = desk.receive(sender="mailer-daemon@acme.example", In_Reply_To=sent.message_id)
    assert report is not None
    desk.do(apply_kind, report, reading(ReplyKind.BOUNCE, bounce=BounceKind.HARD), desk.now)
    assert desk.lead().state is DEACTIVATED


def test_a_report_about_nobody_we_know_changes_nothing(desk: Desk, lead: Lead) -> None:
    before = desk.lead()
    report = desk.receive(sender="mailer-daemon@elsewhere.example")
    assert report is not None
    said = reading(ReplyKind.BOUNCE, bounce=BounceKind.HARD, failed_email="zoe@elsewhere.example")
    desk.do(apply_kind, report, said, desk.now)
    assert desk.lead() == before
    assert desk.notices() == []


# What is written down


def test_a_reading_is_kept_with_all_it_found(desk: Desk, lead: Lead) -> None:
    reply = desk.receive()
    assert reply is not None
    found = {"return_date": BACK, "phones": ("+49 30 1234",), "status_code": ""}
    desk.do(apply_kind, reply, reading(ReplyKind.OUT_OF_OFFICE, "back on 16 March", **found), desk.now)
    row = desk.report(lambda reports: reports.reading(reply.id))
    assert row is not None
    assert (row["kind"], row["confidence"], row["evidence"]) == ("out_of_office", 0.9, "back on 16 March")
    assert row["details"] == '{"return_date": "2026-03-16", "phones": ["+49 30 1234"]}'
    assert kept(desk) == 0


def test_who_waits_for_a_person_comes_with_meetings_first(desk: Desk) -> None:
    for name, kind in (("ben", ReplyKind.QUESTION), ("carl", ReplyKind.OTHER), ("dora", ReplyKind.MEETING)):
        desk.add(f"{name}@acme.example")
        desk.wait(minutes=1)
        desk.hear(kind, sender=f"{name}@acme.example")
    waiting = [row["email"] for row in desk.report(lambda reports: reports.engaged_leads())]
    assert waiting == ["dora@acme.example", "ben@acme.example", "carl@acme.example"]
    assert desk.report(lambda reports: reports.count_engaged()) == 3
