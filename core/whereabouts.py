"""Where a lead is: its country, for the holidays, and its zone, for the hours. Derived, so that a corrected
phone number is at once true."""

from datetime import datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import pytz

from core.codes import country_of_location
from core.phone import country_of_phone, zones_of_phone
from core.schedule import zone_named

SEASONS = (datetime(2026, 1, 1), datetime(2026, 7, 1))  # noqa: DTZ001 - compared in several zones


class Located(Protocol):
    """A lead, or a row that becomes one; each is '' where the sheet says nothing."""

    @property
    def country(self) -> str: ...
    @property
    def zone(self) -> str: ...
    @property
    def location(self) -> str: ...
    @property
    def phone(self) -> str: ...


def country_of(lead: Located) -> str:
    """The code of its country: as the sheet says, else by its location, else by its phone; '' if unknown."""
    return lead.country or country_of_location(lead.location) or country_of_phone(lead.phone)


def zone_of(lead: Located) -> ZoneInfo | None:
    """Its own zone, else its phone's, else its country's; None where it may be in more than one."""
    return (
        zone_named(lead.zone)
        or _only_one(zones_of_phone(lead.phone))
        or _only_one(tuple(pytz.country_timezones.get(country_of(lead), ())))
    )


@lru_cache(maxsize=1024)
def _only_one(names: tuple[str, ...]) -> ZoneInfo | None:
    """The first of zones whose clocks all show the same, as in Germany; None where they differ."""
    zones = [zone for name in names if (zone := zone_named(name))]
    clocks = {tuple(zone.utcoffset(day) for day in SEASONS) for zone in zones}
    return zones[0] if len(clocks) == 1 else None
