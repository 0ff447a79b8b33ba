"""Add one lead, or a spreadsheet of them."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("member")
st.title("Add leads", anchor=False)
st.info("A form and a spreadsheet drop belong here.", icon=":material/info:")
