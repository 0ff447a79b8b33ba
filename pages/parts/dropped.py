"""A dropped file, opened and read once, however often the screen runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.spreadsheet.lead_sheet import LeadSheet, SheetChoice
from core.spreadsheet.reader import read_leads, sheet_names
from pages.parts.text import plain

DROPPED = "dropped"


@dataclass(slots=True)
class Dropped:
    """A file as far as it was read in this session."""

    file_id: str
    choices: Sequence[SheetChoice]
    sheets: dict[str | None, LeadSheet] = field(default_factory=dict)


def read_dropped(file: UploadedFile) -> LeadSheet:
    """What the file says, with progress; asks for the sheet where it must. Raises `BadUpload`."""
    news = st.empty()  # always there: the fields below keep their place, and what is being typed in them
    dropped = _opened(file, news)
    return _read(file, dropped, _sheet(dropped.choices), news)


def _opened(file: UploadedFile, news: DeltaGenerator) -> Dropped:
    """Only the latest file is kept in memory."""
    kept: Dropped | None = st.session_state.get(DROPPED)
    if kept is None or kept.file_id != file.file_id:
        with news, st.spinner(f"Opening {plain(file.name)} …"):
            kept = Dropped(file.file_id, sheet_names(file.getvalue(), file.name))
        st.session_state[DROPPED] = kept
    return kept


def _sheet(choices: Sequence[SheetChoice]) -> str | None:
    """Asked where several sheets could be meant; None leaves it to the reader, who says what is wrong."""
    possible = [choice for choice in choices if choice.has_emails]
    if len(possible) < 2:
        return possible[0].name if possible else None
    chosen: SheetChoice = st.selectbox(
        "Sheet", possible, key="sheet", format_func=lambda choice: f"{choice.name} · {choice.rows:,} rows"
    )
    return chosen.name


def _read(file: UploadedFile, dropped: Dropped, name: str | None, news: DeltaGenerator) -> LeadSheet:
    if name not in dropped.sheets:
        bar = news.progress(0.0, f"Reading {plain(file.name)} …")
        dropped.sheets[name] = read_leads(file.getvalue(), file.name, name, bar.progress)
        news.empty()
    return dropped.sheets[name]
