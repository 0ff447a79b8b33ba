"""What works, what does not, and what to do."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("viewer")
st.title("Health", anchor=False)
st.info("Nothing has been checked yet.", icon=":material/info:")
