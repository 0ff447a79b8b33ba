"""What the assistant wants a person to know."""

import streamlit as st

from pages.parts.sign_in import require_role

require_role("viewer")
st.title("Notices", anchor=False)
st.info("There are no notices.", icon=":material/info:")
