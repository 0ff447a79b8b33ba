# ruff: noqa: DTZ001 (sheets say no zone)
"""The day of the first message as sheets write it."""

from datetime import UTC, date, datetime

import pytest

from core.spreadsheet.start_date import is_day_first, parse_start

DAY = date(2026, 11, 14)


@pytest.mark.parametrize(
    "cell",
    [
        *(
            DAY,
            datetime(2026, 11, 14),
            46340.0,
            "2026-11-14",
            "2026-11-14T00:00:00",
            "2026/11/14",
            "2026年11月14日",
        ),
        *("14. Nov. 2026", "14 Nov 26", "14.11.2026", "11/14/2026", "14/11/2026", "14. November 2026"),
        *("14 novembre 2026", "Nov 14, 2026"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell):
    assert parse_start(cell, None) == DAY


def test_a_time_of_day_and_a_zone_are_kept_where_the_cell_has_them():
    assert parse_start("14.11.2026 9:30", None) == datetime(2026, 11, 14, 9, 30)
    assert parse_start("Nov 14, 2026 2:05 PM", None) == datetime(2026, 11, 14, 14, 5)
    assert parse_start("2026-11-14T09:30:00Z", None) == datetime(2026, 11, 14, 9, 30, tzinfo=UTC)


def test_a_day_that_could_be_a_month_is_refused_unless_the_column_tells():
    with pytest.raises(ValueError, match="Which is the day"):
        parse_start("03/04/2026", None)
    assert parse_start("03/04/2026", is_day_first(["03/04/2026", "14/04/2026"])) == date(2026, 4, 3)
    assert parse_start("03/04/2026", is_day_first(["03/04/2026", "04/14/2026"])) == date(2026, 3, 4)
    assert is_day_first(["14/04/2026", "04/14/2026"]) is None


@pytest.mark.parametrize("cell", ["soon", "31.02.2026", "99:99", "14 Nov", "2026-13-01", 3.0])
def test_what_is_no_date_is_refused(cell):
    with pytest.raises(ValueError, match=r"\w"):
        parse_start(cell, None)
