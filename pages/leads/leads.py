"""All leads, to search and open."""

from math import ceil
from pathlib import Path
from uuid import UUID

import streamlit as st

from data.reports import PAGE, Reports
from pages.parts.acts import show_said
from pages.parts.database import database
from pages.parts.heading import title_with_button
from pages.parts.lead_filters import lead_filters
from pages.parts.lead_table import lead_table
from pages.parts.selection import Selection, show_selection
from pages.parts.sign_in import require_role

SCREENS = Path(__file__).parent


def header() -> None:
    if title_with_button(
        "Leads", "Add leads", icon="person_add", key="add_leads", allowed=person.may("member")
    ):
        st.switch_page(SCREENS / "add.py")


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


def selection_of(ticked: tuple[UUID, ...]) -> Selection:
    """The rows that are ticked, or all that match."""
    if st.checkbox(f"All {found:,} that match", key=f"every-{sought}"):
        return Selection(found, (), search, tuple(states))
    return Selection(len(ticked), ticked)


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
    any_lead, drafted = sum(by_state.values()), reports.count_drafted()
    search, states = lead_filters(by_state, drafted)
    found = reports.count_leads(search, states) if search or states else any_lead
    pages = max(1, ceil(found / PAGE))
    sought = f"{search}-{'-'.join(states)}"  # a page belongs to its filters: others begin at the first one
    at = page_of(f"page-{sought}", pages)
    leads = reports.leads(search, states, at)

if leads.empty:
    empty()
else:
    chosen = above_table()
    selected = st.container(horizontal=True, vertical_alignment="center", key="selected")
    ids = hash(tuple(leads["id"]))  # what is ticked by its place is never taken over by another lead
    opened, ticked = lead_table(leads, f"leads-{sought}-{at}-{ids}", selecting=person.may("member"))
    if chosen or opened:
        open_lead(chosen or opened)
    if person.may("member"):
        with selected:
            show_selection(selection_of(ticked), drafted)
