"""One schedule: its steps to edit, the calendar that it makes, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import streamlit as st

from core.assistant import Assistant
from core.custom_message import CustomMessage
from core.errors import PersonError
from core.schedule import Schedule, Step, checked
from core.scheduling import change_steps, delete_schedule, rename_schedule, set_default_schedule
from core.timeline import calendar
from pages.parts.acts import act, confirm, rerun
from pages.parts.dates import now
from pages.parts.forms import discard_button, forget, form_of
from pages.parts.sign_in import Person
from pages.parts.steps import show_calendar, show_steps, step_rows
from pages.parts.text import plain


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What schedules have to do with."""

    assistants: Sequence[Assistant]
    messages: Sequence[CustomMessage]
    under_way: Mapping[UUID, int]  # leads by schedule

    def leads(self, schedule: Schedule) -> int:
        return self.under_way.get(schedule.id, 0)

    def badges(self, schedule: Schedule) -> None:
        if schedule.system:
            st.badge("System", icon=":material/lock:", color="gray")
        for assistant in self.assistants:
            if assistant.default_schedule_id == schedule.id:
                st.badge(f"Default of {plain(assistant.name)}", icon=":material/star:", color="violet")
        if count := self.leads(schedule):
            st.badge(f"In use by {leads(count)}", icon=":material/group:", color="blue")


def leads(count: int) -> str:
    return f"{count:,} lead{'s' if count != 1 else ''}"


def show_schedule(person: Person, schedule: Schedule, around: Surroundings) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(plain(schedule.name), anchor=False, width="content")
        around.badges(schedule)
    if schedule.system:
        st.caption("It comes with Leadkeeper and stays as it is. To change it, clone it.")
    if schedule.system or not person.may("member"):
        show_steps(schedule.steps)
        _calendar(schedule, around.assistants)
        return
    _acts(person, schedule, around)
    steps = step_rows(form_of(_what(schedule)), schedule.steps, around.messages)
    if tuple(steps) != schedule.steps:
        _save(schedule, steps, around.leads(schedule))
    try:
        checked(steps)
    except PersonError as error:
        st.warning(str(error), icon=":material/error:")
    else:
        _calendar(replace(schedule, steps=tuple(steps)), around.assistants)


def _save(schedule: Schedule, steps: Sequence[Step], under_way: int) -> None:
    with st.container(horizontal=True):
        saved = st.button("Save steps", type="primary", icon=":material/save:", key="save_steps")
        discard_button(_what(schedule))

    def then(done: object) -> None:
        forget(_what(schedule))
        rerun(done)

    def change(store: object, _who: str) -> int:
        return change_steps(store, schedule.id, steps, now=now())

    if saved and under_way:
        confirm(
            f"{leads(under_way)} {'are' if under_way != 1 else 'is'} under way on {plain(schedule.name)}. "
            "The change holds for them at once: what is still to come follows the new steps, and nothing "
            "that was sent is sent again.",
            f"Change for {leads(under_way)}",
            "The steps are saved.",
            change,
            then=then,
        )
    elif saved:
        act("The steps are saved.", change, then=then)


def _calendar(schedule: Schedule, assistants: Sequence[Assistant]) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.subheader("The calendar it makes", anchor=False, width="content")
        assistant = assistants[0]
        if len(assistants) > 1:
            assistant = st.selectbox(
                "Assistant",
                assistants,
                key="calendar_of",
                format_func=lambda one: one.name,
                label_visibility="collapsed",
                width=220,
            )
    hours = assistant.hours
    days = [moment.astimezone(hours.zone).date() for moment in calendar(schedule, now(), assistant)]
    show_calendar(days, hours)
    holidays = ", and public holidays where the lead is move an email on" if assistant.keeps_holidays else ""
    st.caption(
        f"For a lead that {plain(assistant.name)} gets today and that never answers. Days struck out are "
        f"off{holidays}."
    )


def _acts(person: Person, schedule: Schedule, around: Surroundings) -> None:
    with st.container(horizontal=True):
        if st.button("Rename", key="rename", icon=":material/edit:"):
            _rename(schedule)
        if person.may("admin") and st.button("Make default", key="default", icon=":material/star:"):
            _make_default(schedule, around.assistants)
        if st.button("Delete", key="delete", icon=":material/delete:"):
            count = around.leads(schedule)
            finish = f"{leads(count)} under way on it will still finish it" if count else "No lead is on it"
            confirm(
                f"Delete {plain(schedule.name)}? It is not offered any more. {finish}.",
                "Delete",
                f"{plain(schedule.name)} is deleted.",
                lambda store, _who: delete_schedule(store, schedule.id),
            )


@st.dialog("Rename", icon=":material/edit:")
def _rename(schedule: Schedule) -> None:
    name = st.text_input("Name", schedule.name, key="new_name")
    if st.button("Rename", type="primary", key="rename_now"):
        act("The schedule is renamed.", lambda store, _who: rename_schedule(store, schedule.id, name))


@st.dialog("Make default", icon=":material/star:")
def _make_default(schedule: Schedule, assistants: Sequence[Assistant]) -> None:
    st.write("New leads of this assistant get it, unless another schedule is chosen for them.")
    assistant = st.selectbox("Assistant", assistants, key="default_of", format_func=lambda one: one.name)
    if st.button("Make default", type="primary", key="default_now"):
        act(
            f"{plain(schedule.name)} is the default of {plain(assistant.name)}.",
            lambda store, _who: set_default_schedule(store, assistant.id, schedule.id),
            role="admin",
        )


def _what(schedule: Schedule) -> str:
    return f"schedule-{schedule.id}"
