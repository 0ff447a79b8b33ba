"""Leads that answered, most urgent first: who waits for a person."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from core import acting
from core.state import MOVES, LeadState
from data.reports import Reports
from pages.parts.acts import act, show_said
from pages.parts.database import database
from pages.parts.dates import lasting, now
from pages.parts.found import show_found
from pages.parts.looks import kind_name, state_badge
from pages.parts.sign_in import require_role
from pages.parts.text import phone_link, plain

LEAD = Path(__file__).parent / "lead.py"
MOST, REFRESH_SECONDS = 50, 15
TOO_LONG = timedelta(hours=24)  # a lead that waits longer than this is easily lost


@st.fragment(run_every=REFRESH_SECONDS)
def queue() -> None:
    with database().reading() as store:
        reports = Reports(store.connection)
        waiting, count = reports.engaged_leads(MOST), reports.count_engaged()
    if not waiting:
        st.info(
            "Nobody is waiting for you. A lead that answers appears here by itself.",
            icon=":material/done_all:",
        )
        return
    st.caption(f"{count:,} {'leads wait' if count != 1 else 'lead waits'}, the most urgent first.")
    for lead in waiting:
        card(lead)
    if count > len(waiting):
        st.caption(f"{count - len(waiting):,} more follow when these are done.")


def card(lead: dict[str, Any]) -> None:
    with st.container(border=True, key=f"engaged-{lead['id']}"):
        headline(lead)
        st.text(lead["evidence"])
        show_found(lead["details"] or "")
        with st.container(horizontal=True, vertical_alignment="center"):
            buttons(lead)


def headline(lead: dict[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = f"{lead['first_name']} {lead['last_name']}".strip()
        st.markdown(f"**{plain(name)}**", width="content")
        state_badge(LeadState(lead["state"]))
        st.badge(kind_name(lead["kind"]), icon=":material/label:", color="violet")
        if lead["company"]:
            st.caption(plain(lead["company"]), width="content")
        span = now() - lead["happened_at"]
        colour = "red" if span > TOO_LONG else "gray"
        st.badge(f"waits {lasting(span)}", icon=":material/hourglass_top:", color=colour)


def buttons(lead: dict[str, Any]) -> None:
    lead_id = lead["id"]
    st.page_link(LEAD, label="Open", icon=":material/open_in_full:", query_params={"id": str(lead_id)})
    if lead["phone"]:
        st.markdown(f":material/call: [{plain(lead['phone'])}]({phone_link(lead['phone'])})", width="content")
    if not person.may("member"):
        return
    if LeadState.HOT in MOVES[LeadState(lead["state"])] and st.button(
        "Hot", key=f"hot-{lead_id}", icon=":material/local_fire_department:"
    ):
        act("Marked Hot.", lambda store, who: acting.mark_hot(store, lead_id, who=who, now=now()))
    if st.button("Done", key=f"done-{lead_id}", icon=":material/check:"):
        act("Done.", lambda store, who: store.handle_engagements(lead_id, who, now()))


person = require_role("viewer")
show_said()
st.title("Engaged leads", anchor=False)
queue()
