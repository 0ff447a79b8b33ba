"""What a person may do with a lead: a button for each act that its state allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from core import acting
from core.drafting import start_followup
from core.lead import Lead
from core.state import MOVES, Hold, LeadState
from pages.parts.acts import act, confirm
from pages.parts.dates import now
from pages.parts.entries import Entry
from pages.parts.lead_dialogs import introduction_dialog, message_dialog, note_dialog
from pages.parts.text import plain


@dataclass(frozen=True, slots=True)
class Act:
    key: str
    label: str
    icon: str
    allowed: bool
    run: Callable[[], None]


def show_acts(lead: Lead, said: Sequence[Entry]) -> None:
    """The row of buttons; the act itself, or its dialog, comes below it."""
    chosen = None
    main = "start" if may_start(lead) else "message"
    with st.container(horizontal=True, key="acts"):
        for one in _acts(lead, said):
            kind = "primary" if one.key == main else "secondary"
            if one.allowed and st.button(one.label, key=one.key, icon=f":material/{one.icon}:", type=kind):
                chosen = one
    if chosen:
        chosen.run()


def _acts(lead: Lead, said: Sequence[Entry]) -> list[Act]:
    name = plain(lead.name)
    return [
        Act(
            "start",
            "Start",
            "play_arrow",
            may_start(lead),
            lambda: act(
                f"The follow-up of {name} is started.",
                lambda store, who: start_followup(store, [lead.id], who=who, now=now()),
            ),
        ),
        Act("message", "Message", "edit", may_write(lead), lambda: message_dialog(lead, said)),
        Act("note", "Add note", "sticky_note_2", True, lambda: note_dialog(lead)),
        Act(
            "hot",
            "Hot",
            "local_fire_department",
            may_become(lead, LeadState.HOT),
            lambda: act(
                f"{name} is Hot now.",
                lambda store, who: acting.mark_hot(store, lead.id, who=who, now=now()),
            ),
        ),
        Act(
            "responded",
            "Responded",
            "reply",
            may_become(lead, LeadState.RESPONDED),
            lambda: act(
                f"{name} is Responded now.",
                lambda store, who: acting.mark_responded(store, lead.id, who=who, now=now()),
            ),
        ),
        Act("introduce", "Introduce me", "handshake", may_write(lead), lambda: introduction_dialog(lead)),
        Act(
            "stop",
            "Stop",
            "pause_circle",
            may_stop(lead),
            lambda: act(
                f"The follow-up of {name} is stopped.",
                lambda store, who: acting.stop(store, lead.id, who=who, now=now()),
            ),
        ),
        Act(
            "carry_on",
            "Carry on",
            "play_circle",
            may_carry_on(lead),
            lambda: act(
                f"The follow-up of {name} goes on.",
                lambda store, who: acting.carry_on(store, lead.id, who=who, now=now()),
            ),
        ),
        Act("restart", "Restart", "restart_alt", may_write(lead), lambda: _restart(lead)),
        Act(
            "deactivate",
            "Deactivate",
            "block",
            may_become(lead, LeadState.DEACTIVATED),
            lambda: _deactivate(lead),
        ),
        Act(
            "unsubscribe",
            "Unsubscribe",
            "unsubscribe",
            may_become(lead, LeadState.UNSUBSCRIBED),
            lambda: _unsubscribe(lead),
        ),
    ]


def _restart(lead: Lead) -> None:
    confirm(
        f"Begin again with the first email to {plain(lead.name)}? It goes at the next pass.",
        "Restart",
        f"{plain(lead.name)} gets the schedule anew.",
        lambda store, who: acting.restart(store, lead.id, who=who, now=now()),
    )


def _deactivate(lead: Lead) -> None:
    confirm(
        f"{plain(lead.name)} gets no more emails of the schedule. You can carry on or restart later.",
        "Deactivate",
        f"{plain(lead.name)} is deactivated.",
        lambda store, who: acting.deactivate(store, lead.id, who=who, now=now()),
    )


def _unsubscribe(lead: Lead) -> None:
    confirm(
        f"This is final: {plain(lead.email)} is never written to again and can never be added again, "
        "for any source, context or assistant.",
        "Unsubscribe for good",
        f"{plain(lead.name)} is unsubscribed.",
        lambda store, who: acting.unsubscribe(store, lead.id, who=who, now=now()),
    )


def may_write(lead: Lead) -> bool:
    return lead.state is not LeadState.UNSUBSCRIBED and not lead.given_up


def may_become(lead: Lead, state: LeadState) -> bool:
    return state in MOVES[lead.state] and (may_write(lead) or state is LeadState.UNSUBSCRIBED)


def may_stop(lead: Lead) -> bool:
    return lead.state in (LeadState.COLD, LeadState.OUT_OF_OFFICE) and lead.held is not Hold.STOPPED


def may_start(lead: Lead) -> bool:
    return lead.state is LeadState.COLD and lead.held is Hold.DRAFT


def may_carry_on(lead: Lead) -> bool:
    if lead.held:
        return lead.held not in (Hold.UNCONFIRMED, Hold.DRAFT)
    return may_become(lead, LeadState.COLD) and lead.next_step is not None
