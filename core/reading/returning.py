"""The first day back that an out-of-office names. Empty beats wrong: every date needs an anchor beside it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, pairwise

from core.reading.away_words import (
    AFTER,
    AWAY,
    BACK,
    BACK_AFTER,
    BETWEEN,
    FROM_BEFORE,
    INCLUSIVE_AFTER,
    INCLUSIVE_BEFORE,
    NOT_A_DAY_OFF,
    STARTS_AT,
    UNTIL_AFTER,
    UNTIL_BEFORE,
)
from core.reading.dates import DateMention, find_dates, fold
from core.reading.sentences import sentences

FURTHEST = timedelta(days=366)
SOON, MUCH_LATER = timedelta(days=60), timedelta(days=120)  # what makes an order of 3/4 doubtful


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A folded sentence with the days it names, and whether it, or the one before it, says "away"."""

    text: str
    dates: list[DateMention]
    away: bool

    def before(self, mention: DateMention) -> str:
        return self.text[: mention.start]

    def after(self, mention: DateMention) -> str:
        return self.text[mention.end :]


Rule = Callable[[_Sentence], Iterator[date]]


def return_date(text: str, today: date, *, day_first: bool | None, sure: bool = True) -> date | None:
    """The first day back: "until D" gives D, a range X to Y gives Y + 1, a day off the next working day.

    A date in the past or over a year ahead is not believed. Where the writer's order of day and month is not
    known, only a day that both orders give is; where it is not `sure`, none that is months away while the
    other order gives a day soon.
    """
    one, other = (
        _return_date(text, today, day_first is not False),
        _return_date(text, today, day_first is False),
    )
    if one == other or one is None:
        return one
    doubted = other is not None and other <= today + SOON and one - other >= MUCH_LATER
    return None if day_first is None or (doubted and not sure) else one


def _return_date(text: str, today: date, day_first: bool) -> date | None:
    read = _read(text, today, day_first)
    absent_until = max(_days(_until, read, today), default=today)
    back = (day for day in _days(_back, read, today) if day >= absent_until)
    others = (day for rule in (_after_range, _until, _after_days_off) for day in _days(rule, read, today))
    return next(chain(back, others), None)


def _days(rule: Rule, read: Sequence[_Sentence], today: date) -> Iterator[date]:
    """What a rule finds, but for days that are not believed."""
    return (day for sentence in read for day in rule(sentence) if today <= day <= today + FURTHEST)


def _read(text: str, today: date, day_first: bool) -> list[_Sentence]:
    read: list[_Sentence] = []
    away_before = False
    for sentence in sentences(text):
        folded = fold(sentence)
        away = AWAY.search(folded) is not None
        read.append(_Sentence(folded, find_dates(sentence, today, day_first=day_first), away or away_before))
        away_before = away
    return read


def _back(sentence: _Sentence) -> Iterator[date]:
    """Back on D, zurück am D, ab D wieder da, Dに戻ります."""
    for mention in sentence.dates:
        before, after = sentence.before(mention), sentence.after(mention)
        near = BACK.search(before[-45:]) and not FROM_BEFORE.search(before)
        if near or (STARTS_AT.search(before) and BACK.search(after[:45])) or BACK_AFTER.match(after):
            yield _first_day(mention) + timedelta(days=AFTER.search(before) is not None and not mention.vague)


def _until(sentence: _Sentence) -> Iterator[date]:
    for mention in sentence.dates if sentence.away else ():
        before, after = sentence.before(mention), sentence.after(mention)
        if UNTIL_BEFORE.search(before) or UNTIL_AFTER.match(after):
            included = INCLUSIVE_BEFORE.search(before) or INCLUSIVE_AFTER.match(after)
            yield mention.last + timedelta(days=1) if included else _first_day(mention)


def _first_day(mention: DateMention) -> date:
    """The day itself; the first of a month, week or year; the first working day after "the end of" one."""
    end_of = mention.vague and mention.first == mention.last
    return _working_day(mention.last + timedelta(days=1)) if end_of else mention.first


def _working_day(day: date) -> date:
    """The day, or Monday where it is a Saturday; the Sunday that begins a month stays."""
    return day + timedelta(days=2) if day.weekday() == 5 else day


def _after_range(sentence: _Sentence) -> Iterator[date]:
    """From X to Y, X – Y, 12-19 October: the day after the last."""
    for mention in sentence.dates if sentence.away else ():
        if mention.first < mention.last and not mention.vague:
            yield mention.last + timedelta(days=1)
    for one, other in pairwise(sentence.dates):
        joined = BETWEEN.fullmatch(sentence.text[one.end : other.start])
        if joined and (sentence.away or FROM_BEFORE.search(sentence.before(one))) and one.first <= other.last:
            yield other.last + timedelta(days=1)


def _after_days_off(sentence: _Sentence) -> Iterator[date]:
    """Out on Friday, out today and tomorrow, away next week: the next working day."""
    near = [mention for mention in sentence.dates if _beside_away(sentence, mention)]
    if near:
        day = max(mention.last for mention in near) + timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield day


def _beside_away(sentence: _Sentence, mention: DateMention) -> bool:
    before = sentence.before(mention)
    if NOT_A_DAY_OFF.search(before):
        return False
    return bool(AWAY.search(before[-45:]) or AWAY.search(sentence.after(mention)[:30]))
