"""Every day that a text names, as calendar days relative to the day it was written."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from core.reading.calendar_words import WEEKDAYS
from core.reading.date_forms import FORMS

MOST = 200  # days that one text names; each is held against all others
WEEKDAY_BEFORE_DATE = re.compile(r"[\s,.(]{0,3}(?:(?:den|dem|le|el|the|dia|il|de) )?")


@dataclass(frozen=True, slots=True)
class DateMention:
    """`first` to `last`, both included: one day, or the whole of a week, month or year. Positions in the text."""

    start: int
    end: int
    first: date
    last: date
    vague: bool = False  # a week, month or year rather than days


def find_dates(text: str, today: date, *, day_first: bool | None) -> list[DateMention]:
    """The days named in a text, in order. `day_first` reads 3/4/25; None leaves such a date out."""
    folded = fold(text)
    found: list[DateMention] = []
    for pattern, read in FORMS:
        for match in islice(pattern.finditer(folded), MOST):
            taken = any(match.start() < other.end and other.start < match.end() for other in found)
            span = None if taken else read(match, today, day_first)
            if span is not None:
                found.append(DateMention(match.start(), match.end(), *span))
    return _without_weekdays_of_dates(sorted(found, key=lambda mention: mention.start), folded)


def fold(text: str) -> str:
    """Lower case without accents or full-width forms, character for character, so that positions hold."""
    return "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    if character in "‘’`´–—−～〜łŁ":
        return {"ł": "l", "Ł": "l", "‘": "'", "’": "'", "`": "'", "´": "'"}.get(character, "-")
    if "\u3040" <= character <= "\u30ff":  # a kana's voicing mark is no accent
        return character
    return (unicodedata.normalize("NFKD", character)[:1] or character).lower()[:1]


def _without_weekdays_of_dates(found: list[DateMention], folded: str) -> list[DateMention]:
    """In "Friday, 2 November" the weekday is not another day."""
    kept: list[DateMention] = []
    for mention in found:
        before = kept[-1] if kept else None
        weekday = before and folded[before.start : before.end] in WEEKDAYS
        if before and weekday and WEEKDAY_BEFORE_DATE.fullmatch(folded[before.end : mention.start]):
            mention = replace(mention, start=kept.pop().start)
        kept.append(mention)
    return kept
