"""The bytes of a dropped file as named sheets of rows, whatever the file calls itself."""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from core.delimited import known_headings, rows_of
from core.encoding import decode
from core.errors import BadUpload
from core.markup import LOOKS_LIKE_MARKUP, charset_of, tables_of

Rows = Sequence[Sequence[object]]

LARGEST = 400_000_000  # bytes, of all parts of a workbook unzipped
MOST_CELLS = 20_000_000  # from the first to the last cell of a sheet, the empty ones too
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods")
WORKBOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_OLE = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
FAR_CELL = re.compile(rb"r=[\"'](?:[A-Za-z]{2,3}[0-9]|[A-Za-z]?[0-9]{6})")  # beyond column Z or row 99,999
CELL = re.compile(rb"r=[\"']([A-Za-z]{1,3})([0-9]{1,7})")
PIECE = 1 << 20  # bytes
LONGEST_REFERENCE = 16  # bytes
OTHER_FILES = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
    b"MZ",
)

NOT_A_SHEET = (
    "This file is not a workbook and not a table of text. Save it as .xlsx or .csv and drop it again."
)
ENCRYPTED = "This workbook is protected with a password. Remove the password, save it, and drop it again."
DAMAGED = "This workbook is damaged. Open it in a spreadsheet program, save it as .xlsx, and drop it again."
EMPTY = "This file is empty."
TOO_LARGE = "This workbook is too large to be read at once. Split it into several files."
FAR_OUT = (
    "This sheet reaches to row {rows:,} and column {columns:,}. "
    "Delete the stray cells behind the table, save it, and drop it again."
)
ARCHIVE = "This is an archive, not a workbook. Unpack it and drop the sheet that is inside."


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` reads the cells when it is called: texts, numbers, dates; '' where a cell is empty. The first row
    of the list is row 1 of the spreadsheet."""

    name: str
    rows: Callable[[], Rows]


def sheets_of(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets that a person sees in the file. Raises BadUpload with one sentence where it has none."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BadUpload(EMPTY)
    if data.startswith(ZIP):
        check_archive(data)
        return workbook_sheets(data)
    if data.startswith(OLE):
        if ENCRYPTED_OLE in data:
            raise BadUpload(ENCRYPTED)
        if not any(name in data for name in WORKBOOK_OLE):
            raise BadUpload(NOT_A_SHEET)
        return workbook_sheets(data)
    if data.startswith(OTHER_FILES):
        raise BadUpload(NOT_A_SHEET)
    return text_sheets(data, file_name)


def workbook_sheets(data: bytes) -> list[Sheet]:
    with readable_workbook():
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        seen = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    return [Sheet(name, partial(workbook_rows, workbook, name)) for name in seen]


def workbook_rows(workbook: CalamineWorkbook, name: str) -> Rows:
    with readable_workbook():
        sheet = workbook.get_sheet_by_name(name)
        above: list[Sequence[object]] = [()] * (sheet.start[0] if sheet.start else 0)
        return [*above, *sheet.iter_rows()]


@contextmanager
def readable_workbook() -> Iterator[None]:
    """Turns what the reader says of a bad workbook into a sentence; its panics are no `Exception`."""
    try:
        yield
    except PasswordError as error:
        raise BadUpload(ENCRYPTED) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise BadUpload(DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise BadUpload(DAMAGED) from error


def check_archive(data: bytes) -> None:
    """Refuses what is zipped but no workbook, or would fill the memory. The reader itself refuses a part that is
    larger than the archive says."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
        names = {part.filename.lower() for part in parts}
        if any(part.flag_bits & 1 for part in parts):
            raise BadUpload(ENCRYPTED)
        if sum(part.file_size for part in parts) > LARGEST:
            raise BadUpload(TOO_LARGE)
        if not names.intersection(WORKBOOK_PARTS):
            raise BadUpload(ARCHIVE if any(name.endswith(SHEET_ENDINGS) for name in names) else NOT_A_SHEET)
        if "meta-inf/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise BadUpload(ENCRYPTED)
        check_reach(archive)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        ValueError,
        NotImplementedError,
        KeyError,
        zlib.error,
    ) as error:
        raise BadUpload(DAMAGED) from error


def check_reach(archive: zipfile.ZipFile) -> None:
    """Refuses a sheet whose last cell is so far out that a table up to there would fill the memory: one stray
    value at XFD1048576 asks for 17 thousand million cells, and the reader would end the process."""
    for part in archive.infolist():
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            if any(FAR_CELL.search(piece) for piece in pieces(archive, part)):
                rows, columns = reach(archive, part)
                if rows * columns > MOST_CELLS:
                    raise BadUpload(FAR_OUT.format(columns=columns, rows=rows))


def reach(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and the last column of a sheet in which a cell stands."""
    rows, letters = 0, {b"A"}
    for piece in pieces(archive, part):
        for column, row in CELL.findall(piece):
            rows = max(rows, int(row))
            letters.add(column)
    return rows, max(column_number(column) for column in letters)


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


def text_sheets(data: bytes, file_name: str) -> list[Sheet]:
    """Text with separators, or markup; a file of text has one sheet, named as the file."""
    text = decode(data, known_headings)
    if LOOKS_LIKE_MARKUP.match(text):
        tables = tables_of(as_it_says(data) or text)
        if not tables:
            raise BadUpload(NOT_A_SHEET)
        return [Sheet(name, partial(tuple, rows)) for name, rows in tables]
    if is_binary(text[:4000]):
        raise BadUpload(NOT_A_SHEET)
    return [Sheet(PurePath(file_name).stem, partial(rows_of, text))]


def as_it_says(data: bytes) -> str:
    """The markup in the encoding that it says of itself; '' where it says none, or one that does not exist."""
    try:
        return data.decode(charset_of(data), errors="replace")
    except LookupError:
        return ""


def is_binary(text: str) -> bool:
    strange = sum((letter < " " and letter not in "\t\r\n\f\v") or letter == "\ufffd" for letter in text)
    return strange * 20 > len(text)
