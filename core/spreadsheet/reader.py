"""Reading a dropped file: which sheet, which tables, and every record a lead or a reason."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace

from core.address import display_name
from core.errors import BadUpload
from core.spreadsheet.cell import cell_text
from core.spreadsheet.headings import Role
from core.spreadsheet.lead_sheet import LeadSheet, NewLead, RejectedRow, SheetChoice
from core.spreadsheet.record import RecordReader
from core.spreadsheet.sheet import EMPTY, Rows, Sheet, sheets_of
from core.spreadsheet.table import Table, filled, find_tables, is_note

__all__ = ["LeadSheet", "NewLead", "RejectedRow", "SheetChoice", "read_leads", "sheet_names"]

NO_EMAILS = "No column holds email addresses."
NO_NAMES = "No column holds names, and a lead needs a first name."
LISTED = 12  # columns that a sentence names
STEP = 2000  # rows between two reports of progress
READ = 0.4  # of the work is done when the cells are read
FIELDS = [field.name for field in fields(NewLead) if field.name not in ("row", "email", "custom")]
Progress = Callable[[float], None]


def read_leads(
    data: bytes, file_name: str, sheet: str | None = None, progress: Progress | None = None
) -> LeadSheet:
    """The leads of a workbook or a text with separators, and the rows that are none with their reasons.

    Without `sheet` it is the only one with a column of addresses. `progress` hears of 0 to 1.
    Raises BadUpload with one sentence where the file as a whole cannot be read.
    """
    report = progress or (lambda _: None)
    report(0.0)
    with without_collector():
        name, rows = chosen_sheet(sheets_of(data, file_name), sheet)
    tables = find_tables(rows)
    check(tables, rows)
    report(READ)
    with without_collector():
        return read_tables(name, tables, rows, report)


@contextmanager
def without_collector() -> Iterator[None]:
    """Cells and leads form no cycles; looking for some among a million of them takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def sheet_names(data: bytes, file_name: str) -> list[SheetChoice]:
    """The sheets of a file, for the screen that asks which one to read. Raises BadUpload for a bad file."""
    choices = []
    for sheet in sheets_of(data, file_name):
        rows = sheet.rows()
        choices.append(SheetChoice(sheet.name, sum(bool(filled(row)) for row in rows), has_leads(rows)))
    return choices


def chosen_sheet(sheets: Sequence[Sheet], name: str | None) -> tuple[str, Rows]:
    """The sheet of that name, or the only one with leads, and its rows."""
    if name is not None:
        found = next((sheet for sheet in sheets if sheet.name == name), None)
        if found is None:
            names = quoted(sheet.name for sheet in sheets)
            raise BadUpload(f"There is no sheet {quoted([name])} in this file. It has {names}.")
        return found.name, found.rows()
    if len(sheets) == 1:
        return sheets[0].name, sheets[0].rows()
    read = [(sheet.name, sheet.rows()) for sheet in sheets]
    written = [(name, rows) for name, rows in read if any(filled(row) for row in rows)]
    found_leads = [(name, rows) for name, rows in written if has_leads(rows)]
    if len(found_leads) > 1:
        names = quoted(name for name, _ in found_leads)
        raise BadUpload(f"Several sheets hold email addresses: {names}. Say which one to read.")
    if not found_leads and len(written) > 1:
        raise BadUpload(f"{NO_EMAILS} The sheets are {quoted(name for name, _ in written)}.")
    return (found_leads or written or [("", [])])[0]


def has_leads(rows: Rows) -> bool:
    return any(table.has_emails and table.start < table.end for table in find_tables(rows))


def check(tables: Sequence[Table], rows: Rows) -> None:
    """Refuses what cannot be a sheet of leads."""
    table = tables[0]
    if not any(filled(row) for row in rows):
        raise BadUpload(EMPTY)
    if not table.has_emails:
        raise BadUpload(f"{NO_EMAILS} {columns_are(table)}")
    if not any(filled(row) for each in tables for row in rows[each.start : each.end]):
        raise BadUpload("There is a header, and no rows below it.")
    if not any(each.columns.have_names or has_display_names(each, rows) for each in tables):
        raise BadUpload(f"{NO_NAMES} {columns_are(table)}")


def has_display_names(table: Table, rows: Rows) -> bool:
    """Whether addresses are written as `Ann Ek <ann@example.com>`."""
    at = table.columns.of(Role.EMAIL)[0]
    cells = (cell_text(row[at]) for row in rows[table.start : table.end] if at < len(row))
    return any(display_name(cell) for cell in cells)


def columns_are(table: Table) -> str:
    names = [name for name in table.header if name]
    if not names:
        return "There is no header."
    more = " and others" if len(names) > LISTED else ""
    return f"The columns are {quoted(names[:LISTED])}{more}."


def quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def read_tables(name: str, tables: Sequence[Table], rows: Rows, report: Progress) -> LeadSheet:
    leads: list[NewLead] = []
    places: dict[str, int] = {}  # of each address among the leads
    rejected: list[RejectedRow] = []
    duplicates = 0
    for record in records(tables, rows, report):
        if isinstance(record, RejectedRow):
            rejected.append(record)
        elif (place := places.setdefault(record.email, len(leads))) == len(leads):
            leads.append(record)
        else:
            leads[place] = merged(leads[place], record)
            duplicates += 1
    report(1.0)
    header = full_header(max(tables, key=lambda table: table.end - table.start), rows)
    return LeadSheet(name, header, len(leads) + duplicates + len(rejected), leads, rejected, duplicates)


def records(tables: Sequence[Table], rows: Rows, report: Progress) -> Iterator[NewLead | RejectedRow]:
    """Every record of the tables; lines that are none are passed over."""
    for table in tables:
        reader = RecordReader(table, rows)
        after_note = False
        for at in range(table.start, table.end):
            if not at % STEP:
                report(READ + (1 - READ) * at / len(rows))
            record = reader.read(at + 1, rows[at])
            after_note = isinstance(record, RejectedRow) and is_note(rows, at, table, after_note)
            if not after_note:
                yield record


def merged(first: NewLead, later: NewLead) -> NewLead:
    """The first row of an address, its empty fields filled from a later one.

    The last name only if the first is the same: two people may share an address.
    """
    same = first.first_name.casefold() == later.first_name.casefold()
    missing = {
        field: value
        for field in FIELDS
        if not getattr(first, field) and (value := getattr(later, field)) and (same or field != "last_name")
    }
    return replace(first, **missing, custom={**later.custom, **first.custom})


def full_header(table: Table, rows: Rows) -> tuple[str, ...]:
    """A heading for every column, also where the sheet has none."""
    if table.header:
        return table.header
    reader = RecordReader(table, rows)
    return tuple(reader.heading(at) or f"Column {at + 1}" for at in range(len(rows[table.start])))
