"""Every email of the schedule as a lead will get it, beside the fields with which the lead is added."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from core.draft import Draft
from core.drafting import draft_for
from core.errors import NotAllowed
from core.lead import Lead
from core.previewing import preview
from core.spreadsheet.lead_sheet import NewLead
from core.state import Hold
from core.timeline import Scheduled
from core.upload import Order
from core.writing.writer import write_text
from pages.parts.database import database
from pages.parts.dates import exact, now, short
from pages.parts.scheduled import edit_switch, show_scheduled
from pages.parts.sign_in import require_role
from pages.parts.text import plain

Edits = dict[str, dict[int, Draft]]  # by address, then by the number of the step


def edits_for(form: str, order: Order) -> Edits:
    """What a person has edited beside that form for the order's schedule; it can be changed in place."""
    by_schedule: dict[UUID, Edits] = st.session_state.setdefault(f"{form}_edits", {})
    return by_schedule.setdefault(order.schedule_id, {})


@st.fragment
def show_preview(key: str, leads: Sequence[NewLead], order: Order, edits: Edits, hint: str) -> None:
    """Of one of the leads, or the hint what is missing; `key` begins the keys of the widgets."""
    st.subheader("What will be sent", anchor=False)
    if not leads or not order.source or not order.context:
        st.caption(hint)
        return
    place = _place(key, leads)
    drafts = edits.get(leads[place].email, {})
    try:
        with database().reading() as store:
            lead, messages = preview(store, leads, place, order, write_text, drafts=drafts, now=now())
    except NotAllowed as reason:
        st.info(str(reason), icon=":material/info:")
        return
    _count(edits)
    _show(key, lead, messages, edits)


def _place(key: str, leads: Sequence[NewLead]) -> int:
    if len(leads) < 2:
        return 0
    number = st.number_input(f"Lead, 1 to {len(leads):,}", 1, len(leads), key=f"{key}_place") or 1
    new = leads[number - 1]
    st.caption(plain(f"{new.first_name} {new.last_name} · {new.email}"))
    return number - 1


def _count(edits: Edits) -> None:
    leads = [email for email, drafts in edits.items() if drafts]
    if leads:
        emails = sum(len(edits[email]) for email in leads)
        st.caption(
            f":material/edit: {emails} {'emails are' if emails > 1 else 'email is'} edited, for "
            f"{plain(', '.join(leads[:3]))}{' and others' if len(leads) > 3 else ''}"
        )


def _show(key: str, lead: Lead, messages: Sequence[Scheduled], edits: Edits) -> None:
    names = {
        message.step.number: f"{place} · {short(message.send_at)}{' · edited' if message.edited else ''}"
        for place, message in enumerate(messages, start=1)
    }
    picked = st.pills(
        "Emails",
        list(names),
        default=messages[0].step.number,
        required=True,
        key=f"{key}_step-{lead.schedule_id}",
        format_func=lambda number: names.get(number, ""),
        label_visibility="collapsed",
    )
    message = next((each for each in messages if each.step.number == picked), messages[0])
    with st.container(border=True, key=f"{key}_shown"):
        st.caption(_leaves(lead, message))
        show_scheduled(lead, message)
        _editing(key, lead, message, edits)


def _leaves(lead: Lead, message: Scheduled) -> str:
    then = "started" if lead.held is Hold.DRAFT else "added"
    if message.step.number == lead.next_step and message.send_at <= now():
        return f"Leaves as soon as the lead is {then}"
    return f"Leaves {exact(message.send_at)}, if the lead is {then} now"


def _editing(key: str, lead: Lead, message: Scheduled, edits: Edits) -> None:
    step = message.step.number

    def save(fields: dict[str, str]) -> None:
        who = require_role("member").email
        with database().reading() as store:
            draft = draft_for(store, lead, step, **fields, who=who, now=now())
        edits.setdefault(lead.email, {})[step] = draft

    def reset() -> None:
        edits[lead.email].pop(step, None)
        st.rerun()

    edit_switch(key, lead, message, save, reset)
