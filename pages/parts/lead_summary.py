"""Who a lead is and where it stands now."""

import json
from collections.abc import Mapping

import streamlit as st

from core.assistant import Assistant
from core.lead import Lead
from core.schedule import Schedule
from core.state import Hold, LeadState
from core.whereabouts import zone_of
from pages.parts.dates import distance, exact, meeting, now, when
from pages.parts.looks import HOLDS, hold_badge, state_badge
from pages.parts.text import phone_link, plain


def lead_header(lead: Lead) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(plain(lead.name), anchor=False, width="content")
        state_badge(lead.state, lead.sub_state)
        hold_badge(lead)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(" · ".join(filter(None, (lead.email, lead.designation, lead.company))))
        if lead.phone:
            st.markdown(f":material/call: [{plain(lead.phone)}]({phone_link(lead.phone)})", width="content")


def lead_news(lead: Lead) -> None:
    """What a person should know before anything else: a meeting, or why the follow-up stands still."""
    if lead.meeting_on and lead.state is LeadState.HOT:
        st.success(
            f"Meeting: {meeting(lead.meeting_on, lead.meeting_at, zone_of(lead))}", icon=":material/event:"
        )
    if lead.held:
        show = st.info if lead.held is Hold.STOPPED else st.warning
        show(HOLDS[lead.held][1], icon=":material/pause_circle:")
    if lead.state is LeadState.OUT_OF_OFFICE and lead.resume_at:
        st.info(f"Back {when(lead.resume_at)}; the follow-up then goes on.", icon=":material/beach_access:")


def lead_facts(lead: Lead, assistant: Assistant, schedule: Schedule, sent: int) -> None:
    """`sent` counts the messages of the schedule that have left."""
    facts = {
        "Source": lead.source,
        "Context": lead.context,
        "Schedule": f"{schedule.name}, {sent} of {len(schedule.steps)}",
        "Next email": _next(lead),
        "Assistant": assistant.name,
    }
    _grid(facts)
    if lead.additional_information:
        with st.expander("Additional information", icon=":material/info:"):
            st.text(lead.additional_information)
    if columns := json.loads(lead.custom):
        with st.expander("Other columns of the sheet", icon=":material/table_rows:"):
            _grid(columns)


def _grid(facts: Mapping[str, str]) -> None:
    with st.grid(min_column_width=170, border=True):
        for name, value in facts.items():
            with st.container(gap=None):
                st.caption(plain(name))
                st.text(value)


def _next(lead: Lead) -> str:
    if lead.held:
        return HOLDS[lead.held][0]
    if lead.next_send_at and lead.next_send_at <= now():
        return "At the next pass"
    if lead.next_send_at:
        return f"{distance(lead.next_send_at)}\n{exact(lead.next_send_at)}"
    return "On its way" if lead.state is LeadState.COLD else "None"
