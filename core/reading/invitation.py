"""Calendar parts: what an iCalendar answer or invitation says, and for when."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WINDOWS_ZONES = {
    "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver",
    "pacific standard time": "America/Los_Angeles",
    "gmt standard time": "Europe/London",
    "greenwich standard time": "UTC",
    "w. europe standard time": "Europe/Berlin",
    "romance standard time": "Europe/Paris",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "e. south america standard time": "America/Sao_Paulo",
    "india standard time": "Asia/Kolkata",
    "tokyo standard time": "Asia/Tokyo",
    "singapore standard time": "Asia/Singapore",
    "aus eastern standard time": "Australia/Sydney",
}
AGREES = {("REPLY", "ACCEPTED"), ("REQUEST", ""), ("COUNTER", "")}


@dataclass(frozen=True, slots=True)
class Invitation:
    """`agrees` when the other side accepted, or proposes a time itself."""

    agrees: bool
    starts_at: datetime | date | None
    evidence: str


def read_invitation(text: str, zone: tzinfo = UTC) -> Invitation | None:
    """The first event of an iCalendar text; `zone` is that of times without one. None where there is none."""
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    event = lines[lines.index("BEGIN:VEVENT") :] if "BEGIN:VEVENT" in lines else []
    if not event:
        return None
    method = _value(lines, "METHOD")
    answer = next(
        (found[1].upper() for line in event if (found := re.search(r"PARTSTAT=([\w-]+)", line))), ""
    )
    agrees = (method, answer if method == "REPLY" else "") in AGREES
    return Invitation(
        agrees, _start(event, zone), " ".join(f"{method} {answer}: {_value(event, 'SUMMARY')}".split())
    )


def _value(lines: list[str], name: str) -> str:
    values = (line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line, re.I))
    return next(values, "").strip() if name == "SUMMARY" else next(values, "").strip().upper()


def _start(event: list[str], zone: tzinfo) -> datetime | date | None:
    line = next((line for line in event if line.startswith("DTSTART")), "")
    found = re.search(r":(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?", line)
    try:
        year, month, day = (int(part) for part in found.groups()[:3]) if found else (0, 0, 0)
        if not found or not found[4]:
            return date(year, month, day)
        where = UTC if found[6] else _zone(line, zone)
        return datetime(year, month, day, int(found[4]), int(found[5]), tzinfo=where)
    except ValueError:
        return None


def _zone(line: str, default: tzinfo) -> tzinfo:
    named = re.search(r'TZID="?([^":;]+)', line)
    name = named[1].strip() if named else ""
    try:
        return ZoneInfo(WINDOWS_ZONES.get(name.lower(), name)) if name else default
    except (ZoneInfoNotFoundError, ValueError):
        return default
