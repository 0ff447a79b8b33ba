"""Broadcasts: one message to the selected leads at a time of its own, and what became of earlier ones."""

from pathlib import Path

import streamlit as st

from pages.parts.acts import show_said
from pages.parts.broadcast_form import broadcast_form
from pages.parts.broadcast_list import show_broadcasts
from pages.parts.selection import TO, Selection
from pages.parts.sign_in import require_role

LEADS = Path(__file__).parent / "leads.py"

person = require_role("viewer")
show_said()
st.title("Broadcasts", anchor=False)
selection: Selection | None = st.session_state.get(TO)
if selection and person.may("member"):
    broadcast_form(selection)
else:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            "Select leads under **Leads**, then press **Broadcast**, to write them one message.",
            icon=":material/campaign:",
        )
        st.page_link(LEADS, label="Leads", icon=":material/group:")
show_broadcasts(person)
