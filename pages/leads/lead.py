"""One lead: its timeline and what to do with it."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("viewer")
st.title("Lead", anchor=False)
st.info("Choose a lead under Leads.", icon=":material/info:")
