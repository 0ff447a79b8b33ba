"""When the sidecar counts as running."""

from datetime import datetime, timedelta

SIDECAR = "sidecar"  # the heartbeat of the loop as a whole; single passes by `once` leave it alone
MODEL = "language model"  # the latest question to it, and what went wrong
SILENT_AFTER = timedelta(minutes=1)


def is_running(seen_at: datetime | None, now: datetime) -> bool:
    """Whether the loop was seen just now; a heartbeat of the future, by a clock set wrong, says nothing."""
    return seen_at is not None and abs(now - seen_at) < SILENT_AFTER
