"""When the next message is due: steps, and the hours and days on which an assistant writes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.errors import PersonError
from core.holiday import public_holidays


class Tone(StrEnum):
    CANDID = "Candid"
    GENTLE = "Gentle"
    APPRECIATIVE = "Appreciative"
    HOPEFUL = "Hopeful"
    ASSERTIVE = "Assertive"
    CAUTIONARY = "Cautionary"
    CURIOUS = "Curious"


@dataclass(frozen=True, slots=True)
class Step:
    position: int  # 1 is the first message
    wait_days: int  # days after the message before it was sent; 0 for the first
    tone: Tone


@dataclass(frozen=True, slots=True)
class Schedule:
    id: UUID
    name: str
    steps: tuple[Step, ...]

    def step(self, position: int) -> Step | None:
        """The step at `position`, or None after the last one."""
        return self.steps[position - 1] if 1 <= position <= len(self.steps) else None


def steps(*waits_and_tones: tuple[int, Tone]) -> tuple[Step, ...]:
    """Number the pairs (wait in days, tone). Only the first message may go on the day it is planned."""
    if any(wait < 1 for wait, _ in waits_and_tones[1:]):
        raise PersonError("Every step after the first must wait at least one day.")
    return tuple(Step(i, wait, tone) for i, (wait, tone) in enumerate(waits_and_tones, start=1))


RECOMMENDED = steps(
    (0, Tone.CANDID),
    (1, Tone.GENTLE),
    (2, Tone.APPRECIATIVE),
    (3, Tone.HOPEFUL),
    (4, Tone.ASSERTIVE),
    (5, Tone.CAUTIONARY),
    (6, Tone.CURIOUS),
)
GENTLE_PACE = steps((0, Tone.CANDID), (4, Tone.GENTLE), (7, Tone.HOPEFUL), (10, Tone.CURIOUS))
SYSTEM_SCHEDULES = {"Recommended": RECOMMENDED, "Gentle pace": GENTLE_PACE}


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone of that name, or None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a name that is a folder, "Europe"
        return None


@dataclass(frozen=True, slots=True)
class SendingHours:
    """When an assistant writes, in the lead's zone. Both ends belong to it, the closing minute whole."""

    zone: ZoneInfo
    opens: time = time(8)
    closes: time = time(18)
    off_days: frozenset[int] = frozenset({5, 6})  # Monday is 0
    country: str = ""  # whose public holidays are kept, by its ISO 3166 code

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise PersonError("Sending hours must open before they close.")
        if self.off_days >= set(range(7)):
            raise PersonError("At least one day of the week must be a sending day.")

    def next_open(self, moment: datetime) -> datetime:
        """`moment` itself where the hours are open, else the next opening, in UTC."""
        local = moment.astimezone(self.zone)
        if self.is_sending_day(local.date()):
            if local.time() < self.opens:
                return self._opening(local.date())
            if local.time().replace(second=0, microsecond=0) <= self.closes:
                return moment.astimezone(UTC)
        return self.next_day(moment)

    def next_day(self, moment: datetime) -> datetime:
        """The opening of the first sending day after the day of `moment`, in UTC."""
        day = self.sending_day(moment.astimezone(self.zone).date() + timedelta(days=1))
        return self.next_open(self._opening(day))  # a change of the clocks may skip the hours whole

    def is_sending_day(self, day: date) -> bool:
        return day.weekday() not in self.off_days and day not in public_holidays(self.country, day.year)

    def sending_day(self, day: date) -> date:
        """The first sending day that is not before `day`."""
        while not self.is_sending_day(day):
            day += timedelta(days=1)
        return day

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, self.opens, tzinfo=self.zone).astimezone(UTC)

    def midnight(self, moment: datetime) -> datetime:
        """The start of the local day of `moment`, in UTC."""
        local = moment.astimezone(self.zone)
        return datetime.combine(local.date(), time(0), tzinfo=self.zone).astimezone(UTC)


def due_at(sent_at: datetime, wait_days: int, hours: SendingHours, clock: time) -> datetime:
    """When a step is due: `wait_days` later by the calendar of the hours' zone, on the first sending day from
    then on, when the wall clock shows `clock`; in UTC.

    A time that a change of the clocks skips becomes the moment right after it.
    """
    day = hours.sending_day(sent_at.astimezone(hours.zone).date() + timedelta(days=wait_days))
    return hours.next_open(datetime.combine(day, clock, tzinfo=hours.zone).astimezone(UTC))
