"""The records of binary workbooks (.xls, .xlsb), as far as it takes to know how far a sheet reaches.

Their reader believes what the records say of rows, columns and counts, and asks for that much memory.
"""

from collections.abc import Iterator

from core.spreadsheet.compound import Compound, number

MOST_CELLS = 30_000_000  # of a sheet up to its last one, the empty ones too
BOUND_SHEET, SHARED_STRINGS, DIMENSIONS, END, PASSWORD = 0x85, 0xFC, 0x200, 0x0A, 0x2F
CELLS = (0x203, 0x204, 0x205, 0x27E, 0xFD, 0xBD, 0x06)
SEVERAL_CELLS = 0xBD  # numbers side by side
MOST_COLUMNS = 256  # of an .xls
NEW_ROW, LAST_KIND_OF_CELL = 0, 11  # of an .xlsb


class Protected(ValueError):
    """The workbook wants a password."""


def check_xls(data: bytes) -> None:
    """Raises ValueError where an .xls is not sound, `Protected` where it wants a password."""
    container = Compound(data)
    stream = container.stream("Workbook") or container.stream("Book") or b""
    starts = []
    for kind, at, size in xls_records(stream, 0):
        if kind == PASSWORD and size > 1 and number(stream, at, "<H"):
            raise Protected
        if kind == SHARED_STRINGS and number(stream, at + 4) > len(data):
            raise ValueError("more texts than the file can hold")
        if kind == BOUND_SHEET:
            starts.append(number(stream, at))
    for start in starts:
        check_xls_sheet(stream, start)


def check_xls_sheet(stream: bytes, start: int) -> None:
    for kind, at, size in xls_records(stream, start):
        if kind == DIMENSIONS:
            check_dimensions(stream, at, size)
        elif kind in CELLS:
            last = at + size - 2 if kind == SEVERAL_CELLS else at + 2
            if number(stream, last, "<H") >= MOST_COLUMNS or number(stream, at + 2, "<H") >= MOST_COLUMNS:
                raise ValueError("too far out")


def check_dimensions(stream: bytes, at: int, size: int) -> None:
    """The first row, the row after the last, and the same of the columns."""
    form, step = ("<H", 2) if size == 10 else ("<I", 4)
    first, after = number(stream, at, form), number(stream, at + step, form)
    left, right = number(stream, at + 2 * step, "<H"), number(stream, at + 2 * step + 2, "<H")
    is_empty = not after or not right
    if not is_empty and (after < first or right < left or (after - first) * (right - left) > MOST_CELLS):
        raise ValueError("too far out")


def xls_records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of every record up to the one that ends them."""
    while at + 4 <= len(stream):
        kind, size = number(stream, at, "<H"), number(stream, at + 2, "<H")
        if kind == END:
            return
        yield kind, at + 4, size
        at += 4 + size


def reach_of_xlsb(sheet: bytes) -> tuple[int, int]:
    """The last row and the last column of a sheet in which a cell stands, both from 1."""
    last_row = last_column = 0
    at = 0
    while at < len(sheet):
        kind, at = varying(sheet, at, 2)
        size, at = varying(sheet, at, 4)
        if kind <= LAST_KIND_OF_CELL and at + 4 <= len(sheet):
            place = int.from_bytes(sheet[at : at + 4], "little")
            if kind == NEW_ROW:
                last_row = max(last_row, place)
            else:
                last_column = max(last_column, place)
        at += size
    return last_row + 1, last_column + 1


def varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and the place behind it."""
    found = 0
    for shift in range(0, 7 * most, 7):
        byte = data[at] if at < len(data) else 0
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return found, at
