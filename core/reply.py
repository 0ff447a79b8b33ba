"""What a reply can be, and what reading one gives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ReplyKind(StrEnum):
    """The one thing that a reply says. Unsure is `other`; nothing is guessed."""

    MEETING = "meeting"  # agrees to meet or call, or asks to
    OUT_OF_OFFICE = "out_of_office"  # away, and coming back
    STOP = "stop"  # asks to be left alone, to be removed, or to have their data erased
    LEFT_COMPANY = "left_company"  # the person or the mailbox is gone
    BOUNCE = "bounce"  # a delivery report, delays included
    AUTO_REPLY = "auto_reply"  # any other automatic mail: a receipt, a ticket, an unattended mailbox
    INTERESTED = "interested"
    QUESTION = "question"
    LATER = "later"
    REFERRAL = "referral"
    NOT_INTERESTED = "not_interested"
    OTHER = "other"


class BounceKind(StrEnum):
    """Whose fault a delivery report says it is, and whether trying again can help."""

    HARD = "hard"  # the address does not exist
    SOFT = "soft"  # full, delayed, greylisted: another day may help
    OURS = "ours"  # policy, reputation or size: the lead is not to blame


@dataclass(frozen=True, slots=True)
class Reading:
    """What one received mail was understood to say."""

    kind: ReplyKind
    confidence: float  # 0–1, calibrated: of the readings at 0.9, nine in ten are right
    automatic: bool  # sent by a machine; never answered, never `stop` or `meeting`
    text: str  # the new text only, without quotes and signature
    evidence: str  # the sentence, header or code that decided
    return_date: date | None = None  # the first day back
    meeting_at: datetime | date | None = None  # an aware datetime where a time was named, else a day
    resume_at: date | None = None  # when a `later` says to write again
    referred_email: str = ""
    successor_email: str = ""
    failed_email: str = ""
    bounce: BounceKind | None = None
    status_code: str = ""  # RFC 3463, as "5.1.1"
    phones: tuple[str, ...] = ()
    error: str = ""  # why the mail could not be read whole
