"""What works, what does not, and what to do."""

import os
from collections.abc import Mapping

import streamlit as st

from core.guarding import BOUNCE_RATE
from core.heartbeat import MODEL, SIDECAR, is_running
from core.message import MessageStatus
from core.settings import Settings, load_settings
from data.records import Heartbeat, ModelUse
from data.reports import Reports
from pages.parts.acts import show_said
from pages.parts.database import database
from pages.parts.dates import distance, exact, now, when
from pages.parts.decisions import show_paused
from pages.parts.looks import MESSAGES
from pages.parts.sign_in import require_role
from pages.parts.text import plain

REFRESH_SECONDS = 10


@st.fragment(run_every=REFRESH_SECONDS)
def health() -> None:
    with database().reading() as store:
        reports = Reports(store.connection)
        beats, by_status = store.heartbeats(), reports.messages_by_status()
        by_state, assistants = reports.count_by_state(), store.assistants()
        to_decide, use = reports.count_to_decide(), store.model_use(now().date())
    model, bounces = beats.pop(MODEL, None), beats.pop(BOUNCE_RATE, None)
    show_sidecar(beats)
    if bounces and bounces.error:
        st.warning(
            f"{plain(bounces.error)} Follow-ups go on. First messages go again by themselves when fewer "
            "addresses bounce; check where the addresses come from.",
            icon=":material/shield:",
        )
    for assistant in assistants:
        if assistant.paused:
            show_paused(person, assistant)
    show_counts(sum(by_state.values()), by_status, to_decide)
    show_jobs(beats)
    show_model(load_settings(os.environ), use, model)
    show_queue(by_status)


def show_sidecar(beats: Mapping[str, Heartbeat]) -> None:
    seen_at = beats[SIDECAR].seen_at if SIDECAR in beats else None
    if seen_at and is_running(seen_at, now()):
        st.success(f"The sidecar is running. Last seen {exact(seen_at)}.", icon=":material/check_circle:")
    else:
        last = f"It was last seen {when(seen_at)}." if seen_at else "It was never seen."
        st.warning(
            f"The sidecar is not running: nothing is sent and no reply is read. {last} "
            "Start it with `make run`; what waits is then sent, nothing twice.",
            icon=":material/heart_broken:",
        )


def show_counts(leads: int, by_status: Mapping[str, int], to_decide: int) -> None:
    waiting = sum(by_status.get(status, 0) for status in (MessageStatus.QUEUED, MessageStatus.SENDING))
    with st.grid(4, min_column_width=150):
        st.metric("Leads", f"{leads:,}", icon=":material/group:", border=True)
        st.metric(
            "Messages sent",
            f"{by_status.get(MessageStatus.SENT, 0):,}",
            icon=":material/mark_email_read:",
            border=True,
        )
        st.metric("Waiting to leave", f"{waiting:,}", icon=":material/schedule_send:", border=True)
        st.metric("To decide", f"{to_decide:,}", icon=":material/pause_circle:", border=True)


def show_jobs(beats: Mapping[str, Heartbeat]) -> None:
    st.subheader("Jobs", anchor=False)
    if not beats:
        st.caption("No job has run yet.")
        return
    with st.container(border=True):
        for name, beat in beats.items():
            show_job(name, beat)


def show_job(name: str, beat: Heartbeat) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"job-{name}"):
        st.text(name.capitalize(), width=130)
        if beat.error:
            st.badge("Failed", icon=":material/error:", color="red")
        else:
            st.badge("Works", icon=":material/check_circle:", color="green")
        failed = f" · last failed {distance(beat.error_at)}" if beat.error_at and not beat.error else ""
        st.caption(f"Last pass {when(beat.seen_at)}{failed}", width="content")
    if beat.error:
        st.text(beat.error)
        st.caption("It is tried again at every pass. If it goes on failing, the sidecar's log says more.")


def show_model(settings: Settings, use: ModelUse, beat: Heartbeat | None) -> None:
    """What a language model that is set up was asked today (in UTC), and whether it answers."""
    if not settings.asks_openai:
        return
    st.subheader("Language model", anchor=False)
    cap = settings.openai_tokens_a_day
    st.caption(f"Today: {use.tokens:,} of {cap:,} tokens used. Questions: {use.calls:,}")
    if use.tokens >= cap:
        st.warning(
            "The day's tokens are used up: nothing more is asked before tomorrow (UTC). Replies are read "
            "without it. `LEADKEEPER_OPENAI_TOKENS_A_DAY` sets the limit.",
            icon=":material/data_usage:",
        )
    elif beat and beat.error:
        st.warning(
            f"{plain(beat.error)} That was {when(beat.seen_at)}. Replies are read without it meanwhile.",
            icon=":material/error:",
        )


def show_queue(by_status: Mapping[str, int]) -> None:
    st.subheader("Messages", anchor=False)
    with st.container(horizontal=True):
        for status, look in MESSAGES.items():
            st.badge(f"{by_status.get(status, 0):,} {status}", icon=look.material, color=look.colour)


person = require_role("viewer")
show_said()
st.title("Health", anchor=False)
health()
