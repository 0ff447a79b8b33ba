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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On vacation from Monday, but Tuesday at 3 before that works.", "2026-10-13 15:00"),
        ("Monday's full, could we say Thursday at 11?", "2026-10-08 11:00"),
        ("I can't do Wednesday. Friday at 9 is good.", "2026-10-09 09:00"),
        ("Montag um zehn passt nicht, aber Donnerstag um 14 Uhr.", "2026-10-08 14:00"),
        ("Je suis pris mercredi, en revanche vendredi à 10h me va.", "2026-10-09 10:00"),
        ("El lunes no puedo, ¿le va bien el jueves a las 12?", "2026-10-08 12:00"),
        ("Segunda não dá, mas quinta às 15h pode ser.", "2026-10-08 15:00"),
        ("Lunedì non posso, facciamo giovedì alle 9?", "2026-10-08 09:00"),
        ("Maandag lukt niet, vrijdag om 13 uur wel.", "2026-10-09 13:00"),
        ("W poniedziałek nie mogę, ale w czwartek o 11 tak.", "2026-10-08 11:00"),
        ("月曜は難しいですが、木曜の14時なら可能です。", "2026-10-08 14:00"),
        ("Thursday at 2 instead of Wednesday at 10?", "2026-10-08 14:00"),
        ("Why not Thursday at 3?", "2026-10-08 15:00"),
    ],
)
def test_a_day_that_is_refused_is_not_the_one_that_is_offered(text: str, expected: str) -> None:
    assert found(text) == datetime.fromisoformat(f"{expected}+00:00")


def test_a_day_that_is_only_refused_is_none() -> None:
    assert found("I can't make Tuesday at 3.") is None
    assert found("Am Dienstag bin ich nicht da.") is None


def test_the_zone_is_the_mails_own_unless_another_is_named() -> None:
    in_berlin = datetime(2026, 10, 6, 9, 0, tzinfo=timezone(timedelta(hours=2)))
    assert found("Thursday at 3", in_berlin) == datetime(2026, 10, 8, 13, 0, tzinfo=UTC)
    assert found("Thursday 3pm ET", in_berlin) == datetime(2026, 10, 8, 19, 0, tzinfo=UTC)
    assert found("Thursday 14:00 CET", in_berlin) == datetime(2026, 10, 8, 12, 0, tzinfo=UTC)
