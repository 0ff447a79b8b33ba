"""What to look for among all leads."""

from collections.abc import Mapping

import streamlit as st

from core.state import LeadState
from data.reports import DRAFTS
from pages.parts.looks import STATES

SEARCH, CHOSEN = "search", "states"
DRAFT_ICON = ":material/edit_note:"


def lead_filters(counts: Mapping[str, int], drafted: int) -> tuple[str, list[str]]:
    """Search and states, of which one may be `DRAFTS`; both are kept while other screens are open."""
    looks = {str(state): (STATES[state].material, counts.get(state, 0)) for state in LeadState}
    looks[DRAFTS] = (DRAFT_ICON, drafted)
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
        list(looks),
        selection_mode="multi",
        key=CHOSEN,
        format_func=lambda state: f"{looks[state][0]} {state} {looks[state][1]:,}",
        label_visibility="collapsed",
        persist_state="session",
    )
    return st.session_state[SEARCH] or "", list(st.session_state[CHOSEN])
