"""Text with separators: which separator, and the rows."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from core.spreadsheet.headings import Role, read_heading

SEPARATORS = ",;\t|"
SAID = re.compile(
    r"\s*\"?sep=(.)\"?\s*(?:\r\n|\r|\n)", re.IGNORECASE
)  # a line that Excel reads and does not show
JUDGED = 60  # rows that decide on the separator
HEADINGS_WITHIN = 15  # rows
LONGEST_QUOTE = 60  # lines in one cell; more come from a quotation mark that nobody closed
LONGEST_CELL = 100_000  # characters


def rows_of(text: str) -> list[list[str]]:
    """The rows of a text, the empty ones too, so that row n is the one that a spreadsheet numbers n."""
    if said := SAID.match(text):
        return parse(text[said.end() :], said[1])
    return parse(text, best_separator(text))


def parse(text: str, separator: str) -> list[list[str]]:
    rows = list(records(text, separator))
    if any(is_swallowed(row) for row in rows):
        rows = list(line_by_line(text, separator))
    unquoted = [next(records(row[0], separator), []) if len(row) == 1 else row for row in rows]
    return unquoted if is_one_column(rows) and known_roles(next(filter(None, unquoted), [])) > 1 else rows


def is_one_column(rows: list[list[str]]) -> bool:
    return all(len(row) < 2 for row in rows)


def records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # one for all threads: never lowered
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t")


def is_swallowed(row: list[str]) -> bool:
    """Whether a cell holds so many lines that a quotation mark was left open."""
    return any(len(cell) > LONGEST_CELL or cell.count("\n") > LONGEST_QUOTE for cell in row)


def line_by_line(text: str, separator: str) -> Iterator[list[str]]:
    """Rows with quotation marks as mere letters wherever one is not closed within a few lines."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        size = quoted_lines(lines, at)
        if size:
            yield next(records("\n".join(lines[at : at + size]), separator), [])
        else:
            yield [cell.strip().strip('"') for cell in lines[at].split(separator)]
        at += size or 1


def quoted_lines(lines: list[str], at: int) -> int:
    """Over how many lines the record goes that begins there; 0 where its quotation is never closed."""
    marks = 0
    for size, line in enumerate(lines[at : at + LONGEST_QUOTE], start=1):
        marks += line.count('"')
        if marks % 2 == 0:
            return size
    return 0


def best_separator(text: str) -> str:
    """The one that makes the most headings readable and the rows equally long."""
    head = text[:200_000]
    return max(SEPARATORS, key=lambda separator: fitness(list(islice(records(head, separator), JUDGED))))


def fitness(rows: list[list[str]]) -> tuple[int, float]:
    widths = [len(row) for row in rows if any(cell.strip() for cell in row)]
    wide = [width for width in widths if width > 1]
    usual = max(set(wide), key=wide.count, default=0)
    headings = max((known_roles(row) for row in rows[:HEADINGS_WITHIN]), default=0)
    return headings, widths.count(usual) / max(len(widths), 1) if usual else 0.0


def known_roles(row: list[str]) -> int:
    """How many different things the cells of a row name, if it is a row of headings."""
    return len({heading.role for cell in row if (heading := read_heading(cell[:80])).sure} - {Role.NONE})


def known_headings(text: str) -> int:
    """How many headings beyond ASCII mean something in the first lines of a text."""
    cells = re.split(r"[,;\t|\r\n]", text[:4000])
    return sum(not cell.isascii() and read_heading(cell.strip('" ')).role is not Role.NONE for cell in cells)
