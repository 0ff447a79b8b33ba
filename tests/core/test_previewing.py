"""What a person sees of a lead's emails before the lead is added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from core.acting import unsubscribe
from core.draft import Draft
from core.drafting import draft_for, edit_scheduled, start_followup
from core.errors import NotAllowed, PersonError
from core.lead import Lead
from core.previewing import preview
from core.source import add_source
from core.spreadsheet.lead_sheet import LeadSheet, NewLead
from core.timeline import Scheduled, upcoming
from core.upload import Order, import_leads, import_sheet
from core.writing.writer import write_text
from tests.desk import PERSON, Desk

ROWS = [
    NewLead(2, "nora@fjord.example", "Nora", phone="+4722000001", custom={"Team size": "12"}),
    NewLead(3, "omar@cedar.example", "Omar", language="de"),
    NewLead(4, "pia@ek.example", "Pia", zone="America/New_York", start_at=date(2026, 3, 4)),
    NewLead(5, "quentin@lac.example", "Quentin"),
]


def shown(
    desk: Desk, place: int = 0, order: Order | None = None, drafts: Mapping[int, Draft] | None = None
) -> tuple[Lead, list[Scheduled]]:
    return desk.ask(
        lambda store: preview(
            store, ROWS, place, order or desk.order(), write_text, drafts=drafts, now=desk.now
        )
    )


def told(messages: Sequence[Scheduled]) -> list[tuple[object, ...]]:
    return [(each.step.number, each.send_at, each.subject, each.body) for each in messages]


@pytest.mark.parametrize("draft", [False, True])
def test_what_is_shown_before_a_file_is_imported_is_what_is_scheduled_after(desk: Desk, draft: bool) -> None:
    """Also beyond the daily limit, whose overflow goes on the next day."""
    desk.set_assistant(daily_limit=2, zone="Europe/Berlin")
    desk.do(add_source, "Podcast", "It was good to have you in our podcast.")
    order = desk.order(draft=draft, source="podcast", context=" our studio ")
    before = [shown(desk, place, order) for place in range(len(ROWS))]
    desk.do(import_leads, ROWS, order, who=PERSON, now=desk.now)
    for new, (lead, messages) in zip(ROWS, before, strict=True):
        stored = desk.lead(new.email)
        kept = {"id": stored.id, "token": stored.token}
        assert replace(lead, **kept) == stored
        after = desk.ask(lambda store, stored=stored: upcoming(store, stored, write_text, desk.now))
        assert told(messages) == told(after)
        assert len(messages) == 7
    assert len({messages[0].send_at.date() for _, messages in before}) > 1


def test_what_is_edited_before_a_lead_is_added_is_what_leaves(desk: Desk) -> None:
    lead, messages = shown(desk)
    text = {"subject": messages[0].subject, "body": "Hi Nora, by hand.", "cc": "carla@acme.example"}
    draft = desk.ask(lambda store: draft_for(store, lead, 1, **text, who=PERSON, now=desk.now))
    _, edited = shown(desk, drafts={1: draft})
    assert (edited[0].body, edited[0].cc, edited[0].edited) == (draft.body, draft.cc, True)
    assert told(edited[1:]) == told(messages[1:])
    desk.do(import_leads, ROWS, desk.order(), who=PERSON, now=desk.now, edits={lead.email: {1: draft}})
    sent = {message.lead_id: message for message in desk.send_due()}
    message = sent[desk.lead(lead.email).id]
    assert (message.body, message.cc, message.written_by) == ("Hi Nora, by hand.", draft.cc, PERSON)
    assert "by hand" not in sent[desk.lead("omar@cedar.example").id].body


def test_an_edit_that_became_forbidden_adds_nothing(desk: Desk) -> None:
    """Between the edit and the import, the address in copy unsubscribes."""
    carla = desk.add("carla@acme.example", "Carla")
    lead, _ = shown(desk)
    text = {"subject": "Hello", "body": "By hand.", "cc": carla.email}
    draft = desk.ask(lambda store: draft_for(store, lead, 2, **text, who=PERSON, now=desk.now))
    desk.do(unsubscribe, carla.id, who=PERSON, now=desk.now)
    sheet = LeadSheet("", (), len(ROWS), ROWS, [], 0)
    with pytest.raises(NotAllowed, match=r"carla@acme\.example"):
        desk.do(
            import_sheet,
            sheet,
            desk.order(),
            file_name="a.csv",
            who=PERSON,
            now=desk.now,
            rejected_file=lambda _id: "",
            edits={lead.email: {2: draft}},
        )
    assert desk.ask(lambda store: store.known_emails([row.email for row in ROWS])) == set()


def test_a_lead_that_is_here_already_keeps_its_own_emails(desk: Desk) -> None:
    lead, _ = shown(desk)
    draft = desk.ask(
        lambda store: draft_for(store, lead, 1, subject="S", body="New.", who=PERSON, now=desk.now)
    )
    nora = desk.add(lead.email, "Nora")
    with pytest.raises(NotAllowed, match="is a lead already"):
        shown(desk)
    desk.do(import_leads, ROWS, desk.order(), who=PERSON, now=desk.now, edits={lead.email: {1: draft}})
    assert desk.ask(lambda store: store.drafts(nora)) == {}


def test_an_address_that_cannot_be_added_shows_the_reason_instead(desk: Desk) -> None:
    nora = desk.add("nora@fjord.example", "Nora")
    desk.do(unsubscribe, nora.id, who=PERSON, now=desk.now)
    desk.set_assistant(excluded="*.example")
    with pytest.raises(NotAllowed):
        shown(desk)
    with pytest.raises(NotAllowed, match="excluded"):
        shown(desk, 1)
    with pytest.raises(PersonError, match="Source and context"):
        shown(desk, 0, desk.order(context=" "))


def test_a_draft_is_started_and_leaves_as_it_was_edited(desk: Desk) -> None:
    lead = desk.add(order=desk.order(draft=True))
    edit = {"subject": "Hello", "body": "By hand."}
    desk.do(edit_scheduled, lead.id, 1, **edit, who=PERSON, now=desk.now)
    assert desk.send_due() == []
    desk.do(start_followup, [lead.id], who=PERSON, now=desk.now)
    assert [message.body for message in desk.send_due()] == ["By hand."]
