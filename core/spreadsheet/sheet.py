"""The bytes of a dropped file as named sheets of rows, whatever the file calls itself."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from core.errors import BadUpload
from core.spreadsheet.archive import DAMAGED, ENCRYPTED, NOT_A_SHEET, check_archive
from core.spreadsheet.delimited import known_headings, rows_of
from core.spreadsheet.encoding import decode
from core.spreadsheet.markup import LOOKS_LIKE_MARKUP, charset_of, tables_of
from core.spreadsheet.records import Protected, check_xls

Rows = Sequence[Sequence[object]]

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_PARTS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
OTHER_FILES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf")
SAYS_NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"  # blanks and byte order marks
JUDGED = 4000  # characters

EMPTY = "This file is empty."


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` reads the cells when it is called: texts, numbers, dates, '' where a cell is empty.

    The first row of the list is row 1 of the spreadsheet.
    """

    name: str
    rows: Callable[[], Rows]


def sheets_of(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets that a person sees in the file. Raises BadUpload with one sentence where it has none."""
    if not data.strip(SAYS_NOTHING):
        raise BadUpload(EMPTY)
    if data.startswith(ZIP):
        check_archive(data)
        return workbook_sheets(data)
    if data.startswith(OLE):
        check_compound(data)
        return workbook_sheets(data)
    if data.startswith(OTHER_FILES):
        raise BadUpload(NOT_A_SHEET)
    return text_sheets(data, file_name)


def check_compound(data: bytes) -> None:
    """Old .xls files, protected .xlsx files, letters and mails all come in the same kind of container."""
    if ENCRYPTED_PART in data:
        raise BadUpload(ENCRYPTED)
    if not any(name in data for name in WORKBOOK_PARTS):
        raise BadUpload(NOT_A_SHEET)
    try:
        check_xls(data)
    except Protected as error:
        raise BadUpload(ENCRYPTED) from error
    except ValueError as error:
        raise BadUpload(DAMAGED) from error


def workbook_sheets(data: bytes) -> list[Sheet]:
    with readable_workbook():
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        seen = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
    return [Sheet(name, partial(workbook_rows, workbook, name)) for name in seen]


def workbook_rows(workbook: CalamineWorkbook, name: str) -> Rows:
    with readable_workbook():
        return list(workbook.get_sheet_by_name(name).iter_rows())


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


def text_sheets(data: bytes, file_name: str) -> list[Sheet]:
    """Text with separators, or markup; a file of text has one sheet, named as the file."""
    text = decode(data, known_headings)
    if LOOKS_LIKE_MARKUP.match(text):
        tables = tables_of(as_it_says(data) or text)
        if not tables:
            raise BadUpload(NOT_A_SHEET)
        return [Sheet(name, partial(tuple, rows)) for name, rows in tables]
    if is_binary(text[:JUDGED]):
        raise BadUpload(NOT_A_SHEET)
    return [Sheet(PurePath(file_name).stem, partial(rows_of, text))]


def as_it_says(data: bytes) -> str:
    """The markup in the encoding that it says of itself; '' where it says none, or an unknown one."""
    try:
        return data.decode(charset_of(data), errors="replace")
    except LookupError:
        return ""


def is_binary(text: str) -> bool:
    strange = sum((letter < " " and letter not in "\t\r\n\f\v") or letter == "\ufffd" for letter in text)
    return strange * 20 > len(text)
