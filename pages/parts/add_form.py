"""One lead by hand."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import streamlit as st

from core.address import parse_email
from core.errors import PersonError
from core.phone import clean_phone
from core.spreadsheet.reader import NewLead
from core.upload import Order, add_lead
from pages.parts.database import database
from pages.parts.dates import now, when
from pages.parts.error_frame import error_frame
from pages.parts.order import Offers, order_fields, start_button
from pages.parts.sign_in import require_role
from pages.parts.text import plain

LEAD = Path(__file__).parent.parent / "leads" / "lead.py"
WHO = ("add_first_name", "add_last_name", "add_email", "add_phone")
RESULT, EMPTY = "add_result", "add_empty"


def add_form(offers: Offers) -> None:
    _show_result()
    if st.session_state.pop(EMPTY, False):
        st.session_state.update(dict.fromkeys(WHO, ""))
    with st.container(border=True):
        with st.grid(2, min_column_width=240):
            st.text_input("First name", key="add_first_name", required=True)
            st.text_input("Last name", key="add_last_name")
            st.text_input("Email", key="add_email", type="email", required=True)
            st.text_input("Phone", key="add_phone", type="phone")
        order = order_fields("add", offers)
        with st.container(horizontal=True):
            if st.button("Add lead", type="primary", icon=":material/person_add:", key="add_lead"):
                st.session_state[RESULT] = None
                chosen = order
            else:
                start_at = start_button("add", "Add and schedule")
                chosen = replace(order, start_at=start_at) if start_at else None
    if chosen:
        with error_frame():
            _add(chosen)


def _add(order: Order) -> None:
    person = require_role("member")
    with database().transaction() as store:
        lead, is_new = add_lead(store, _new_lead(), order, who=person.email, now=now())
    st.session_state[RESULT] = (str(lead.id), lead.name, lead.email, lead.next_send_at, is_new)
    st.session_state[EMPTY] = True
    st.rerun()


def _new_lead() -> NewLead:
    """What the form says; raises `PersonError` with everything that is wrong in it."""
    first_name, last_name, email, phone = (st.session_state[key].strip() for key in WHO)
    wrong = [] if first_name else ["A first name is needed: the emails begin with it."]
    try:
        email = parse_email(email)
    except ValueError as error:
        wrong.append(str(error))
    if wrong:
        raise PersonError("\n\n".join(wrong))
    return NewLead(0, email, first_name, last_name, clean_phone(phone))


def _show_result() -> None:
    if not (result := st.session_state.pop(RESULT, None)):
        return
    lead_id, name, email, next_send_at, is_new = result
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_new:
            first = f" The first email goes {when(next_send_at)}." if _is_later(next_send_at) else ""
            st.success(f"{plain(name)} is added.{first}", icon=":material/check_circle:")
        else:
            st.info(
                f"{plain(email)} is a lead already. Empty fields were filled; nothing else changed.",
                icon=":material/info:",
            )
        st.page_link(LEAD, label="Open the lead", icon=":material/person:", query_params={"id": lead_id})


def _is_later(moment: datetime | None) -> bool:
    return moment is not None and moment > now()
