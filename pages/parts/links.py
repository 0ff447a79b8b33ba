"""Ways between the views of one screen: a page link to the screen that one is on keeps the old address."""

from pathlib import Path

import streamlit as st


def back_button(label: str, screen: Path) -> None:
    """To the view of the screen that needs no parameters."""
    if st.button(label, key="back", icon=":material/arrow_back:", type="tertiary"):
        st.switch_page(screen)
