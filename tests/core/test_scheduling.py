"""Schedules, custom messages, drafts and broadcasts, as a person uses them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.acting import carry_on, restart
from core.broadcasting import broadcast, cancel_broadcast
from core.customizing import delete_message, preview_message, save_message, used_in
from core.drafting import edit_scheduled, reset_scheduled, start_followup
from core.errors import NotAllowed, PersonError
from core.history import Suppression
from core.lead import Lead
from core.schedule import NEW, RECOMMENDED, Step, Tone
from core.scheduling import change_steps, create_schedule, delete_schedule, rename_schedule
from core.state import Hold, LeadState
from core.timeline import calendar, upcoming
from data.store import Store
from tests.desk import ANNA, PERSON, Desk, plain_writer


def own(desk: Desk) -> tuple[Step, ...]:
    """Anna on a schedule of the team's own, which begins as Recommended does."""
    schedule = desk.do(create_schedule, "Own", RECOMMENDED)
    desk.change(schedule_id=schedule.id)
    return schedule.steps


def test_a_system_schedule_is_neither_changed_nor_renamed_nor_deleted(desk: Desk) -> None:
    recommended = desk.schedule_id("Recommended")
    for act in (
        lambda store: rename_schedule(store, recommended, "Mine"),
        lambda store: change_steps(store, recommended, RECOMMENDED[:1], now=desk.now),
        lambda store: delete_schedule(store, recommended),
    ):
        with pytest.raises(NotAllowed, match="Clone it"):
            desk.do(act)


def test_a_number_once_used_is_never_used_again(desk: Desk) -> None:
    schedule = desk.do(create_schedule, "Own", RECOMMENDED[:2])
    new = Step(NEW, 3, Tone.HOPEFUL)
    desk.do(change_steps, schedule.id, schedule.steps[:1], now=desk.now)
    desk.do(change_steps, schedule.id, [*schedule.steps[:1], new], now=desk.now)
    assert [step.number for step in desk.ask(lambda store: store.schedule(schedule.id)).steps] == [1, 3]


def test_a_longer_wait_moves_the_lead_that_waits_for_it(desk: Desk, lead: Lead) -> None:
    steps = own(desk)
    desk.send_due()
    before = desk.lead().next_send_at
    later = [steps[0], replace(steps[1], wait_days=2), *steps[2:]]
    assert desk.do(change_steps, desk.lead().schedule_id, later, now=desk.now) == 1
    assert before is not None
    assert desk.lead().next_send_at == before + timedelta(days=1)


def test_what_is_appended_reaches_a_processed_lead_by_carry_on_alone(desk: Desk, lead: Lead) -> None:
    desk.at_last_step()
    desk.send_due()
    schedule = desk.ask(lambda store: store.schedule(desk.lead().schedule_id))
    desk.do(change_steps, schedule.id, [*schedule.steps, Step(NEW, 1, Tone.CURIOUS)], now=desk.now)
    appended = desk.lead()
    assert (appended.state, appended.next_step, appended.next_send_at) == (LeadState.PROCESSED, 2, None)
    desk.do(carry_on, lead.id, who=PERSON, now=desk.now)
    desk.wait(days=1)
    assert [message.step for message in desk.send_due()] == [2]


def test_a_lead_on_a_deleted_schedule_restarts_on_the_one_of_its_assistant(desk: Desk, lead: Lead) -> None:
    own(desk)
    desk.send_due()
    desk.do(delete_schedule, desk.lead().schedule_id)
    restarted = desk.do(restart, lead.id, who=PERSON, now=desk.now)
    assert restarted.schedule_id == desk.assistant.default_schedule_id


def test_the_calendar_of_a_schedule_keeps_off_days_free(desk: Desk) -> None:
    schedule = desk.ask(lambda store: store.schedule_by_name("Recommended"))
    days = [f"{moment:%a %d}" for moment in calendar(schedule, desk.now, desk.assistant)]
    assert days == ["Mon 02", "Tue 03", "Thu 05", "Mon 09", "Fri 13", "Wed 18", "Tue 24"]


def with_message(desk: Desk, body: str, **defaults: str) -> None:
    message = desk.do(save_message, "Offer", "", body, {f"lead.{k}": v for k, v in defaults.items()})
    steps = own(desk)
    desk.do(
        change_steps, desk.lead().schedule_id, [replace(steps[0], message=message), *steps[1:]], now=desk.now
    )


def test_a_custom_message_leaves_as_it_was_written(desk: Desk, lead: Lead) -> None:
    with_message(
        desk, "Dear {{ lead.first_name }} of {{ lead.company }},\nyours\nAda", company="your company"
    )
    (sent,) = desk.send_due()
    assert (sent.subject, sent.body) == (
        "About the Spring Fair",
        "Dear Anna of your company,\nyours\nAda",
    )


def test_a_missing_value_holds_the_lead_and_says_which(desk: Desk, lead: Lead) -> None:
    with_message(desk, "Hi, {{ lead.company }}!")
    assert desk.send_due() == []
    assert desk.lead().held is Hold.UNWRITTEN
    assert desk.notices() == ["The next message to Anna cannot be written"]
    (first, *_) = desk.ask(lambda store: upcoming(store, desk.lead(), plain_writer, desk.now))
    assert "{{ lead.company }}" in first.problem
    assert (first.subject, first.body) == ("About the Spring Fair", ""), "a person need only type a text"


def test_a_parameter_that_is_unknown_is_refused_with_its_line(desk: Desk, lead: Lead) -> None:
    with pytest.raises(PersonError, match=r"Text: Line 2: there is no \{\{ lead.firm \}\}"):
        desk.do(save_message, "Offer", "", "Hi\n{{ lead.firm }}", {})
    with pytest.raises(PersonError, match="Line 1"):
        desk.do(save_message, "Offer", "", "{{ lead.first_name", {})


def test_a_message_in_use_says_where_and_is_not_deleted(desk: Desk, lead: Lead) -> None:
    with_message(desk, "Hi")
    (message,) = desk.ask(lambda store: store.custom_messages())
    assert desk.ask(lambda store: used_in(store, message.id)) == ["Own"]
    with pytest.raises(NotAllowed, match="Offer is used in Own"):
        desk.do(delete_message, message.id)


def test_a_condition_that_does_not_hold_leaves_the_paragraphs_as_they_were(desk: Desk, lead: Lead) -> None:
    company, phone = (
        "{% if lead.company %}At {{ lead.company }}.{% endif %}",
        "{% if lead.phone %}Call{% endif %}",
    )
    body = f"Hi. {company}\n\nNext.\n\n{phone}\n\nBye"
    message = desk.do(save_message, "Offer", "About it", body, {})
    _, without = desk.ask(lambda store: preview_message(store, message, lead))
    assert without == "Hi.\n\nNext.\n\nBye"
    _, with_company = desk.ask(lambda store: preview_message(store, message, replace(lead, company="Acme")))
    assert with_company == "Hi. At Acme.\n\nNext.\n\nBye"


def test_a_preview_shows_a_column_of_the_sheet(desk: Desk) -> None:
    lead = desk.add(custom={"Team size": "12"})
    message = desk.do(save_message, "Size", "For {{ lead.team_size }}", "{{ lead['Team size'] }} people", {})
    shown = desk.ask(lambda store: preview_message(store, message, lead))
    assert shown == ("For 12", "12 people")


def test_what_a_person_edited_is_what_leaves(desk: Desk, lead: Lead) -> None:
    desk.do(
        edit_scheduled,
        lead.id,
        1,
        subject="Ours",
        body="By hand",
        recipient="boss@acme.example",
        cc="a@acme.example; b@acme.example",
        who=PERSON,
        now=desk.now,
    )
    (sent,) = desk.send_due()
    assert (sent.subject, sent.body, sent.recipient, sent.cc, sent.written_by) == (
        "Ours", "By hand", "boss@acme.example", "a@acme.example, b@acme.example", PERSON,
    )  # fmt: skip


def test_an_edit_that_is_given_up_leaves_the_written_text(desk: Desk, lead: Lead) -> None:
    desk.do(edit_scheduled, lead.id, 1, subject="Ours", body="By hand", who=PERSON, now=desk.now)
    desk.do(reset_scheduled, lead.id, 1)
    assert desk.send_due()[0].body == "Hi Anna, this is message 1."


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("subject", "Ours\r\nBcc: all@acme.example", "one line"),
        ("cc", "nobody", "nobody"),
        ("cc", "gone@acme.example", "never written to again"),
        ("recipient", "ada@assistant.example", "own address"),
    ],
)
def test_an_edit_that_could_do_harm_is_refused(
    desk: Desk, lead: Lead, field: str, value: str, says: str
) -> None:
    desk.do(Store.suppress, "gone@acme.example", Suppression.UNSUBSCRIBED, "", desk.now)
    edit = {"subject": "Ours", "body": "By hand"} | {field: value}
    with pytest.raises(PersonError, match=says):
        desk.do(edit_scheduled, lead.id, 1, **edit, who=PERSON, now=desk.now)


def test_the_draft_of_a_deleted_step_vanishes_with_it(desk: Desk, lead: Lead) -> None:
    steps = own(desk)
    desk.do(edit_scheduled, lead.id, 2, subject="Ours", body="By hand", who=PERSON, now=desk.now)
    desk.do(change_steps, desk.lead().schedule_id, steps[:1], now=desk.now)
    assert desk.ask(lambda store: store.drafts(desk.lead())) == {}


def test_leads_added_as_drafts_wait_for_start(desk: Desk) -> None:
    lead = desk.add(order=desk.order(draft=True))
    assert desk.send_due() == []
    assert len(desk.ask(lambda store: upcoming(store, lead, plain_writer, desk.now))) == 7
    desk.wait(days=2)
    assert desk.do(start_followup, [lead.id], who=PERSON, now=desk.now) == 1
    assert desk.lead().start_at == desk.now
    assert [message.step for message in desk.send_due()] == [1]


def test_a_broadcast_keeps_the_daily_limit_and_skips_with_reasons(desk: Desk, lead: Lead) -> None:
    emails = desk.add_many(3)
    desk.change(ANNA, state=LeadState.DEACTIVATED)
    desk.change(emails[0], company="Acme")
    for email in emails:
        desk.change(email, held=Hold.STOPPED)
    ids = [desk.lead(email).id for email in (ANNA, *emails)]
    desk.set_assistant(daily_limit=2)
    text = "Hi {{ lead.first_name }}"
    ordered = desk.do(broadcast, ids, "News", "News", text, {}, who=PERSON, now=desk.now)
    assert (ordered.queued, [why for _, why in ordered.skipped]) == (3, ["Anna is Deactivated."])
    assert [message.body for message in desk.send_due()] == ["Hi Lee", "Hi Lee"]
    desk.now = datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert desk.do(cancel_broadcast, ordered.broadcast.id, who=PERSON, now=desk.now) == 1
    assert desk.send_due() == []
    with pytest.raises(PersonError, match="already"):
        desk.do(broadcast, ids, "News", "News", text, {}, who=PERSON, now=desk.now)
