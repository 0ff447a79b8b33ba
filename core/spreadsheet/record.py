"""One line of a table as a lead, or what is wrong with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.address import display_name, parse_email
from core.codes import country_named, language_named
from core.phone import clean_phone, with_area_code, with_country_code
from core.spreadsheet.capitals import is_turkish, proper_case
from core.spreadsheet.cell import cell_text, row_texts
from core.spreadsheet.headings import Order, Role, read_heading
from core.spreadsheet.lead_sheet import NewLead, RejectedRow
from core.spreadsheet.names import (
    SECOND_GIVEN_NAMES,
    clean_first_name,
    clean_last_name,
    is_placeholder,
    split_full_name,
)
from core.spreadsheet.start_date import is_day_first, parse_start
from core.spreadsheet.table import Table

TEXTS = (  # roles whose text is kept as it is
    Role.COMPANY,
    Role.DESIGNATION,
    Role.INDUSTRY,
    Role.LINKEDIN,
    Role.COMPANY_LINKEDIN,
    Role.TWITTER,
    Role.LOCATION,
)
PLACES = (Role.CITY, Role.REGION, Role.COUNTRY)
LONGEST_TEXT = 1000  # characters of a column that is kept as it is
NO_NAME = "There is no first name, and no full name to take it from."
HOST = "This is one of the hosts, not a lead."
TOO_WIDE = "The line has more cells than the header; put a text with a separator in it in quotation marks."


class Wrong(Exception):
    """A record that is no lead: the column, its value, and why."""

    def __init__(self, column: int | None, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value
        self.reason = reason


class RecordReader:
    """Reads the records of one table of a sheet."""

    def __init__(self, table: Table, rows: Sequence[Sequence[object]]) -> None:
        of = table.columns.of
        self.table = table
        self.columns = table.columns
        self.emails = of(Role.EMAIL)
        self.first_names, self.last_names = of(Role.FIRST_NAME), of(Role.LAST_NAME)
        self.full_names = [(at, table.columns.orders[at]) for at in of(Role.FULL_NAME)]
        self.particles, self.second_last_names = of(Role.PARTICLE), of(Role.SECOND_LAST_NAME)
        self.phones = of(Role.PHONE)
        self.area_codes, self.country_codes = of(Role.AREA_CODE), of(Role.COUNTRY_CODE)
        self.texts = [of(role) for role in TEXTS]
        self.places = [of(role) for role in PLACES if of(role)]
        self.countries, self.languages = of(Role.COUNTRY), of(Role.LANGUAGE)
        self.time_zones, self.starts = of(Role.TIME_ZONE), of(Role.START_AT)
        self.width = max(
            [len(table.header), *(at + 1 for used in table.columns.by_role.values() for at in used)]
        )
        self.day_first = is_day_first(
            cell_text(row[at]) for at in self.starts for row in rows[table.start : table.end] if at < len(row)
        )

    def read(self, number: int, row: Sequence[object]) -> NewLead | RejectedRow:
        """The lead in row `number`, or why there is none."""
        cells = row_texts(row)
        cells += [""] * (self.width - len(cells))
        try:
            return self.lead(number, row, cells)
        except Wrong as wrong:
            column = self.heading(wrong.column)
            return RejectedRow(number, column, wrong.value, wrong.reason, tuple(cells[: len(row)]))

    def lead(self, number: int, row: Sequence[object], cells: list[str]) -> NewLead:
        self.refuse_host(cells)
        email, written = self.email(cells)
        first_name, last_name = self.name(cells, written)
        company, designation, industry, linkedin, company_linkedin, twitter, location = [
            first_said(said, columns, cells) if columns else "" for columns in self.texts
        ]
        return NewLead(
            row=number,
            email=email,
            first_name=first_name,
            last_name=last_name,
            phone=self.phone(cells),
            company=company,
            designation=designation,
            industry=industry,
            linkedin_url=linkedin,
            company_linkedin_url=company_linkedin,
            twitter_url=twitter,
            location=location or self.place(cells),
            country=first_said(country_named, self.countries, cells),
            zone=known_zone(first_said(said, self.time_zones, cells)) if self.time_zones else "",
            language=first_said(language_named, self.languages, cells),
            start_at=self.start(row, cells) if self.starts else None,
            custom=self.custom(cells) if self.columns.custom else {},
        )

    def email(self, cells: list[str]) -> tuple[str, str]:
        """The first good address in the columns that have one, and how it is written in the sheet."""
        wrong: Wrong | None = None
        for at in self.by_label(cells) if self.columns.labels else self.emails:
            if not cells[at]:
                continue
            try:
                return parse_email(cells[at]), cells[at]
            except ValueError as error:
                wrong = wrong or Wrong(at, cells[at], TOO_WIDE if self.is_too_wide(cells) else str(error))
        raise wrong or Wrong(self.emails[0], "", "There is no email address.")

    def by_label(self, cells: list[str]) -> list[int]:
        """The columns of addresses in the order in which this row labels them: main, work, home."""
        labels = self.columns.labels
        return sorted(self.emails, key=lambda at: label_rank(cells[labels[at]] if at in labels else ""))

    def is_too_wide(self, cells: list[str]) -> bool:
        return bool(self.table.header) and any(cells[len(self.table.header) :])

    def name(self, cells: list[str], written: str) -> tuple[str, str]:
        """First and last name, from their columns, else from a full name, else from `Ann Ek <ann@…>`."""
        first = first_said(clean_first_name, self.first_names, cells)
        last = self.last_name(cells)
        if not first or not last:
            first, last = self.completed(first, last, cells, written)
        if not first:
            raise self.nameless(cells)
        turkish = not (first.isascii() and last.isascii()) and is_turkish(first, last)
        return proper_case(first, False, turkish), proper_case(last, True, turkish)

    def nameless(self, cells: list[str]) -> Wrong:
        columns = [*self.first_names, *(at for at, _ in self.full_names), *self.last_names]
        at = next((at for at in columns if cells[at]), columns[0] if columns else None)
        return Wrong(at, "" if at is None else cells[at], NO_NAME)

    def last_name(self, cells: list[str]) -> str:
        last = first_said(clean_last_name, self.last_names, cells)
        for at in self.particles:
            if last and cells[at] and not last.casefold().startswith(cells[at].casefold()):
                last = f"{cells[at]} {last}"
        for at in self.second_last_names:
            if cells[at] and cells[at].casefold() not in last.casefold():
                last = f"{last} {clean_last_name(cells[at])}".strip()
        return last

    def completed(self, first: str, last: str, cells: list[str], written: str) -> tuple[str, str]:
        """What is missing of the name, from the full one; a first name that is a full one comes apart."""
        full_names = [(cells[at], order) for at, order in self.full_names]
        for full, order in [*full_names, (display_name(written), Order.UNSAID)]:
            given, family = self.split(full, order, last)
            if not first and given:
                first, last = given, last or family
            elif first and not last and given.casefold() == first.casefold():
                last = family
        return (first, last) if last or " " not in first else apart(first)

    def split(self, full: str, order: Order, last: str) -> tuple[str, str]:
        folded, ending = full.casefold(), last.casefold()
        if folded == ending:
            return "", last
        if last and folded.endswith(" " + ending):
            return clean_first_name(full[: -len(last)]), last
        if last and folded.startswith(ending + " "):
            return clean_first_name(full[len(last) :]), last
        return split_full_name(full, order, self.columns.chinese)

    def phone(self, cells: list[str]) -> str:
        """The first number that is one; a bad one is left out, and the lead kept."""
        number = first_said(clean_phone, self.phones, cells)
        for at in self.area_codes + self.country_codes:
            code = cells[at]
            is_area = code[:1] == "0" and code[:2] != "00"
            area = is_area or (at in self.area_codes and code[:1] != "+")
            number = with_area_code(code, number) if area else with_country_code(code, number)
        return number

    def place(self, cells: list[str]) -> str:
        if not self.places:
            return ""
        places = [first_said(said, columns, cells) for columns in self.places]
        return ", ".join(dict.fromkeys(place for place in places if place))

    def start(self, row: Sequence[object], cells: list[str]) -> date | datetime | None:
        for at in self.starts:
            if not cells[at] or is_placeholder(cells[at]):
                continue
            try:
                return parse_start(row[at] if type(row[at]) is not str else cells[at], self.day_first)
            except ValueError as error:
                raise Wrong(at, cells[at], str(error)) from error
        return None

    def custom(self, cells: list[str]) -> Mapping[str, str]:
        return {name: cells[at][:LONGEST_TEXT] for at, name in self.columns.custom if cells[at]}

    def refuse_host(self, cells: list[str]) -> None:
        at = self.columns.hosts
        if at is not None and read_heading(cells[at]).role is Role.NOT_A_LEAD:
            raise Wrong(at, cells[at], HOST)

    def heading(self, column: int | None) -> str:
        """The heading of a column, or what it holds where there is no header."""
        if column is None:
            return ""
        header = self.table.header
        known = header[column] if column < len(header) else ""
        return known or next((role for role, used in self.columns.by_role.items() if column in used), "")


def label_rank(label: str) -> int:
    """Lower is better. Address books mark the main one with a star."""
    return -10_000 if label.startswith("*") and label.strip("* ") else -read_heading(label).rank


def apart(first: str) -> tuple[str, str]:
    """`John Smith` where only a first name is asked for; two given names (`Mary Ann`) stay together."""
    words = first.split()
    if len(words) == 2 and words[1].casefold() in SECOND_GIVEN_NAMES:
        return first, ""
    given, family = split_full_name(first)
    return (given, family) if given else (first, "")


def first_said(clean: Callable[[str], str], columns: tuple[int, ...], cells: list[str]) -> str:
    """What the first of the columns says that says anything, cleaned."""
    for at in columns:
        if cells[at] and (text := clean(cells[at])):
            return text
    return ""


@lru_cache(maxsize=16_384)
def said(text: str) -> str:
    return "" if is_placeholder(text) else text[:LONGEST_TEXT]


@lru_cache(maxsize=1024)
def known_zone(name: str) -> str:
    """The name if it is one of the IANA database, else ''."""
    try:
        return ZoneInfo(name).key if name else ""
    except (ValueError, OSError, KeyError):
        return ""
