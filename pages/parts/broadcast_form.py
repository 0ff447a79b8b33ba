"""The fields of a broadcast, its text as one of its leads gets it, and the question before it goes."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from core.broadcasting import Written, broadcast, write_broadcast
from core.custom_message import CustomMessage
from core.customizing import preview_message
from core.errors import PersonError
from core.previewing import NOBODY
from core.writing.custom import PARAMETERS
from core.writing.render import parameters
from data.reports import Reports
from pages.parts.acts import act
from pages.parts.database import database
from pages.parts.dates import exact, now
from pages.parts.error_frame import error_frame
from pages.parts.moment import moment_field
from pages.parts.selection import TO, Selection
from pages.parts.text import plain

SAMPLES = 50  # leads that can be chosen for the preview
REASONS = 20  # shown of those for which leads are skipped


@dataclass(frozen=True, slots=True)
class Fields:
    name: str
    subject: str
    body: str
    defaults: dict[str, str]
    send_at: datetime | None  # None: now


def broadcast_form(selection: Selection) -> None:
    form, beside = st.columns([3, 2], gap="medium")
    with form, st.container(border=True):
        st.subheader(f"To {selection.leads}", anchor=False)
        fields = _fields()
        with st.container(horizontal=True):
            ready = st.button("Check and send …", type="primary", icon=":material/campaign:", key="check")
            if st.button("Leave", key="leave", type="tertiary"):
                del st.session_state[TO]
                st.rerun()
    with beside:
        _preview(selection, fields)
    if ready:
        _confirm(selection, fields)


def _fields() -> Fields:
    name = st.text_input("Name", key="broadcast_name", placeholder="Seen by your team: Spring news")
    subject = st.text_input("Subject", key="broadcast_subject")
    body = st.text_area(
        "Text",
        key="broadcast_text",
        height=260,
        placeholder="Hi {{ lead.first_name }},\n\n…",
        help=f"Parameters: {', '.join(f'`{name}`' for name in PARAMETERS)}, and `lead.` with any column of "
        "your sheets.",
    )
    send_at = moment_field("broadcast")
    return Fields(name, subject, body, _defaults(f"{subject}\n{body}"), send_at)


def _defaults(text: str) -> dict[str, str]:
    """What stands where a lead has no value; asked for every parameter of the text that a lead may lack."""
    try:
        names = sorted(name for name in parameters(text) if name.startswith("lead.") and name != "lead.email")
    except PersonError:
        return {}  # the preview says what is wrong
    if not names:
        return {}
    with st.expander("Where a lead has no value", expanded=True), st.grid(2, min_column_width=200):
        return {name: st.text_input(name, key=f"default-{name}") for name in names}


def _preview(selection: Selection, fields: Fields) -> None:
    st.subheader("As one of them gets it", anchor=False)
    with database().reading() as store:
        if selection.ids:
            leads = store.leads_by_ids(selection.ids[:SAMPLES])
        else:
            page = Reports(store.connection).leads(selection.search, selection.states)
            leads = store.leads_by_ids(list(page["id"]))
    by_id = {lead.id: lead for lead in leads}
    lead_id = st.selectbox(
        "Lead",
        list(by_id),
        key="sample",
        format_func=lambda each: f"{by_id[each].name} · {by_id[each].email}" if each in by_id else "",
    )
    if not fields.body.strip() or lead_id is None:
        return
    defaults = {name: value for name, value in fields.defaults.items() if value.strip()}
    message = CustomMessage(NOBODY, fields.name or "Preview", fields.subject, fields.body, defaults)
    try:
        with database().reading() as store:
            subject, body = preview_message(store, message, by_id[lead_id])
    except PersonError as error:
        st.warning(str(error), icon=":material/warning:")
        return
    with st.container(border=True, key="broadcast_preview"):
        st.markdown(f"**{plain(subject)}**")
        st.text(body)


@st.dialog("Send this broadcast?", width="large", icon=":material/campaign:")
def _confirm(selection: Selection, fields: Fields) -> None:
    text = (fields.name, fields.subject, fields.body, fields.defaults)
    with error_frame():
        with database().reading() as store:
            written = write_broadcast(store, selection.read(store), *text)
        count = len(written.copies)
        when = f"on {exact(fields.send_at)}" if fields.send_at else "at the sidecar's next pass"
        who = "1 lead** gets" if count == 1 else f"{count:,} leads** get"
        st.markdown(f"**{who} it {when}, within the daily limit of each assistant.")
        _skipped(written)
        if st.button(f"Send to {count:,}", type="primary", key="send_broadcast", disabled=not count):
            act(
                f"The broadcast goes to {count:,} leads.",
                lambda store, who: broadcast(
                    store, selection.read(store), *text, send_at=fields.send_at, who=who, now=now()
                ),
                then=_leave,
            )


def _leave(_ordered: object) -> None:
    del st.session_state[TO]
    st.rerun()


def _skipped(written: Written) -> None:
    if not written.skipped:
        return
    st.caption(f"{len(written.skipped):,} skipped:")
    for (name, reason), times in Counter((lead.name, reason) for lead, reason in written.skipped).most_common(
        REASONS
    ):
        st.text(f"{name}: {reason}{f' ({times} times)' if times > 1 else ''}")
    if len(written.skipped) > REASONS:
        st.caption("… and others")
