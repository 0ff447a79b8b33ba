"""Spreading first messages over the days: an assistant writes no more than its daily limit."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from core.assistant import Assistant
from core.ports import Store

AFTER_OPENING = timedelta(minutes=1)  # what was left over from the day before goes first


def spread(store: Store, assistant: Assistant, wished: Sequence[datetime], now: datetime) -> list[datetime]:
    """When each first message goes: at its wished time, or on a later sending day that has room for it."""
    hours = assistant.hours
    full: dict[date, datetime] = {}  # a day without room: the opening of the next one
    planned = _planned(store, assistant, now)
    times: list[datetime] = []
    for moment in wished:
        day = moment.astimezone(hours.zone).date()
        passed = []
        while planned[day] >= assistant.daily_limit:
            passed.append(day)
            moment = full.get(day) or hours.next_day(moment) + AFTER_OPENING
            day = moment.astimezone(hours.zone).date()
        full.update(dict.fromkeys(passed, moment))
        planned[day] += 1
        times.append(moment)
    return times


def _planned(store: Store, assistant: Assistant, now: datetime) -> Counter[date]:
    """How many messages each day has, by the assistant's calendar; what is overdue counts as today's."""
    hours = assistant.hours
    planned = Counter[date]()
    for hour, leads in store.planned_by_hour(assistant.id):
        planned[max(hour, now).astimezone(hours.zone).date()] += leads
    planned[now.astimezone(hours.zone).date()] += store.count_claimed_since(assistant.id, hours.midnight(now))
    return planned
