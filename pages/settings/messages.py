"""Custom messages: texts with parameters that a person wrote once, for many leads."""

from pathlib import Path
from uuid import UUID

import streamlit as st

from core.custom_message import CustomMessage
from core.customizing import clone_message, delete_message, save_message
from pages.parts.acts import act, confirm, show_said
from pages.parts.database import database
from pages.parts.forms import discard_button, forget, form_of
from pages.parts.heading import back_button, title_with_button
from pages.parts.message_editor import message_fields, message_preview
from pages.parts.sign_in import require_role
from pages.parts.text import plain

MESSAGES = Path(__file__)
NEW = "new"


def show_list() -> None:
    if title_with_button(
        "Custom messages", "New message", icon="add", key="new_message", allowed=person.may("member")
    ):
        st.switch_page(MESSAGES, query_params={"id": NEW})
    st.caption("A text that you write once. Steps of a schedule can send it instead of one written by tone.")
    for message in messages:
        card(message)
    if not messages:
        st.info(
            "There are no custom messages yet. Write the first one under **New message**, then choose it in "
            "a step under **Schedules**.",
            icon=":material/edit_note:",
        )


def card(message: CustomMessage) -> None:
    used = [one.name for one in schedules if any(step.message == message for step in one.steps)]
    with st.container(border=True, key=f"message-{message.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(message.name)}**", width="content")
            if used:
                st.badge(f"Used in {plain(', '.join(used))}", icon=":material/event_repeat:", color="blue")
            st.space("stretch")
            if st.button("Open", key=f"open-{message.id}", icon=":material/open_in_full:"):
                open_message(message.id)
            if person.may("member"):
                buttons(message)
        st.caption(plain(message.subject) or "With the subject of the thread")


def buttons(message: CustomMessage) -> None:
    if st.button("Clone", key=f"clone-{message.id}", icon=":material/content_copy:"):
        clone_dialog(message)
    if st.button("Delete", key=f"delete-{message.id}", icon=":material/delete:"):
        confirm(
            f"Delete {plain(message.name)}? What was sent of it stays on the timelines.",
            "Delete",
            f"{plain(message.name)} is deleted.",
            lambda store, _who: delete_message(store, message.id),
        )


@st.dialog("Clone", icon=":material/content_copy:")
def clone_dialog(origin: CustomMessage) -> None:
    name = st.text_input("Name", f"{origin.name} 2", key="clone_name")
    if st.button("Create and open", type="primary", key="clone_now"):
        act(
            f"{plain(name)} is created.",
            lambda store, _who: clone_message(store, origin.id, name).id,
            then=open_message,
        )


def open_message(message_id: UUID) -> None:
    st.switch_page(MESSAGES, query_params={"id": str(message_id)})


def show_message(saved: CustomMessage, *, is_new: bool) -> None:
    what = f"message-{NEW if is_new else saved.id}"
    back_button("All custom messages", MESSAGES)
    st.title("New message" if is_new else plain(saved.name), anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        typed = message_fields(form_of(what), saved, columns) if person.may("member") else saved
    with right:
        message_preview(typed)

    def then(_done: object) -> None:
        forget(what)
        st.switch_page(MESSAGES)

    if person.may("member"):
        with st.container(horizontal=True):
            save = st.button("Save message", type="primary", icon=":material/save:", key="save_message")
            discard_button(what)
        fields = (typed.name, typed.subject, typed.body, typed.defaults, None if is_new else saved.id)
        if save:
            act(
                f"{plain(typed.name)} is saved.",
                lambda store, _who: save_message(store, *fields),
                then=then,
            )


person = require_role("viewer")
show_said()
with database().reading() as store:
    messages, schedules, columns = store.custom_messages(), store.schedules(), store.custom_columns()
    blank = CustomMessage(store.new_id(), "", "", "", {})
chosen = st.query_params.get("id")
found = blank if chosen == NEW else next((one for one in messages if str(one.id) == chosen), None)
if found:
    show_message(found, is_new=found is blank)
else:
    show_list()
