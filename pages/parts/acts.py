"""Acts of a person: one transaction each, then the screen anew with a word on what was done."""

from collections.abc import Callable

import streamlit as st

from data.store import Store
from pages.parts.database import database
from pages.parts.error_frame import error_frame
from pages.parts.sign_in import require_role

SAID = "said"


def act(said: str, do: Callable[[Store, str], object]) -> None:
    """Call `do` with a store and who it is; where that is refused, its sentence is shown here instead."""
    with error_frame():
        person = require_role("member")
        with database().transaction() as store:
            do(store, person.email)
        st.session_state[SAID] = said
        st.rerun()


def show_said() -> None:
    """What the last act did, on the screen that it led to."""
    if said := st.session_state.pop(SAID, ""):
        st.toast(said, icon=":material/check_circle:")
