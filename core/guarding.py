"""The bounce-rate guard: where too many addresses bounce, none that was never written to is written to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.history import NoticeKind
from core.ports import Store

BOUNCE_RATE = "bounce rate"  # the heartbeat that says whether the guard holds
SPAN = timedelta(days=7)
MOST = 4  # percent
FEWEST = 25  # addresses: of fewer, a single bounce would be more than that, and says nothing


@dataclass(frozen=True, slots=True)
class BounceRate:
    """Of the addresses written to in the last days, how many are given up since."""

    written: int
    bounced: int

    @property
    def holds(self) -> bool:
        return self.written >= FEWEST and 100 * self.bounced >= MOST * self.written

    def __str__(self) -> str:
        share = 100 * self.bounced / self.written if self.written else 0.0
        return f"{self.bounced} of {self.written} addresses bounced in {SPAN.days} days ({share:.1f} %)"


def holds_risky(store: Store, now: datetime) -> bool:
    """Whether only addresses may be written to that took a message before, or answered."""
    return store.bounce_rate(now - SPAN).holds


def watch_bounces(store: Store, was_holding: bool, now: datetime) -> str:
    """Why first messages are held; empty where they are not. Says so once, and once when it is over."""
    rate = store.bounce_rate(now - SPAN)
    if rate.holds and not was_holding:
        title = "First messages are held: too many addresses bounce"
        text = (
            f"{rate}. From {MOST} % on, mail providers take all your mail for spam. Follow-ups go on; first "
            "messages go again by themselves when the rate is below. Check where the addresses come from."
        )
        store.insert_notice(NoticeKind.ALARM, title, text, now)
    elif was_holding and not rate.holds:
        store.insert_notice(NoticeKind.ALARM, "First messages go again", f"{rate}.", now)
    return f"{rate}: first messages are held." if rate.holds else ""
