"""Follow-ups come shortly before the hour at which a lead reads its mail, or in the morning."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.acting import restart
from core.best_time import best_time
from core.lead import Lead
from core.reply import ReplyKind
from core.schedule import SendingHours
from tests.desk import PERSON, Desk

BERLIN = SendingHours(ZoneInfo("Europe/Berlin"))
EMAILS = [f"lead{place}@acme.example" for place in range(200)]


def active(*clocks: str) -> list[datetime]:
    """Days in a row in Berlin, in summer and winter alike."""
    moments = [datetime.fromisoformat(f"2026-03-27T{clock}").replace(tzinfo=BERLIN.zone) for clock in clocks]
    return [moment + timedelta(days=place) for place, moment in enumerate(moments)]


def spread(hours: SendingHours, *clocks: str) -> list[time]:
    return sorted(best_time(email, hours, active(*clocks)) for email in EMAILS)


def test_leads_of_whom_nothing_is_known_are_written_to_between_eight_and_ten() -> None:
    times = spread(BERLIN)
    assert time(8) <= times[0] < times[-1] < time(10)
    assert len(set(times)) > 150


def test_a_lead_is_always_written_to_at_the_same_time() -> None:
    assert {best_time("anna@acme.example", BERLIN, ()) for _ in range(3)} == {time(8, 19, 45)}


def test_a_lead_that_was_active_at_two_gets_its_mail_15_to_30_minutes_before() -> None:
    times = spread(BERLIN, "14:20")
    assert time(13, 30) <= times[0] < times[-1] < time(13, 45)


def test_the_hour_at_which_it_was_active_most_often_counts_and_the_later_of_equals() -> None:
    assert spread(BERLIN, "16:59", "11:00", "11:40", "09:30")[0].hour == 10
    assert spread(BERLIN, "11:00", "16:10")[0] >= time(15, 30)


@pytest.mark.parametrize("clock", ["02:00", "08:10", "19:30", "23:59"])
def test_an_hour_outside_the_sending_hours_does_not_count(clock: str) -> None:
    assert spread(BERLIN, clock) == spread(BERLIN)


@pytest.mark.parametrize(
    ("opens", "closes", "first", "last"),
    [
        (time(9, 15), time(17), time(9, 15), time(10, 15)),
        (time(8, 30), time(17), time(8, 30), time(9)),
        (time(5), time(8, 20), time(8), time(8, 20)),
        (time(20), time(20, 10), time(20), time(20, 10)),
    ],
)
def test_where_the_morning_is_closed_the_first_hour_that_is_open_counts(
    opens: time, closes: time, first: time, last: time
) -> None:
    times = spread(SendingHours(BERLIN.zone, opens, closes))
    assert first <= times[0] < times[-1] <= last


def test_a_lead_s_reply_tells_its_hour_for_the_next_follow_up(desk: Desk, lead: Lead) -> None:
    desk.send_due()
    desk.now = datetime(2026, 3, 2, 15, 40, tzinfo=UTC)
    desk.hear(ReplyKind.LATER)
    desk.do(restart, lead.id, who=PERSON, now=desk.now)
    desk.send_due()
    planned = desk.lead().next_send_at
    assert planned
    assert datetime(2026, 3, 3, 14, 30, tzinfo=UTC) <= planned < datetime(2026, 3, 3, 14, 45, tzinfo=UTC)


def test_an_automatic_answer_tells_nothing(desk: Desk, lead: Lead) -> None:
    desk.now = datetime(2026, 3, 2, 15, 40, tzinfo=UTC)
    desk.hear(ReplyKind.AUTO_REPLY, automatic=True)
    desk.send_due()
    assert desk.lead().next_send_at == desk.morning(3, 3)
