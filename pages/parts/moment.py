"""Now or later: when a message goes, in the viewer's own time."""

from datetime import datetime, timedelta

import streamlit as st

from pages.parts.dates import local, now, zone


def moment_field(key: str) -> datetime | None:
    """The chosen time; None: now. `key` begins the keys of the widgets."""
    when = st.segmented_control(
        "When",
        ["Now", "Later"],
        default="Now",
        required=True,
        key=f"{key}_when",
        label_visibility="collapsed",
    )
    if when == "Now":
        return None
    at = st.datetime_input(
        f"Your time ({zone().key})", tomorrow_at_nine(), key=f"{key}_at", format="DD.MM.YYYY"
    )
    return at.replace(tzinfo=zone()) if at else None


def tomorrow_at_nine() -> datetime:
    """By the viewer's clock, without a zone, as Streamlit's fields want it."""
    return local(now() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
