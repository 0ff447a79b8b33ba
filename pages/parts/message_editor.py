"""The form of a custom message, beside what a real lead would get."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import streamlit as st

from core.acting import find
from core.custom_message import CustomMessage
from core.customizing import preview_message
from core.errors import PersonError
from core.lead import Lead
from core.sample import sample_lead
from core.writing.custom import PARAMETERS, column_name
from core.writing.render import parameters
from data.reports import Reports
from data.store import Store
from pages.parts.database import database
from pages.parts.dates import now
from pages.parts.sample_mail import CONTEXT, EVENT, show_mail
from pages.parts.text import plain


def message_fields(form: str, saved: CustomMessage, columns: Collection[str]) -> CustomMessage:
    """The message as the fields say; nothing is checked yet. `columns` are headings of the team's sheets."""
    name = st.text_input("Name", saved.name, key=f"{form}-name", persist_state="session")
    subject = st.text_input(
        "Subject",
        saved.subject,
        key=f"{form}-subject",
        persist_state="session",
        placeholder="Left empty: the subject of the thread",
    )
    body = st.text_area(
        "Text",
        saved.body,
        key=f"{form}-body",
        height=300,
        persist_state="session",
        placeholder="Hi {{ lead.first_name }},",
        help="From the greeting to the signature. Address and unsubscribe link are added below it.",
    )
    with st.expander("What a text can name", icon=":material/data_object:"):
        offered = [*PARAMETERS, *(f"lead.{column_name(heading)}" for heading in sorted(columns))]
        st.code("\n".join(f"{{{{ {name} }}}}" for name in offered), language=None, height=180)
        st.caption("A sentence for some leads only: {% if lead.company %}…{% endif %}")
    typed = replace(saved, name=name, subject=subject, body=body)
    return replace(typed, defaults=_defaults(form, typed))


def _defaults(form: str, message: CustomMessage) -> dict[str, str]:
    """A field for each parameter of the text that a lead may have nothing for."""
    return {
        name: st.text_input(
            f"Where a lead has no {{{{ {plain(name)} }}}}",
            message.defaults.get(name, ""),
            key=f"{form}-default-{name}",
            persist_state="session",
            placeholder="Say this instead",
        )
        for name in _named(message)
    }


def _named(message: CustomMessage) -> Iterator[str]:
    """While the text cannot be read, the parameters that it had."""
    try:
        names = parameters(message.subject) | parameters(message.body)
    except PersonError:
        names = frozenset(message.defaults)
    return (name for name in sorted(names) if not name.startswith("assistant."))


def message_preview(message: CustomMessage) -> None:
    """As the chosen lead would get it, or what is wrong and where."""
    search = st.text_input(
        "Preview for",
        key="preview_search",
        type="search",
        icon=":material/search:",
        placeholder="A lead's name or email",
        live=True,
    )
    with database().reading() as store:
        found = Reports(store.connection).leads(search)
        names = {lead.id: f"{lead.first_name} {lead.last_name} · {lead.email}" for lead in found.itertuples()}
        chosen = st.selectbox(
            "Lead",
            list(names),
            key=f"preview_lead-{search}",
            format_func=lambda lead_id: names.get(lead_id, ""),
            label_visibility="collapsed",
            placeholder="No lead fits" if search else "No lead yet: a sample is shown",
        )
        lead = find(store, chosen) if chosen else _sample(store)
        if not message.body.strip():
            st.caption("The email appears here as you write.")
            return
        try:
            subject, body = preview_message(store, replace(message, name=message.name or "New"), lead)
        except PersonError as error:
            st.warning(plain_lines(str(error)), icon=":material/error:")
            return
    show_mail(subject, body)


def _sample(store: Store) -> Lead:
    assistant = store.default_assistant()
    schedule = store.schedule(assistant.default_schedule_id)
    return sample_lead(assistant, schedule, EVENT.name, CONTEXT, now())


def plain_lines(text: str) -> str:
    """Paragraphs that show letter for letter what they say."""
    return "\n\n".join(map(plain, text.split("\n\n")))
