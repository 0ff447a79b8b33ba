"""A spreadsheet of leads: dropped, read, shown with its problems, imported once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.history import Upload
from core.importing import Order, import_sheet
from core.lead_sheet import LeadSheet, SheetChoice
from core.upload import read_leads, sheet_names
from core.workbook import sample_workbook
from data.files import Files
from pages.parts.database import database
from pages.parts.dates import now
from pages.parts.error_frame import error_frame
from pages.parts.order import Offers, order_fields, start_button
from pages.parts.sign_in import require_role
from pages.parts.text import plain
from pages.parts.uploads import XLSX, rejected_download

TYPES = ("xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv", "txt")
MOST_MEGABYTES = 50
SHOWN = 200  # rejected rows on the screen; the workbook has them all
LEADS = Path(__file__).parent.parent / "leads" / "leads.py"


@dataclass(slots=True)
class Dropped:
    """A file as far as it was read in this session."""

    file_id: str
    choices: Sequence[SheetChoice]
    sheets: dict[str | None, LeadSheet] = field(default_factory=dict)


def upload_form(offers: Offers) -> None:
    file = st.file_uploader(
        "Drop a spreadsheet of leads here",
        list(TYPES),
        key="file",
        max_upload_size=MOST_MEGABYTES,
    )
    if file is None:
        st.caption("One row for each lead, with at least a name and an email. Any order of columns will do.")
        _offer_sample()
        return
    with error_frame():
        dropped = _opened(file)
        _import_once(file, _read(file, dropped, _sheet(dropped.choices)), offers)


def _offer_sample() -> None:
    st.download_button(
        "Sample workbook",
        sample_workbook,
        "leadkeeper-sample.xlsx",
        XLSX,
        icon=":material/download:",
        type="tertiary",
        key="sample",
    )


def _opened(file: UploadedFile) -> Dropped:
    """Open a file once, however often the screen runs; only the latest is kept in memory."""
    kept: Dropped | None = st.session_state.get("dropped")
    if kept is None or kept.file_id != file.file_id:
        with st.spinner(f"Opening {plain(file.name)} …"):
            kept = Dropped(file.file_id, sheet_names(file.getvalue(), file.name))
        st.session_state["dropped"] = kept
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


def _read(file: UploadedFile, dropped: Dropped, name: str | None) -> LeadSheet:
    if name not in dropped.sheets:
        bar = st.progress(0.0, f"Reading {plain(file.name)} …")
        dropped.sheets[name] = read_leads(file.getvalue(), file.name, name, bar.progress)
        bar.empty()
    return dropped.sheets[name]


def _import_once(file: UploadedFile, sheet: LeadSheet, offers: Offers) -> None:
    """The fields and the button, or what became of it: a file that was imported offers no button again."""
    done: dict[tuple[str, str], Upload] = st.session_state.setdefault("imported", {})
    key = (file.file_id, sheet.sheet)
    if key not in done:
        _show_counts(sheet)
        _show_rejected(sheet)
        if not sheet.leads or not (order := _ordered(sheet, offers)):
            return
        with st.spinner(f"Importing {len(sheet.leads):,} leads …", show_time=True):
            # A dictionary that is there already: setting the session itself could be cut short by a click.
            done[key] = _import(file.name, sheet, order)
        st.rerun()
    _show_result(done[key], sheet)


def _import(file_name: str, sheet: LeadSheet, order: Order) -> Upload:
    who = require_role("member").email
    keep = Files(database().path.parent).keep_rejected
    with database().transaction() as store:
        return import_sheet(store, sheet, order, file_name=file_name, who=who, now=now(), keep=keep)


def _ordered(sheet: LeadSheet, offers: Offers) -> Order | None:
    with st.container(border=True):
        order = order_fields("upload", offers)
        label = f"Import {len(sheet.leads):,} lead{'s' if len(sheet.leads) != 1 else ''}"
        with st.container(horizontal=True):
            if st.button(label, type="primary", icon=":material/upload:", key="import"):
                return order
            start_at = start_button("upload", label)
            return replace(order, start_at=start_at) if start_at else None


def _show_counts(sheet: LeadSheet) -> None:
    with st.grid(min_column_width=140):
        st.metric("Rows", f"{sheet.total:,}", border=True)
        st.metric("Ready to import", f"{len(sheet.leads):,}", border=True)
        st.metric("Rejected", f"{len(sheet.rejected):,}", border=True)
        st.metric("Duplicates in the file", f"{sheet.duplicates:,}", border=True)


def _show_rejected(sheet: LeadSheet) -> None:
    if not sheet.rejected:
        return
    st.warning("These rows cannot be added. The others can, with or without them.", icon=":material/warning:")
    rows = [(row.row, row.column, row.value, row.reason) for row in sheet.rejected[:SHOWN]]
    st.dataframe(
        pd.DataFrame(rows, columns=["Row", "Column", "Value", "Reason"]), hide_index=True, key="rejected"
    )
    if len(sheet.rejected) > SHOWN:
        st.caption(
            f"The first {SHOWN} of {len(sheet.rejected):,}; the download after the import has them all."
        )


def _show_result(upload: Upload, sheet: LeadSheet) -> None:
    st.success(
        f"{upload.added:,} {_are_added(upload.added)} from {plain(upload.file_name)}.",
        icon=":material/check_circle:",
    )
    with st.grid(min_column_width=140):
        st.metric("Added", f"{upload.added:,}", border=True)
        st.metric("Duplicate", f"{upload.duplicate:,}", border=True)
        st.metric("Invalid", f"{upload.invalid:,}", border=True)
        st.metric("Suppressed", f"{upload.suppressed:,}", border=True)
    with st.container(horizontal=True):
        st.page_link(LEADS, label="Open Leads", icon=":material/group:")
        rejected_download("Rejected rows", upload.rejected_file, "rejected_rows")


def _are_added(count: int) -> str:
    return "lead is added" if count == 1 else "leads are added"
