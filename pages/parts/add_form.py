"""One lead by hand."""

from dataclasses import replace
from pathlib import Path

import streamlit as st

from core.address import parse_email
from core.errors import PersonError
from core.lead import Lead
from core.phone import clean_phone
from core.spreadsheet.reader import NewLead
from core.state import Hold
from core.upload import Order, add_lead
from pages.parts.database import database
from pages.parts.dates import now, when
from pages.parts.error_frame import error_frame
from pages.parts.order import Offers, order_fields, start_button
from pages.parts.preview import edits_for, show_preview
from pages.parts.sign_in import require_role
from pages.parts.text import plain

LEAD = Path(__file__).parent.parent / "leads" / "lead.py"
WHO = ("add_first_name", "add_last_name", "add_email", "add_phone")
RESULT, EMPTY = "add_result", "add_empty"
HINT = (
    "Fill in first name, email, source and context: every email is then shown here as the lead will get it."
)


def add_form(offers: Offers) -> None:
    _show_result()
    if st.session_state.pop(EMPTY, False):
        st.session_state.update(dict.fromkeys(WHO, ""))
    fields, beside = st.columns([3, 2], gap="medium")
    with fields, st.container(border=True):
        with st.grid(2, min_column_width=200):  # none required or of type email: wrong ones must arrive
            st.text_input("First name", key="add_first_name")
            st.text_input("Last name", key="add_last_name")
            st.text_input("Email", key="add_email", icon=":material/mail:")
            st.text_input("Phone", key="add_phone", type="phone")
        order = order_fields("add", offers)
        chosen = _buttons(order)
        if chosen:
            with error_frame():
                _add(chosen)
    with beside:
        show_preview("add", _leads_so_far(), order, edits_for("add", order), HINT)


def _buttons(order: Order) -> Order | None:
    with st.container(horizontal=True):
        if st.button("Add lead", type="primary", icon=":material/person_add:", key="add_lead"):
            st.session_state[RESULT] = None
            return order
        start_at = start_button("add", "Add and schedule")
        return replace(order, start_at=start_at) if start_at else None


def _add(order: Order) -> None:
    person, new = require_role("member"), _new_lead()
    drafts = edits_for("add", order).get(new.email)
    with database().transaction() as store:
        lead, is_new = add_lead(store, new, order, who=person.email, now=now(), drafts=drafts)
    st.session_state[RESULT] = (lead, is_new)
    st.session_state[EMPTY] = True
    edits_for("add", order).pop(new.email, None)
    st.rerun()


def _leads_so_far() -> list[NewLead]:
    """The lead of the form; none while something is missing in it."""
    try:
        return [_new_lead()]
    except PersonError:
        return []


def _new_lead() -> NewLead:
    """What the form says; raises `PersonError` with everything that is wrong in it."""
    first_name, last_name, email, said = (st.session_state[key].strip() for key in WHO)
    phone = clean_phone(said)
    wrong = [] if first_name else ["A first name is needed: the emails begin with it."]
    try:
        email = parse_email(email)
    except ValueError as error:
        wrong.append(str(error))
    if said and not phone:
        wrong.append("This is not a phone number. Correct it, or leave the field empty.")
    if wrong:
        raise PersonError("\n\n".join(wrong))
    return NewLead(0, email, first_name, last_name, phone)


def _show_result() -> None:
    if not (result := st.session_state.pop(RESULT, None)):
        return
    lead, is_new = result
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_new:
            st.success(f"{plain(lead.name)} is added{_first_email(lead)}", icon=":material/check_circle:")
        else:
            st.info(
                f"{plain(lead.email)} is a lead already. Empty fields were filled; nothing else changed.",
                icon=":material/info:",
            )
        st.page_link(LEAD, label="Open the lead", icon=":material/person:", query_params={"id": str(lead.id)})


def _first_email(lead: Lead) -> str:
    if lead.held is Hold.DRAFT:
        return " as a draft. Nothing leaves before you start it."
    if lead.next_send_at and lead.next_send_at > now():
        return f". The first email goes {when(lead.next_send_at)}."
    return "."
