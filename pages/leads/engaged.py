"""Leads that answered or clicked, most urgent first."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("viewer")
st.title("Engaged leads", anchor=False)
st.info("Nobody is waiting for you. A lead that answers appears here.", icon=":material/info:")
