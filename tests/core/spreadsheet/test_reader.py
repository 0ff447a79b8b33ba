# ruff: noqa: E501 (sheets stand as they are dropped)
"""What a dropped file says: leads, rejected rows with reasons, and one sentence for a file that is none."""

import csv
import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadUpload
from core.spreadsheet.lead_sheet import LeadSheet
from core.spreadsheet.reader import read_leads, sheet_names
from tests.core.spreadsheet.workbooks import ods, xls, xlsx

ANN = ("Ann Ek", "ann@ek.example.com")
BO = ("Bo Ström", "bo@strom.example.com")
HEADER = ("Name", "Email")


def read(text: str) -> LeadSheet:
    return read_leads(text.encode(), "leads.csv")


def test_the_columns_of_the_sample_are_all_read():
    sheet = read(
        "First_Name,Last_Name,Email_ID,Country_Code,Phone_Number,Lead Company,Lead Designation,Lead Industry,"
        "Linkedin Profile URL,Company Linkedin URL,Twitter Profile URL,Location,Start Email Sending Date,Shoe size\n"
        "Ann,Ek,ann@ek.example.com,+46,08 5550101,Ek AB,CEO,Retail,https://linkedin.com/in/ann,"
        "https://linkedin.com/company/ek,@ann,Stockholm,2026-11-14,38\n"
    )
    lead = sheet.leads[0]
    assert (lead.row, lead.email, lead.first_name, lead.last_name) == (2, "ann@ek.example.com", "Ann", "Ek")
    assert (lead.phone, lead.company, lead.designation, lead.industry) == (
        "+4685550101",
        "Ek AB",
        "CEO",
        "Retail",
    )
    assert lead.linkedin_url == "https://linkedin.com/in/ann"
    assert lead.company_linkedin_url == "https://linkedin.com/company/ek"
    assert (lead.twitter_url, lead.location) == ("@ann", "Stockholm")
    assert (lead.start_at, lead.custom) == (date(2026, 11, 14), {"Shoe size": "38"})


def test_country_and_language_are_read_by_name_or_code_and_a_place_keeps_its_words():
    sheet = read(
        "First name,Email,City,Country,Language\n"
        "Ann,ann@ek.example.com,Bonn,Deutschland,German\n"
        "Bo,bo@strom.example.com,,SE,sv-SE\n"
        "Cy,cy@moon.example.com,,The Moon,Selenic\n"
    )
    assert [(lead.country, lead.language, lead.location) for lead in sheet.leads] == [
        ("DE", "de", "Bonn, Deutschland"),
        ("SE", "sv", "SE"),
        ("", "", "The Moon"),
    ]


def test_a_row_without_a_first_name_is_rejected_with_its_row_number():
    sheet = read("First name,Last name,Email\nAnn,Ek,ann@ek.example.com\n,Ström,bo@strom.example.com\n")
    assert [(row.row, row.column, row.value) for row in sheet.rejected] == [(3, "Last name", "Ström")]
    assert sheet.rejected[0].cells == ("", "Ström", "bo@strom.example.com")
    assert "first name" in sheet.rejected[0].reason


def test_a_row_without_a_valid_address_is_rejected_with_column_value_and_reason():
    sheet = read("Name,Work email\nAnn Ek,ann@@ek.example.com\nBo Ek,\nCia Ek,cia@ek.example.com\n")
    assert [(row.row, row.column, row.value) for row in sheet.rejected] == [
        (2, "Work email", "ann@@ek.example.com"),
        (3, "Work email", ""),
    ]
    assert all(row.reason.endswith(".") for row in sheet.rejected)
    assert sheet.total == 3


def test_two_addresses_in_one_cell_are_rejected_and_the_next_column_stands_in_for_a_bad_one():
    sheet = read(
        "Name,Work email,Other email\n"
        "Ann Ek,ann@ek.example.com; info@ek.example.com,\n"
        "Bo Ek,none,bo@ek.example.com\n"
        "Cia Ek,cia@ek.example.com,cia@home.example.net\n"
    )
    assert [lead.email for lead in sheet.leads] == ["bo@ek.example.com", "cia@ek.example.com"]
    assert "two different addresses" in sheet.rejected[0].reason


def test_a_bad_phone_is_left_out_and_the_lead_kept():
    sheet = read(
        "Name,Email,Phone\nAnn Ek,ann@ek.example.com,ask her\nBo Ek,bo@ek.example.com,08 555 01 01\n"
    )
    assert [(lead.first_name, lead.phone) for lead in sheet.leads] == [("Ann", ""), ("Bo", "085550101")]


def test_an_address_that_comes_again_counts_as_a_duplicate_and_fills_what_was_empty():
    sheet = read(
        "Name,Email,Phone,Company,Shoe size\n"
        "Ann,ann@ek.example.com,,Ek AB,\n"
        "Ann Ek,ANN@ek.example.com,08 555 01 01,Other AB,38\n"
    )
    assert (sheet.total, sheet.duplicates, len(sheet.leads)) == (2, 1, 1)
    lead = sheet.leads[0]
    assert (lead.row, lead.first_name, lead.last_name) == (2, "Ann", "Ek")
    assert (lead.phone, lead.company, lead.custom) == ("085550101", "Ek AB", {"Shoe size": "38"})


def test_numbers_dates_and_capitals_of_a_workbook_are_read_as_people_mean_them():
    data = xlsx(
        [
            ("First name", "Last name", "Email", "Phone", "Start Email Sending Date", "Seats"),
            ("SANJU", "VAN DER BERG", "S@ek.example.com", 497123456789.0, date(2026, 11, 14), 3.0),
            ("Ann", "Ek", "ann@ek.example.com", "0049 7123 456", 46340.0, 2.5),
        ]
    )
    first, second = read_leads(data, "leads.xlsx").leads
    assert (first.first_name, first.last_name, first.phone) == ("Sanju", "van der Berg", "497123456789")
    assert (first.start_at, first.custom) == (date(2026, 11, 14), {"Seats": "3"})
    assert (second.phone, second.start_at) == ("00497123456", date(2026, 11, 14))


def test_a_start_date_that_cannot_be_read_rejects_the_row_rather_than_mail_it_too_early():
    sheet = read(
        "Name,Email,Start Email Sending Date\nAnn Ek,ann@ek.example.com,2026-11-14\nBo,bo@ek.example.com,soon\n"
    )
    assert [(row.column, row.value) for row in sheet.rejected] == [("Start Email Sending Date", "soon")]


def test_titles_blank_lines_totals_and_repeated_headers_are_no_records():
    sheet = read(
        "Our leads,,\n\nCreated,2026-01-02,\n\nName,Email,Amount\nAnn Ek,ann@ek.example.com,1\n\nWon deals,,\n"
        "Name,Email,Amount\nBo Ek,bo@ek.example.com,2\nTotal,,3\n\nConfidential,,\n"
    )
    assert [lead.row for lead in sheet.leads] == [6, 10]
    assert (sheet.total, sheet.rejected) == (2, [])


def test_sections_of_hosts_and_panelists_are_left_out():
    sheet = read(
        "Host Details,,\nName,Email,\nHugo Host,hugo@ours.example.com,\nAttendee Details,,\nFirst Name,Last Name,Email\n"
        "Ann,Ek,ann@ek.example.com\n"
    )
    assert [lead.email for lead in sheet.leads] == ["ann@ek.example.com"]
    assert sheet.header == ("First Name", "Last Name", "Email")


def test_a_person_in_the_role_of_a_host_is_no_lead():
    sheet = read("Name,Email,Role\nHugo,hugo@ours.example.com,Organizer\nAnn,ann@ek.example.com,Attendee\n")
    assert [lead.email for lead in sheet.leads] == ["ann@ek.example.com"]
    assert "host" in sheet.rejected[0].reason


def test_an_address_book_that_labels_its_addresses_gives_the_one_at_work():
    sheet = read(
        "Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\n"
        "Ann Ek,Home,ann@home.example.net,Work,ann@ek.example.com\nBo Ek,Home,bo@home.example.net,,\n"
        "Cia Ek,* Home,cia@home.example.net,Work,cia@ek.example.com\n"
    )
    assert [lead.email for lead in sheet.leads] == [
        "ann@ek.example.com",
        "bo@home.example.net",
        "cia@home.example.net",
    ]


def test_a_line_with_too_many_cells_says_so():
    sheet = read("Name,Email,Company\nAnn Ek,ann@ek.example.com,Ek AB\nBo, Ek,bo@ek.example.com,Ek AB\n")
    assert "quotation marks" in sheet.rejected[0].reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "First name,Last name,Company\nAnn,Ek,Ek AB\n",
            'No column holds email addresses. The columns are "First name"',
        ),
        ("Email\nann@ek.example.com\n", "No column holds names"),
        ("Name,Owner Email\nAnn Ek,rita@ours.example.com\n", "No column holds email addresses"),
        ("Name,Email\n", "no rows"),
    ],
)
def test_a_file_without_names_or_addresses_is_refused_by_naming_its_columns(text, words):
    with pytest.raises(BadUpload, match=words):
        read(text)


def test_the_only_sheet_with_addresses_is_read():
    data = xlsx([("Read me",)], Leads=[HEADER, ANN], Prices=[("Item", "Price"), ("Desk", 3)])
    assert read_leads(data, "leads.xlsx").sheet == "Leads"


def test_of_several_sheets_with_addresses_one_must_be_chosen():
    data = xlsx([("Read me",)], May=[HEADER, ANN], June=[HEADER, BO], Empty=[HEADER])
    with pytest.raises(BadUpload, match='"May", "June"'):
        read_leads(data, "leads.xlsx")
    assert [lead.email for lead in read_leads(data, "leads.xlsx", "June").leads] == [BO[1]]
    with pytest.raises(BadUpload, match=r'no sheet "July".*"May", "June"'):
        read_leads(data, "leads.xlsx", "July")


def test_the_sheets_to_choose_from_have_their_rows_and_whether_they_hold_addresses():
    data = xlsx([("Read me",)], May=[HEADER, ANN, (), BO], Empty=[HEADER])
    assert [(sheet.name, sheet.rows, sheet.has_emails) for sheet in sheet_names(data, "leads.xlsx")] == [
        ("Sheet", 1, False),
        ("May", 3, True),
        ("Empty", 1, False),
    ]


def test_one_strange_character_rejects_one_row_and_the_rest_goes_on():
    people = [f"Ann Ek,ann{at}@ek.example.com\n" for at in range(50)]
    people[20] = "B\x00o \ud83d,bo@\x07ek.example.com\n"
    sheet = read_leads(f"Name,Email\n{''.join(people)}".encode("utf-8", "surrogatepass"), "leads.csv")
    assert len(sheet.leads) + len(sheet.rejected) == 50
    assert len(sheet.leads) >= 49


def test_no_row_number_caps_an_upload():
    people = "".join(f"Ann Ek,ann{at}@ek.example.com\n" for at in range(6000))
    assert len(read(f"Name,Email\n{people}").leads) == 6000


def test_progress_goes_from_nothing_to_all():
    heard = []
    rows = "".join(f"Ann Ek,ann{at}@ek.example.com\n" for at in range(10_000))
    read_leads(f"Name,Email\n{rows}".encode(), "leads.csv", progress=heard.append)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    assert len(heard) > 5


WHOLE = [
    xlsx([HEADER, ANN, BO]),
    ods([HEADER, ANN, BO]),
    f"{','.join(HEADER)}\n{','.join(ANN)}\n".encode("utf-16"),
]
PAGE = b"<table><tr><td>Name<td>Email<tr><td colspan=2>Ann Ek</table>"


def packed_again(data: bytes, change) -> bytes:
    """The same archive with every part changed, so that the change reaches the reader of the workbook."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return out.getvalue()


@st.composite
def damaged(draw):
    """A file of some kind with bytes changed, added and left out."""
    data = draw(st.sampled_from([*WHOLE, PAGE]))
    places = draw(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 4)), max_size=8))

    def change(part: bytes) -> bytes:
        for place, new, size in places:
            at = int(place * len(part))
            part = part[:at] + new + part[at + size :]
        return part

    deep = data.startswith(b"PK") and draw(st.booleans())
    return packed_again(data, change) if deep else change(data)


def reads_or_refuses(data: bytes, file_name: str) -> None:
    try:
        sheet = read_leads(data, file_name)
    except BadUpload as error:
        said = str(error)
        assert said.endswith(".")
    else:
        assert sheet.total == len(sheet.leads) + sheet.duplicates + len(sheet.rejected)


@given(st.one_of(st.binary(max_size=300), damaged()))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_no_bytes_do_worse_than_one_sentence(data):
    reads_or_refuses(data, "leads.xlsx")


@given(st.text(st.sampled_from("Name,Email\n\"';\t|@.aé漢=\r\0<>{}1+ "), max_size=80))
@settings(deadline=None)
def test_no_text_does_worse_than_one_sentence(text):
    reads_or_refuses(text.encode(), "leads.csv")
    reads_or_refuses(f"Name,Email\n{text}".encode("utf-16"), "leads.csv")


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
@settings(max_examples=10, deadline=None)
def test_a_damaged_binary_workbook_does_not_end_the_process(place, new):
    data = xls([HEADER, ANN, BO])
    reads_or_refuses(data[:place] + new + data[place + len(new) :], "leads.xls")


def test_one_special_character_rejects_its_row_and_the_rest_goes_on():
    rows = "".join(f"Ann Ek,ann{at}@ek.example.com\n" for at in range(1_900))
    sheet = read(f"Name,Email\nBo \ufffd\u0000Ek,bo\u0000@ek.example.com\n{rows}")
    assert len(sheet.leads) + len(sheet.rejected) == 1_901
    assert len(sheet.leads) >= 1_900


def test_a_short_file_does_not_shorten_what_another_may_hold_in_a_cell() -> None:
    before = csv.field_size_limit()
    assert len(read("Name,Email\nAnn Ek,ann@ek.example.com").leads) == 1
    assert csv.field_size_limit() >= before
