"""How states and kinds look: one table each, so that a thing has the same colour and icon on every screen."""

from typing import NamedTuple

import streamlit as st

from core.history import NoticeKind
from core.lead import Lead
from core.message import MessageStatus
from core.reply import ReplyKind
from core.state import Hold, LeadState


class Look(NamedTuple):
    colour: str  # of a badge, by Streamlit's name
    shade: str  # the same in a table, fit for white text
    icon: str

    @property
    def material(self) -> str:
        return f":material/{self.icon}:"


STATES: dict[LeadState, Look] = {
    LeadState.COLD: Look("blue", "#2563EB", "ac_unit"),
    LeadState.OUT_OF_OFFICE: Look("orange", "#B45309", "beach_access"),
    LeadState.RESPONDED: Look("violet", "#7C3AED", "reply"),
    LeadState.HOT: Look("red", "#DC2626", "local_fire_department"),
    LeadState.PROCESSED: Look("green", "#15803D", "done_all"),
    LeadState.DEACTIVATED: Look("gray", "#64748B", "block"),
    LeadState.UNSUBSCRIBED: Look("gray", "#475569", "unsubscribe"),
}

NOTICES: dict[NoticeKind, Look] = {
    NoticeKind.HOT: STATES[LeadState.HOT],
    NoticeKind.RESPONDED: STATES[LeadState.RESPONDED],
    NoticeKind.STOPPED: STATES[LeadState.DEACTIVATED],
    NoticeKind.AWAY: STATES[LeadState.OUT_OF_OFFICE],
    NoticeKind.BOUNCED: Look("gray", "#64748B", "mail_off"),
    NoticeKind.HELD: Look("orange", "#B45309", "pause_circle"),
    NoticeKind.ALARM: Look("red", "#DC2626", "error"),
}

MESSAGES: dict[MessageStatus, Look] = {
    MessageStatus.QUEUED: Look("blue", "#2563EB", "schedule_send"),
    MessageStatus.SENDING: Look("blue", "#2563EB", "outgoing_mail"),
    MessageStatus.SENT: Look("green", "#15803D", "mark_email_read"),
    MessageStatus.RETRY: Look("orange", "#B45309", "refresh"),
    MessageStatus.FAILED: Look("red", "#DC2626", "cancel_schedule_send"),
    MessageStatus.UNCONFIRMED: Look("red", "#DC2626", "question_mark"),
}

# What a person reads where a lead stands still, and what to do about it.
HOLDS: dict[Hold, tuple[str, str]] = {
    Hold.STOPPED: ("Stopped", "Somebody stopped the follow-up. Carry on when you want it to go on."),
    Hold.OVERDUE: (
        "Held: overdue",
        "The next message came due while the sidecar was not running, and would be more than a day late. "
        "Carry on to send it now, or stop.",
    ),
    Hold.FAILED: (
        "Held: refused",
        "The last message was refused; the timeline shows the server's words. Carry on to try it again.",
    ),
    Hold.UNCONFIRMED: (
        "Held: unconfirmed",
        "Nobody knows whether the last message left. Say under Notices whether it arrived.",
    ),
    Hold.UNWRITTEN: (
        "Held: not written",
        "The next message lacks something; the notice says what. Set it right, then carry on.",
    ),
    Hold.DRAFT: ("Draft", "Nothing leaves before somebody starts the follow-up."),
}


def state_badge(state: LeadState, sub_state: str = "") -> None:
    look = STATES[state]
    label = f"{state}: {sub_state[0].lower()}{sub_state[1:]}" if sub_state else str(state)
    st.badge(label, icon=look.material, color=look.colour)


def hold_badge(lead: Lead) -> None:
    if lead.held:
        st.badge(HOLDS[lead.held][0], icon=":material/pause_circle:", color="orange")


def kind_name(kind: str) -> str:
    """A reply kind as people read it: "Out of office"."""
    return kind.replace("_", " ").capitalize() if kind in set(ReplyKind) else "Not read yet"
