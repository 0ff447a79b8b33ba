from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.reading.meeting_time import meeting_time
from core.reading.sentences import sentences

TUESDAY = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


def found(text: str, written_at: datetime = TUESDAY) -> datetime | date | None:
    return meeting_time(sentences(text), written_at, day_first=None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday at 3 works.", "2026-10-13 15:00"),
        ("Can we do tomorrow at 10?", "2026-10-07 10:00"),
        ("Thursday 2:30 pm is fine.", "2026-10-08 14:30"),
        ("Let's talk on 12 October at 9am.", "2026-10-12 09:00"),
        ("Passt Donnerstag um 14 Uhr?", "2026-10-08 14:00"),
        ("Jeudi à 15h30 me convient.", "2026-10-08 15:30"),
        ("El jueves a las 3.", "2026-10-08 15:00"),
        ("Giovedì alle 11?", "2026-10-08 11:00"),
        ("W czwartek o 13:00.", "2026-10-08 13:00"),
        ("木曜日の14時はいかがですか。", "2026-10-08 14:00"),
        ("Call at 5:00 today if you can.", "2026-10-06 17:00"),
        ("Friday at noon.", "2026-10-09 12:00"),
    ],
)
def test_day_and_time_are_relative_to_the_day_of_the_mail(text: str, expected: str) -> None:
    assert found(text) == datetime.fromisoformat(f"{expected}+00:00")


def test_a_day_without_a_time_is_a_day() -> None:
    assert found("Thursday works for me.") == date(2026, 10, 8)
    assert found("How about October 20?") == date(2026, 10, 20)


def test_no_day_is_none() -> None:
    assert found("Sounds good, let's talk.") is None
    assert found("Call me on +1 415 555 0101.") is None
    assert found("We met on 1 October.") is None


def test_the_zone_is_the_mails_own_unless_another_is_named() -> None:
    in_berlin = datetime(2026, 10, 6, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    assert found("Thursday at 3", in_berlin) == datetime(2026, 10, 8, 13, 0, tzinfo=UTC)
    assert found("Thursday 3pm ET", in_berlin) == datetime(2026, 10, 8, 19, 0, tzinfo=UTC)
    assert found("Thursday 14:00 CET", in_berlin) == datetime(2026, 10, 8, 12, 0, tzinfo=UTC)
