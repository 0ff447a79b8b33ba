"""What lies in a mailbox, how far it has been read, and what one commit keeps of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.history import NoticeKind
from core.ports import Store
from core.receiving import receive

LOOKS_BACK = timedelta(days=7)  # so far before the first look at a mailbox


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a folder has been read, in the numbers of IMAP (RFC 3501, 2.3.1.1)."""

    validity: int  # UIDVALIDITY: while it stays, a UID means the same mail; 0: nobody has looked yet
    uid: int  # of the latest mail that is done with
    since: date  # what arrived before that day was there before us, and answers nothing of ours


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail in a mailbox, or only a step of the cursor, where `raw` is None."""

    raw: bytes | None = None
    key: str = ""  # the mailbox's own name for the mail
    cursor: Cursor | None = None  # where the reading stands once this is kept; None: it needs no cursor
    trouble: str = ""  # what a person should know: a mail that was skipped, or cut


def first_look(now: datetime) -> Cursor:
    return Cursor(validity=0, uid=0, since=(now - LOOKS_BACK).date())


def keep(store: Store, mailbox: str, arrival: Arrival, now: datetime) -> None:
    """Keep the mail and move the cursor, both or neither."""
    if arrival.raw is not None:
        receive(store, arrival.raw, now)
    if arrival.cursor:
        store.save_cursor(mailbox, arrival.cursor)
    if arrival.trouble:
        store.insert_notice(NoticeKind.ALARM, "A received mail needs your eyes", arrival.trouble, now)
