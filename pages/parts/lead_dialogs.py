"""The dialogs of a lead: message, note, introduction."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core import acting
from core.lead import Lead
from core.message import in_thread
from data.store import Store
from pages.parts.acts import act
from pages.parts.database import database
from pages.parts.dates import in_zone, now, when
from pages.parts.entries import Entry, EntryKind
from pages.parts.error_frame import error_frame
from pages.parts.moment import moment_field
from pages.parts.text import plain


@st.dialog("Message", width="large", icon=":material/edit:")
def message_dialog(lead: Lead, said: Sequence[Entry]) -> None:
    """The exchange so far above the box, as in any mail program."""
    _exchange(lead, said)
    with database().reading() as store:
        subject = store.thread_of(lead, now()).subject
        there = store.assistant(lead.assistant_id).hours_for(lead).zone
    subject, body = _fields("message", in_thread(subject) if subject else "", "")
    at = _time(lead, there)
    _send(
        lambda store, who: acting.send_message(store, lead.id, subject, body, who=who, now=now(), at=at),
        at,
    )


@st.dialog("Introduce me", width="large", icon=":material/handshake:")
def introduction_dialog(lead: Lead) -> None:
    """The proposed text, to change; the assistant's owner is in copy."""
    with error_frame():
        with database().reading() as store:
            subject, body, owner = acting.introduction(store, lead.id)
        st.caption(f"To {plain(lead.email)}, copy to {plain(owner)}")
        subject, body = _fields("introduction", subject, body)
        _send(lambda store, who: acting.introduce(store, lead.id, subject, body, who=who, now=now()))


@st.dialog("Add a note", icon=":material/sticky_note_2:")
def note_dialog(lead: Lead) -> None:
    text = st.text_area("Note", key="note_text", placeholder="Seen by your team, never sent", height=140)
    if st.button("Save note", type="primary", key="note_save"):
        act(
            "The note is saved.", lambda store, who: acting.add_note(store, lead.id, text, who=who, now=now())
        )


def _exchange(lead: Lead, said: Sequence[Entry]) -> None:
    if not said:
        st.caption("Nothing was said yet. This will be the first message.")
        return
    with st.container(height=300, autoscroll=True, key="exchange"):
        for entry in said:
            received = entry.kind is EntryKind.RECEIVED
            with st.container(border=True, gap="small"):
                st.caption(f"**{plain(lead.name) if received else plain(entry.who)}** · {when(entry.at)}")
                st.text(entry.text)


def _fields(key: str, subject: str, body: str) -> tuple[str, str]:
    return (
        st.text_input("Subject", subject, key=f"{key}_subject"),
        st.text_area("Text", body, key=f"{key}_text", height=200),
    )


def _send(do: Callable[[Store, str], object], at: datetime | None = None) -> None:
    label, icon, said = "Send now", "send", "The message goes at the sidecar's next pass."
    if at:
        label, icon, said = "Schedule", "schedule_send", f"The message goes {when(at)}."
    if st.button(label, type="primary", icon=f":material/{icon}:", key="send"):
        act(said, do)


def _time(lead: Lead, there: ZoneInfo) -> datetime | None:
    """When it goes; None: now. The lead's own time stands beside it."""
    at = moment_field("message")
    st.caption(f"Where {plain(lead.name)} is, that is {in_zone(at or now(), there)}.")
    return at
