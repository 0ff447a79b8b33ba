"""The assistants: who writes to leads, in whose name, and when."""

from pathlib import Path

import streamlit as st

from core.assistant import Assistant
from core.assistants import (
    change_assistant,
    create_assistant,
    make_default,
    proposed_assistant,
    remove_assistant,
)
from pages.parts.acts import act, confirm, show_said
from pages.parts.assistant_form import AssistantForm, language_name
from pages.parts.database import database
from pages.parts.decisions import show_paused
from pages.parts.error_frame import error_frame
from pages.parts.forms import discard_button, forget, form_of
from pages.parts.heading import back_button, title_with_button
from pages.parts.sample_mail import CONTEXT, EVENT, show_first_mail
from pages.parts.sign_in import require_role
from pages.parts.text import plain

ASSISTANTS = Path(__file__)
NEW = "new"


def show_list() -> None:
    if title_with_button(
        "Assistants", "Add assistant", icon="add", key="add_assistant", allowed=person.may("admin")
    ):
        st.switch_page(ASSISTANTS, query_params={"id": NEW})
    for assistant in assistants:
        if assistant.paused:
            show_paused(person, assistant)
        card(assistant)


def card(assistant: Assistant) -> None:
    with st.container(border=True, key=f"assistant-{assistant.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(assistant.name)}**", width="content")
            if assistant.is_default:
                st.badge("Default", icon=":material/star:", color="violet")
            if assistant.is_example:
                st.badge("Example", icon=":material/warning:", color="orange")
            if assistant.paused:
                st.badge("Paused", icon=":material/pause_circle:", color="red")
            st.space("stretch")
            if person.may("admin"):
                buttons(assistant)
        st.caption(
            f"{plain(assistant.email)} · {language_name(assistant.language)} · "
            f"{assistant.opens:%H:%M} to {assistant.closes:%H:%M}, {plain(assistant.zone)} · "
            f"up to {assistant.daily_limit:,} emails a day · "
            f"owner: {plain(assistant.owner_name or assistant.owner_email) or 'nobody yet'}"
        )


def buttons(assistant: Assistant) -> None:
    if st.button("Edit", key=f"edit-{assistant.id}", icon=":material/edit:"):
        st.switch_page(ASSISTANTS, query_params={"id": str(assistant.id)})
    if assistant.is_default:
        return
    if st.button("Make default", key=f"default-{assistant.id}", icon=":material/star:"):
        said = f"{plain(assistant.name)} is proposed for new leads now."
        act(said, lambda store, _who: make_default(store, assistant.id), role="admin")
    if st.button("Remove", key=f"remove-{assistant.id}", icon=":material/delete:"):
        confirm(
            f"Remove {plain(assistant.name)}? What it sent stays on its leads' timelines.",
            "Remove",
            f"{plain(assistant.name)} is removed.",
            lambda store, _who: remove_assistant(store, assistant.id),
            role="admin",
        )


def show_form(saved: Assistant, *, is_new: bool) -> None:
    """The fields, the first email that they make, and Save; where it is refused, all stays typed."""
    what = f"assistant-{NEW if is_new else saved.id}"
    if len(assistants) > 1 or is_new or not saved.is_example:
        back_button("All assistants", ASSISTANTS)
    st.title("New assistant" if is_new else plain(saved.name), anchor=False)
    if saved.is_example:
        st.warning(
            "This is the example that came with Leadkeeper. Give it your own name and address before real "
            "mail leaves.",
            icon=":material/badge:",
        )
    typed = AssistantForm(form_of(what), saved, schedules, sources).show()
    with st.expander("The first email that it writes", icon=":material/mail:", expanded=True), error_frame():
        show_first_mail(typed, schedules[0], EVENT, typed.default_context or CONTEXT)
    with st.container(horizontal=True):
        save = st.button("Save assistant", type="primary", icon=":material/save:", key="save_assistant")
        if typed != saved:
            discard_button(what)

    def then(_done: object) -> None:
        forget(what)
        st.switch_page(ASSISTANTS)

    if save:
        use_case = create_assistant if is_new else change_assistant
        act(
            f"{plain(typed.name)} is saved.",
            lambda store, _who: use_case(store, typed),
            role="admin",
            then=then,
        )


person = require_role("viewer")
show_said()
with database().reading() as store:
    assistants, schedules = store.assistants(), store.schedules()
    sources = [source.name for source in store.sources()]
    proposed = proposed_assistant(store)
chosen = st.query_params.get("id")
if chosen is None and len(assistants) == 1 and assistants[0].is_example:
    chosen = str(assistants[0].id)  # what a newcomer has to do first
found = next((one for one in [*assistants] if str(one.id) == chosen), proposed if chosen == NEW else None)
if found and person.may("admin"):
    show_form(found, is_new=found is proposed)
else:
    show_list()
