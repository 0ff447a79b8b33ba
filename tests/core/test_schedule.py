"""When a message is due: steps, hours and off days, in every zone and over every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.best_time import best_time
from core.errors import PersonError
from core.holiday import public_holidays
from core.schedule import (
    GENTLE_PACE,
    RECOMMENDED,
    SYSTEM_SCHEDULES,
    Schedule,
    SendingHours,
    Tone,
    due_at,
    steps,
    zone_named,
)
from tests.desk import Desk

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
TEN = time(10)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def at(zone: ZoneInfo, day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)


# The schedules


def test_recommended_sends_seven_messages_after_0_1_2_3_4_5_and_6_days() -> None:
    assert [step.wait_days for step in RECOMMENDED] == [0, 1, 2, 3, 4, 5, 6]
    assert [step.number for step in RECOMMENDED] == [1, 2, 3, 4, 5, 6, 7]
    assert [str(step.tone) for step in RECOMMENDED] == [
        "Candid", "Gentle", "Appreciative", "Hopeful", "Assertive", "Cautionary", "Curious",
    ]  # fmt: skip


def test_gentle_pace_sends_four_messages() -> None:
    assert len(GENTLE_PACE) == 4
    assert GENTLE_PACE[0].wait_days == 0


def test_a_fresh_data_folder_has_both_schedules_and_recommended_is_the_default(desk: Desk) -> None:
    stored = {schedule.name: schedule for schedule in desk.ask(lambda store: store.schedules())}
    assert {name: schedule.steps for name, schedule in stored.items()} == SYSTEM_SCHEDULES
    assert desk.assistant.default_schedule_id == stored["Recommended"].id


def test_there_is_no_step_before_the_first_or_after_the_last() -> None:
    schedule = Schedule(UUID(int=1), "Gentle pace", GENTLE_PACE)
    assert schedule.step(0) is None
    assert schedule.step(1) == GENTLE_PACE[0]
    assert schedule.step(4) == GENTLE_PACE[3]
    assert schedule.step(5) is None


def test_two_messages_on_one_day_cannot_be_scheduled() -> None:
    with pytest.raises(PersonError, match="Step 2 must wait 1 to 30 days"):
        steps((0, Tone.CANDID), (0, Tone.GENTLE))


# The sending hours


def test_both_ends_of_the_sending_hours_belong_to_them() -> None:
    hours = SendingHours(BERLIN, time(8), time(18))
    opening, last = at(BERLIN, "2026-03-03", "08:00"), at(BERLIN, "2026-03-03", "18:00:59")
    assert hours.next_open(opening) == opening
    assert hours.next_open(last) == last
    assert hours.next_open(opening - timedelta(seconds=1)) == opening
    assert hours.next_open(last + timedelta(seconds=1)) == at(BERLIN, "2026-03-04", "08:00")


def test_what_is_due_after_closing_on_friday_goes_at_the_opening_on_monday() -> None:
    friday_night = at(BERLIN, "2026-03-06", "19:00")
    assert SendingHours(BERLIN).next_open(friday_night) == at(BERLIN, "2026-03-09", "08:00")


def test_what_is_due_on_an_off_day_goes_at_the_next_opening() -> None:
    hours = SendingHours(BERLIN, off_days=frozenset({0, 2, 5, 6}))
    assert hours.next_open(at(BERLIN, "2026-03-07", "12:00")) == at(BERLIN, "2026-03-10", "08:00")
    assert hours.next_day(at(BERLIN, "2026-03-10", "12:00")) == at(BERLIN, "2026-03-12", "08:00")


def test_the_off_day_is_that_of_the_zone_and_not_of_utc() -> None:
    hours = SendingHours(ZoneInfo("Pacific/Auckland"), time(0), time(23, 59))
    friday_noon_utc = datetime(2026, 3, 6, 12, tzinfo=UTC)  # Saturday 01:00 in Auckland
    assert hours.next_open(friday_noon_utc) == datetime(2026, 3, 8, 11, tzinfo=UTC)


def test_the_day_of_the_daily_limit_begins_at_midnight_of_the_zone() -> None:
    hours = SendingHours(NEW_YORK)
    assert hours.midnight(datetime(2026, 3, 3, 2, tzinfo=UTC)) == at(NEW_YORK, "2026-03-02", "00:00")


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(PersonError, match="open before they close"):
        SendingHours(BERLIN, time(18), time(8))
    with pytest.raises(PersonError, match="At least one day"):
        SendingHours(BERLIN, off_days=frozenset(range(7)))


def test_a_zone_that_does_not_exist_is_none() -> None:
    assert zone_named("Europe/Berlin") == BERLIN
    for name in ("", "Europe", "Berlin", "Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "\0"):
        assert zone_named(name) is None


# Due dates over a change of the clocks


@pytest.mark.parametrize(
    ("zone", "sent", "wait", "due"),
    [
        (BERLIN, "2026-03-27T10:00", 3, "2026-03-30T08:00+00:00"),  # from 09:00 UTC, before summer time
        (BERLIN, "2026-10-23T10:00", 3, "2026-10-26T09:00+00:00"),  # from 08:00 UTC, before winter time
        (NEW_YORK, "2026-03-06T10:00", 3, "2026-03-09T14:00+00:00"),  # from 15:00 UTC
        (NEW_YORK, "2026-10-30T10:00", 3, "2026-11-02T15:00+00:00"),  # from 14:00 UTC
    ],
    ids=["Berlin in spring", "Berlin in autumn", "New York in spring", "New York in autumn"],
)
def test_ten_in_the_morning_stays_ten_over_a_change_of_the_clocks(
    zone: ZoneInfo, sent: str, wait: int, due: str
) -> None:
    moment = due_at(datetime.fromisoformat(sent).replace(tzinfo=zone), wait, SendingHours(zone), TEN)
    assert moment == datetime.fromisoformat(due)
    assert moment.astimezone(zone).time() == time(10)


def test_a_time_that_the_clocks_skip_becomes_the_one_after_it() -> None:
    always = SendingHours(BERLIN, time(0), time(23, 59), frozenset())
    due = due_at(at(BERLIN, "2026-03-28", "12:00"), 1, always, time(2, 30))
    assert f"{due.astimezone(BERLIN):%d %B %H:%M}" == "29 March 03:30"


def test_hours_that_the_clocks_skip_whole_open_on_the_next_day() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # 00:00 to 01:00 does not exist on Friday 24 April 2026
    hours = SendingHours(cairo, time(0), time(0, 30), frozenset({5, 6}))
    assert due_at(at(cairo, "2026-04-23", "00:10"), 1, hours, time(0, 10)) == at(cairo, "2026-04-27", "00:00")
    assert hours.next_day(at(cairo, "2026-04-23", "12:00")) == at(cairo, "2026-04-27", "00:00")


def test_a_day_that_a_zone_skips_whole_is_passed_over() -> None:
    apia = ZoneInfo("Pacific/Apia")  # there was no 30 December 2011
    always = SendingHours(apia, time(8), time(18), frozenset())
    due = due_at(at(apia, "2011-12-29", "10:00"), 1, always, TEN)
    assert f"{due.astimezone(apia):%d %B %Y %H:%M}" == "31 December 2011 10:00"


def test_a_due_date_is_told_in_utc() -> None:
    assert due_at(at(BERLIN, "2026-03-03", "10:00"), 1, SendingHours(BERLIN), TEN).tzinfo is UTC
    assert due_at(at(BERLIN, "2026-03-06", "10:00"), 1, SendingHours(BERLIN), TEN).tzinfo is UTC


@st.composite
def sending_hours(draw: st.DrawFn) -> SendingHours:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    first, second = sorted(draw(st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] != pair[1])))
    whole_minutes = {"second": 0, "microsecond": 0}
    opens, closes = first.replace(**whole_minutes), second.replace(**whole_minutes)  # type: ignore[arg-type]
    off_days = draw(st.frozensets(st.integers(0, 6), max_size=6))
    country = draw(st.sampled_from(["", "DE", "US", "IN", "JP"]))
    return SendingHours(zone, opens, closes if closes > opens else time(23, 59), off_days, country)


START = datetime(2015, 1, 1, tzinfo=UTC)
YEARS = 20
CHANGES = [datetime(2026, *day, tzinfo=UTC) for day in ((3, 8), (3, 29), (4, 5), (4, 24), (10, 25), (11, 1))]
any_moments = st.integers(0, YEARS * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
moments_near_a_change = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-3 * 24 * 60, 2 * 24 * 60),
)
moments = any_moments | moments_near_a_change


emails = st.integers(0, 10_000).map(lambda number: f"lead{number}@acme.example")


@given(moments, st.integers(1, 60), sending_hours(), emails, st.lists(moments, max_size=5))
def test_a_message_is_never_due_outside_the_hours_on_a_day_off_or_before_its_wait_is_over(
    sent_at: datetime, wait_days: int, hours: SendingHours, email: str, active_at: list[datetime]
) -> None:
    clock = best_time(email, hours, active_at)
    assert hours.opens <= clock <= hours.closes
    due = due_at(sent_at, wait_days, hours, clock)
    local = due.astimezone(hours.zone)
    assert hours.opens <= local.time().replace(second=0, microsecond=0) <= hours.closes
    assert local.weekday() not in hours.off_days
    assert local.date() not in public_holidays(hours.country, local.year)
    assert (local.date() - sent_at.astimezone(hours.zone).date()).days >= wait_days


@given(moments, sending_hours())
def test_the_hours_are_open_at_the_next_opening(moment: datetime, hours: SendingHours) -> None:
    opening = hours.next_open(moment)
    assert hours.next_open(opening) == opening
    assert hours.next_day(moment).astimezone(hours.zone).date() > moment.astimezone(hours.zone).date()


@given(st.dates(date(2015, 1, 1), date(2035, 12, 31)), st.integers(1, 30), st.sampled_from(ZONES))
def test_a_step_at_ten_in_one_zone_fires_at_ten_in_that_zone(day: date, wait: int, name: str) -> None:
    """There and back: wall clock to UTC when it is planned, UTC to wall clock when it is shown."""
    zone = ZoneInfo(name)
    hours = SendingHours(zone, off_days=frozenset())
    sent_at = datetime.combine(day, time(10), tzinfo=zone)
    shown = due_at(sent_at.astimezone(UTC), wait, hours, TEN).astimezone(zone)
    assert (shown.date(), shown.time()) == (day + timedelta(days=wait), time(10))
