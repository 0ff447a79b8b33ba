"""The workbooks that we hand out: a sample to fill in, and the rows that could not be added."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.spreadsheet.columns import REASON_COLUMNS
from core.spreadsheet.lead_sheet import RejectedRow

SAMPLE = {
    "First_Name": ("Maria", "Jonas"),
    "Last_Name": ("Lindqvist", "Okafor"),
    "Email_ID": ("maria.lindqvist@example.com", "jonas@example.org"),
    "Country_Code": ("+46", "+44"),
    "Phone_Number": ("8 5555 0101", "20 7946 0102"),
    "Lead Company": ("Lindqvist Trading", "Okafor & Sons"),
    "Lead Designation": ("Head of Purchasing", "Managing Director"),
    "Lead Industry": ("Retail", "Logistics"),
    "Linkedin Profile URL": ("https://www.linkedin.com/in/example", ""),
    "Company Linkedin URL": ("https://www.linkedin.com/company/example", ""),
    "Twitter Profile URL": ("", ""),
    "Location": ("Stockholm, Sweden", "London, United Kingdom"),
    "Start Email Sending Date": ("", ""),
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HARMLESS = re.compile(r"[+-]?[\d ()./-]*")  # phone numbers, plain numbers, a lone dash
LONGEST_CELL = 32_767  # characters, Excel's limit
WIDTH = 24  # characters


def sample_workbook() -> bytes:
    """An .xlsx with every column that is understood and two rows to write over."""
    return write_sheet("Leads", tuple(SAMPLE), zip(*SAMPLE.values(), strict=True))


def rejected_workbook(header: Sequence[str], rejected: Iterable[RejectedRow]) -> bytes:
    """An .xlsx with the original columns of each row, then its number, column, value and reason.

    Corrected, it can be dropped as it is: the four columns at the end are known and not read.
    """
    listed = list(rejected)
    width = max([len(header), *(len(row.cells) for row in listed)])
    rows = ([*padded(row.cells, width), str(row.row), row.column, row.value, row.reason] for row in listed)
    return write_sheet("Not added", (*padded(header, width), *REASON_COLUMNS), rows)


def padded(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def write_sheet(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of texts as .xlsx, its first line bold and kept in view."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for index in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = WIDTH
    sheet.append([text_cell(sheet, text, bold=True) for text in header])
    for row in rows:
        sheet.append([text_cell(sheet, text) for text in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def text_cell(sheet: Worksheet, text: str, bold: bool = False) -> WriteOnlyCell:
    """A cell that is text whatever it looks like: nothing that stood in a dropped file is ever calculated."""
    cell = WriteOnlyCell(sheet, neutral(text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def neutral(text: str) -> str:
    """Text that no spreadsheet takes for a formula, not even after it was saved as .csv and opened again."""
    clean: str = ILLEGAL_CHARACTERS_RE.sub("", text)[: LONGEST_CELL - 1]
    if clean.startswith(FORMULA_STARTS) and not HARMLESS.fullmatch(clean):
        return "'" + clean
    return clean
