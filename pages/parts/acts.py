"""Acts of a person: one transaction each, then the screen anew with a word on what was done."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.store import Store
from pages.parts.database import database
from pages.parts.error_frame import error_frame
from pages.parts.sign_in import Role, require_role

SAID = "said"


def rerun(_done: object) -> None:
    st.rerun()


def act(
    said: str,
    do: Callable[[Store, str], Any],
    *,
    role: Role = "member",
    then: Callable[[Any], object] = rerun,
) -> None:
    """Call `do` with a store and who it is, and `then` with its answer; where that is refused, its sentence
    is shown here instead."""
    with error_frame():
        person = require_role(role)
        with database().transaction() as store:
            done = do(store, person.email)
        st.session_state[SAID] = said
        then(done)


@st.dialog("Are you sure?", icon=":material/help:")
def confirm(question: str, label: str, said: str, do: Callable[[Store, str], Any], **options: Any) -> None:
    """The question before what cannot be undone; `options` are those of `act`."""
    st.write(question)
    with st.container(horizontal=True, horizontal_alignment="right"):
        if st.button("Cancel", key="cancel"):
            st.rerun()
        agreed = st.button(label, type="primary", key="confirm")
    if agreed:
        act(said, do, **options)


def show_said() -> None:
    """What the last act did, on the screen that it led to."""
    if said := st.session_state.pop(SAID, ""):
        st.toast(said, icon=":material/check_circle:")
