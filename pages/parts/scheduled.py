"""A scheduled email as it will leave, and the fields in which a person writes it anew."""

from collections.abc import Callable

import streamlit as st

from core.lead import Lead
from core.timeline import Scheduled
from pages.parts.error_frame import error_frame
from pages.parts.text import plain

SAVED = "emails_saved"
Save = Callable[[dict[str, str]], None]


def show_scheduled(lead: Lead, message: Scheduled) -> None:
    """What the lead gets. Texts are shown letter for letter."""
    if message.edited:
        st.badge("Edited", icon=":material/edit:", color="orange")
    if message.problem:
        st.warning(message.problem, icon=":material/warning:")
        return
    if message.recipient or message.cc:
        copy = f" · copy to {message.cc}" if message.cc else ""
        st.caption(plain(f"To {message.recipient or lead.email}{copy}"))
    st.markdown(f"**{plain(message.subject)}**")
    st.text(message.body)


def edit_switch(key: str, lead: Lead, message: Scheduled, save: Save, reset: Callable[[], None]) -> None:
    """Below the email, its fields. `save` gets recipient, cc, subject and body; `reset` gives up the edit.

    No dialog: one that a fragment opens is closed as soon as a field in it is left.
    """
    times = st.session_state.get(SAVED, 0)  # in the keys, so that the switch is off after each Save
    field = f"{lead.email}-{message.step.number}-{times}"
    if st.toggle("Edit this email", key=f"{key}_edit-{field}"):
        _fields(key, field, lead, message, save)
    elif message.edited and st.button("Put back", key=f"{key}_put_back", icon=":material/undo:"):
        reset()


def _fields(key: str, field: str, lead: Lead, message: Scheduled, save: Save) -> None:
    """They belong to their lead and step: what was typed for one is never shown for another."""
    with st.form(f"{key}_form-{field}", border=False):  # leaving a field must not run what Save would miss
        recipient = st.text_input("To", message.recipient or lead.email, key=f"to-{field}")
        cc = st.text_input("Cc", message.cc, key=f"cc-{field}", placeholder="Addresses, with commas between")
        subject = st.text_input("Subject", message.subject, key=f"subject-{field}")
        body = st.text_area("Text", message.body, key=f"body-{field}", height=320)
        st.caption("From greeting to signature. Your postal address and the unsubscribe link come below it.")
        pressed = st.form_submit_button("Save this email", type="primary", key=f"{key}_save")
    if pressed:
        with error_frame():
            save({"recipient": recipient, "cc": cc, "subject": subject, "body": body})
            st.session_state[SAVED] = st.session_state.get(SAVED, 0) + 1
            st.rerun()
