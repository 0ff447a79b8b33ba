"""A file becomes leads, and a workbook of what could not."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from core.spreadsheet.lead_sheet import LeadSheet, NewLead, RejectedRow
from data.database import Database
from data.uploads import store_upload, try_upload
from tests.desk import ANNA, NOW, PERSON, Desk

SHEET = LeadSheet(
    sheet="",
    header=("Email", "First name"),
    total=2,
    leads=[NewLead(2, ANNA, "Anna")],
    rejected=[RejectedRow(3, "Email", "nobody", "This is no address.", ("nobody", "Nora"))],
    duplicates=0,
)


def test_the_rejected_rows_are_written_beside_the_database(database: Database, tmp_path: Path) -> None:
    order = Desk(database).order()
    upload = store_upload(database, SHEET, order, file_name="a.csv", who=PERSON, now=NOW)
    assert (upload.total, upload.added, upload.invalid) == (2, 1, 1)
    path = Path(upload.rejected_file)
    assert path.parent == tmp_path / "uploads"
    rows = list(load_workbook(BytesIO(path.read_bytes())).active.values)
    assert rows[1][:2] == ("nobody", "Nora")
    assert rows[1][-1] == "This is no address."
    assert Desk(database).lead().upload_id == upload.id


def test_a_try_counts_the_same_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    order = Desk(database).order()
    upload = try_upload(database, SHEET, order, file_name="a.csv", who=PERSON, now=NOW)
    assert (upload.total, upload.added, upload.invalid) == (2, 1, 1)
    assert Desk(database).report(lambda reports: reports.count_leads()) == 0
    assert Desk(database).report(lambda reports: reports.uploads()) == []
    assert not (tmp_path / "uploads").exists()
