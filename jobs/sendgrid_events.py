"""SendGrid's signed Event Webhook: who says it is verified here, and its words become ours."""

import binascii
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sendgrid.helpers.eventwebhook import EventWebhook, EventWebhookHeader

from core.delivery import DeliveryEvent, Outcome
from core.errors import BadSetting
from core.reading.bounce import bounce_kind
from core.reply import BounceKind
from jobs.sendgrid_out import MESSAGE

# SendGrid repeats for a day what was not taken, and does not say that it signs anew. A repetition does no
# harm, since every event is kept once; a bounce that is never heard of does.
STALE = timedelta(hours=25)
AHEAD = timedelta(minutes=5)  # of a clock that is set wrong

OUTCOMES = {
    "processed": Outcome.ACCEPTED,
    "delivered": Outcome.DELIVERED,
    "deferred": Outcome.DEFERRED,
    "bounce": Outcome.BOUNCED,
    "dropped": Outcome.DROPPED,
    "spamreport": Outcome.COMPLAINED,
    "unsubscribe": Outcome.UNSUBSCRIBED,
    "group_unsubscribe": Outcome.UNSUBSCRIBED,
    "open": Outcome.OPENED,
    "click": Outcome.CLICKED,
}
# Why it drops a message: what happened to an earlier one.
DROPPED = {
    "bounced address": (Outcome.BOUNCED, BounceKind.HARD),
    "invalid": (Outcome.BOUNCED, BounceKind.HARD),
    "spam reporting address": (Outcome.COMPLAINED, None),
    "unsubscribed address": (Outcome.UNSUBSCRIBED, None),
    "recipient list over package quota": (Outcome.BOUNCED, BounceKind.OURS),
}
CLASSIFIED = {
    "invalid address": BounceKind.HARD,
    "mailbox unavailable": BounceKind.SOFT,
    "technical": BounceKind.SOFT,
    "technical failure": BounceKind.SOFT,
    "content": BounceKind.OURS,
    "reputation": BounceKind.OURS,
    "frequency/volume": BounceKind.OURS,
    "frequency or volume too high": BounceKind.OURS,
}


class Signature:
    """Verifies that SendGrid sent a request; raises `BadSetting` where the key is none."""

    def __init__(self, public_key: str) -> None:
        try:
            self._webhook = EventWebhook(public_key)
        except ValueError as error:
            raise BadSetting("LEADKEEPER_SENDGRID_EVENT_KEY is no public key: copy it anew.") from error

    def verifies(self, body: bytes, headers: Mapping[str, str], now: datetime) -> bool:
        signature = headers.get(EventWebhookHeader.SIGNATURE) or ""
        timestamp = headers.get(EventWebhookHeader.TIMESTAMP) or ""
        if not (signature and timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 11):
            return False
        age = now - datetime.fromtimestamp(int(timestamp), UTC)
        if not -AHEAD <= age <= STALE:
            return False
        try:
            return bool(self._webhook.verify_signature(body.decode(), signature, timestamp))
        except (ValueError, binascii.Error):
            return False


def read_events(body: bytes) -> list[DeliveryEvent]:
    """The events of a request; raises `ValueError` where it is no list. What is no event is left out."""
    told = json.loads(body)
    if not isinstance(told, list):
        raise ValueError("no list of events")
    return [event for each in told if isinstance(each, dict) and (event := _event(each))]


def _event(told: Mapping[str, Any]) -> DeliveryEvent | None:
    key, email, moment = told.get("sg_event_id"), told.get("email"), told.get("timestamp")
    if not (isinstance(key, str) and key and isinstance(email, str) and isinstance(moment, int)):
        return None
    try:
        happened_at = datetime.fromtimestamp(moment, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    outcome, bounce = _meaning(told)
    raw = json.dumps(told).replace("\\u0000", "")
    words = _words(told)
    return DeliveryEvent(key, _text(told, MESSAGE), email, outcome, bounce, words, happened_at, raw)


def _meaning(told: Mapping[str, Any]) -> tuple[Outcome, BounceKind | None]:
    outcome = OUTCOMES.get(_text(told, "event"), Outcome.OTHER)
    if outcome is Outcome.DROPPED:
        return DROPPED.get(_text(told, "reason").lower(), (outcome, None))
    return outcome, _bounce(told) if outcome is Outcome.BOUNCED else None


def _bounce(told: Mapping[str, Any]) -> BounceKind:
    """By SendGrid's classification, else by the server's words. What it calls blocked is no bad address."""
    found = CLASSIFIED.get(_text(told, "bounce_classification").lower())
    kind = found or bounce_kind(_text(told, "status"), _text(told, "reason"))
    blocked = _text(told, "type") == "blocked"
    return BounceKind.OURS if blocked and kind is BounceKind.HARD else kind


def _words(told: Mapping[str, Any]) -> str:
    said = [_text(told, name) for name in ("status", "reason", "response")]
    return " ".join(" ".join(filter(None, said)).split())[:500] or f"SendGrid says {_text(told, 'event')}"


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    return value.replace("\0", "") if isinstance(value, str) else ""
