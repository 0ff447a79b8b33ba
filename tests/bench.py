"""`make bench`: 100,000 rows of 8 columns are read, checked and stored, beside the bare read of the file.

Each part runs in a process of its own, so that its peak memory is its own. Machines are noisy: what counts is
the ratio of two parts of one run.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from core.spreadsheet.reader import read_leads
from core.upload import Order
from data.database import Database
from data.uploads import store_upload

ROWS = 100_000
HEADER = ("First Name", "Last Name", "Email", "Phone", "Company", "Designation", "Industry", "Location")
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "leads.xlsx"
        make_workbook(workbook)
        print(f"{ROWS:,} rows x {len(HEADER)} columns, {workbook.stat().st_size / 1e6:.1f} MB")
        figures = {name: measured(name, workbook) for name in PARTS}
    for name, (seconds, megabytes) in figures.items():
        print(f"{name:<16} {seconds:6.2f} s  peak {megabytes:4.0f} MB")
    ratio = figures["import"][0] / figures["bare read"][0]
    print(f"import / bare read: {ratio:.1f} (aim: at most 5); peak memory aim: under 500 MB")


def make_workbook(path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leads")
    sheet.append(HEADER)
    for n in range(ROWS):
        name = f"lead{n}@company{n % 997}.example"
        sheet.append(
            (f"Anna{n % 50}", f"Meyer{n}", name, f"+49 30 {n:07}", f"Company {n % 997}", "CEO", "IT", "Oslo")
        )
    book.save(path)


def measured(part: str, workbook: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a part, in a fresh process."""
    command = [sys.executable, "-m", "tests.bench", part, str(workbook)]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = json.loads(line)
    return seconds, megabytes


def bare_read(workbook: Path) -> None:
    for _row in CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).iter_rows():
        pass


def read_and_check(workbook: Path) -> None:
    read_leads(workbook.read_bytes(), workbook.name)


def whole_import(workbook: Path) -> None:
    sheet = read_leads(workbook.read_bytes(), workbook.name)
    folder = workbook.parent / "data"
    database = Database(folder)
    with database.reading() as store:
        assistant = store.default_assistant()
    order = Order(assistant.id, "Event", "the Oslo fair", "", assistant.default_schedule_id)
    upload = store_upload(database, sheet, order, file_name=workbook.name, who="bench", now=NOW)
    assert upload.added == ROWS, upload


PARTS: dict[str, Callable[[Path], None]] = {
    "bare read": bare_read,
    "read and check": read_and_check,
    "import": whole_import,
}


def run_part(part: str, workbook: Path) -> None:
    started = time.monotonic()
    PARTS[part](workbook)
    seconds = time.monotonic() - started
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run_part(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
