"""A lead's country and zone, from what its row says."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.codes import country_named, country_of_location, language_named
from core.holiday import public_holidays
from core.spreadsheet.reader import NewLead
from core.whereabouts import country_of, zone_of
from tests.desk import Desk


def lead(**fields: Any) -> NewLead:
    return NewLead(1, "anna@acme.example", "Anna", **fields)


@pytest.mark.parametrize(
    "text", ["Germany", "germany ", "Deutschland", "Allemagne", "DE", "de", "DEU", "ドイツ"]
)
def test_a_country_is_known_by_its_names_and_codes(text: str) -> None:
    assert country_named(text) == "DE"


@pytest.mark.parametrize(
    ("text", "code"),
    [("U.S.A.", "US"), ("United States", "US"), ("UK", "GB"), ("Great Britain", "GB"), ("Türkiye", "TR"),
     ("Turkey", "TR"), ("México", "MX"), ("Atlantis", ""), ("XX", ""), ("-", ""), ("", "")],
)  # fmt: skip
def test_countries_are_known_however_they_are_written(text: str, code: str) -> None:
    assert country_named(text) == code


@pytest.mark.parametrize(
    "text", ["German", "Deutsch", "de", "de-DE", "de_AT", "deu", "German (Germany)", "alemán"]
)
def test_a_language_is_known_by_its_names_and_codes(text: str) -> None:
    assert language_named(text) == "de"


@pytest.mark.parametrize("text", ["", "x", "Klingon dialect", "12"])
def test_what_is_no_language_is_none(text: str) -> None:
    assert language_named(text) == ""


@pytest.mark.parametrize(
    ("location", "code"),
    [("Oslo, Norway", "NO"), ("France", "FR"), ("Portland, ME", ""), ("Atlanta, Georgia", ""), ("Oslo", "")],
)
def test_a_location_tells_the_country_that_it_names_in_full(location: str, code: str) -> None:
    assert country_of_location(location) == code


def test_the_country_column_goes_before_the_location_and_that_before_the_phone() -> None:
    assert country_of(lead(country="FR", location="Oslo, Norway", phone="+4930123456")) == "FR"
    assert country_of(lead(location="Oslo, Norway", phone="+4930123456")) == "NO"
    assert country_of(lead(location="Oslo", phone="004930123456")) == "DE"
    assert country_of(lead(phone="030123456")) == country_of(lead()) == ""


@pytest.mark.parametrize(
    ("fields", "zone"),
    [
        ({"zone": "Asia/Tokyo", "phone": "+4930123456"}, "Asia/Tokyo"),
        ({"phone": "+4930123456", "country": "US"}, "Europe/Berlin"),
        ({"phone": "+12125551234"}, "America/New_York"),
        ({"phone": "+18005551234"}, None),  # rings all over America
        ({"location": "Bern, Switzerland"}, "Europe/Zurich"),
        ({"country": "DE"}, "Europe/Berlin"),
        ({"country": "US"}, None),
        ({"zone": "Mars/Olympus", "phone": "12"}, None),
        ({}, None),
    ],
)
def test_the_zone_is_the_row_s_own_then_the_phone_s_then_the_country_s(
    fields: dict[str, str], zone: str | None
) -> None:
    found = zone_of(lead(**fields))
    assert (found.key if found else None) == zone


def test_a_country_without_known_holidays_has_none() -> None:
    assert public_holidays("", 2026) == public_holidays("XX", 2026) == frozenset()
    assert date(2026, 4, 6) in public_holidays("DE", 2026)
    assert date(2026, 7, 3) in public_holidays("US", 2026)  # the 4th is a Saturday


# What follows for the messages


def follow_up_of(desk: Desk, **fields: Any) -> datetime:
    """When the second message goes, where the first went on Thursday 2 April 2026: Good Friday follows."""
    desk.now = datetime(2026, 4, 2, 9, tzinfo=UTC)
    desk.add(**fields)
    desk.send_due()
    planned = desk.lead().next_send_at
    assert planned
    return planned


def test_a_follow_up_passes_over_the_holidays_of_the_lead_s_country(desk: Desk) -> None:
    assert follow_up_of(desk, location="Berlin, Germany").date() == date(2026, 4, 7)  # Tuesday after Easter


def test_a_lead_of_an_unknown_country_has_no_holidays(desk: Desk) -> None:
    assert follow_up_of(desk).date() == date(2026, 4, 3)


def test_holidays_can_be_switched_off(desk: Desk) -> None:
    desk.set_assistant(keeps_holidays=False)
    assert follow_up_of(desk, country="DE").date() == date(2026, 4, 3)


def test_a_message_that_comes_due_on_a_holiday_waits_for_the_next_sending_day(desk: Desk) -> None:
    follow_up_of(desk, country="DE")
    desk.now = datetime(2026, 4, 6, 9, tzinfo=UTC)  # Easter Monday
    desk.change(next_send_at=desk.now)
    assert desk.send_due() == []
    assert desk.lead().next_send_at == datetime(2026, 4, 7, 6, tzinfo=UTC)  # 8:00 in Berlin


def test_the_first_message_goes_at_once_on_a_holiday_too(desk: Desk) -> None:
    desk.now = datetime(2026, 4, 6, 9, tzinfo=UTC)
    desk.add(country="DE")
    assert [message.step for message in desk.send_due()] == [1]


def test_a_start_time_on_a_holiday_is_moved(desk: Desk) -> None:
    start = datetime(2026, 4, 6, 9, tzinfo=UTC)
    desk.add(country="DE", order=desk.order(start_at=start))
    assert desk.lead().next_send_at == datetime(2026, 4, 7, 6, tzinfo=UTC)
