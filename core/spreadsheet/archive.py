"""A zipped workbook before it is read: whether it is one, and whether it fits into the memory."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from core.errors import BadUpload
from core.spreadsheet.records import MOST_CELLS, reach_of_xlsb

LARGEST = 400_000_000  # bytes, of all parts unzipped
SHEET_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
MANIFEST = "META-INF/manifest.xml"
FAR_COLUMN = re.compile(rb"r=[\"'][A-Za-z]{2,3}[0-9]")  # beyond Z; up to Z even a full sheet is small enough
CELL = re.compile(rb"r=[\"']([A-Za-z]{1,3})([0-9]{1,7})")
PIECE = 1 << 20  # bytes
LONGEST_REFERENCE = 16  # bytes
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)

NOT_A_SHEET = (
    "This file is not a workbook and not a table of text. Save it as .xlsx or .csv and drop it again."
)
ENCRYPTED = "This workbook is protected with a password. Remove the password, save it, and drop it again."
DAMAGED = "This workbook is damaged. Open it in a spreadsheet program, save it as .xlsx, and drop it again."
TOO_LARGE = "This workbook is too large to be read at once. Split it into several files."
PACKED = "This is an archive, not a workbook. Unpack it and drop the sheet that is inside."
FAR_OUT = (
    "A sheet reaches to row {rows:,} and column {columns:,}. "
    "Delete the stray cells behind the table, save it, and drop it again."
)


def check_archive(data: bytes) -> None:
    """Raises BadUpload for a zip that is no workbook, is protected, or would fill the memory.

    A part that is larger than the archive says need not be looked for: the reader refuses it.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_parts(archive)
            check_reach(archive)
    except BROKEN as error:
        raise BadUpload(DAMAGED) from error


def check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise BadUpload(ENCRYPTED)
    if sum(part.file_size for part in parts) > LARGEST:
        raise BadUpload(TOO_LARGE)
    if not names & WORKBOOK_PARTS:
        packed = any(name.lower().endswith(SHEET_ENDINGS) for name in names)
        raise BadUpload(PACKED if packed else NOT_A_SHEET)
    if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
        raise BadUpload(ENCRYPTED)


def check_reach(archive: zipfile.ZipFile) -> None:
    """Refuses a sheet with a cell so far out that a table up to there would fill the memory: one stray value
    at XFD1048576 asks for 17 thousand million cells, and the reader would end the process."""
    for part in archive.infolist():
        if part.filename.startswith("xl/worksheets/"):
            rows, columns = reach(archive, part)
            if rows * columns > MOST_CELLS:
                raise BadUpload(FAR_OUT.format(rows=rows, columns=columns))


def reach(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and the last column of a sheet in which a cell stands; 0 where they are surely near."""
    if part.filename.endswith(".bin"):
        return reach_of_xlsb(archive.read(part))
    if part.filename.endswith(".xml") and any(FAR_COLUMN.search(piece) for piece in pieces(archive, part)):
        return reach_of_xml(archive, part)
    return 0, 0


def reach_of_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    last_row, columns = 0, {b"A"}
    for piece in pieces(archive, part):
        for column, row in CELL.findall(piece):
            last_row = max(last_row, int(row))
            columns.add(column)
    return last_row, max(map(column_number, columns))


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part of the archive, piece by piece; what may be cut at the end of a piece begins the next one."""
    with archive.open(part) as stream:
        end = b""
        while piece := stream.read(PIECE):
            yield end + piece
            end = piece[-LONGEST_REFERENCE:]


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
