"""One entry of the timeline in full. What leads wrote is shown as text and never as Markdown or HTML."""

from typing import Any
from uuid import UUID

import streamlit as st

from core.acting import cancel_message
from core.drafting import edit_scheduled, reset_scheduled
from core.lead import Lead
from core.message import MessageStatus
from core.reply import ReplyKind
from core.timeline import Scheduled
from data.reports import Reports
from pages.parts.acts import act
from pages.parts.correction import correction_menu
from pages.parts.database import database
from pages.parts.dates import now, when
from pages.parts.entries import Entry, EntryKind
from pages.parts.found import correction_of, show_found
from pages.parts.looks import MESSAGES, kind_name
from pages.parts.scheduled import edit_switch, show_scheduled
from pages.parts.sign_in import signed_in
from pages.parts.text import plain

COLOURS = {
    EntryKind.SENT: "blue",
    EntryKind.SCHEDULED: "blue",
    EntryKind.WAITING: "blue",
    EntryKind.NOT_SENT: "red",
    EntryKind.RECEIVED: "green",
    EntryKind.NOTE: "orange",
    EntryKind.STATE: "gray",
}
A_PERSON_WROTE = (
    "If a person wrote this: **Message** answers, **Responded** or **Carry on** puts the lead right. Where "
    "they are not offered, the address is given up for good: write from your own mailbox."
)
OUR_REASON = "Not sent: "  # how the reason begins where the message was never handed to a server
UNCERTAIN = 0.8  # below it a reading is worth a second look


def show_entry(lead: Lead, entry: Entry) -> None:
    with st.container(border=True, key="entry"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(_label(entry), color=COLOURS[entry.kind])
            st.caption(f"{when(entry.at)}{_by(entry)}", width="content")
        if entry.scheduled:
            _scheduled(lead, entry.scheduled)
        elif entry.kind is EntryKind.RECEIVED:
            _reply(entry)
        elif entry.kind in (EntryKind.NOTE, EntryKind.STATE):
            _record(entry)
        else:
            _message(entry)


def _label(entry: Entry) -> str:
    return f"{entry.kind} · email {entry.step}" if entry.step else str(entry.kind)


def _by(entry: Entry) -> str:
    return f" · {plain(entry.who)}" if entry.who else ""


def _record(entry: Entry) -> None:
    if entry.kind is EntryKind.STATE:
        st.markdown(f"**{plain(entry.title)}**")
    st.text(entry.text)


def _scheduled(lead: Lead, message: Scheduled) -> None:
    st.caption("This is what will be sent, if nothing changes until then.")
    show_scheduled(lead, message)
    person = signed_in()
    if person is None or not person.may("member"):
        return
    step = message.step.number

    def save(fields: dict[str, str]) -> None:
        with database().transaction() as store:
            edit_scheduled(store, lead.id, step, **fields, who=person.email, now=now())

    edit_switch(
        "scheduled",
        lead,
        message,
        save,
        lambda: act(
            "The email is as it was written.", lambda store, _who: reset_scheduled(store, lead.id, step)
        ),
    )


def _message(entry: Entry) -> None:
    if entry.kind is not EntryKind.SENT:
        _status(entry)
    if entry.error:
        if not entry.error.startswith(OUR_REASON):
            st.caption("The server's words:")
        st.text(entry.error)
    st.markdown(f"**{plain(entry.title)}**")
    if entry.recipient:
        st.caption(f"To {plain(entry.recipient)}")
    if entry.cc:
        st.caption(f"Copy to {plain(entry.cc)}")
    st.text(entry.text)


def _status(entry: Entry) -> None:
    status = MessageStatus(entry.detail)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(entry.detail.capitalize(), icon=MESSAGES[status].material, color=MESSAGES[status].colour)
        person = signed_in()
        waits = entry.step is None and status in (MessageStatus.QUEUED, MessageStatus.RETRY)
        if waits and person and person.may("member") and st.button("Do not send", key="cancel_message"):
            act(
                "The message does not go.",
                lambda store, who: cancel_message(store, UUID(entry.key), who=who),
            )


def _reply(entry: Entry) -> None:
    with database().reading() as store:
        reading = Reports(store.connection).reading(UUID(entry.key))
    if reading and reading["kind"]:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(kind_name(reading["kind"]), icon=":material/label:", color="violet")
            st.caption(_trust(reading), width="content")
            if reading["automatic"]:
                st.badge("Automatic", icon=":material/smart_toy:", color="gray")
            correction_menu(entry.key, reading["kind"])
        if reading["kind"] == ReplyKind.BOUNCE:
            st.caption(A_PERSON_WROTE)
        if reading["error"]:
            st.warning(f"This mail could not be read: {plain(reading['error'])}", icon=":material/draft:")
        show_found(reading["details"])
    else:
        st.caption("Not read yet: the sidecar reads it at its next pass.")
    st.markdown(f"**{plain(entry.title) or 'No subject'}**")
    st.text(entry.text)
    if reading and reading["evidence"] not in ("", entry.text):
        lines = [plain(line) for line in reading["evidence"].splitlines()]
        st.caption("  \n".join([f":material/lightbulb: Decided by: {lines[0]}", *lines[1:]]))
    raw_download(entry.key)


def _trust(reading: dict[str, Any]) -> str:
    """How sure a reading is, or which person said so."""
    sure = reading["confidence"] or 0.0
    doubt = ", please check" if sure < UNCERTAIN else ""
    return correction_of(reading["details"]) or f"{sure:.0%} sure{doubt}"


def raw_download(reply_id: str) -> None:
    """The mail as it came, fetched only when the button is clicked."""

    def raw() -> bytes:
        with database().reading() as store:
            return store.raw_reply(UUID(reply_id)) or b""

    st.download_button(
        "Original mail",
        raw,
        f"reply-{reply_id}.eml",
        "message/rfc822",
        icon=":material/download:",
        key=f"raw-{reply_id}",
        type="tertiary",
        on_click="ignore",
    )
