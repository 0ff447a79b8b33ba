"""Add one lead, or a spreadsheet of them."""

import streamlit as st

from pages.parts.add_form import add_form
from pages.parts.order import read_offers
from pages.parts.sign_in import require_role
from pages.parts.upload import upload_form
from pages.parts.uploads import show_uploads

require_role("member")
st.title("Add leads", anchor=False)

offers = read_offers()
by_file, by_hand = st.tabs([":material/upload_file: From a spreadsheet", ":material/person_add: One lead"])
with by_file:
    upload_form(offers)
with by_hand:
    add_form(offers)
show_uploads()
