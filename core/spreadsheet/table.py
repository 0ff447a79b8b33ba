"""The tables of a sheet: where the headers are, what belongs to which, and which lines are no records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from core.spreadsheet.cell import cell_text
from core.spreadsheet.columns import Columns, find_columns
from core.spreadsheet.delimited import known_roles
from core.spreadsheet.headings import Role, read_heading
from core.spreadsheet.profile import Kind, kinds_of
from core.spreadsheet.sheet import Rows

SEARCHED = 200  # rows, for the first header
SAMPLE = 2000  # rows that tell what the columns are
NO_HEADING = {Kind.ADDRESS, Kind.PHONE, Kind.DATE}
TOTALS = re.compile(
    r"(?:grand |sub)?totals?\b|sum\b|summe|gesamt|insgesamt|anzahl|count\b|average|somme|suma|totale|totaal|"
    r"итого|всего|合計|小計|合计|总计|共计|합계|총계|toplam|الإجمالي|المجموع",
    re.IGNORECASE,
)
MOST_IN_TOTALS = 4  # filled cells


@dataclass(frozen=True, slots=True)
class Table:
    """`header` is empty where the table has none. Its records are among `rows[start:end]`."""

    title: str
    header: tuple[str, ...]
    start: int
    end: int
    columns: Columns

    @property
    def has_emails(self) -> bool:
        return bool(self.columns.of(Role.EMAIL))


def find_tables(rows: Rows) -> list[Table]:
    """The tables of people to write to, in their order; those of hosts and the like are left out.

    Where there is no column of addresses, the first table comes back all the same, so that it can be named.
    """
    spans = list(spans_of(rows))
    columns = {header: find_columns(header, sample(rows, header, spans)) for _, header, _, _ in spans}
    tables = [Table(title, header, start, end, columns[header]) for title, header, start, end in spans]
    wanted = [table for table in tables if table.has_emails and not (spans[1:] and is_of_hosts(table.title))]
    return wanted or tables[:1]


Span = tuple[str, tuple[str, ...], int, int]  # title, header, first row, row after the last


def spans_of(rows: Rows) -> Iterator[Span]:
    first = first_head(rows)
    if first is None:
        yield "", (), first_record(rows), len(rows)
        return
    heads = [first, *later_heads(rows, first)]
    for head, end in zip(heads, [*heads[1:], len(rows)], strict=True):
        header = header_at(rows, head)
        if head + 1 < end and is_head(filled(rows[head + 1])):
            yield title_above(rows, head), below_one_another(header, header_at(rows, head + 1)), head + 2, end
        else:
            yield title_above(rows, head), header, head + 1, end


def below_one_another(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """One header of two lines: where the lower one says something, that counts."""
    return tuple(below or above for above, below in zip_longest(upper, lower, fillvalue=""))


def sample(rows: Rows, header: tuple[str, ...], spans: Sequence[Span]) -> list[list[str]]:
    """Some rows of all tables that have this header."""
    found: list[list[str]] = []
    for _, other, start, end in spans:
        if other == header and len(found) < SAMPLE:
            found += ([cell_text(cell) for cell in row] for row in rows[start : min(end, start + SAMPLE)])
    return found


def first_head(rows: Rows) -> int | None:
    """The row of the first header; None where the sheet begins with a record."""
    searched = range(min(len(rows), SEARCHED))
    first_person = next((at for at in searched if Kind.ADDRESS in kinds_in(rows[at])), len(rows))
    for at in searched:
        if names_emails(rows[at]) and (at < first_person or is_set_off(rows, at)) and not is_title(rows, at):
            return at
    above = [at for at in searched if at < first_person and known_roles(filled(rows[at])) > 1]
    return above[0] if above else unknown_head(rows, first_person)


def unknown_head(rows: Rows, first_person: int) -> int | None:
    """A header in words that nobody knows: the row above the first address, if it is full of texts."""
    at = next((at for at in range(first_person - 1, -1, -1) if filled(rows[at])), None)
    if at is None or first_person == len(rows):
        return None
    texts = filled(rows[at])
    is_full = len(texts) > 1 and len(texts) * 2 >= len(filled(rows[first_person]))
    titled = any(
        Kind.ADDRESS in kinds_of(cell_text(below)) and cell_text(cell)
        for cell, below in zip(rows[at], rows[first_person], strict=False)
    )
    return at if is_full and titled and all(kinds_of(text) & {Kind.TEXT} for text in texts) else None


def later_heads(rows: Rows, first: int) -> Iterator[int]:
    """Headers below the first one: repeated, or those of other tables after a blank line or a title."""
    header = header_at(rows, first)
    email = next((at for at, text in enumerate(header) if read_heading(text).role is Role.EMAIL), 0)
    set_off = False
    for at in range(first + 1, len(rows)):
        cell = rows[at][email] if email < len(rows[at]) else ""
        if type(cell) is str and "@" in cell:
            set_off = False
            continue
        texts = filled(rows[at])
        if (set_off or (email < len(header) and cell == header[email])) and is_head(texts):
            yield at
        set_off = len(texts) < 2


def is_head(texts: list[str]) -> bool:
    return len(texts) > 1 and known_roles(texts) > 1 and not NO_HEADING & kinds_of_all(texts)


def names_emails(row: Sequence[object]) -> bool:
    """Whether a row has a heading that surely means an address, and no cell that is no heading."""
    texts = filled(row)
    headings = [read_heading(text) for text in texts]
    named = any(heading.role is Role.EMAIL and heading.sure for heading in headings)
    return named and not NO_HEADING & kinds_of_all(texts)


def is_title(rows: Rows, at: int) -> bool:
    """Whether a row with a single text stands above wider ones."""
    return len(filled(rows[at])) < 2 and any(len(filled(row)) > 1 for row in rows[at + 1 : at + 5])


def is_set_off(rows: Rows, at: int) -> bool:
    return at == 0 or len(filled(rows[at - 1])) < 2


def header_at(rows: Rows, at: int) -> tuple[str, ...]:
    """The headings of a row; those that occur twice with the group above them: "Buyer", "Guest"."""
    texts = [cell_text(cell) for cell in rows[at]]
    while texts and not texts[-1]:
        texts.pop()
    groups = group_labels(rows[at - 1]) if at else []
    return tuple(
        f"{groups[column]} {text}" if texts.count(text) > 1 and text and column < len(groups) else text
        for column, text in enumerate(texts)
    )


def group_labels(row: Sequence[object]) -> list[str]:
    """The labels of a line of groups, each up to the next one; none where the line is no such line."""
    texts = [cell_text(cell) for cell in row]
    if len(filled(row)) < 2 or NO_HEADING & kinds_of_all(filled(row)):
        return []
    labels: list[str] = []
    for text in texts:
        labels.append(text or (labels[-1] if labels else ""))
    return labels


def title_above(rows: Rows, head: int) -> str:
    """What stands alone in the nearest line above a header."""
    for row in reversed(rows[max(head - 3, 0) : head]):
        if texts := filled(row):
            return texts[0] if len(texts) == 1 else ""
    return ""


def is_of_hosts(title: str) -> bool:
    return read_heading(title).role is Role.NOT_A_LEAD


def first_record(rows: Rows) -> int:
    return next(
        (at for at, row in enumerate(rows) if len(filled(row)) > 1 or Kind.ADDRESS in kinds_in(row)), 0
    )


def is_note(rows: Rows, at: int, table: Table, after_note: bool) -> bool:
    """Whether a line is no record: blank, a total, or a text that stands alone; never one with an address."""
    texts = filled(rows[at])
    if any("@" in text for text in texts):
        return False
    if not texts or (len(texts) <= MOST_IN_TOTALS and TOTALS.match(texts[0])):
        return True
    alone = len(texts) == 1 and len(table.header) > 2
    last = at + 1 == table.end
    return alone and (
        after_note or (not last and not filled(rows[at + 1])) or (last and table.end < len(rows))
    )


def filled(row: Sequence[object]) -> list[str]:
    """The texts of the cells that are not empty."""
    return [text for cell in row if cell != "" and (text := cell_text(cell))]


def kinds_in(row: Sequence[object]) -> set[Kind]:
    return kinds_of_all(filled(row))


def kinds_of_all(texts: Sequence[str]) -> set[Kind]:
    return {kind for text in texts for kind in kinds_of(text)}
