# ruff: noqa: E501 (markup stands as it is exported)
"""Files of every kind as sheets of rows, and the one sentence for those that are none."""

import struct
import zipfile
from io import BytesIO

import pytest

from core.errors import BadUpload
from core.spreadsheet.reader import read_leads
from core.spreadsheet.sheet import sheets_of
from tests.core.spreadsheet.workbooks import FILES, archive, ods, protected_xls, xls, xlsx, xlsx_with_hidden

HEADER = ("Full name", "E-mail", "Phone")
ROWS = (HEADER, ("Ann Ek", "ann@ek.example.com", 46855501010.0), ("Bo Ström", "bo@strom.example.com", ""))
HTML = """<html><head><meta charset="{charset}"><style>td {{ color: red }}</style></head><body>
<table><tr><th>Full name</th><th>E-mail</th><th>Phone</th></tr>
<tr><td>Ann<br>Ek</td><td><a href="mailto:x">ann@ek.example.com</a></td><td>46855501010</td></tr>
<tr><td>Bo Str&ouml;m</td><td>bo@strom.example.com</td><td>&nbsp;</td></tr></table></body></html>"""
EXCEL_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Leads"><Table>
<Row><Cell><Data ss:Type="String">Full name</Data></Cell><Cell><Data ss:Type="String">E-mail</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">Phone</Data></Cell></Row>
<Row ss:Index="2"><Cell><Data ss:Type="String">Ann Ek</Data></Cell><Cell><Data ss:Type="String">ann@ek.example.com</Data></Cell>
<Cell><Data ss:Type="Number">46855501010</Data></Cell></Row>
<Row><Cell><Data ss:Type="String">Bo Ström</Data></Cell><Cell><Data ss:Type="String">bo@strom.example.com</Data></Cell></Row>
</Table></Worksheet></Workbook>"""
CSV = 'Full name,E-mail,Phone\n"Ann Ek",ann@ek.example.com,46855501010\nBo Ström,bo@strom.example.com,\n'

FILES_OF_ANY_KIND = {
    "leads.xlsx": xlsx(ROWS),
    "leads.xlsm": xlsx(ROWS),
    "leads.xls": xls(ROWS),
    "leads.xlsb": (FILES / "leads.xlsb").read_bytes(),
    "leads.ods": ods(ROWS),
    "really xlsx.csv": xlsx(ROWS),
    "comma.csv": CSV.encode(),
    "with mark.csv": CSV.encode("utf-8-sig"),
    "tabs.tsv": CSV.replace(",", "\t").encode(),
    "really text.xls": CSV.replace(",", "\t").encode("cp1252"),
    "semicolons.csv": CSV.replace(",", ";").encode("cp1252"),
    "bars.txt": CSV.replace(",", "|").encode("cp1252"),
    "utf-16 with tabs.csv": CSV.replace(",", "\t").encode("utf-16"),
    "utf-16 without its mark.csv": CSV.encode("utf-16-le"),
    "utf-16 from the other end.csv": b"\xfe\xff" + CSV.encode("utf-16-be"),
    "utf-32.csv": CSV.encode("utf-32"),
    "old Mac.csv": CSV.replace("\n", "\r").encode("mac-roman"),
    "Windows lines.csv": CSV.replace("\n", "\r\n").encode("cp1252"),
    "says its separator.csv": b"sep=;\r\n" + CSV.replace(",", ";").encode(),
    "page.xls": HTML.format(charset="utf-8").encode(),
    "page of 1999.xls": HTML.format(charset="iso-8859-1").encode("latin-1"),
    "2003.xls": EXCEL_2003.encode(),
}


@pytest.mark.parametrize("file_name", FILES_OF_ANY_KIND)
def test_a_file_of_any_kind_gives_the_same_leads(file_name):
    sheet = read_leads(FILES_OF_ANY_KIND[file_name], file_name)
    assert [(lead.row, lead.email, lead.first_name, lead.last_name, lead.phone) for lead in sheet.leads] == [
        (2, "ann@ek.example.com", "Ann", "Ek", "46855501010"),
        (3, "bo@strom.example.com", "Bo", "Ström", ""),
    ]


def lying_archive() -> bytes:
    """A workbook whose sheet is larger than its archive says."""
    data = xlsx(ROWS + tuple(("Ann Ek", f"ann{at}@ek.example.com", "") for at in range(2000)))
    with zipfile.ZipFile(BytesIO(data)) as packed:
        size = packed.getinfo("xl/worksheets/sheet1.xml").file_size
    return data.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def sheet_of_zeros() -> bytes:
    """A few kilobytes that unpack to half a gigabyte."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(500):
                part.write(bytes(1_000_000))
    return out.getvalue()


def stray_cell() -> bytes:
    data = xlsx(ROWS)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return archive(parts | {sheet: parts[sheet].replace("</sheetData>", far)})


def far_column() -> bytes:
    """An .xlsb with its first cell in column 16 million."""
    with zipfile.ZipFile(FILES / "leads.xlsb") as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.bin"
    row_header = parts[sheet].index(b"\x00\x19")
    cell = parts[sheet].index(b"\x07\x0c", row_header) + 2
    far = parts[sheet][:cell] + struct.pack("<I", 16_000_000) + parts[sheet][cell + 4 :]
    return archive(parts | {sheet: far})


def sheet_of_a_thousand_million_rows() -> bytes:
    """An .xls that says so of itself, and whose reader would make room for them."""
    data = xls(ROWS)
    dimensions = data.index(struct.pack("<HH", 0x200, 14))
    return data[: dimensions + 8] + struct.pack("<I", 10**9) + data[dimensions + 12 :]


def chain_in_a_circle() -> bytes:
    """An .xls whose first sector is followed by itself."""
    data = xls(ROWS)
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    return data[:table] + struct.pack("<I", 0) + data[table + 4 :]


REFUSED = {
    "nothing.csv": (b"", "empty"),
    "blank lines.csv": (b"\xef\xbb\xbf\r\n \r\n", "empty"),
    "empty.xlsx": (xlsx([]), "empty"),
    "empty.xls": (xls([]), "empty"),
    "only a header.csv": (b"Name,Email\n", "no rows"),
    "picture.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a workbook"),
    "letter.csv": (b"%PDF-1.7\n%\xe2\xe3", "not a workbook"),
    "noise.csv": (bytes(range(256)) * 20, "not a workbook"),
    "letter.docx": (archive({"word/document.xml": "<w/>"}), "not a workbook"),
    "packed.zip": (archive({"leads.csv": CSV}), "Unpack"),
    "web page.xls": (b"<html><body>Please sign in</body></html>", "not a workbook"),
    "cut off.xlsx": (xlsx(ROWS)[:2000], "damaged"),
    "broken.xls": (xls(ROWS)[:8] + bytes(600) + "Workbook".encode("utf-16-le"), "damaged"),
    "letter.doc": (xls(ROWS)[:8] + bytes(600) + "WordDocument".encode("utf-16-le"), "not a workbook"),
    "protected.xlsx": ((FILES / "protected.xlsx").read_bytes(), "password"),
    "protected.xls": (protected_xls(ROWS), "password"),
    "protected.ods": (ods(ROWS, "<encryption-data/>"), "password"),
    "lying.xlsx": (lying_archive(), "damaged"),
    "bomb.xlsx": (sheet_of_zeros(), "too large"),
    "far.xlsb": (far_column(), "column 16,000,001"),
    "long.xls": (sheet_of_a_thousand_million_rows(), "damaged"),
    "circle.xls": (chain_in_a_circle(), "damaged"),
    "stray.xlsx": (stray_cell(), "row 1,048,576 and column 16,384"),
}


@pytest.mark.parametrize("file_name", REFUSED)
def test_what_is_no_sheet_is_refused_with_one_sentence(file_name):
    data, words = REFUSED[file_name]
    with pytest.raises(BadUpload, match=words):
        read_leads(data, file_name)


def test_a_hidden_sheet_is_not_read():
    data = xlsx_with_hidden(ROWS, [("Email",), ("rep@ours.example.com",)])
    assert [sheet.name for sheet in sheets_of(data, "leads.xlsx")] == ["Sheet"]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    data = xlsx(
        [(), ("Our leads",), (), ("Name", "Email"), (), ("Ann Ek", "ann@ek.example.com"), ("Bo", "bo@")]
    )
    sheet = read_leads(data, "leads.xlsx")
    assert [lead.row for lead in sheet.leads] == [6]
    assert [row.row for row in sheet.rejected] == [7]


def test_a_cell_of_several_lines_is_one_row():
    sheet = read_leads(
        b'Name,Notes,Email\nAnn Ek,"one\ntwo",ann@ek.example.com\nBo Ek,,bo@ek.example.com\n', "a.csv"
    )
    assert [(lead.row, lead.email) for lead in sheet.leads] == [
        (2, "ann@ek.example.com"),
        (3, "bo@ek.example.com"),
    ]


def test_a_quotation_mark_that_nobody_closed_spoils_one_row_only():
    people = "".join(f"Eva Ek,eva{at}@ek.example.com,Ek AB\n" for at in range(200))
    sheet = read_leads(f'Name,Email,Company\nAnn Ek,ann@ek.example.com,"Ek AB\n{people}'.encode(), "a.csv")
    assert len(sheet.leads) == 201
    assert sheet.leads[0].company == "Ek AB"


def test_one_wrong_byte_does_not_change_the_encoding_of_the_rest():
    people = "".join(f"Åsa Öberg,asa{at}@ek.example.com\n" for at in range(20))
    data = f"Name,Email\n{people}".encode() + b"J\xfcrgen Ek,j@ek.example.com\n"
    sheet = read_leads(data, "a.csv")
    assert {lead.first_name for lead in sheet.leads} == {"Åsa", "Jürgen"}
