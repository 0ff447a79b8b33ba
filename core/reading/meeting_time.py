"""The day and time that a reply names for a meeting, relative to the day it was written."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from core.reading.away_words import AWAY
from core.reading.dates import DateMention, find_dates, fold
from core.reading.patterns import one_of

ZONES = {
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "eastern": "America/New_York",
    "ct": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mountain": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "gmt": "UTC", "utc": "UTC", "bst": "Europe/London", "uk": "Europe/London", "london": "Europe/London",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin", "mez": "Europe/Berlin", "mesz": "Europe/Berlin", "paris": "Europe/Paris",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
}  # fmt: skip
HOUR = r"(?P<hour>[01]?\d|2[0-4])"
HALF = r"(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\d.,:/-]){HOUR}[:.h](?P<minute>[0-5]\d)(?!\d|[./]\d)\s*{HALF}?",
        rf"(?<![\d.,:/-]){HOUR}()\s*{HALF}",
        rf"(?<![\d.,:/-]){HOUR}\s?(?:uhr|heures?|h|horas?|hs|ore|uur|時|点)(?P<minute>[0-5]\d)?(?![a-z])",
        rf"(?<![a-z])(?:at|@|around|um|gegen|a las?|as|alle|om|o|vers|a partir de) (?:about |around )?{HOUR}(?!\d|[./:]\d|\s?(?:-|%|days|weeks))",
        r"(?<![a-z])(?P<hour>noon|midday|mittags?|midi|mediodia|meio-dia|mezzogiorno)(?![a-z])",
    )
)
ZONE_AFTER = re.compile(rf"\s*\(?(?P<zone>{'|'.join(ZONES)})(?![a-z])")
CLAUSE_END = re.compile(
    r"[,;?!()、]|\. |: | - |が、?|(?= (?:instead of|rather than|statt|au lieu|en (?:lugar|vez)|em vez|invece|in plaats|zamiast))"
    r"|(?<![a-z])"
    + one_of(r"""
    but|though|however|aber|jedoch|dafur|stattdessen|mais|en revanche|plutot|pero|sino|mas|porem
    ma|maar|wel|ale|lecz|natomiast
    """)
    + r"(?![a-z])"
)
REFUSED = re.compile(
    r"(?<![a-z])"
    + one_of(r"""
    can't|cannot|can not|won't|couldn't|(?<!why )not|doesn't|don't|isn't|no good|no longer|bad|taken|full|filled|busy|booked
    tied up|unavailable|clash\w*|instead of|rather than|nicht|kein\w*|verhindert|verplant|belegt|statt
    (?<!pourquoi )pas|impossible|pris|prise|occupee?|au lieu|no (?:puedo|podre|me|es|voy|estoy|estare)|imposible|ocupad\w*
    en (?:lugar|vez) de|nao|em vez de|non|impossibile|occupat\w*|impegnat\w*|invece di|niet|geen|bezet|in plaats van
    nie|zajet\w*|zamiast
    """)
    + r"(?![a-z])|難し|無理|都合が(?:つ|悪)|できません|できない|埋まって|塞がって"
)
AFTERNOON = range(1, 7)  # "at 3" is in the afternoon, "at 9" in the morning


def meeting_time(
    sentences: Sequence[str], written_at: datetime, *, day_first: bool | None
) -> datetime | date | None:
    """The first day that the sentences offer, with its time where one stands beside it; not one that they refuse.

    `written_at` is aware; its zone is the meeting's unless the text names one.
    """
    for sentence in sentences:
        folded = fold(sentence)
        mentions = find_dates(sentence, written_at.date(), day_first=day_first)
        days = [each for each in mentions if not each.vague and each.first >= written_at.date()]
        possible = next((day for day in days if not _refused(folded, day)), None)
        if possible:
            return _with_time(folded, possible, written_at)
    return None


def _refused(folded: str, day: DateMention) -> bool:
    """Whether the clause that names the day says that it does not suit, or that its writer is away then."""
    starts = [match.end() for match in CLAUSE_END.finditer(folded, 0, day.start)]
    end = CLAUSE_END.search(folded, day.end)
    clause = folded[starts[-1] if starts else 0 : end.start() if end else len(folded)]
    return bool(REFUSED.search(clause) or AWAY.search(clause))


def _with_time(folded: str, day: DateMention, written_at: datetime) -> datetime | date:
    """The day with the time nearest to where it is named."""
    times = sorted(_times(folded, day), key=lambda found: abs(found[0] - day.start))
    if not times:
        return day.first
    at, clock = times[0]
    named = ZONE_AFTER.match(folded, at)
    zone: tzinfo | None = ZoneInfo(ZONES[named["zone"]]) if named else written_at.tzinfo
    return datetime.combine(day.first, clock, zone)


def _times(folded: str, day: DateMention) -> Iterator[tuple[int, time]]:
    """Each time of day that stands outside the date itself, by the position where it ends."""
    for pattern in TIMES:
        for match in pattern.finditer(folded):
            clock = _clock(match.groupdict())
            if clock and not (day.start < match.end() and match.start() < day.end):
                yield match.end(), clock


def _clock(said: dict[str, str | None]) -> time | None:
    if not str(said["hour"]).isdigit():
        return time(12)
    hour, half = int(said["hour"] or 0), (said.get("half") or "")[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour in AFTERNOON and not half:
        hour += 12
    return time(hour, int(said.get("minute") or 0)) if hour < 24 else None
