"""What was found in a reply besides its kind: days, times, addresses and numbers, each ready to use."""

import json
from collections.abc import Iterator
from datetime import date, datetime

import streamlit as st

from core.reply import BounceKind
from pages.parts.dates import meeting
from pages.parts.text import address_link, phone_link, plain

BOUNCES = {
    BounceKind.HARD: "for good: the address takes no mail",
    BounceKind.SOFT: "for now: another day may help",
    BounceKind.OURS: "because of us, not of the lead",
}
LATER = (
    "The follow-up stands still, also after that day: write yourself then, or let **Carry on** or "
    "**Restart** go on with it."
)


def show_found(details: str) -> None:
    """`details` as JSON, as it stands beside a reply."""
    for icon, line in _lines(json.loads(details or "{}")):
        st.markdown(f":material/{icon}: {line}")


def _lines(found: dict[str, str]) -> Iterator[tuple[str, str]]:
    if at := found.get("meeting_at"):
        day, moment = _day_and_moment(at)
        yield "event", f"Meeting: {plain(meeting(day, moment, moment and moment.tzinfo))}"
    if day_back := found.get("return_date"):
        yield "beach_access", f"Back on {_day(day_back)}"
    if day_later := found.get("resume_at"):
        yield "event_repeat", f"Asks to hear again on {_day(day_later)}. {LATER}"
    if address := found.get("referred_email"):
        yield "forward_to_inbox", f"Refers to {address_link(address)}"
    if address := found.get("successor_email"):
        yield "forward_to_inbox", f"Write instead to {address_link(address)}"
    for phone in found.get("phones", ()):
        yield "call", f"[{plain(phone)}]({phone_link(phone)})"
    if bounce := found.get("bounce"):
        said = " ".join(filter(None, (found.get("failed_email"), found.get("status_code"))))
        yield "mail_off", f"Came back {BOUNCES[BounceKind(bounce)]}. {plain(said)}"


def correction_of(details: str) -> str:
    """Who said what the reply is, when, and what it was read as before; empty where nobody did."""
    found = json.loads(details or "{}")
    if "corrected_by" not in found:
        return ""
    on = _day(found["corrected_on"])
    return (
        f"Corrected by {plain(found['corrected_by'])} on {on}, read as {plain(found['read_before'])} before"
    )


def _day_and_moment(text: str) -> tuple[date, datetime | None]:
    moment = datetime.fromisoformat(text)
    return moment.date(), moment if moment.tzinfo else None


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%A %d %B %Y}"
