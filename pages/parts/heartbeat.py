"""Whether the sidecar is alive, in the sidebar of every screen: without it nothing is sent or read."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from core.heartbeat import SIDECAR, is_running
from pages.parts.database import database

REFRESH_SECONDS = 10


@st.fragment(run_every=REFRESH_SECONDS)
def show_heartbeat() -> None:
    seen_at = _last_seen(str(database().path))
    silence = datetime.now(UTC) - seen_at if seen_at else None
    if silence is not None and is_running(seen_at, datetime.now(UTC)):
        st.caption(f":green[:material/check_circle:] Sidecar last seen {_ago(silence)}")
    else:
        st.warning(
            f"**The sidecar is not running** (last seen: {_ago(silence)}). Nothing is sent and no reply "
            "is read. Start it with `make run`.",
            icon=":material/heart_broken:",
        )


@st.cache_data(ttl=REFRESH_SECONDS / 2, show_spinner=False)
def _last_seen(path: str) -> datetime | None:
    """Asked once for all sessions; `path` tells one database from another."""
    with database().reading() as store:
        beat = store.heartbeats().get(SIDECAR)
    return beat.seen_at if beat else None


def _ago(silence: timedelta | None) -> str:
    if silence is None:
        return "never"
    seconds = int(silence.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} s ago"
