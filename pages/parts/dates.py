"""Dates as the person at the screen reads them: in their zone, exact, and as a distance from now."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import streamlit as st

from core.schedule import zone_named

UNITS = ((timedelta(days=365), "year"), (timedelta(days=30), "month"), (timedelta(days=1), "day"))
SHORT_UNITS = ((timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def now() -> datetime:
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """The viewer's zone, as the browser tells it."""
    return zone_named(st.context.timezone or "") or ZoneInfo("UTC")


def local(moment: datetime) -> datetime:
    return moment.astimezone(zone())


def exact(moment: datetime) -> str:
    """ "Fri 27 Nov, 08:00", with the year where it is another one."""
    return f"{local(moment):%a} {short(moment)}, {local(moment):%H:%M}"


def in_zone(moment: datetime, there: ZoneInfo) -> str:
    """ "Fri 27 Nov, 03:00 (America/New_York)"."""
    return f"{moment.astimezone(there):%a %d %b, %H:%M} ({there.key})"


def short(moment: datetime) -> str:
    here = local(moment)
    return f"{here:%d %b}" if here.year == local(now()).year else f"{here:%d %b %Y}"


def meeting(day: date, moment: datetime | None, own: tzinfo | None = None) -> str:
    """The day of a meeting; where a time was named, for the viewer, and on the lead's `own` clock."""
    if moment is None:
        return f"{day:%A %d %B %Y}"
    there = moment.astimezone(own) if own else local(moment)
    differs = there.utcoffset() != local(moment).utcoffset()
    theirs = f" ({there:%a %H:%M %Z} where the lead is)" if differs else ""
    return f"{exact(moment)} {local(moment):%Z}{theirs} · {distance(moment)}"


def when(moment: datetime) -> str:
    """ "in 3 days · Fri 27 Nov, 08:00"."""
    return f"{distance(moment)} · {exact(moment)}"


def distance(moment: datetime) -> str:
    span = moment - now()
    if abs(span) < timedelta(minutes=1):
        return "now"
    return f"in {lasting(span)}" if span > timedelta(0) else f"{lasting(-span)} ago"


def lasting(span: timedelta) -> str:
    """The length in its largest unit, rounded: "3 days"."""
    for size, unit in (*UNITS, *SHORT_UNITS):
        count = round(span / size)
        if span >= size * 0.95:
            return f"{count} {unit}{'s' if count != 1 else ''}"
    return "less than a minute"
