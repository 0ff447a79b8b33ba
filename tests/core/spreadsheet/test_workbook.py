"""The workbooks that we hand out."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.spreadsheet.lead_sheet import RejectedRow
from core.spreadsheet.reader import read_leads
from core.spreadsheet.workbook import neutral, rejected_workbook, sample_workbook


def grid(data):
    return [list(row) for row in load_workbook(BytesIO(data)).active.iter_rows(values_only=True)]


def test_the_sample_can_be_dropped_as_it_is():
    sheet = read_leads(sample_workbook(), "sample.xlsx")
    assert [(lead.email, lead.phone) for lead in sheet.leads] == [
        ("maria.lindqvist@example.com", "+46855550101"),
        ("jonas@example.org", "+442079460102"),
    ]
    assert sheet.rejected == []
    assert sheet.leads[0].linkedin_url.endswith("/in/example")
    assert sheet.leads[0].custom == {}


def test_rejected_rows_come_back_with_their_cells_row_number_column_value_and_reason():
    data = b"Name,Email,Shoe size\nAnn Ek,ann@ek.example.com,38\nBo Ek,bo@@ek.example.com,44\n"
    sheet = read_leads(data, "leads.csv")
    header, row = grid(rejected_workbook(sheet.header, sheet.rejected))
    assert header == ["Name", "Email", "Shoe size", "Row number", "Column", "Value", "Reason"]
    assert row[:6] == ["Bo Ek", "bo@@ek.example.com", "44", "3", "Email", "bo@@ek.example.com"]
    assert row[6]


def test_rejected_rows_can_be_corrected_and_dropped_again():
    sheet = read_leads(b"Name,Email\nBo Ek,bo@@ek.example.com\n", "leads.csv")
    corrected = [
        RejectedRow(r.row, r.column, r.value, r.reason, ("Bo Ek", "bo@ek.example.com"))
        for r in sheet.rejected
    ]
    again = read_leads(rejected_workbook(sheet.header, corrected), "again.xlsx")
    assert [(lead.email, lead.first_name, dict(lead.custom)) for lead in again.leads] == [
        ("bo@ek.example.com", "Bo", {})
    ]


def test_a_row_wider_than_the_header_loses_no_cell():
    sheet = read_leads(b"Name,Email\nAnn Ek,ann@ek.example.com\nBo, Ek,bo@ek.example.com\n", "leads.csv")
    header, row = grid(rejected_workbook(sheet.header, sheet.rejected))
    assert row[:3] == ["Bo", "Ek", "bo@ek.example.com"]
    assert header[2] is None


@pytest.mark.parametrize(
    "text", ["=1+1", "=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1+1", "\r=1"]
)
def test_nothing_that_stood_in_a_file_is_ever_calculated(text):
    data = rejected_workbook(("Email",), [RejectedRow(2, "Email", text, "No", (text,))])
    for cell in load_workbook(BytesIO(data)).active[2]:
        assert cell.data_type != "f"
        assert not str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["+49 30 5550101", "-", "--", "-5", "ann@ek.example.com", "Ann"])
def test_harmless_text_is_not_changed(text):
    assert neutral(text) == text


def test_text_that_no_workbook_can_hold_is_cut_rather_than_refused():
    data = rejected_workbook(("Email",), [RejectedRow(2, "Email", "x" * 40_000, "a\x00b", ("x",))])
    assert [len(str(cell)) for cell in grid(data)[1]][3] < 32_768
