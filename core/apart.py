"""Binary workbooks (.xls, .xlsb) are read in a process of their own.

A few wrong bytes in one can ask the reader for terabytes of memory, and an allocation that fails ends the
process that asks: that must not be the app. Run as a script, this module is that process.
"""

import pickle
import resource
import subprocess
import sys
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetVisibleEnum

MEMORY = 2 << 30  # bytes
PATIENCE = 120  # seconds

NamedRows = list[tuple[str, list[list[object]]]]


def read_apart(data: bytes) -> NamedRows:
    """The visible sheets by name, with their rows. Raises ValueError where the workbook cannot be read."""
    command = [sys.executable, "-P", __file__]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=True)
    except subprocess.SubprocessError as error:
        raise ValueError("The workbook cannot be read.") from error
    sheets: NamedRows = pickle.loads(done.stdout)
    return sheets


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    workbook = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    seen = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    rows = [(name, list(workbook.get_sheet_by_name(name).iter_rows())) for name in seen]
    sys.stdout.buffer.write(pickle.dumps(rows))


if __name__ == "__main__":
    main()
