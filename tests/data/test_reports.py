"""What the screens show."""

from dataclasses import replace

import pytest

from core.acting import mark_hot, stop
from core.errors import DeliveryError
from core.failing import record_failure
from core.lead import Lead
from core.reply import BounceKind, ReplyKind
from data.reports import PAGE, Reports
from data.store import Store
from tests.desk import ANNA, PERSON, Desk


def found(desk: Desk, search: str = "", states: tuple[str, ...] = (), page: int = 1) -> list[str]:
    frame = desk.report(lambda reports: reports.leads(search, states, page))
    return [] if frame.empty else list(frame["email"])


def test_leads_come_in_pages_the_newest_first(desk: Desk) -> None:
    desk.add_many(PAGE + 3)
    first, second, third = (found(desk, page=page) for page in (1, 2, 3))
    assert (len(first), len(second), third) == (PAGE, 3, [])
    assert first[0] == f"lead{PAGE + 2}@acme.example"
    assert second[-1] == "lead0@acme.example"
    assert desk.report(lambda reports: reports.count_leads()) == PAGE + 3


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.add("anna.mueller@acme.example", "Anna", last_name="Müller", company="Acme 100% Ltd_")
    desk.add("ben@other.example", "Ben", phone="+49301234")
    return desk


@pytest.mark.parametrize(
    "search", ["anna", "MÜLL", "anna müller", "ueller@acme", " Acme ", "100%", "ltd_", "anna müller anna"]
)
def test_a_lead_is_found_by_any_part_of_name_address_or_company(people: Desk, search: str) -> None:
    assert found(people, search) == ["anna.mueller@acme.example"]
    assert people.report(lambda reports: reports.count_leads(search)) == 1


@pytest.mark.parametrize("search", ["zoe", "%%", "a_b", "!", "\\", "'", "*"])
def test_signs_in_a_search_are_only_signs(people: Desk, search: str) -> None:
    assert found(people, search) == []


def test_a_lead_is_found_by_a_part_of_its_phone(people: Desk) -> None:
    assert found(people, "301234") == ["ben@other.example"]


def test_leads_are_filtered_by_state_and_search_together(people: Desk) -> None:
    people.do(mark_hot, people.lead("ben@other.example").id, who=PERSON, now=people.now)
    assert found(people, states=("Hot",)) == ["ben@other.example"]
    assert found(people, "anna", ("Hot", "Responded")) == []
    assert len(found(people, states=("Hot", "Cold"))) == 2
    assert people.report(lambda reports: reports.count_by_state()) == {"Cold": 1, "Hot": 1}


def test_a_lead_s_progress_counts_what_was_sent_of_the_present_run(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    frame = desk.report(lambda reports: reports.leads())
    assert (frame["sent"][0], frame["steps"][0]) == (1, 7)
    assert desk.report(lambda reports: reports.sent_steps(lead.id, 1)) == 1
    desk.change(run=2)
    assert desk.report(lambda reports: reports.leads())["sent"][0] == 0
    assert desk.report(lambda reports: reports.sent_steps(lead.id, 2)) == 0


def test_a_timeline_tells_everything_in_the_order_of_time(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.wait(hours=1)
    desk.do(Store.insert_note, lead.id, "Met at the fair.", PERSON, desk.now)
    desk.wait(hours=1)
    desk.hear(ReplyKind.MEETING)
    lines = [(line["sort"], line["title"], line["detail"], line["who"]) for line in desk.timeline()]
    assert lines == [
        ("event", "Added", "", PERSON),
        ("message", "About the Spring Fair", "sent", "assistant"),
        ("note", "Note", "", PERSON),
        ("reply", "Hello", "meeting", ANNA),
        ("event", "Cold → Hot", "", "assistant"),
    ]


def test_a_lead_that_is_held_is_shown_until_somebody_decides(desk: Desk, lead: Lead) -> None:
    assert desk.report(lambda reports: reports.held_leads()) == []
    desk.do(stop, lead.id, who=PERSON, now=desk.now)
    assert desk.report(lambda reports: reports.held_leads()) == []  # nobody needs to be told of that
    desk.change(held="overdue")
    (held,) = desk.report(lambda reports: reports.held_leads())
    assert (held["email"], held["held"]) == (ANNA, "overdue")
    assert desk.report(lambda reports: reports.count_to_decide()) == 1


def test_a_lead_in_doubt_counts_once_among_what_is_to_decide(desk: Desk, lead: Lead) -> None:
    (message,) = desk.claim()
    doubt = DeliveryError("The connection was lost.", permanent=False, unconfirmed=True)
    desk.do(record_failure, message, doubt, desk.now)
    assert desk.report(lambda reports: reports.count_to_decide()) == 1


def test_notices_are_unseen_until_they_were_shown(desk: Desk, lead: Lead) -> None:
    desk.hear(ReplyKind.QUESTION)
    desk.hear_bounce(BounceKind.OURS)
    first, second = desk.report(lambda reports: reports.notices())
    assert (first["kind"], second["kind"]) == ("alarm", "responded")
    assert desk.report(lambda reports: reports.count_unseen_notices()) == 2
    desk.do(Store.see_notice, first["id"], desk.now)
    assert desk.report(lambda reports: reports.count_unseen_notices()) == 1
    desk.do(Store.see_notices, desk.now)
    assert desk.report(lambda reports: reports.count_unseen_notices()) == 0
    assert len(desk.report(lambda reports: reports.notices(limit=1))) == 1


def test_contexts_used_before_are_offered_with_the_latest_first(desk: Desk) -> None:
    for place, (source, context) in enumerate(
        (("Event", "pumps"), ("Website", "valves"), ("Event", "pumps"))
    ):
        desk.wait(minutes=1)
        order = replace(desk.order(), source=source, context=context)
        desk.add(f"lead{place}@acme.example", order=order)
    assert desk.ask(lambda store: store.contexts()) == ["pumps", "valves"]


def test_messages_are_counted_by_their_status(desk: Desk) -> None:
    desk.add_many(3)
    first, *_ = desk.claim()
    desk.attempt(first)
    assert desk.report(lambda reports: reports.messages_by_status()) == {"sending": 3}


def test_an_empty_installation_has_empty_screens(desk: Desk) -> None:
    assert found(desk) == []
    with desk.database.reading() as store:
        reports = Reports(store.connection)
        assert reports.count_leads() == reports.count_engaged() == reports.count_unseen_notices() == 0
        assert reports.engaged_leads() == reports.notices() == reports.stranger_replies() == []
        assert store.contexts() == []
        assert reports.count_by_state() == reports.messages_by_status() == {}


def test_drafts_are_found_and_are_nothing_that_needs_a_decision(desk: Desk) -> None:
    desk.add("ben@corp.example", "Ben")
    draft = desk.add(order=desk.order(draft=True))
    assert desk.report(lambda reports: reports.count_drafted()) == 1
    assert desk.report(lambda reports: reports.lead_ids(states=["Draft"])) == [draft.id]
    assert desk.report(lambda reports: list(reports.leads("ann", ["Hot", "Draft"])["id"])) == [draft.id]
    assert desk.report(lambda reports: len(reports.lead_ids("", ["Cold"]))) == 2
    assert desk.report(lambda reports: reports.held_leads()) == []
    assert desk.report(lambda reports: reports.count_to_decide()) == 0
