"""A file of leads becomes leads in the database, and a workbook of the rows that could not."""

from datetime import datetime
from pathlib import Path

from core.history import Upload
from core.spreadsheet.lead_sheet import LeadSheet
from core.spreadsheet.workbook import rejected_workbook
from core.upload import Edits, Order, import_sheet
from data.database import Database


def store_upload(
    database: Database,
    sheet: LeadSheet,
    order: Order,
    *,
    file_name: str,
    who: str,
    now: datetime,
    edits: Edits | None = None,
) -> Upload:
    """Import in one transaction; the workbook follows when the database is free again."""
    folder = database.path.parent / "uploads"
    with database.transaction() as store:
        upload, rejected = import_sheet(
            store,
            sheet,
            order,
            file_name=file_name,
            who=who,
            now=now,
            edits=edits,
            rejected_file=lambda upload_id: str(folder / f"{upload_id}-rejected.xlsx"),
        )
    if rejected:
        folder.mkdir(parents=True, exist_ok=True)
        Path(upload.rejected_file).write_bytes(rejected_workbook(sheet.header, rejected))
    return upload


def try_upload(
    database: Database, sheet: LeadSheet, order: Order, *, file_name: str, who: str, now: datetime
) -> Upload:
    """What `store_upload` would answer, with nothing written."""
    with database.reading() as store:
        upload, _ = import_sheet(
            store, sheet, order, file_name=file_name, who=who, now=now, rejected_file=lambda _id: ""
        )
    return upload
