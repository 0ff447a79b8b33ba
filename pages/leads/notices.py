"""What the assistant wants a person to know, and what it needs a person to decide."""

from pathlib import Path
from typing import Any

import streamlit as st

from core.history import NoticeKind
from data.reports import Reports
from pages.parts.acts import act, show_said
from pages.parts.database import database
from pages.parts.dates import now, when
from pages.parts.decisions import show_decisions
from pages.parts.entry import raw_download
from pages.parts.looks import NOTICES
from pages.parts.sign_in import require_role
from pages.parts.text import plain

LEAD = Path(__file__).parent / "lead.py"
SHOWN = 50
OPEN = ":material/open_in_full:"


def header(unseen: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.title("Notices", anchor=False, width="content")
        if (
            unseen
            and person.may("member")
            and st.button("Mark all as seen", key="see_all", icon=":material/done_all:")
        ):
            act("All notices are marked as seen.", lambda store, _who: store.see_notices(now()))


def show_notice(notice: dict[str, Any]) -> None:
    look = NOTICES[NoticeKind(notice["kind"])]
    with st.container(border=True, key=f"notice-{notice['id']}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(notice["kind"].capitalize(), icon=look.material, color=look.colour)
            st.markdown(f"**{plain(notice['title'])}**", width="content")
            if notice["seen_at"] is None:
                st.badge("New", color="blue")
            st.caption(when(notice["created_at"]), width="content")
            if notice["lead_id"]:
                st.page_link(LEAD, label="Open", icon=OPEN, query_params={"id": str(notice["lead_id"])})
        st.text(notice["text"])


def show_stranger(reply: dict[str, Any]) -> None:
    sender = reply["sender_name"] or reply["sender"]
    with st.expander(f"{plain(sender)}: {plain(reply['subject']) or 'no subject'}", icon=":material/mail:"):
        st.caption(f"{when(reply['received_at'])} · {plain(reply['sender'])}")
        st.text(reply["text"])
        raw_download(str(reply["id"]))


person = require_role("viewer")
show_said()
with database().reading() as store:
    reports = Reports(store.connection)
    unseen, notices = reports.count_unseen_notices(), reports.notices(SHOWN)
    strangers = reports.stranger_replies()
    messages, leads, assistants = reports.doubtful_messages(), reports.held_leads(), store.assistants()

header(unseen)
show_decisions(person, messages, leads, assistants)
if messages or leads:
    st.subheader("News", anchor=False)
for notice in notices:
    show_notice(notice)
if not notices:
    st.info("There are no notices. Answers, bounces and alarms appear here.", icon=":material/notifications:")
if strangers:
    st.subheader("From strangers", anchor=False)
    st.caption("Mail to your assistants from addresses that belong to no lead.")
    for reply in strangers:
        show_stranger(reply)
