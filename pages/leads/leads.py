"""All leads, to search and open."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("viewer")
st.title("Leads", anchor=False)
st.info("There are no leads yet. Add the first ones under Add leads.", icon=":material/info:")
