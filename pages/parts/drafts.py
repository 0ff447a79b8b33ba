"""Forms that keep what was typed, also while other screens are open, until it is saved or given up."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

Rows = list[tuple[int, Any]]  # number of the row, never used again in its draft, and what it began with


def draft_of(what: str) -> str:
    """Begins the keys of the form's widgets, each of which has `persist_state="session"`."""
    return f"{what}-{st.session_state.get(_count(what), 0)}"


def forget(what: str) -> None:
    """The form shows what is saved again."""
    st.session_state[_count(what)] = st.session_state.get(_count(what), 0) + 1


def discard_button(what: str) -> None:
    st.button("Discard changes", key=f"discard-{what}", icon=":material/undo:", on_click=forget, args=(what,))


def rows_of(draft: str, saved: Sequence[Any]) -> Rows:
    """The rows of a list that can be put in order, as they are in the draft; at first they are `saved`."""
    rows: Rows = st.session_state.setdefault(_rows(draft), list(enumerate(saved)))
    return rows


def add_row(draft: str, value: Any) -> None:
    rows: Rows = st.session_state[_rows(draft)]
    rows.append((max((number for number, _ in rows), default=-1) + 1, value))


def row_buttons(draft: str, place: int, number: int) -> None:
    """Up, down and remove, for the row in that place (from 0)."""
    last = len(st.session_state[_rows(draft)]) - 1
    for name, icon, to, possible in (
        ("up", "arrow_upward", place - 1, place > 0),
        ("down", "arrow_downward", place + 1, place < last),
        ("remove", "delete", None, True),
    ):
        st.button(
            f":material/{icon}:",
            key=f"{draft}-{name}-{number}",
            help=f"{name.capitalize()} ({place + 1})",
            type="tertiary",
            disabled=not possible,
            on_click=_move,
            args=(draft, place, to),
        )


def _move(draft: str, place: int, to: int | None) -> None:
    """To another place, or away."""
    rows: Rows = st.session_state[_rows(draft)]
    row = rows.pop(place)
    if to is not None:
        rows.insert(to, row)


def _rows(draft: str) -> str:
    return f"{draft}-rows"


def _count(what: str) -> str:
    return f"drafts-{what}"
