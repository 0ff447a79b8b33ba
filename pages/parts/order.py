"""What is the same for all leads that are added at once, as fields: source, context, assistant, schedule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from core.assistant import Assistant
from core.schedule import Schedule
from core.upload import Order
from pages.parts.database import database
from pages.parts.dates import zone
from pages.parts.moment import tomorrow_at_nine

OFFERED = 5  # contexts of before, the latest first


@dataclass(frozen=True, slots=True)
class Offers:
    """What a person can choose from: what there is, and what was used before."""

    assistants: Sequence[Assistant]
    schedules: Sequence[Schedule]
    sources: Sequence[str]
    contexts: Sequence[str]


def read_offers() -> Offers:
    with database().reading() as store:
        sources = [source.name for source in store.sources()]
        return Offers(store.assistants(), store.schedules(), sources, store.contexts(limit=OFFERED))


def order_fields(key: str, offers: Offers) -> Order:
    """The fields; source and context may still be empty. `key` begins the keys of the widgets."""
    assistant = _assistant(key, offers.assistants)
    with st.grid(2, min_column_width=240):
        source = _source(key, offers.sources)
        context = _context(key, offers.contexts)
    additional_information = st.text_area(
        "Additional information",
        assistant.additional_information,
        key=f"{key}_additional_information",
        help="A sentence or two that stand in every email as you write them. Prefilled from the assistant.",
        height=88,
    )
    schedule = _schedule(key, offers.schedules, assistant)
    draft = st.toggle("Add as drafts: nothing leaves until you press Start", key=f"{key}_draft")
    return Order(assistant.id, source, context, additional_information.strip(), schedule.id, draft=draft)


def start_button(key: str, label: str) -> datetime | None:
    """The Schedule button: a time of the first message in the viewer's zone, once it is confirmed."""
    with st.popover("Schedule", icon=":material/schedule_send:", key=f"{key}_schedule_button"):
        st.caption(f"When the first email goes, in your time ({zone().key}). Outside sending hours it waits.")
        at = st.datetime_input("First email", tomorrow_at_nine(), key=f"{key}_start_at", format="DD.MM.YYYY")
        if st.button(label, type="primary", key=f"{key}_schedule", disabled=at is None):
            return at.replace(tzinfo=zone())
    return None


def _source(key: str, sources: Sequence[str]) -> str:
    chosen = st.selectbox(
        "Source",
        sources,
        index=None,
        key=f"{key}_source",
        placeholder="Where the leads come from; choose or type",
        accept_new_options=True,
    )
    return (chosen or "").strip()


def _context(key: str, contexts: Sequence[str]) -> str:
    """A text field keeps what was typed when the Tab key leaves it; a choice of new options does not."""
    field, offered = f"{key}_context", f"{key}_contexts"

    def take() -> None:
        if st.session_state[offered]:
            st.session_state[field] = st.session_state[offered]

    with st.container(gap="small"):
        context = st.text_input(
            "Context", key=field, placeholder="What you can help them with: our new pricing, the Oslo fair"
        )
        if contexts:
            st.pills(
                "Contexts used before",
                contexts,
                key=offered,
                on_change=take,
                label_visibility="collapsed",
            )
    return context.strip()


def _assistant(key: str, assistants: Sequence[Assistant]) -> Assistant:
    """Asked only where there is more than one; its additional information then fills the field anew."""
    if len(assistants) == 1:
        return assistants[0]

    def prefill() -> None:
        chosen: Assistant = st.session_state[f"{key}_assistant"]
        st.session_state[f"{key}_additional_information"] = chosen.additional_information

    return st.selectbox(
        "Assistant",
        assistants,
        key=f"{key}_assistant",
        format_func=lambda assistant: f"{assistant.name} ({assistant.email})",
        on_change=prefill,
    )


def _schedule(key: str, schedules: Sequence[Schedule], assistant: Assistant) -> Schedule:
    ids = [schedule.id for schedule in schedules]
    return st.selectbox(
        "Follow-up schedule",
        schedules,
        index=ids.index(assistant.default_schedule_id) if assistant.default_schedule_id in ids else 0,
        key=f"{key}_schedule_choice",
        format_func=lambda schedule: (
            f"{schedule.name} · {len(schedule.steps)} emails in {_days(schedule)} days"
        ),
    )


def _days(schedule: Schedule) -> int:
    return sum(step.wait_days for step in schedule.steps)
