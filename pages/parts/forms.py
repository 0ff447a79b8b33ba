"""Forms that keep what was typed, also while other screens are open, until it is saved or given up."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

Rows = list[tuple[int, Any]]  # number of the row, never used again in its form, and what it began with


def form_of(what: str) -> str:
    """Begins the keys of the form's widgets, each of which has `persist_state="session"`."""
    return f"{what}-{st.session_state.get(_count(what), 0)}"


def forget(what: str) -> None:
    """The form shows what is saved again."""
    st.session_state[_count(what)] = st.session_state.get(_count(what), 0) + 1


def discard_button(what: str) -> None:
    st.button("Discard changes", key=f"discard-{what}", icon=":material/undo:", on_click=forget, args=(what,))


def rows_of(form: str, saved: Sequence[Any]) -> Rows:
    """The rows of a list that can be put in order, as they are in the form; at first they are `saved`."""
    rows: Rows = st.session_state.setdefault(_rows(form), list(enumerate(saved)))
    return rows


def add_row(form: str, value: Any) -> None:
    rows: Rows = st.session_state[_rows(form)]
    rows.append((max((number for number, _ in rows), default=-1) + 1, value))


def row_buttons(form: str, place: int, number: int) -> None:
    """Up, down and remove, for the row in that place (from 0)."""
    last = len(st.session_state[_rows(form)]) - 1
    for name, icon, to, possible in (
        ("up", "arrow_upward", place - 1, place > 0),
        ("down", "arrow_downward", place + 1, place < last),
        ("remove", "delete", None, True),
    ):
        st.button(
            f":material/{icon}:",
            key=f"{form}-{name}-{number}",
            help=f"{name.capitalize()} ({place + 1})",
            type="tertiary",
            disabled=not possible,
            on_click=_move,
            args=(form, place, to),
        )


def _move(form: str, place: int, to: int | None) -> None:
    """To another place, or away."""
    rows: Rows = st.session_state[_rows(form)]
    row = rows.pop(place)
    if to is not None:
        rows.insert(to, row)


def _rows(form: str) -> str:
    return f"{form}-rows"


def _count(what: str) -> str:
    return f"forms-{what}"
