"""Schedules: the lists of steps by which leads are followed up, and the calendar that each makes."""

from pathlib import Path
from uuid import UUID

import streamlit as st

from core.schedule import Schedule
from core.scheduling import clone_schedule
from data.reports import Reports
from pages.parts.acts import act, show_said
from pages.parts.database import database
from pages.parts.heading import back_button, title_with_button
from pages.parts.schedule_editor import Surroundings, show_schedule
from pages.parts.sign_in import require_role
from pages.parts.text import plain

SCHEDULES = Path(__file__)
OPEN = ":material/open_in_full:"


def read() -> tuple[list[Schedule], Surroundings]:
    with database().reading() as store:
        under_way = Reports(store.connection).under_way_by_schedule()
        return store.schedules(), Surroundings(store.assistants(), store.custom_messages(), under_way)


def show_list() -> None:
    if title_with_button(
        "Schedules", "New schedule", icon="add", key="new_schedule", allowed=person.may("member")
    ):
        clone_dialog(schedules[0])
    st.caption("A schedule says how many emails a lead gets, how long each waits, and what it says.")
    for schedule in schedules:
        card(schedule)


def card(schedule: Schedule) -> None:
    days = sum(step.wait_days for step in schedule.steps)
    with st.container(border=True, key=f"schedule-{schedule.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(schedule.name)}**", width="content")
            around.badges(schedule)
            st.space("stretch")
            if st.button("Open", key=f"open-{schedule.id}", icon=OPEN):
                open_schedule(schedule.id)
            clone_button(schedule)
        st.caption(f"{len(schedule.steps)} emails in {days} days")


def clone_button(schedule: Schedule) -> None:
    if person.may("member") and st.button(
        "Clone", key=f"clone-{schedule.id}", icon=":material/content_copy:"
    ):
        clone_dialog(schedule)


@st.dialog("New schedule", icon=":material/event_repeat:")
def clone_dialog(origin: Schedule) -> None:
    """Every schedule begins as a copy, to be changed."""
    name = st.text_input("Name", key="schedule_name")
    ids = [schedule.id for schedule in schedules]
    names = {schedule.id: schedule.name for schedule in schedules}
    begins_as = st.selectbox(
        "Begin with the steps of", ids, ids.index(origin.id), key="schedule_origin", format_func=names.get
    )
    if st.button("Create and open", type="primary", key="create_schedule"):
        act(
            f"{plain(name)} is created.",
            lambda store, _who: clone_schedule(store, begins_as, name).id,
            then=open_schedule,
        )


def open_schedule(schedule_id: UUID) -> None:
    st.switch_page(SCHEDULES, query_params={"id": str(schedule_id)})


person = require_role("viewer")
show_said()
schedules, around = read()
chosen = next((one for one in schedules if str(one.id) == st.query_params.get("id")), None)
if chosen:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        back_button("All schedules", SCHEDULES)
        clone_button(chosen)
    show_schedule(person, chosen, around)
else:
    show_list()
