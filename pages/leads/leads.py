"""All leads, to search and open."""

from math import ceil
from pathlib import Path

import streamlit as st

from core.state import LeadState
from data.reports import PAGE, Reports
from pages.parts.acts import show_said
from pages.parts.database import database
from pages.parts.lead_table import lead_table
from pages.parts.looks import STATES
from pages.parts.sign_in import require_role

SCREENS = Path(__file__).parent
SEARCH, CHOSEN = "search", "states"


def header() -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title("Leads", anchor=False, width="content")
        if person.may("member") and st.button(
            "Add leads", type="primary", icon=":material/person_add:", key="add_leads"
        ):
            st.switch_page(SCREENS / "add.py")


def filters(counts: dict[str, int]) -> tuple[str, list[str]]:
    """What to look for; both are kept while other screens are open."""
    st.text_input(
        "Search",
        key=SEARCH,
        type="search",
        placeholder="Name, email, phone or company",
        icon=":material/search:",
        live=True,
        label_visibility="collapsed",
        persist_state="session",
        width=360,
    )
    st.pills(
        "States",
        list(LeadState),
        selection_mode="multi",
        key=CHOSEN,
        format_func=lambda state: f"{STATES[state].material} {state} {counts.get(state, 0):,}",
        label_visibility="collapsed",
        persist_state="session",
    )
    return st.session_state[SEARCH] or "", [str(state) for state in st.session_state[CHOSEN]]


def open_lead(lead_id: str) -> None:
    st.switch_page(SCREENS / "lead.py", query_params={"id": lead_id})


def page_of(key: str, pages: int) -> int:
    """The page to show; where there are fewer pages than before, the widget begins again too."""
    at = st.session_state.get(key, 1)
    return at if at <= pages else 1


def above_table() -> str | None:
    """Count, pages, and a choice of the leads on this page, which answers the id of the chosen one.

    They come first, and the choice is there at all, since the Tab key goes from cell to cell inside a table.
    """
    names = {
        str(lead.id): f"{lead.first_name} {lead.last_name} · {lead.email}" for lead in leads.itertuples()
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{found:,} lead{'s' if found != 1 else ''}", width="content")
        st.pagination(pages, key=f"page-{sought}", persist_state="session")
        return st.selectbox(
            "Open a lead of this page",
            list(names),
            index=None,
            key="open",
            format_func=lambda lead_id: names.get(lead_id, ""),
            placeholder="Open …",
            label_visibility="collapsed",
            width=260,
        )


def empty() -> None:
    if any_lead:
        st.info("No lead fits. Clear the search or a state.", icon=":material/search_off:")
    else:
        st.info(
            "There are no leads yet. Add the first one, or drop a spreadsheet, under **Add leads**.",
            icon=":material/group_add:",
        )


person = require_role("viewer")
show_said()
header()
with database().reading() as store:
    reports = Reports(store.connection)
    by_state = reports.count_by_state()
    any_lead = sum(by_state.values())
    search, states = filters(by_state)
    found = reports.count_leads(search, states) if search or states else any_lead
    pages = max(1, ceil(found / PAGE))
    sought = f"{search}-{'-'.join(states)}"  # a page belongs to its filters: others begin at the first one
    at = page_of(f"page-{sought}", pages)
    leads = reports.leads(search, states, at)

if leads.empty:
    empty()
else:
    if chosen := above_table() or lead_table(leads, f"leads-{sought}-{at}"):
        open_lead(chosen)
