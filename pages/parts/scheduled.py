"""A scheduled email as it will leave, and the dialog in which a person writes it anew."""

from collections.abc import Callable

import streamlit as st

from core.lead import Lead
from core.timeline import Scheduled
from pages.parts.text import plain

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


def edit_buttons(key: str, lead: Lead, message: Scheduled, save: Save, reset: Callable[[], None]) -> None:
    """`save` gets recipient, cc, subject and body; `reset` gives up what was edited. Both rerun the page."""
    with st.container(horizontal=True):
        if st.button("Edit this email", key=f"{key}_edit", icon=":material/edit:"):
            _edit(lead, message, save)
        if message.edited and st.button("Put back", key=f"{key}_put_back", icon=":material/undo:"):
            reset()


@st.dialog("Edit this email", width="large", icon=":material/edit:")
def _edit(lead: Lead, message: Scheduled, save: Save) -> None:
    """A field belongs to its lead and step: what was typed for one is never shown for another."""
    key = f"{lead.email}-{message.step.number}"
    with st.grid(2, min_column_width=240):
        recipient = st.text_input("To", message.recipient or lead.email, key=f"to-{key}")
        cc = st.text_input("Cc", message.cc, key=f"cc-{key}", placeholder="Addresses, with commas between")
    subject = st.text_input("Subject", message.subject, key=f"subject-{key}")
    body = st.text_area("Text", message.body, key=f"body-{key}", height=320)
    st.caption("From greeting to signature. Your postal address and the unsubscribe link come below it.")
    if st.button("Save", type="primary", key="save_edit"):
        save({"recipient": recipient, "cc": cc, "subject": subject, "body": body})
