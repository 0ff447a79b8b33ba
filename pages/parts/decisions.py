"""What stands still until a person decides: unconfirmed messages, held leads, paused assistants."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from core import acting, failing
from core.assistant import Assistant
from core.state import Hold
from pages.parts.acts import act
from pages.parts.dates import now, when
from pages.parts.looks import HOLDS
from pages.parts.sign_in import Person
from pages.parts.text import plain

LEAD = Path(__file__).parent.parent / "leads" / "lead.py"


def show_decisions(
    person: Person,
    messages: Sequence[dict[str, Any]],
    leads: Sequence[dict[str, Any]],
    assistants: Sequence[Assistant],
) -> None:
    """The section To decide; nothing where there is nothing to decide. `messages` and `leads` are rows."""
    leads = [lead for lead in leads if lead["held"] != Hold.UNCONFIRMED]  # decided by their message
    paused = [assistant for assistant in assistants if assistant.paused]
    if not (messages or leads or paused):
        return
    st.subheader("To decide", anchor=False)
    for assistant in paused:
        show_paused(person, assistant)
    for message in messages:
        _unconfirmed(person, message)
    for lead in leads:
        _held(person, lead)


def show_paused(person: Person, assistant: Assistant) -> None:
    with st.container(border=True, key=f"paused-{assistant.id}"):
        st.markdown(f":material/error: **{plain(assistant.name)} has stopped sending**")
        st.text(assistant.paused)
        st.caption("Mail was refused because of us, not of the leads. Set it right, then resume.")
        if person.may("member") and st.button(
            "Resume sending", key=f"resume-{assistant.id}", icon=":material/play_circle:"
        ):
            act(
                f"{plain(assistant.name)} sends again.",
                lambda store, who: failing.resume(store, assistant.id, who=who, now=now()),
            )


def _unconfirmed(person: Person, message: dict[str, Any]) -> None:
    with st.container(border=True, key=f"doubt-{message['id']}"):
        st.markdown(f":material/question_mark: **Did this message to {_name(message)} arrive?**")
        tried = f"Tried {when(message['attempted_at'])}. " if message["attempted_at"] else ""
        st.caption(
            f"{tried}Look into the sent folder, or ask. Nothing more goes to this lead until you decide."
        )
        with st.expander(plain(message["subject"])):
            st.text(message["body"])
            st.caption("What went wrong:")
            st.text(message["error"])
        with st.container(horizontal=True, vertical_alignment="center"):
            if person.may("member"):
                _answers(message)
            _open(message["lead_id"])


def _answers(message: dict[str, Any]) -> None:
    for label, key, arrived in (("It arrived", "arrived", True), ("Send again", "again", False)):
        if st.button(label, key=f"{key}-{message['id']}"):
            act(
                "Noted." if arrived else "The message goes again at the next pass.",
                lambda store, _who, arrived=arrived: failing.decide(
                    store, message["id"], arrived=arrived, now=now()
                ),
            )


def _held(person: Person, lead: dict[str, Any]) -> None:
    title, what_to_do = HOLDS[Hold(lead["held"])]
    with st.container(border=True, key=f"held-{lead['id']}"):
        st.markdown(f":material/pause_circle: **{_name(lead)}** · {title}")
        st.caption(what_to_do)
        with st.container(horizontal=True, vertical_alignment="center"):
            if person.may("member") and st.button(
                "Carry on", key=f"carry_on-{lead['id']}", icon=":material/play_circle:"
            ):
                act(
                    "The follow-up goes on.",
                    lambda store, who: acting.carry_on(store, lead["id"], who=who, now=now()),
                )
            _open(lead["id"])


def _name(row: dict[str, Any]) -> str:
    return plain(f"{row['first_name']} {row['last_name']}".strip())


def _open(lead_id: object) -> None:
    st.page_link(LEAD, label="Open", icon=":material/open_in_full:", query_params={"id": str(lead_id)})
