"""Adding leads: each address once in the whole installation, all good rows or none, each at its own time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from core.acting import unsubscribe
from core.errors import NotAllowed, PersonError
from core.history import Upload
from core.lead import Lead
from core.spreadsheet.reader import LeadSheet, NewLead, RejectedRow, read_leads
from core.state import LeadState
from core.transition import LEAD
from core.upload import Imported, Order, add_lead, import_leads, import_sheet
from data.queries import Connection
from data.store import Store
from tests.desk import ANNA, PERSON, Desk

BERLIN, NEW_YORK, TOKYO = (ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Tokyo"))


def row(number: int, email: str, first_name: str = "Lee", **fields: Any) -> NewLead:
    return NewLead(row=number, email=email, first_name=first_name, **fields)


def add_rows(desk: Desk, *rows: NewLead, order: Order | None = None) -> Imported:
    return desk.do(import_leads, rows, order or desk.order(), who=PERSON, now=desk.now)


def drop(desk: Desk, csv: str) -> Upload:
    return desk.add_sheet(read_leads(csv.encode(), "leads.csv"), desk.order())


def count(desk: Desk) -> int:
    return desk.report(lambda reports: reports.count_leads())


# Good rows


def test_every_good_row_becomes_a_cold_lead_with_all_that_the_file_says(desk: Desk) -> None:
    fields = {
        "last_name": "Acker",
        "phone": "+49301234",
        "company": "Acme",
        "designation": "Buyer",
        "industry": "Retail",
        "linkedin_url": "https://li.example/anna",
        "company_linkedin_url": "https://li.example/acme",
        "twitter_url": "https://x.example/anna",
        "location": "Berlin",
    }
    order = desk.order(source="Website", context="your pumps", additional_information="Two words.")
    custom = {"Größe": "12", "Notiz": 'said "yes"'}
    added = add_rows(desk, row(2, ANNA, "Anna", zone="Europe/Berlin", custom=custom, **fields), order=order)
    lead = desk.lead()
    assert (added.added, added.duplicate) == (1, 0)
    assert {name: getattr(lead, name) for name in fields} == fields
    assert (lead.zone, lead.custom) == ("Europe/Berlin", '{"Größe": "12", "Notiz": "said \\"yes\\""}')
    assert (lead.source, lead.context, lead.additional_information) == ("Website", "your pumps", "Two words.")
    assert (lead.state, lead.run, lead.next_step, lead.next_send_at) == (LeadState.COLD, 1, 1, desk.now)
    assert (lead.schedule_id, lead.assistant_id) == (order.schedule_id, order.assistant_id)


def test_each_lead_begins_its_timeline_with_how_it_was_added(desk: Desk) -> None:
    add_rows(desk, row(2, ANNA), row(3, "ben@acme.example"))
    for email in (ANNA, "ben@acme.example"):
        (line,) = desk.timeline(email)
        assert (line["title"], line["text"]) == ("Added", "Added: Event, the Spring Fair")
        assert (line["who"], line["happened_at"]) == (PERSON, desk.now)


def test_every_lead_has_a_token_of_its_own_that_nobody_can_guess(desk: Desk) -> None:
    tokens = {desk.lead(email).token for email in desk.add_many(20)}
    assert len(tokens) == 20
    assert all(len(token) == 32 and int(token, 16) for token in tokens)


@pytest.mark.parametrize("missing", ["source", "context"])
def test_without_source_and_context_nothing_can_be_written(desk: Desk, missing: str) -> None:
    with pytest.raises(PersonError, match="Source and context are needed"):
        add_rows(desk, row(2, ANNA), order=desk.order(**{missing: "  "}))


def test_no_rows_are_no_trouble(desk: Desk) -> None:
    assert add_rows(desk) == Imported(0, 0, (), ())


# All or none


def test_a_file_that_fails_half_way_adds_nothing(desk: Desk) -> None:
    def full(_upload_id: UUID) -> str:
        raise OSError("no space left")

    sheet = LeadSheet("", ("Email",), 2, [row(2, ANNA)], [RejectedRow(3, "Email", "x", "No.", ("x",))], 0)
    with pytest.raises(OSError, match="no space left"):
        desk.do(
            import_sheet, sheet, desk.order(), file_name="a.csv", who=PERSON, now=desk.now, rejected_file=full
        )
    assert count(desk) == 0
    assert desk.report(lambda reports: reports.uploads()) == []


def test_an_import_for_an_assistant_that_is_gone_adds_nothing(desk: Desk) -> None:
    with pytest.raises(PersonError, match="not here any more"):
        add_rows(desk, row(2, ANNA), order=desk.order(assistant_id=UUID(int=1)))
    assert count(desk) == 0


def test_what_became_of_a_file_is_written_down(desk: Desk, lead: Lead) -> None:
    desk.add("gone@acme.example")
    desk.do(unsubscribe, desk.lead("gone@acme.example").id, who=LEAD, now=desk.now)
    upload = drop(
        desk,
        "Email,First name\n"
        "anna@acme.example,Anna\n"  # here already
        "ben@acme.example,Ben\n"
        "BEN@acme.example,Ben\n"  # twice in the file
        "gone@acme.example,Gaby\n"
        "ada@assistant.example,Ada\n"
        "nobody,Nobody\n",
    )
    assert (upload.total, upload.added, upload.duplicate) == (6, 1, 2)
    assert (upload.invalid, upload.suppressed) == (2, 1)
    assert upload.total == upload.added + upload.duplicate + upload.invalid + upload.suppressed
    assert upload.rejected_file == "leads.csv-rejected.xlsx"
    (shown,) = desk.report(lambda reports: reports.uploads())
    assert (shown["file_name"], shown["total"], shown["who"]) == ("leads.csv", 6, PERSON)
    assert desk.lead("ben@acme.example").upload_id == upload.id


def test_a_file_whose_rows_are_all_good_has_no_rejected_rows(desk: Desk) -> None:
    assert drop(desk, "Email,First name\nanna@acme.example,Anna\n").rejected_file == ""


def test_the_same_file_dropped_twice_adds_nothing_twice(desk: Desk) -> None:
    csv = "Email,First name\nanna@acme.example,Anna\nben@acme.example,Ben\n"
    drop(desk, csv)
    before = desk.lead()
    desk.wait(minutes=1)
    again = drop(desk, csv)
    assert (again.added, again.duplicate) == (0, 2)
    assert count(desk) == 2
    assert desk.lead() == before


# Duplicates


def test_a_lead_added_again_gets_its_empty_fields_filled_and_nothing_else(desk: Desk) -> None:
    desk.add(company="Acme", phone="")
    desk.send_due()
    before = desk.lead()
    another = desk.order(
        source="Upsell", context="something else", schedule_id=desk.schedule_id("Gentle pace")
    )
    desk.wait(minutes=1)
    result = add_rows(desk, row(2, ANNA, "Annabel", company="Other", phone="+49301234"), order=another)
    assert (result.added, result.duplicate) == (0, 1)
    assert desk.lead() == replace(before, phone="+49301234")
    assert len(desk.events()) == 1


@pytest.mark.parametrize("state", [LeadState.PROCESSED, LeadState.DEACTIVATED, LeadState.HOT])
def test_adding_a_lead_again_restarts_nothing(desk: Desk, lead: Lead, state: LeadState) -> None:
    before = desk.change(state=state, next_step=None, next_send_at=None)
    found, is_new = desk.do(add_lead, row(1, ANNA), desk.order(), who=PERSON, now=desk.now)
    assert (found, is_new) == (before, False)
    desk.wait(days=30)
    assert desk.send_due() == []


def test_one_address_is_one_lead_whatever_assistant_source_and_context(desk: Desk, lead: Lead) -> None:
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob", email="bob@assistant.example")
    desk.do(Store.insert_assistant, bob)
    add_rows(desk, row(2, ANNA), order=desk.order(assistant_id=bob.id, source="Upsell", context="pumps"))
    assert count(desk) == 1
    assert desk.lead().assistant_id == lead.assistant_id


# Who is never added


@pytest.mark.parametrize("address", ["ada@assistant.example", "Bob@Assistant.Example"])
def test_an_assistant_s_own_address_is_no_lead(desk: Desk, address: str) -> None:
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob", email="Bob@Assistant.Example")
    desk.do(Store.insert_assistant, bob)
    result = add_rows(desk, row(7, address.lower()))
    assert result.added == 0
    assert [(bad.row, bad.reason) for bad in result.invalid] == [(7, "This is an assistant's own address.")]


def gone(desk: Desk) -> None:
    desk.add()
    desk.do(unsubscribe, desk.lead().id, who=LEAD, now=desk.now)
    desk.wait(days=400)


def test_an_unsubscribed_address_cannot_be_added_again_by_the_form(desk: Desk) -> None:
    gone(desk)
    with pytest.raises(NotAllowed) as refused:
        desk.add(order=desk.order(source="Upsell", context="something else"))
    assert str(refused.value) == (
        "anna@acme.example: This address is unsubscribed since 02 March 2026 and can never be added again."
    )
    assert desk.lead().state is LeadState.UNSUBSCRIBED


@pytest.mark.parametrize(
    "written", ["anna@acme.example", "ANNA@ACME.EXAMPLE", " Anna@Acme.example ", "Anna <anna@acme.example>"]
)
def test_an_unsubscribed_address_cannot_be_added_again_by_a_file_in_any_letter_case(
    desk: Desk, written: str
) -> None:
    gone(desk)
    upload = drop(desk, f'Email,First name\n"{written}",Anna\nben@acme.example,Ben\n')
    assert (upload.added, upload.suppressed) == (1, 1)
    assert count(desk) == 2
    assert desk.lead().state is LeadState.UNSUBSCRIBED


def test_an_unsubscribed_address_cannot_be_added_again_for_another_assistant(desk: Desk) -> None:
    gone(desk)
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob", email="bob@assistant.example")
    desk.do(Store.insert_assistant, bob)
    result = add_rows(desk, row(9, ANNA), order=desk.order(assistant_id=bob.id))
    (refused,) = result.suppressed
    assert (refused.row, refused.column, refused.value) == (9, "Email", ANNA)
    assert "unsubscribed since 02 March 2026" in refused.reason


def test_a_bounced_address_is_refused_by_the_name_of_the_reason(desk: Desk, lead: Lead) -> None:
    desk.hear_bounce()
    (refused,) = add_rows(desk, row(2, ANNA)).suppressed
    assert refused.reason.startswith("This address is undeliverable since")


def test_a_refused_row_is_not_filled_from_the_file(desk: Desk) -> None:
    gone(desk)
    add_rows(desk, row(2, ANNA, phone="+49301234"))
    assert desk.lead().phone == ""


# When the first message goes


def test_without_a_start_time_the_first_message_is_due_as_soon_as_the_lead_is_added(desk: Desk) -> None:
    desk.now = datetime(2026, 3, 7, 23, tzinfo=UTC)
    assert desk.add().next_send_at == desk.now


def test_a_start_time_is_moved_into_the_sending_hours(desk: Desk) -> None:
    saturday = datetime(2026, 3, 7, 12, tzinfo=UTC)
    desk.add(order=desk.order(start_at=saturday))
    assert desk.lead().next_send_at == datetime(2026, 3, 9, 8, tzinfo=UTC)


def test_a_start_time_of_the_row_wins_over_that_of_the_upload(desk: Desk) -> None:
    own = datetime(2026, 4, 1, 10, tzinfo=UTC)
    add_rows(desk, row(2, ANNA, start_at=own), order=desk.order(start_at=own + timedelta(days=7)))
    assert desk.lead().next_send_at == own


def test_a_start_time_without_a_zone_is_meant_in_each_lead_s_own(desk: Desk) -> None:
    """14:00 for everybody, wherever they are; the assistant's zone where nothing is known."""
    desk.set_assistant(zone="Europe/Berlin")
    two = datetime(2026, 3, 4, 14)  # noqa: DTZ001
    add_rows(
        desk,
        row(2, "ny@acme.example", start_at=two, zone="America/New_York"),
        row(3, "tokyo@acme.example", start_at=two, zone="Asia/Tokyo"),
        row(4, "unknown@acme.example", start_at=two),
    )
    for name, zone in (("ny", NEW_YORK), ("tokyo", TOKYO), ("unknown", BERLIN)):
        assert desk.lead(f"{name}@acme.example").next_send_at == two.replace(tzinfo=zone)


def test_a_bare_date_takes_the_time_of_day_of_the_upload(desk: Desk) -> None:
    evening = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
    add_rows(desk, row(2, ANNA, start_at=date(2026, 3, 11)), order=desk.order(start_at=evening))
    assert desk.lead().next_send_at == datetime(2026, 3, 11, 16, 30, tzinfo=UTC)


def test_a_bare_date_without_a_time_of_day_begins_in_the_morning_there(desk: Desk) -> None:
    add_rows(desk, row(2, ANNA, start_at=date(2026, 3, 11), zone="Asia/Tokyo"))
    assert desk.lead().next_send_at == desk.morning(3, 11).replace(tzinfo=TOKYO)


def test_each_lead_of_an_upload_has_its_place_from_nought_on_whatever_was_refused(desk: Desk) -> None:
    alone = desk.add("known@acme.example").place
    names = ("ann", "known", "ben", "carl")
    add_rows(desk, *(row(place, f"{name}@acme.example") for place, name in enumerate(names, start=2)))
    places = {name: desk.lead(f"{name}@acme.example").place for name in names}
    assert places == {"ann": 0, "known": alone, "ben": 2, "carl": 3}


@pytest.mark.parametrize("start", [date(2026, 3, 2), date(2020, 1, 1)])
def test_a_start_in_the_past_is_now(desk: Desk, start: date) -> None:
    assert desk.add(start_at=start).next_send_at == desk.now


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, TOKYO, ZoneInfo("Asia/Kolkata")])
def test_the_hour_that_a_user_picked_comes_back_as_it_was(desk: Desk, zone: ZoneInfo) -> None:
    """In March before and in April after the clocks change, and after saving once more."""
    desk.set_assistant(zone=zone.key)
    for day in ("2026-03-04", "2026-04-15"):
        picked = datetime.fromisoformat(f"{day}T14:00").replace(tzinfo=zone)
        email = f"{zone.key[:4].lower()}{day}@acme.example"
        desk.add(email, order=desk.order(start_at=picked))
        desk.change(email, first_name="Again")
        stored = desk.lead(email).next_send_at
        assert stored is not None
        assert f"{stored.astimezone(zone):%Y-%m-%d %H:%M}" == f"{day} 14:00"
        assert stored.utcoffset() == timedelta(0)


def test_ten_thousand_leads_are_added_in_a_few_statements(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement for each row would take minutes."""
    statements: list[str] = []
    execute = Connection.execute

    def counting(connection: Connection, sql: str, parameters: Any = None) -> Connection:
        statements.append(sql)
        return execute(connection, sql, parameters)

    rows = [row(number, f"lead{number}@acme.example") for number in range(10_001)]
    monkeypatch.setattr(Connection, "execute", counting)
    assert add_rows(desk, *rows).added == len(rows)
    assert add_rows(desk, *rows).duplicate == len(rows)
    assert len(statements) < 40
    assert count(desk) == len(rows)
