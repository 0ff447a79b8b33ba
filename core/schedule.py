"""When the next message is due: steps, and the hours and days on which an assistant writes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.custom_message import CustomMessage
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


MOST_STEPS = 20
LONGEST_WAIT = 30  # days
NEW = 0  # the number of a step that is not saved yet


@dataclass(frozen=True, slots=True)
class Step:
    number: int  # names the step inside its schedule and is never used again; 1, 2, … in a new schedule
    wait_days: int  # days after the message before it was sent; of the first step, after the lead was added
    tone: Tone  # of a generated message
    message: CustomMessage | None = None  # says what to write instead


@dataclass(frozen=True, slots=True)
class Schedule:
    id: UUID
    name: str
    steps: tuple[Step, ...]  # in the order in which they are sent
    system: bool = False
    archived: bool = False

    @property
    def first(self) -> Step:
        return self.steps[0]

    def step(self, number: int) -> Step | None:
        """The step of that number, or None where the schedule has none such (any more)."""
        return next((step for step in self.steps if step.number == number), None)

    def remaining(self, written: Collection[int]) -> tuple[Step, ...]:
        """What a lead still gets: the steps whose numbers were not written to it in its present run."""
        return tuple(step for step in self.steps if step.number not in written)


def checked(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps as they are; raises `PersonError` where no schedule can have them."""
    if not 1 <= len(steps) <= MOST_STEPS:
        raise PersonError(f"A schedule has 1 to {MOST_STEPS} steps; this one has {len(steps)}.")
    for position, step in enumerate(steps, start=1):
        least = 0 if position == 1 else 1
        if not least <= step.wait_days <= LONGEST_WAIT:
            raise PersonError(f"Step {position} must wait {least} to {LONGEST_WAIT} days.")
    return tuple(steps)


def steps(*waits_and_tones: tuple[int, Tone]) -> tuple[Step, ...]:
    """Number the pairs (wait in days, tone)."""
    return checked([Step(number, *pair) for number, pair in enumerate(waits_and_tones, start=1)])


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


def first_at(moment: datetime, schedule: Schedule, hours: SendingHours, clock: time) -> datetime:
    """When the first step goes once a lead begins with the schedule: right away, or its wait later."""
    wait_days = schedule.first.wait_days
    return due_at(moment, wait_days, hours, clock) if wait_days else moment


def due_at(sent_at: datetime, wait_days: int, hours: SendingHours, clock: time) -> datetime:
    """When a step is due: `wait_days` later by the calendar of the hours' zone, on the first sending day from
    then on, when the wall clock shows `clock`; in UTC.

    A time that a change of the clocks skips becomes the moment right after it.
    """
    day = hours.sending_day(sent_at.astimezone(hours.zone).date() + timedelta(days=wait_days))
    return hours.next_open(datetime.combine(day, clock, tzinfo=hours.zone).astimezone(UTC))
