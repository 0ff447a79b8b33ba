"""The day of a lead's first message, as sheets write it."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(36_526, 73_051)  # the years 2000 to 2099
MONTHS = (
    "jan ene gen, feb fév fev, mar mär mrz, apr avr abr, may mai mag maj, jun juin giu, jul juil lug, "
    "aug aoû ago, sep set, oct okt ott out, nov, dec dez dic déc"
)
MONTH_NUMBERS = {
    name: number for number, names in enumerate(MONTHS.split(","), start=1) for name in names.split()
}
CLOCK = re.compile(r"[\sT,]+(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?$", re.IGNORECASE)
YEAR_FIRST = re.compile(r"(\d{4})[-/.年\s]+(\d{1,2})[-/.月\s]+(\d{1,2})日?")
NUMERIC = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d\d)")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.\s-]*([^\W\d_]{3,})[.,\s-]*(\d{4}|\d\d)")
MONTH_DAY = re.compile(r"([^\W\d_]{3,})[.\s]*(\d{1,2})(?:st|nd|rd|th)?[,.\s]+(\d{4})")


def parse_start(value: object, day_first: bool | None) -> date | datetime:
    """A day, or a moment where the cell has a time of day; a moment has a zone only where the cell has one.

    `day_first` decides 03/04/2025; with None such a day is refused, since the wrong guess mails a month off.
    Raises ValueError with the reason.
    """
    if isinstance(value, datetime):
        return value if value.time() != time(0) or value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and int(value) in EXCEL_DAYS:
        return EXCEL_EPOCH + timedelta(days=int(value))
    return parse_text(" ".join(str(value).split()), day_first)


def parse_text(text: str, day_first: bool | None) -> date | datetime:
    try:
        return parse_start(datetime.fromisoformat(text), day_first)
    except ValueError:
        pass
    clock = CLOCK.search(text)
    day = parse_day(text[: clock.start()] if clock else text, day_first)
    return datetime.combine(day, time_of(clock)) if clock and time_of(clock) != time(0) else day


def time_of(clock: re.Match[str]) -> time:
    hour = int(clock[1])
    if half := (clock[3] or "").lower():
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, int(clock[2]))


def parse_day(text: str, day_first: bool | None) -> date:
    if match := YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := DAY_MONTH.fullmatch(text):
        return date(year_of(match[3]), month_of(match[2]), int(match[1]))
    if match := MONTH_DAY.fullmatch(text):
        return date(int(match[3]), month_of(match[1]), int(match[2]))
    if match := NUMERIC.fullmatch(text):
        return numeric_day(match, day_first)
    raise ValueError("This is not a date; write it as 2025-03-31.")


def numeric_day(match: re.Match[str], day_first: bool | None) -> date:
    first, second, year = int(match[1]), int(match[3]), year_of(match[4])
    if first != second and max(first, second) <= 12 and match[2] != "." and day_first is None:
        raise ValueError("Which is the day and which the month? Write the date as 2025-03-31.")
    is_day_first = first > 12 or (second <= 12 and (match[2] == "." or day_first is True))
    return date(year, second, first) if is_day_first else date(year, first, second)


def month_of(name: str) -> int:
    name = name.casefold()
    if number := MONTH_NUMBERS.get(name[:4], MONTH_NUMBERS.get(name[:3])):
        return number
    raise ValueError("This is not a date; write it as 2025-03-31.")


def year_of(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def is_day_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of a column have the day first; None where they do not tell, or tell both."""
    found = {
        int(match[1]) > 12
        for text in texts
        if (match := NUMERIC.match(text.strip())) and max(int(match[1]), int(match[3])) > 12
    }
    return found.pop() if len(found) == 1 else None
