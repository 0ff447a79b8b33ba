"""One lead: where it stands, its timeline, and what to do with it."""

from pathlib import Path
from uuid import UUID

import streamlit as st

from core.acting import find
from core.errors import NotFound
from core.timeline import upcoming
from core.writing.writer import write_text
from data.reports import Reports
from pages.parts.acts import show_said
from pages.parts.database import database
from pages.parts.dates import now
from pages.parts.entries import EntryKind, entries_of
from pages.parts.lead_acts import show_acts
from pages.parts.lead_summary import lead_facts, lead_header, lead_news
from pages.parts.sign_in import require_role
from pages.parts.timeline import show_timeline

LEADS = Path(__file__).parent / "leads.py"
LAST = "lead"  # the browser's Back may come here without the id


def chosen_id() -> UUID | None:
    """The lead of the address, else the one shown last."""
    given = st.query_params.get("id") or st.session_state.get(LAST)
    try:
        return UUID(given) if given else None
    except ValueError as error:
        raise NotFound("There is no such lead. Choose one under Leads.") from error


def show_lead(lead_id: UUID) -> None:
    with database().reading() as store:
        lead = find(store, lead_id)
        assistant, schedule = store.assistant(lead.assistant_id), store.schedule(lead.schedule_id)
        coming = upcoming(store, lead, write_text, now())
        reports = Reports(store.connection)
        rows, sent = reports.timeline(lead.id), reports.sent_steps(lead.id, lead.run)
    entries = entries_of(rows, coming)
    st.session_state[LAST] = str(lead.id)
    lead_header(lead)
    if person.may("member"):
        show_acts(lead, [entry for entry in entries if entry.kind in (EntryKind.SENT, EntryKind.RECEIVED)])
    lead_news(lead)
    lead_facts(lead, assistant, schedule, sent)
    show_timeline(lead, entries)


person = require_role("viewer")
show_said()
st.page_link(LEADS, label="All leads", icon=":material/arrow_back:")
if lead_id := chosen_id():
    show_lead(lead_id)
else:
    st.title("Lead", anchor=False)
    st.info(
        "Choose a lead under **Leads**: a click on its row opens it here.", icon=":material/person_search:"
    )
