"""First messages beyond the daily limit are planned for later days when the leads are added."""

from collections import Counter
from datetime import UTC, datetime

from core.spreadsheet.reader import NewLead
from core.upload import import_leads
from tests.desk import PERSON, Desk


def days(desk: Desk, start: int = 0, count: int = 1000) -> dict[str, int]:
    """On which days the leads of that range get their next message."""
    leads = [desk.lead(f"lead{place}@acme.example") for place in range(start, start + count)]
    return dict(Counter(f"{lead.next_send_at:%a %d %H:%M}" for lead in leads))


def more(desk: Desk, start: int, count: int) -> None:
    rows = [NewLead(1, f"lead{place}@acme.example", "Lee") for place in range(start, start + count)]
    desk.do(import_leads, rows, desk.order(), who=PERSON, now=desk.now)


def test_what_fits_into_the_day_goes_at_once(desk: Desk) -> None:
    desk.set_assistant(daily_limit=5)
    desk.add_many(5)
    assert days(desk, count=5) == {"Mon 02 09:00": 5}


def test_the_rest_is_planned_for_the_next_sending_days_in_the_order_of_the_file(desk: Desk) -> None:
    desk.set_assistant(daily_limit=5, off_days="12")  # not on Tuesday and Wednesday
    desk.add_many(12)
    assert days(desk, 0, 5) == {"Mon 02 09:00": 5}
    assert days(desk, 5, 5) == {"Thu 05 08:01": 5}
    assert days(desk, 10, 2) == {"Fri 06 08:01": 2}


def test_a_second_file_takes_the_room_that_is_left(desk: Desk) -> None:
    desk.set_assistant(daily_limit=5)
    desk.add_many(7)
    desk.send_due()  # five follow-ups are planned for Tuesday now, besides two first messages
    more(desk, 7, 4)
    assert days(desk, 7, 4) == {"Wed 04 08:01": 4}


def test_leads_with_a_start_time_are_spread_from_then_on(desk: Desk) -> None:
    desk.set_assistant(daily_limit=2)
    start = datetime(2026, 3, 6, 14, tzinfo=UTC)
    rows = [NewLead(1, f"lead{place}@acme.example", "Lee") for place in range(5)]
    desk.do(import_leads, rows, desk.order(start_at=start), who=PERSON, now=desk.now)
    assert days(desk, count=5) == {"Fri 06 14:00": 2, "Mon 09 08:01": 2, "Tue 10 08:01": 1}


def test_first_messages_and_follow_ups_share_the_limit_and_none_is_forgotten(desk: Desk) -> None:
    desk.set_assistant(daily_limit=4)
    desk.add_many(10)
    sent: Counter[str] = Counter()
    firsts: Counter[str] = Counter()
    for _ in range(28):
        for message in desk.send_due():
            sent[f"{desk.now:%d}"] += 1
            firsts[f"{desk.now:%d}"] += message.step == 1
        desk.wait(hours=6)
    assert max(sent.values()) == 4
    assert firsts.total() == 10
    assert (firsts["02"], firsts["03"]) == (4, 4)


def test_ten_thousand_leads_are_spread_over_fifty_days_at_once(desk: Desk) -> None:
    more(desk, 0, 10_000)
    planned = desk.ask(lambda store: store.planned_by_hour(store.default_assistant().id))
    assert sorted(leads for _, leads in planned) == [200] * 50
