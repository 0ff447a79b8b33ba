"""Where leads come from, and the sentence with which the first message of each begins."""

import streamlit as st

from core.source import LONGEST_NAME, LONGEST_OPENING, Source, add_source, change_source, remove_source
from core.writing.custom import PARAMETERS
from pages.parts.acts import act, confirm, show_said
from pages.parts.database import database
from pages.parts.heading import title_with_button
from pages.parts.sample_mail import CONTEXT, show_first_mail
from pages.parts.sign_in import require_role
from pages.parts.text import plain

NEW = Source("", "", system=False)


def header() -> None:
    if title_with_button("Sources", "Add source", icon="add", key="add_source", allowed=person.may("member")):
        source_dialog(NEW)


def card(source: Source) -> None:
    with st.container(border=True, key=f"source-{source.name}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(source.name)}**", width="content")
            if source.system:
                st.badge("System", icon=":material/lock:", color="gray")
            st.space("stretch")
            if person.may("member"):
                buttons(source)
        if source.opening:
            st.text(source.opening)
        else:
            st.caption("Opens with sentences of Leadkeeper's own, another one for each lead.")


def buttons(source: Source) -> None:
    if st.button("Edit", key=f"edit-{source.name}", icon=":material/edit:"):
        source_dialog(source)
    if not source.system and st.button("Remove", key=f"remove-{source.name}", icon=":material/delete:"):
        confirm(
            f"Remove {plain(source.name)}? It is not offered for new leads any more. Leads that have it keep "
            "it, with its sentence.",
            "Remove",
            f"{plain(source.name)} is removed.",
            lambda store, _who: remove_source(store, source.name),
        )


@st.dialog("Source", width="large", icon=":material/conversion_path:")
def source_dialog(source: Source) -> None:
    if source.name:
        st.markdown(f"**{plain(source.name)}**")
    name = source.name or st.text_input(
        "Name", key="source_name", max_chars=LONGEST_NAME, placeholder="Webinar"
    )
    opening = st.text_area(
        "Opening sentence of the first message",
        source.opening,
        key=f"source_opening-{source.name}",
        max_chars=LONGEST_OPENING,
        placeholder="Thank you for joining our webinar about {{ context }} last week.",
        height=88,
        help=f"It may name {', '.join(f'`{{{{ {name} }}}}`' for name in PARAMETERS)}.",
    )
    if source.system:
        st.caption("Leave it empty for Leadkeeper's own sentences, another one for each lead.")
    st.caption("The first message to a sample lead, as it is now:")
    show_first_mail(assistant, schedule, Source(name or "Source", opening, system=source.system), context)
    if st.button("Save", type="primary", icon=":material/save:", key="save_source"):
        save = change_source if source.name else add_source
        act(f"{plain(name)} is saved.", lambda store, _who: save(store, name, opening))


person = require_role("viewer")
show_said()
with database().reading() as store:
    sources, assistant = store.sources(), store.default_assistant()
    schedule = store.schedule(assistant.default_schedule_id)
    context = assistant.default_context or next(iter(store.contexts(limit=1)), CONTEXT)
header()
st.caption("Every lead has a source. It says how you met, so it decides how the first message begins.")
for one in sources:
    card(one)
