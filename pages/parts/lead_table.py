"""A page of leads as a table."""

from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from core.state import Hold, LeadState
from pages.parts.dates import now, when
from pages.parts.looks import HOLDS, STATES

OPEN = "Open"  # its cells are buttons: for the keyboard, and for a phone, where a tap only scrolls
CLICKED = "open_lead"
ROW_HEIGHT, MOST_ROWS_IN_VIEW = 38, 15


def lead_table(leads: pd.DataFrame, key: str, *, selecting: bool) -> tuple[str | None, tuple[UUID, ...]]:
    """Show them; answers the id of the lead whose row was clicked, and those of the rows that are ticked."""
    event = st.dataframe(
        pd.DataFrame([_row(lead) for lead in leads.to_dict("records")]),
        hide_index=True,
        height=(min(len(leads), MOST_ROWS_IN_VIEW) + 1) * ROW_HEIGHT + 2,
        row_height=ROW_HEIGHT,
        key=key,
        on_select="rerun",
        selection_mode=("multi-row", "single-cell") if selecting else "single-cell",
        column_config=_columns(),
        placeholder="",
        alt="Leads; each row opens its lead",
    )
    row = _clicked(event["selection"], st.session_state.get(CLICKED))
    opened = None if row is None else str(leads["id"].iloc[row])
    return opened, tuple(leads["id"].iloc[place] for place in event["selection"].get("rows", []))


def _clicked(selection: dict[str, Any], button: dict[str, Any] | None) -> int | None:
    """The row of the clicked cell. The keyboard enters the table at a button; only Enter is then a click."""
    if button:
        return button["row"]
    return next((row for row, column in selection["cells"] if column != OPEN), None)


def _row(lead: dict[str, Any]) -> dict[str, Any]:
    return {
        OPEN: ":material/open_in_full:",
        "Name": f"{lead['first_name']} {lead['last_name']}".strip(),
        "State": [lead["state"]],
        "Company": lead["company"],
        "Email": lead["email"],
        "Progress": f"{lead['sent']} of {lead['steps']}",
        "Next email": _next(lead),
        "Source": lead["source"],
        "Context": lead["context"],
    }


def _next(lead: dict[str, Any]) -> str:
    if lead["held"]:
        return HOLDS[Hold(lead["held"])][0]
    if pd.isna(lead["next_send_at"]):
        return ""
    return when(lead["next_send_at"]) if lead["next_send_at"] > now() else "At the next pass"


def _columns() -> dict[str, Any]:
    column = st.column_config
    return {
        OPEN: column.ButtonColumn(" ", width=48, type="tertiary", key=CLICKED),
        "Name": column.TextColumn(width=130),
        "State": column.MultiselectColumn(
            options=[str(state) for state in LeadState],
            color=[look.shade for look in STATES.values()],
            width=112,
        ),
        "Company": column.TextColumn(width=120),
        "Email": column.TextColumn(width=205),
        "Progress": column.TextColumn(width=75, help="Emails of the schedule that were sent"),
        "Next email": column.TextColumn(width=245),
        "Source": column.TextColumn(width=105),
    }
