"""The leads that a person has selected in the list, and what can be done with all of them."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import streamlit as st

from core.drafting import start_followup
from data.reports import Reports
from data.store import Store
from pages.parts.acts import confirm
from pages.parts.dates import now

BROADCASTS = Path(__file__).parent.parent / "leads" / "broadcasts.py"
TO = "broadcast_to"  # the selection, for the screen that writes to it


@dataclass(frozen=True, slots=True)
class Selection:
    """Some leads by their ids, or all that match, which are read only when something is done with them."""

    count: int
    ids: tuple[UUID, ...] = ()
    search: str = ""
    states: tuple[str, ...] = ()

    def read(self, store: Store) -> list[UUID]:
        return list(self.ids) or Reports(store.connection).lead_ids(self.search, self.states)

    @property
    def leads(self) -> str:
        return f"{self.count:,} lead{'s' if self.count != 1 else ''}"


def show_selection(selection: Selection, drafted: int) -> None:
    """The buttons; `drafted` is how many leads wait for Start anywhere."""
    nothing = not selection.count
    if st.button(
        f"Broadcast to {selection.leads}" if selection.count else "Broadcast",
        key="broadcast",
        icon=":material/campaign:",
        disabled=nothing,
        help="Select leads in the table, or all that match, and write them one message.",
    ):
        st.session_state[TO] = selection
        st.switch_page(BROADCASTS)
    if drafted and st.button(
        "Start drafts", key="start_drafts", icon=":material/play_arrow:", disabled=nothing
    ):
        _start(selection)


def _start(selection: Selection) -> None:
    confirm(
        f"Start the follow-up of those among {selection.leads} that wait as drafts? Their first emails go at "
        "the sidecar's next pass, or at their start time.",
        "Start",
        "The drafts are started.",
        lambda store, who: start_followup(store, selection.read(store), who=who, now=now()),
    )
