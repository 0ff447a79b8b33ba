"""Adding leads: one by hand, or a spreadsheet."""

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest

from core import acting
from core.state import Hold
from core.timeline import upcoming
from core.writing.writer import write_text
from data.store import Store
from tests.desk import ANNA, PERSON, Desk
from tests.pages.conftest import Visit, texts

ADD = "leads/add.py"
EARLIER = "first@earlier.example"
ROWS = [
    ("First Name", "Last Name", "Email", "Phone"),
    ("Nora", "Lind", "nora@fjord.example", "+47 22 00 00 01"),
    ("Omar", "Haddad", "omar@cedar.example", ""),
    ("Omar", "Haddad", "OMAR@cedar.example", ""),
    ("", "", "nobody@cedar.example", ""),
]


@pytest.fixture(autouse=True)
def earlier(people: Desk) -> None:
    """A lead whose context is offered again."""
    people.add(EARLIER, order=people.order(context="warehouse robots"))


def workbook(*sheets: list[tuple[str, ...]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill(screen: AppTest, **who: str) -> AppTest:
    for name, text in who.items():
        screen.text_input(key=f"add_{name}").set_value(text)
    return choose(screen, "add")


def choose(screen: AppTest, key: str) -> AppTest:
    """Choose what is offered: AppTest cannot type something new into these boxes."""
    screen.selectbox(key=f"{key}_source").set_value("Upsell")
    screen.text_input(key=f"{key}_context").set_value("warehouse robots")
    return screen


def drop(screen: AppTest, data: bytes, name: str = "fair.xlsx") -> AppTest:
    screen.file_uploader(key="file").upload(name, data)
    return screen.run()


def emails(people: Desk) -> list[str]:
    found = [line["email"] for line in people.ask(lambda store: list(store.lead_lines()))]
    return [email for email in found if email != EARLIER]


def test_a_lead_added_by_hand_is_there_with_everything_that_was_typed(visit: Visit, people: Desk) -> None:
    people.set_assistant(additional_information="We have 40 customers.")
    screen = visit(ADD)
    assert screen.text_area(key="add_additional_information").value == "We have 40 customers."
    fill(screen, first_name="Anna", last_name="Meyer", email=" Anna@ACME.example ", phone="+49 30 123456")
    screen.button(key="add_lead").click().run()
    lead = people.lead()
    assert (lead.name, lead.phone, lead.source, lead.context) == (
        "Anna Meyer",
        "+4930123456",
        "Upsell",
        "warehouse robots",
    )
    assert lead.additional_information == "We have 40 customers."
    assert "Anna Meyer is added" in texts(screen)
    assert screen.text_input(key="add_email").value == ""
    assert screen.selectbox(key="add_source").value == "Upsell"


def test_what_was_used_before_is_offered_again(visit: Visit, people: Desk) -> None:
    people.add(order=people.order(source="Podcast", context="payroll"))
    screen = visit(ADD)
    assert screen.selectbox(key="add_source").options[-1] == "Podcast"
    offered = screen.button_group(key="add_contexts")
    assert offered.options == ["payroll", "warehouse robots"]
    offered.set_value("payroll").run()
    assert screen.text_input(key="add_context").value == "payroll"


def test_the_schedule_button_sets_the_time_of_the_first_message(visit: Visit, people: Desk) -> None:
    screen = fill(visit(ADD), first_name="Anna", email=ANNA)
    at = screen.get("date_time_input")[0].value
    screen.button(key="add_schedule").click().run()
    planned = people.lead().next_send_at
    assert planned is not None
    assert planned.replace(tzinfo=None) >= at
    assert "The first email goes in" in texts(screen)


def test_a_lead_that_is_here_already_is_said_with_a_link(visit: Visit, people: Desk) -> None:
    people.add()
    screen = fill(visit(ADD), first_name="Anna", email=ANNA)
    screen.button(key="add_lead").click().run()
    assert "is a lead already" in texts(screen)
    assert "Open the lead" in [link.proto.label for link in screen.get("page_link")]


def test_an_unsubscribed_address_is_refused_with_the_reason_and_nothing_typed_is_lost(
    visit: Visit, people: Desk
) -> None:
    lead = people.add()
    people.do(acting.unsubscribe, lead.id, who=PERSON, now=people.now)
    screen = fill(visit(ADD), first_name="Anna", email=ANNA)
    screen.button(key="add_lead").click().run()
    assert "unsubscribed since" in screen.error[0].value
    assert screen.text_input(key="add_email").value == ANNA


def test_what_is_missing_or_wrong_is_said(visit: Visit, people: Desk) -> None:
    screen = visit(ADD)
    for who, said in (
        ({"email": ANNA}, "first name"),
        ({"first_name": "Anna", "email": ""}, "no email address"),
        ({"email": "anna at acme"}, "not an email address"),
        ({"email": ANNA, "phone": "later"}, "not a phone number"),
    ):
        fill(screen, **who)
        screen.button(key="add_lead").click().run()
        assert said in screen.error[0].value
        assert not screen.exception
        assert all(screen.text_input(key=f"add_{name}").value == typed for name, typed in who.items())
    assert emails(people) == []


def test_the_browser_withholds_nothing_that_is_typed_wrongly(visit: Visit) -> None:
    """An empty or wrong value that it keeps for itself would leave the former one to be added."""
    for field in visit(ADD).text_input:
        assert (field.proto.required, field.proto.validate_regex) == (False, ""), field.label


def test_everything_that_is_wrong_is_said_at_once(visit: Visit) -> None:
    screen = fill(visit(ADD), first_name="", email="anna at acme")
    screen.button(key="add_lead").click().run()
    assert "first name" in screen.error[0].value
    assert "not an email address" in screen.error[0].value


def test_source_and_context_are_needed(visit: Visit) -> None:
    screen = visit(ADD)
    screen.text_input(key="add_first_name").set_value("Anna")
    screen.text_input(key="add_email").set_value(ANNA)
    screen.button(key="add_lead").click().run()
    assert "Source and context are needed" in screen.error[0].value


def test_another_assistant_brings_its_own_additional_information(visit: Visit, people: Desk) -> None:
    zoe = replace(
        people.assistant, name="Zoe", email="zoe@assistant.example", additional_information="Zoe's line"
    )
    with people.database.transaction() as store:
        store.insert_assistant(replace(zoe, id=store.new_id()))
    screen = visit(ADD)
    boxes = screen.selectbox(key="add_assistant")
    boxes.select_index(1).run()
    assert screen.text_area(key="add_additional_information").value == "Zoe's line"


def test_a_spreadsheet_shows_its_problems_before_and_its_result_after(visit: Visit, people: Desk) -> None:
    screen = drop(visit(ADD), workbook(ROWS))
    counts = {metric.label: metric.value for metric in screen.metric}
    assert counts == {"Rows": "4", "Ready to import": "2", "Rejected": "1", "Duplicates": "1"}
    rejected = screen.dataframe[0].value.iloc[0]
    assert rejected["Row"] == 5
    choose(screen, "upload").button(key="import").click().run()
    counts = {metric.label: metric.value for metric in screen.metric}
    assert counts == {"Added": "2", "Duplicate": "1", "Invalid": "1", "Suppressed": "0"}
    assert "2 leads are added from fair" in texts(screen)
    assert sorted(emails(people)) == ["nora@fjord.example", "omar@cedar.example"]
    assert "fair.xlsx" in texts(screen), "among the recent uploads"


def test_a_file_offers_its_import_once_and_dropped_again_adds_nothing(visit: Visit, people: Desk) -> None:
    screen = drop(visit(ADD), workbook(ROWS))
    choose(screen, "upload").button(key="import").click().run()
    screen.run()
    assert "import" not in {button.key for button in screen.button}
    again = drop(visit(ADD), workbook(ROWS))
    choose(again, "upload").button(key="import").click().run()
    assert {metric.label: metric.value for metric in again.metric}["Added"] == "0"
    assert len(emails(people)) == 2


def test_rejected_rows_come_back_as_a_workbook_with_reasons(visit: Visit, people: Desk) -> None:
    screen = drop(visit(ADD), workbook(ROWS))
    choose(screen, "upload").button(key="import").click().run()
    upload = people.report(lambda reports: reports.uploads())[0]
    sheet = load_workbook(upload["rejected_file"]).active
    assert [cell.value for cell in sheet[1]][-1] == "Reason"
    assert sheet.max_row == 2


def test_which_sheet_is_asked_only_where_several_hold_leads(visit: Visit, people: Desk) -> None:
    notes = [("Remember", "to call"), ("the", "printer")]
    screen = drop(visit(ADD), workbook(notes, ROWS))
    assert not [box for box in screen.selectbox if box.key == "sheet"]
    second = [ROWS[0], ("Pia", "Ek", "pia@ek.example", "")]
    screen = drop(visit(ADD), workbook(ROWS, second))
    screen.selectbox(key="sheet").select_index(1).run()
    choose(screen, "upload").button(key="import").click().run()
    assert emails(people) == ["pia@ek.example"]


def test_a_file_that_is_no_workbook_gets_one_sentence(visit: Visit) -> None:
    screen = drop(visit(ADD), b"not a workbook at all", "leads.xlsx")
    assert len(screen.error) == 1
    assert not screen.exception
    assert "From a spreadsheet" in str(screen.tabs[0].label)


def test_a_suppressed_address_in_a_file_is_counted_and_not_added(visit: Visit, people: Desk) -> None:
    people.do(Store.suppress, "nora@fjord.example", "unsubscribed", "", people.now)
    screen = drop(visit(ADD), workbook(ROWS))
    choose(screen, "upload").button(key="import").click().run()
    assert {metric.label: metric.value for metric in screen.metric}["Suppressed"] == "1"
    assert emails(people) == ["omar@cedar.example"]


def test_excluded_addresses_are_shown_as_rejected_before_the_import(visit: Visit, people: Desk) -> None:
    people.set_assistant(excluded="cedar.example")
    screen = drop(visit(ADD), workbook(ROWS))
    counts = {metric.label: metric.value for metric in screen.metric}
    assert counts == {"Rows": "4", "Ready to import": "1", "Rejected": "2", "Duplicates": "1"}
    assert list(screen.dataframe[0].value["Row"]) == [3, 5]
    choose(screen, "upload").button(key="import").click().run()
    counts = {metric.label: metric.value for metric in screen.metric}
    assert counts == {"Added": "1", "Duplicate": "1", "Invalid": "2", "Suppressed": "0"}
    assert emails(people) == ["nora@fjord.example"]


def test_a_file_of_none_but_excluded_addresses_offers_no_import(visit: Visit, people: Desk) -> None:
    people.set_assistant(excluded="cedar.example\nfjord.example")
    screen = drop(visit(ADD), workbook(ROWS))
    assert "import" not in {button.key for button in screen.button}
    assert not screen.exception


def shown_email(screen: AppTest, key: str, number: int) -> str:
    """What the preview shows of an email of the schedule."""
    steps = next(group for group in screen.button_group if group.key.startswith(f"{key}_step"))
    steps.set_value(number).run()
    return texts(screen)


def edit(screen: AppTest, key: str, email: str, **fields: str) -> AppTest:
    """Edit the email that is shown."""
    next(each for each in screen.toggle if each.key.startswith(f"{key}_edit")).set_value(True).run()
    for name, text in fields.items():
        kind = screen.text_area if name == "body" else screen.text_input
        next(field for field in kind if field.key.startswith(f"{name}-{email}")).set_value(text)
    screen.button(key=f"{key}_save").click().run()
    assert not screen.exception
    return screen


def scheduled_bodies(people: Desk, email: str) -> list[str]:
    lead = people.lead(email)
    return [
        message.body for message in people.ask(lambda store: upcoming(store, lead, write_text, people.now))
    ]


def test_every_email_is_shown_before_the_lead_is_added_and_is_what_will_leave(
    visit: Visit, people: Desk
) -> None:
    screen = visit(ADD)
    assert "every email is then shown here" in texts(screen)
    fill(screen, first_name="Anna", email=ANNA).run()
    shown = [shown_email(screen, "add", number) for number in (1, 2, 7)]
    screen.button(key="add_lead").click().run()
    bodies = scheduled_bodies(people, ANNA)
    for text, place in zip(shown, (0, 1, 6), strict=True):
        assert bodies[place] in text
    assert "Leaves as soon as the lead is added" in shown[0]


def test_an_email_edited_in_the_preview_is_kept_with_the_lead_and_with_no_other(
    visit: Visit, people: Desk
) -> None:
    screen = fill(visit(ADD), first_name="Anna", email=ANNA).run()
    shown_email(screen, "add", 2)
    edit(screen, "add", ANNA, body="Hi Anna, by hand.", cc="carla@acme.example")
    assert "1 email is edited" in texts(screen)
    assert "copy to carla" in texts(screen)
    fill(screen, first_name="Ben", email="ben@acme.example").run()
    assert "by hand" not in texts(screen)
    fill(screen, first_name="Anna", email=ANNA).run()
    screen.toggle(key="add_draft").set_value(True)
    screen.button(key="add_lead").click().run()
    assert "as a draft" in texts(screen)
    assert people.lead().held is Hold.DRAFT
    draft = people.ask(lambda store: store.drafts(people.lead()))[2]
    assert (draft.body, draft.cc) == ("Hi Anna, by hand.", "carla@acme.example")


def test_an_edit_with_a_wrong_address_is_refused_in_the_preview_and_one_can_be_put_back(
    visit: Visit, people: Desk
) -> None:
    screen = fill(visit(ADD), first_name="Anna", email=ANNA).run()
    edit(screen, "add", ANNA, cc="not an address")
    assert "not an address" in screen.error[0].value
    edit(screen, "add", ANNA, cc="", body="By hand.")
    screen.button(key="add_put_back").click().run()
    assert "By hand." not in texts(screen)


def test_a_lead_that_is_here_already_shows_that_nothing_would_be_sent(visit: Visit, people: Desk) -> None:
    people.add()
    screen = fill(visit(ADD), first_name="Anna", email=ANNA).run()
    assert "no email is sent" in screen.info[0].value


def test_a_file_shows_the_emails_of_any_of_its_leads_and_keeps_what_is_edited(
    visit: Visit, people: Desk
) -> None:
    screen = choose(drop(visit(ADD), workbook(ROWS)), "upload").run()
    assert "Nora" in shown_email(screen, "upload", 1)
    screen.number_input(key="upload_place").set_value(2).run()
    assert "omar" in texts(screen)
    edit(screen, "upload", "omar@cedar.example", body="Hi Omar, by hand.")
    screen.toggle(key="upload_draft").set_value(True)
    screen.button(key="import").click().run()
    assert scheduled_bodies(people, "omar@cedar.example")[0] == "Hi Omar, by hand."
    assert "by hand" not in scheduled_bodies(people, "nora@fjord.example")[0]
    assert people.lead("nora@fjord.example").held is Hold.DRAFT
