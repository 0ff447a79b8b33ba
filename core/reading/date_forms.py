"""The forms in which people write days: a pattern each (on folded text), and the days that a match means."""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from core.reading.calendar_words import (
    END_OF,
    MONTH,
    MONTHS,
    NEAR_DAYS,
    NEXT,
    NUMBERS,
    QUARTER,
    THIS,
    THIS_ONE,
    UNITS,
    WEEK,
    WEEKDAYS,
    YEAR,
)

Match = re.Match[str]
Span = tuple[date, date, bool]  # first day, last day, vague
Read = Callable[[Match, date, bool | None], Span | None]
PAST_REACH = 90  # a day without a year may lie this many days back; beyond that it is next year's


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> Span | None:
    return (day, day, False) if day else None


def _dated(today: date, month: int, day: int, year: str | None) -> date | None:
    """The day that a person means, also who leaves the year out or writes two digits of it."""
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    days = (_day(each, month, day) for each in (today.year - 1, today.year, today.year + 1))
    return next((each for each in days if each and each >= today - timedelta(days=PAST_REACH)), None)


def _whole_month(year: int, month: int) -> Span:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return (date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), True)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _iso(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _one(_day(int(match[1]), int(match[2]), int(match[3])))


def _month_then_day(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _one(_dated(today, int(match[1]), int(match[2]), None))


def _numeric(match: Match, today: date, day_first: bool | None) -> Span | None:
    """3/4 and 3.4.2025; where both orders are days and the writer's order is not known, none is."""
    one, other, year = int(match["one"]), int(match["two"]), match["year"]
    day_first = True if match["mark"] == "." else day_first  # nobody writes a month first with dots
    as_day_first = _dated(today, other, one, year) if other <= 12 else None
    as_month_first = _dated(today, one, other, year) if one <= 12 else None
    if as_day_first is None or as_month_first is None or as_day_first == as_month_first:
        return _one(as_day_first or as_month_first)
    return None if day_first is None else _one(as_day_first if day_first else as_month_first)


def _named_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _one(_dated(today, MONTHS[match["month"]], int(match["one"]), match["year"]))


def _days_of_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    """12-19 October, October 12-19: one mention with two ends."""
    month = MONTHS[match["month"]]
    last = _dated(today, month, int(match["two"]), match["year"])
    first = _day(last.year, month, int(match["one"])) if last else None
    return (first, last, False) if first and last and first < last else None


def _weekday(match: Match, today: date, day_first: bool | None) -> Span | None:
    """The next such day after today."""
    return _one(today + timedelta(days=(WEEKDAYS[match["day"]] - today.weekday() - 1) % 7 + 1))


def _weekday_with_number(match: Match, today: date, day_first: bool | None) -> Span | None:
    """Monday 7: the next seventh that is a Monday, or the last one; None where the two do not agree."""
    months = (_whole_month(today.year, today.month + ahead)[0] for ahead in (0, 1, 2, -1))
    days = [_day(month.year, month.month, int(match["one"])) for month in months]
    agreeing = [day for day in days if day and day.weekday() == WEEKDAYS[match["day"]]]
    return _one(next((day for day in agreeing if day >= today), next(iter(agreeing), None)))


def _weekday_of_next_week(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _one(_monday(today) + timedelta(days=7 + WEEKDAYS[match["day"]]))


def _near_day(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _one(today + timedelta(days=NEAR_DAYS.get(match[0], 1)))


def _this_week(match: Match, today: date, day_first: bool | None) -> Span | None:
    return (today, _monday(today) + timedelta(days=4), True) if today.weekday() < 5 else None


def _next_week(match: Match, today: date, day_first: bool | None) -> Span | None:
    monday = _monday(today) + timedelta(days=7)
    return (monday, monday + timedelta(days=4), True)


def _next_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    return _whole_month(today.year, today.month + 1)


def _next_quarter(match: Match, today: date, day_first: bool | None) -> Span | None:
    first = (today.month - 1) // 3 * 3 + 4
    return (_whole_month(today.year, first)[0], _whole_month(today.year, first + 2)[1], True)


def _quarter(match: Match, today: date, day_first: bool | None) -> Span | None:
    first, year = int(match["number"]) * 3 - 2, match["year"]
    passed = first + 2 < today.month
    start = today.year + passed if not year else int(year) + (2000 if len(year) == 2 else 0)
    return (_whole_month(start, first)[0], _whole_month(start, first + 2)[1], True)


def _next_year(match: Match, today: date, day_first: bool | None) -> Span | None:
    return (date(today.year + 1, 1, 1), date(today.year + 1, 12, 31), True)


def _month(match: Match, today: date, day_first: bool | None) -> Span | None:
    month, year = MONTHS[match["month"]], match["year"]
    return _whole_month(int(year) if year else today.year + (month < today.month), month)


def _end_of_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    span = _month(match, today, day_first)
    return (span[1], span[1], True) if span else None


def _end_of_week(match: Match, today: date, day_first: bool | None) -> Span | None:
    friday = _monday(today) + timedelta(days=4)
    return (friday, friday, True)


def _end_of_this_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    last = _whole_month(today.year, today.month)[1]
    return (last, last, True)


def _end_of_year(match: Match, today: date, day_first: bool | None) -> Span | None:
    last = date(int(match["year"] or today.year), 12, 31)
    return (last, last, True)


def _after(match: Match, today: date, day_first: bool | None) -> Span | None:
    """In two weeks, dans un mois: today and so much."""
    count = int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"]]
    unit = next(unit for unit in UNITS if match[unit])
    if unit in ("day", "week"):
        return _one(today + timedelta(days=count * (7 if unit == "week" else 1))) if count < 400 else None
    first = (
        _whole_month(today.year, today.month + count * (12 if unit == "year" else 1))[0]
        if count < 60
        else None
    )
    return _one(first and (_day(first.year, first.month, today.day) or first + timedelta(days=27)))


def _day_of_month(match: Match, today: date, day_first: bool | None) -> Span | None:
    """The 15th: of this month, or of the next where it has passed."""
    number = int(match["one"])
    this = _day(today.year, today.month, number)
    following = _whole_month(today.year, today.month + 1)[0]
    return _one(this if this and this >= today else _day(following.year, following.month, number))


def _any_of(names: dict[str, int]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + ")"


ONE = r"(?<![\d.:/+-])(?P<one>0?[1-9]|[12]\d|3[01])"
TWO = r"(?P<two>0?[1-9]|[12]\d|3[01])"
DAY_NUMBER = r"(?P<one>[12]?\d|3[01])"
NAME = rf"(?<![a-z])(?P<month>{_any_of(MONTHS)})(?![a-z])\.?"
DAY_NAME = rf"(?<![a-z])(?P<day>{_any_of(WEEKDAYS)})(?![a-z])"
ORDINAL = r"(?:st|nd|rd|th|er|eme|e|o|a|\.)?"
OF = r"\s*(?:(?:of|de|di|do|d') ?)?"
THAT_YEAR = r"(?:,?\s*(?:de |del |of )?(?P<year>20\d\d)(?!\d))?"
NO_TIME = r"(?![\d]|[:.]\d|\s?(?:am|pm|a\.m|p\.m|uhr|h\b|%))"
TO = (
    r"\s*(?:-|to|thru|through|till?|until|and|und|bis(?: zum)?|au|al|a|ao|e|y|i|tot(?: en met)?|t/m|do)\s*"
    r"(?:(?:the|den|le|el|il|o|dia) )?"
)
BEFORE_MONTH = (
    r"(?<![a-z])(?:until|till?|in|by|of|for|from|since|through|mid|early|late|after|bis|im|ab|seit|anfang|mitte"
    r"|jusqu'en|en|de|debut|mi|em|para|desde|hasta|ate|inizio|fino a|entro|per|da|vanaf|tot|begin|half|w|od|do|na"
    r"|poczatek|polowie|next|this|a(?! mar(?:ch)?(?![a-z])| may))[\s-]"
    r"(?:debut |mi-|principios de |inicio de |begin |mid |early |late |anfang |mitte )?"
)
COUNT = rf"(?P<count>\d{{1,3}}|{_any_of(NUMBERS)})"
UNIT = "(?:" + "|".join(f"(?P<{unit}>{names})" for unit, names in UNITS.items()) + ")"
IN = r"(?<![a-z])(?:in|for|dans|d'ici|en|dentro de|em|daqui a|tra|fra|fur|pour|por|per|voor|over|za|na|przez)"

FORMS: list[tuple[re.Pattern[str], Read]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?<!\d)(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)日?", _iso),
        (r"(?<!\d)(\d{1,2})月\s?(\d{1,2})日", _month_then_day),
        (r"(?<![\d/])(\d{1,2})/(\d{1,2})(?=\s?(?:まで|から|\(?[月火水木金土日]))", _month_then_day),
        (rf"{ONE}(?P<mark>[./-]){TWO}(?P=mark)(?P<year>20\d\d|\d\d)(?![\d:/-])", _numeric),
        (rf"{ONE}{ORDINAL}{TO}{TWO}{ORDINAL}{OF}{NAME}{THAT_YEAR}", _days_of_month),
        (rf"{NAME}\s+{ONE}{ORDINAL}{TO}{TWO}{ORDINAL}{NO_TIME}{THAT_YEAR}", _days_of_month),
        (rf"{ONE}{ORDINAL}{OF}{NAME}{THAT_YEAR}", _named_month),
        (rf"{NAME}\s+(?:the )?(?P<one>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?{NO_TIME}{THAT_YEAR}", _named_month),
        (rf"{ONE}(?P<mark>/){TWO}(?![\d/-])(?P<year>)", _numeric),
        (rf"{ONE}(?P<mark>\.)(?P<two>0?[1-9]|1[0-2])\.(?!\d)(?P<year>)", _numeric),
        (rf"{DAY_NAME},? (?:(?:of|in|de|della|da|van) )?(?:der )?(?:{NEXT}) (?:{WEEK})", _weekday_of_next_week),
        (rf"(?<![a-z])(?:{NEXT})\s?(?:{WEEK})の?,?\s?(?:(?:on|am|le|el|op|w) )?{DAY_NAME}", _weekday_of_next_week),
        (rf"{DAY_NAME}\.?,?\s+(?:(?:the|den|dem|der|le|el|il|o|de|dia|op) )*(?P<one>0?[1-9]|[12]\d|3[01])"
         rf"(?:st|nd|rd|th|er|eme)?{NO_TIME}(?![a-z/]|-\d)", _weekday_with_number),
        (DAY_NAME, _weekday),
        (rf"(?<![a-z]){_any_of(NEAR_DAYS)}(?![a-z])", _near_day),
        (rf"(?<![a-z])(?:{END_OF})\s?(?:{THIS})?\s?(?:{WEEK})(?![a-z])", _end_of_week),
        (rf"(?<![a-z])(?:{END_OF})\s?(?:{THIS})?\s?(?:{MONTH})(?![a-z])", _end_of_this_month),
        (rf"(?<![a-z])(?:{END_OF})\s?(?:{THIS})?\s?(?:{YEAR}|(?P<year>20\d\d))(?![a-z\d])", _end_of_year),
        (rf"(?<![a-z])(?:{END_OF})\s?{NAME}(?:\s(?P<year>20\d\d))?", _end_of_month),
        (rf"(?<![a-z])(?:{NEXT})\s?(?:{WEEK})|(?:semaine|semana|settimana) (?:{NEXT}|que vem|que viene)", _next_week),
        (rf"(?<![a-z])(?:{THIS_ONE})\s?(?:{WEEK})(?![a-z])", _this_week),
        (rf"(?<![a-z])(?:{NEXT})\s?(?:{MONTH})(?![a-z])|(?:mois|mes|mese) (?:{NEXT}|que vem|que viene)", _next_month),
        (rf"(?<![a-z])(?:{NEXT})\s?(?:{QUARTER})", _next_quarter),
        (r"(?<![a-z\d])q(?P<number>[1-4])(?![a-z\d])(?: ?(?:of )?(?P<year>20\d\d|\d\d)(?!\d))?", _quarter),
        (rf"(?<![a-z])(?:{NEXT})\s?(?:{YEAR})(?![a-z])|(?:annee|ano|anno) (?:{NEXT}|que vem|que viene)", _next_year),
        (rf"{IN} (?:(?:about|around|ca\.|circa|etwa|unos|environ) )?{COUNT} {UNIT}(?![a-z])", _after),
        (rf"{COUNT}\s?{UNIT}後", _after),
        (rf"{NAME}\s(?:de |del |of )?(?P<year>20\d\d)(?!\d)", _month),
        (rf"{BEFORE_MONTH}{NAME}(?P<year>)", _month),
        (rf"(?<![a-z])(?:the|on|until|till) {DAY_NUMBER}(?:st|nd|rd|th)(?![a-z\d])", _day_of_month),
        (rf"(?<![a-z])(?:am|zum|den|dem|vom|ab|le|el|dia|il|al|au|op|tot|de) (?:dia )?{DAY_NUMBER}"
         r"(?:\.|er|e)?(?![\d:./]|\s?[a-z])", _day_of_month),
        (r"(?<!\d)(?P<one>\d{1,2})日(?!間)", _day_of_month),
    )
]  # fmt: skip
