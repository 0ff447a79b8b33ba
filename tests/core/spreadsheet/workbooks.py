"""Workbooks of every kind, made for the tests."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from xlwt.CompoundDoc import XlsDoc

FILES = Path(__file__).resolve().parents[2] / "files"
Grid = Sequence[Sequence[object]]


def xlsx(rows: Grid, **more: Grid) -> bytes:
    """One sheet "Sheet", and one more for every keyword."""
    workbook = Workbook()
    for name, grid in {"Sheet": rows, **more}.items():
        sheet = workbook.active if name == "Sheet" else workbook.create_sheet(name)
        for row in grid:
            sheet.append(list(row))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def xlsx_with_hidden(rows: Grid, hidden: Grid) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(list(row))
    sheet = workbook.create_sheet("Lists")
    for row in hidden:
        sheet.append(list(row))
    sheet.sheet_state = "hidden"
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def old_workbook(rows: Grid) -> xlwt.Workbook:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("Leads")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    return workbook


def xls(rows: Grid) -> bytes:
    out = BytesIO()
    old_workbook(rows).save(out)
    return out.getvalue()


def protected_xls(rows: Grid) -> bytes:
    """An .xls with the record that says which password it wants, behind its first record."""
    stream = old_workbook(rows).get_biff_data()
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    file_pass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(48)
    out = BytesIO()
    XlsDoc().save(out, stream[:first] + file_pass + stream[first:])
    return out.getvalue()


ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text")
)


def ods(rows: Grid, manifest: str = "") -> bytes:
    cells = "".join(
        "<table:table-row>" + "".join(ods_cell(value) for value in row) + "</table:table-row>" for row in rows
    )
    return archive(
        {
            "mimetype": ODS_TYPE,
            "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<file-entry full-path="/" media-type="{ODS_TYPE}">{manifest}</file-entry></manifest>',
            "content.xml": f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Leads">{cells}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_cell(value: object) -> str:
    if isinstance(value, float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    text = f"<text:p>{escape(str(value))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return out.getvalue()
