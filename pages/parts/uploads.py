"""Recent uploads, and the workbooks of what they could not add."""

from pathlib import Path

import streamlit as st

from data.reports import Reports
from pages.parts.database import database
from pages.parts.dates import when
from pages.parts.text import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNTS = ("added", "duplicate", "invalid", "suppressed")


def show_uploads() -> None:
    with database().reading() as store:
        uploads = Reports(store.connection).uploads(10)
    if not uploads:
        return
    st.subheader("Recent uploads", anchor=False)
    for upload in uploads:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", key=f"upload-{upload['id']}"
        ):
            with st.container(gap=None):
                st.text(upload["file_name"])
                counts = " · ".join(f"{upload[name]:,} {name}" for name in COUNTS if upload[name])
                st.caption(f"{counts or 'nothing to add'} of {upload['total']:,} rows")
            st.caption(f"{when(upload['uploaded_at'])} · {plain(upload['who'])}", width="content")
            rejected_download("Not added", upload["rejected_file"], f"rejected-{upload['id']}")


def rejected_download(label: str, path: str, key: str) -> None:
    """The button, where rows were rejected and their workbook is still there."""
    if path and Path(path).exists():
        st.download_button(
            label,
            Path(path).read_bytes,
            Path(path).name,
            XLSX,
            icon=":material/download:",
            key=key,
            on_click="ignore",
        )
