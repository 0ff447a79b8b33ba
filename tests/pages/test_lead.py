"""One lead's screen."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from core.errors import DeliveryError
from core.failing import record_failure
from core.lead import Lead
from core.reply import BounceKind, ReplyKind
from core.state import Hold, LeadState, SubState
from pages.parts.entries import entries_of
from pages.parts.lead_acts import may_become, may_carry_on, may_stop, may_write
from pages.parts.timeline import figure
from tests.desk import ANNA, Desk
from tests.pages.conftest import Visit, keys, texts

LEAD = "leads/lead.py"


def click(screen: AppTest, key: str) -> AppTest:
    screen.button(key=key).click().run()
    assert not screen.exception
    return screen


def answer(screen: AppTest, opener: str, key: str, **texts_: str) -> AppTest:
    """Fill in the open dialog and click its button. `opener` is held down: AppTest knows no fragments."""
    for name, text in texts_.items():
        screen.text_area(key=name).set_value(text)
    screen.button(key=opener).click()
    return click(screen, key)


def test_without_a_lead_the_screen_says_to_choose_one(visit: Visit) -> None:
    assert "a click on its row opens it here" in texts(visit(LEAD))


def test_the_other_columns_of_the_sheet_are_shown(visit: Visit, people: Desk) -> None:
    lead = people.add(custom={"Budget": "12,000 <b>EUR</b>"})
    screen = visit(LEAD, id=lead.id)
    assert "Budget" in [caption.value for caption in screen.caption]
    assert "12,000 <b>EUR</b>" in [text.value for text in screen.text]


@pytest.mark.parametrize("wrong", ["nonsense", "0190aaaa-0000-7000-8000-000000000000"])
def test_a_link_to_a_lead_that_is_not_there_says_so(visit: Visit, wrong: str) -> None:
    screen = visit(LEAD, id=wrong)
    assert len(screen.error) == 1
    assert "lead" in screen.error[0].value


def test_who_the_lead_is_and_where_it_stands(visit: Visit, people: Desk) -> None:
    lead = people.add(last_name="Meyer", company="Acme", phone="+49 30 12-34")
    people.send_due()
    shown = texts(visit(LEAD, id=lead.id))
    for text in ("Anna Meyer", "anna@acme.example · Acme", "tel:+49301234", "Recommended, 1 of 7", "Event"):
        assert text in shown, text


def test_the_timeline_has_sent_received_note_state_and_scheduled_entries(visit: Visit, people: Desk) -> None:
    people.now = datetime.now(UTC)
    lead = people.add()
    people.send_due()
    people.wait(minutes=1)
    people.hear(ReplyKind.AUTO_REPLY)
    screen = answer(click(visit(LEAD, id=lead.id), "note"), "note", "note_save", note_text="Called her.")
    kinds = [option.rpartition("· ")[2] for option in screen.button_group(key="strip").options]
    assert set(kinds) == {"State change", "Sent", "Received", "Note", "Scheduled"}
    assert kinds.count("Scheduled") == 6


def test_a_date_and_the_arrow_keys_lead_to_the_full_text(visit: Visit, people: Desk) -> None:
    lead = people.add()
    sent = people.send_due()[0]
    screen = visit(LEAD, id=lead.id)
    screen.button_group(key="strip").set_value(str(sent.id)).run()
    assert sent.body in texts(screen)
    click(screen, "next")
    assert "This is what will be sent" in texts(screen)
    click(screen, "previous")
    assert sent.body in texts(screen)


def test_each_kind_is_a_trace_whose_points_carry_the_key_of_their_entry(people: Desk) -> None:
    people.add()
    people.send_due()
    entries = entries_of(people.timeline(), [])
    traces = {trace.name: trace for trace in figure(entries, entries[-1]).data if trace.name}
    assert set(traces) == {"Sent", "State change"}
    keys_of = [point[0] for trace in traces.values() for point in trace.customdata]
    assert sorted(keys_of) == sorted(entry.key for entry in entries)


def test_a_reply_shows_its_kind_how_sure_it_is_and_why(visit: Visit, people: Desk) -> None:
    lead = people.add()
    people.send_due()
    people.wait(hours=1)
    text = "What does it cost? A."
    people.hear(ReplyKind.QUESTION, confidence=0.55, evidence="What does it cost?", text=text)
    screen = visit(LEAD, id=lead.id)
    shown = texts(screen)
    for said in ("Question", "55% sure, please check", text, "Decided by: What does it cost?"):
        assert said in shown, said
    assert screen.get("download_button")


def test_what_a_lead_writes_is_never_read_as_markdown(visit: Visit, people: Desk) -> None:
    lead = people.add(first_name="![x](http://evil.example/x.png)", company=":red[Acme]")
    people.send_due()
    people.hear(ReplyKind.OTHER, text="<img src=x> ![y](http://evil.example/y.png)")
    screen = visit(LEAD, id=lead.id)
    marked = "\n".join(
        str(element.value) for kind in ("title", "markdown", "caption") for element in screen.get(kind)
    )
    assert "![" not in marked.replace("\\!", "")
    assert ":red[" not in marked
    assert "<img src=x> ![y](http://evil.example/y.png)" in [text.value for text in screen.text]


def test_a_message_is_sent_from_the_box_with_the_exchange_above_it(visit: Visit, people: Desk) -> None:
    lead = people.add()
    sent = people.send_due()[0]
    screen = click(visit(LEAD, id=lead.id), "message")
    assert sent.body in texts(screen)
    assert screen.text_input(key="message_subject").value == f"Re: {sent.subject}"
    answer(screen, "message", "send", message_text="Shall we talk on Monday?")
    messages = [line for line in people.timeline() if line["sort"] == "message"]
    assert [(line["text"], line["who"]) for line in messages][-1] == (
        "Shall we talk on Monday?",
        "local admin",
    )


def test_an_empty_message_is_refused_and_the_screen_stays(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = answer(click(visit(LEAD, id=lead.id), "message"), "message", "send")
    assert [error.value for error in screen.error] == ["A message needs a subject and a text."]
    assert "Anna" in texts(screen)


def test_introduce_me_copies_the_owner_and_says_so_where_there_is_none(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = click(visit(LEAD, id=lead.id), "introduce")
    assert "has no owner yet" in screen.error[0].value
    people.set_assistant(owner_name="Rita", owner_email="rita@our.example")
    answer(click(visit(LEAD, id=lead.id), "introduce"), "introduce", "send")
    last = people.timeline()[-1]
    assert (last["cc"], last["title"]) == ("rita@our.example", "Introducing Rita")


def test_hot_is_one_click_and_is_written_down_with_who_did_it(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = click(visit(LEAD, id=lead.id), "hot")
    assert people.lead().state is LeadState.HOT
    assert people.timeline()[-1]["who"] == "local admin"
    assert "Anna is Hot now." in [toast.value for toast in screen.toast]
    assert "hot" not in keys(screen)


@pytest.mark.parametrize(
    ("button", "state"), [("deactivate", LeadState.DEACTIVATED), ("unsubscribe", LeadState.UNSUBSCRIBED)]
)
def test_what_ends_a_lead_asks_first(visit: Visit, people: Desk, button: str, state: LeadState) -> None:
    lead = people.add()
    screen = click(visit(LEAD, id=lead.id), button)
    assert people.lead().state is LeadState.COLD
    answer(screen, button, "confirm")
    assert people.lead().state is state


def test_an_unsubscribed_lead_can_only_get_notes(visit: Visit, people: Desk) -> None:
    lead = people.add()
    answer(click(visit(LEAD, id=lead.id), "unsubscribe"), "unsubscribe", "confirm")
    assert keys(visit(LEAD, id=lead.id)) - {"previous", "next"} == {"note"}


def test_stop_and_carry_on_and_restart(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = click(visit(LEAD, id=lead.id), "stop")
    assert people.lead().held is Hold.STOPPED
    assert "Somebody stopped the follow-up" in texts(screen)
    click(screen, "carry_on")
    assert people.lead().held is Hold.NONE
    answer(click(screen, "restart"), "restart", "confirm")
    assert people.lead().run == 2


def test_a_held_lead_says_why_and_the_timeline_shows_the_servers_words(visit: Visit, people: Desk) -> None:
    lead = people.add()
    outgoing = people.attempt(people.claim()[0])
    assert outgoing is not None
    people.do(
        record_failure, outgoing.message, DeliveryError("554 Refused by policy", permanent=True), people.now
    )
    shown = texts(visit(LEAD, id=lead.id))
    assert "The last message was refused" in shown
    assert "554 Refused by policy" in shown


def test_a_meeting_is_shown_with_its_day(visit: Visit, people: Desk) -> None:
    lead = people.add()
    people.hear(ReplyKind.MEETING, meeting_at=datetime(2026, 3, 5, 14, tzinfo=UTC))
    assert "Thu 05 Mar" in visit(LEAD, id=lead.id).success[0].value


def test_a_viewer_sees_the_lead_and_has_no_acts(visit: Visit, people: Desk) -> None:
    lead = people.add()
    people.send_due()
    screen = visit(LEAD, as_viewer=True, id=lead.id)
    assert "Anna" in texts(screen)
    assert keys(screen) <= {"previous", "next"}


def test_buttons_follow_the_moves(lead: Lead) -> None:
    bounced = replace(lead, state=LeadState.DEACTIVATED, sub_state=SubState.BOUNCED)
    assert not may_write(bounced)
    assert not may_become(bounced, LeadState.HOT)
    assert may_become(bounced, LeadState.UNSUBSCRIBED)
    assert may_stop(lead)
    assert not may_stop(replace(lead, held=Hold.STOPPED))
    assert not may_carry_on(lead)
    assert may_carry_on(replace(lead, held=Hold.FAILED))
    assert not may_carry_on(replace(lead, held=Hold.UNCONFIRMED))
    assert not may_carry_on(replace(lead, state=LeadState.PROCESSED, next_step=None))
    assert may_carry_on(replace(lead, state=LeadState.RESPONDED))


def edit_scheduled_email(screen: AppTest, **fields: str) -> AppTest:
    screen.toggle[0].set_value(True).run()
    for name, text in fields.items():
        kind = screen.text_area if name == "body" else screen.text_input
        next(field for field in kind if field.key.startswith(f"{name}-")).set_value(text)
    return click(screen, "scheduled_save")


def test_a_scheduled_email_is_edited_on_the_timeline_and_put_back(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = visit(LEAD, id=lead.id)
    screen.button_group(key="strip").set_value("step-2").run()
    edit_scheduled_email(screen, to="boss@acme.example", subject="Lunch", body="Hi boss.")
    assert "To boss@acme" in texts(screen).replace("\\", "")
    assert "Hi boss." in texts(screen)
    kept = people.ask(lambda store: store.drafts(people.lead()))[2]
    assert (kept.recipient, kept.subject, kept.body) == ("boss@acme.example", "Lunch", "Hi boss.")
    click(screen, "scheduled_put_back")
    assert people.ask(lambda store: store.drafts(people.lead())) == {}
    assert "Hi boss." not in texts(screen)


def test_a_draft_waits_for_start_on_its_page(visit: Visit, people: Desk) -> None:
    lead = people.add(order=people.order(draft=True))
    screen = visit(LEAD, id=lead.id)
    assert "Nothing leaves before somebody starts" in texts(screen)
    assert "carry_on" not in keys(screen)
    click(screen, "start")
    assert people.lead().held is Hold.NONE
    assert "start" not in keys(screen)
    people.now = datetime.now(UTC)
    assert len(people.send_due()) == 1


def test_a_message_for_later_shows_the_leads_time_waits_on_the_timeline_and_can_be_cancelled(
    visit: Visit, people: Desk
) -> None:
    lead = people.add(zone="Asia/Tokyo")
    screen = click(visit(LEAD, id=lead.id), "message")
    screen.button_group(key="message_when").set_value("Later")
    click(screen, "message")
    assert any("18:00 (Asia/Tokyo)" in caption.value for caption in screen.caption)
    screen.text_input(key="message_subject").set_value("Lunch")
    answer(screen, "message", "send", message_text="Shall we have lunch?")
    (waiting,) = [line for line in people.timeline() if line["sort"] == "message"]
    assert waiting["happened_at"] > datetime.now(UTC)
    screen.button_group(key="strip").set_value(str(waiting["id"])).run()
    click(screen, "cancel_message")
    (waiting,) = [line for line in people.timeline() if line["sort"] == "message"]
    assert (waiting["detail"], waiting["error"]) == ("failed", "Not sent: cancelled by local admin.")
    assert "Not sent: cancelled by local admin." in [text.value for text in screen.text]
    assert "The server's words:" not in [caption.value for caption in screen.caption]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (
            {"resume_at": date(2027, 1, 11)},
            "Asks to hear again on Monday 11 January 2027. The follow-up stands",
        ),
        ({"referred_email": "ben@acme.example"}, "mailto:ben@acme.example"),
        ({"successor_email": "eve@acme.example"}, "mailto:eve@acme.example"),
        ({"phones": ("+49 30 123",)}, "tel:+4930123"),
        ({"return_date": date(2026, 12, 7)}, "Back on Monday 07 December 2026"),
        ({"error": "winmail.dat could not be opened."}, "This mail could not be read: winmail"),
        (
            {"bounce": BounceKind.SOFT, "failed_email": ANNA, "status_code": "4.2.2"},
            "Came back for now: another day may help",
        ),
        (
            {"meeting_at": datetime(2026, 12, 1, 15, tzinfo=ZoneInfo("Asia/Tokyo"))},
            "Tue 01 Dec, 06:00 UTC (Tue 15:00 UTC+09:00 where the lead is)",
        ),
    ],
)
def test_the_lead_s_page_shows_what_was_found_in_the_reply(
    visit: Visit, people: Desk, found: dict[str, Any], shown: str
) -> None:
    lead = people.add()
    people.hear(ReplyKind.LATER, **found)
    assert shown in texts(visit(LEAD, id=lead.id)).replace("\\", "")
