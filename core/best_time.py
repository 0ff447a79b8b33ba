"""At what time of the day a lead gets its follow-ups: shortly before it reads its mail, as far as we know."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time

from core.chance import number_of
from core.schedule import SendingHours

HOUR, MINUTE = 3600, 60  # seconds
BEFORE = (30 * MINUTE, 15 * MINUTE)  # the hour at which it was active
MORNING = (8 * HOUR, 9 * HOUR)  # where nothing is known: leaves by 10 even by hourly passes


def best_time(email: str, hours: SendingHours, active_at: Sequence[datetime]) -> time:
    """A wall-clock time within the sending hours, always the same for an address.

    `active_at` is when the lead opened or answered earlier mail: the hour at which it did so most often
    counts, the later one of equals. Leads of the same habits are spread over the quarter of an hour, or the
    first hour of the morning.
    """
    opens, closes = _seconds(hours.opens), _seconds(hours.closes)
    start, end = max(opens, MORNING[0]), min(closes, MORNING[1])
    if start >= end:  # the hours do not touch the morning
        start, end = opens, min(closes, opens + MORNING[1] - MORNING[0])
    if active_at:
        active = _usual_hour(active_at, hours) * HOUR
        if opens <= active - BEFORE[0] and active - BEFORE[1] <= closes:
            start, end = active - BEFORE[0], active - BEFORE[1]
    return _time(start + number_of(email) % (end - start))


def _usual_hour(active_at: Sequence[datetime], hours: SendingHours) -> int:
    counted = Counter(moment.astimezone(hours.zone).hour for moment in active_at)
    return max(counted, key=lambda hour: (counted[hour], hour))


def _seconds(clock: time) -> int:
    return clock.hour * HOUR + clock.minute * MINUTE + clock.second


def _time(seconds: int) -> time:
    return time(seconds // HOUR, seconds // MINUTE % 60, seconds % MINUTE)
