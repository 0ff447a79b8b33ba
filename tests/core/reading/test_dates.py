from datetime import date

import pytest

from core.reading.dates import find_dates, fold

TUESDAY = date(2026, 10, 6)


def days(text: str, day_first: bool | None = None) -> list[str]:
    found = find_dates(text, TUESDAY, day_first=day_first)
    return [str(each.first) if each.first == each.last else f"{each.first}/{each.last}" for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 12 October", "2026-10-12"),
        ("on October 12th, 2026", "2026-10-12"),
        ("am 12. Oktober", "2026-10-12"),
        ("le 12 octobre", "2026-10-12"),
        ("el 12 de octubre de 2026", "2026-10-12"),
        ("em 12 de outubro", "2026-10-12"),
        ("il 12 ottobre", "2026-10-12"),
        ("op 12 oktober", "2026-10-12"),
        ("12 października", "2026-10-12"),
        ("10月12日", "2026-10-12"),
        ("2026-10-12", "2026-10-12"),
        ("12.10.2026", "2026-10-12"),
        ("on 10/25", "2026-10-25"),
        ("on 25/10", "2026-10-25"),
        ("tomorrow", "2026-10-07"),
        ("übermorgen", "2026-10-08"),
        ("on Friday, 9 October", "2026-10-09"),
        ("on Friday", "2026-10-09"),
        ("on Tuesday", "2026-10-13"),
        ("am Donnerstag", "2026-10-08"),
        ("jeudi", "2026-10-08"),
        ("na quinta-feira", "2026-10-08"),
        ("w czwartek", "2026-10-08"),
        ("来週の火曜日", "2026-10-13"),
        ("Tuesday next week", "2026-10-13"),
        ("next week", "2026-10-12/2026-10-16"),
        ("la semana que viene", "2026-10-12/2026-10-16"),
        ("in two weeks", "2026-10-20"),
        ("dans un mois", "2026-11-06"),
        ("in January", "2027-01-01/2027-01-31"),
        ("next quarter", "2027-01-01/2027-03-31"),
        ("Q2", "2027-04-01/2027-06-30"),
        ("next year", "2027-01-01/2027-12-31"),
        ("end of the year", "2026-12-31"),
        ("the 15th", "2026-10-15"),
        ("the 3rd", "2026-11-03"),
        ("12-19 October", "2026-10-12/2026-10-19"),
        ("October 12 to 19", "2026-10-12/2026-10-19"),
        ("2 January", "2027-01-02"),
        ("28 September", "2026-09-28"),
    ],
)
def test_days_are_found_as_people_write_them(text: str, expected: str) -> None:
    assert days(text) == [expected]


def test_a_date_that_could_be_either_way_round_depends_on_the_writer() -> None:
    assert days("on 10/12") == []
    assert days("on 10/12", day_first=True) == ["2026-12-10"]
    assert days("on 10/12", day_first=False) == ["2026-10-12"]
    assert days("on 10/10") == ["2026-10-10"]


@pytest.mark.parametrize(
    "text",
    [
        "may I call",
        "I march on",
        "a march of ten miles",
        "call 415-555-0101",
        "version 2.10.1",
        "192.168.10.12",
        "35 October",
        "the 13 people",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert days(text) == []


def test_folding_keeps_every_position() -> None:
    text = "Łódź – ÀÉÎ ＡＢ １２ がぱ ﬁ ß…"
    assert len(fold(text)) == len(text)
