"""A spreadsheet of leads: dropped, read, shown with its problems, imported once."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.history import Upload
from core.spreadsheet.lead_sheet import LeadSheet
from core.spreadsheet.workbook import sample_workbook
from core.upload import Order, taken_by
from data.uploads import store_upload
from pages.parts.database import database
from pages.parts.dates import now
from pages.parts.dropped import read_dropped
from pages.parts.error_frame import error_frame
from pages.parts.order import Offers, order_fields, start_button
from pages.parts.preview import Edits, edits_for, show_preview
from pages.parts.sign_in import require_role
from pages.parts.text import plain
from pages.parts.uploads import XLSX, rejected_download

TYPES = ("xlsx", "xls", "xlsm", "xlsb", "ods", "csv", "tsv", "txt")
MOST_MEGABYTES = 50
HINT = "Choose source and context: every email is then shown here as each lead will get it."
SHOWN = 200  # rejected rows on the screen; the workbook has them all
LEADS = Path(__file__).parent.parent / "leads" / "leads.py"


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
        _import_once(file, read_dropped(file), offers)


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


def _import_once(file: UploadedFile, sheet: LeadSheet, offers: Offers) -> None:
    """The fields and the button, or what became of it: a file that was imported offers no button again."""
    done: dict[tuple[str, str], Upload] = st.session_state.setdefault("imported", {})
    key = (file.file_id, sheet.sheet)
    if key not in done:
        if not sheet.leads:
            _show_found(sheet)
            return
        if not (ordered := _ordered(f"{file.file_id}-{sheet.sheet}", sheet, offers)):
            return
        sheet = ordered[0]
        with st.spinner(f"Importing {len(sheet.leads):,} leads …", show_time=True):
            # A dictionary that is there already: setting the session itself could be cut short by a click.
            done[key] = _import(file.name, *ordered)
        st.rerun()
    _show_result(done[key], sheet)


def _import(file_name: str, sheet: LeadSheet, order: Order, edits: Edits) -> Upload:
    who = require_role("member").email
    return store_upload(database(), sheet, order, file_name=file_name, who=who, now=now(), edits=edits)


def _ordered(file: str, sheet: LeadSheet, offers: Offers) -> tuple[LeadSheet, Order, Edits] | None:
    """The fields, with the emails beside them; what to import once a button is pressed."""
    found = st.container()  # above the fields, and known once the assistant is
    fields, beside = st.columns([3, 2], gap="medium")
    with fields, st.container(border=True):
        order = order_fields("upload", offers)
        sheet = _taken(sheet, order)
        chosen = _buttons(sheet, order) if sheet.leads else None
    with found:
        _show_found(sheet)
    edits = edits_for(file, order)
    with beside:
        show_preview("upload", sheet.leads, order, edits, HINT)
    return (sheet, chosen, edits) if chosen else None


def _taken(sheet: LeadSheet, order: Order) -> LeadSheet:
    with database().reading() as store:
        return taken_by(store, sheet, store.assistant(order.assistant_id))


def _buttons(sheet: LeadSheet, order: Order) -> Order | None:
    label = f"Import {len(sheet.leads):,} lead{'s' if len(sheet.leads) != 1 else ''}"
    with st.container(horizontal=True):
        if st.button(label, type="primary", icon=":material/upload:", key="import"):
            return order
        start_at = start_button("upload", "Import and schedule")
        return replace(order, start_at=start_at) if start_at else None


def _show_found(sheet: LeadSheet) -> None:
    _show_counts(sheet)
    _show_rejected(sheet)


def _show_counts(sheet: LeadSheet) -> None:
    with st.grid(4, min_column_width=130):
        st.metric("Rows", f"{sheet.total:,}", border=True)
        st.metric("Ready to import", f"{len(sheet.leads):,}", border=True)
        st.metric("Rejected", f"{len(sheet.rejected):,}", border=True)
        st.metric("Duplicates", f"{sheet.duplicates:,}", border=True)


def _show_rejected(sheet: LeadSheet) -> None:
    if not sheet.rejected:
        return
    st.warning("These rows cannot be added; the others can.", icon=":material/warning:")
    rows = [(row.row, row.column, row.value, row.reason) for row in sheet.rejected[:SHOWN]]
    table = pd.DataFrame(rows, columns=["Row", "Column", "Value", "Reason"])
    narrow = {"Row": st.column_config.NumberColumn(width=60, format="%d")}
    st.dataframe(table, hide_index=True, key="rejected", column_config=narrow, alt="Rejected rows")
    if len(sheet.rejected) > SHOWN:
        st.caption(
            f"The first {SHOWN} of {len(sheet.rejected):,}; the download after the import has them all."
        )


def _show_result(upload: Upload, sheet: LeadSheet) -> None:
    st.success(
        f"{upload.added:,} {_are_added(upload.added)} from {plain(upload.file_name)}.",
        icon=":material/check_circle:",
    )
    with st.grid(4, min_column_width=130):
        st.metric("Added", f"{upload.added:,}", border=True)
        st.metric("Duplicate", f"{upload.duplicate:,}", border=True)
        st.metric("Invalid", f"{upload.invalid:,}", border=True)
        st.metric("Suppressed", f"{upload.suppressed:,}", border=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(LEADS, label="Open Leads", icon=":material/group:")
        rejected_download("Rejected rows", upload.rejected_file, "rejected_rows")


def _are_added(count: int) -> str:
    return "lead is added" if count == 1 else "leads are added"
