"""The top of a screen that lists things, and the way back to it."""

from pathlib import Path

import streamlit as st


def title_with_button(title: str, label: str, *, icon: str, key: str, allowed: bool) -> bool:
    """The title, and at the other end what adds one more; whether that was pressed."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title(title, anchor=False, width="content")
        return allowed and st.button(label, type="primary", icon=f":material/{icon}:", key=key)


def back_button(label: str, screen: Path) -> None:
    """To the view of the screen that needs no parameters: a page link to the screen that one is on would keep
    the old address."""
    if st.button(label, key="back", icon=":material/arrow_back:", type="tertiary"):
        st.switch_page(screen)
