"""The steps of a schedule as rows to edit, and the calendar that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from core.custom_message import CustomMessage
from core.schedule import LONGEST_WAIT, MOST_STEPS, NEW, SendingHours, Step, Tone
from pages.parts.forms import add_row, row_buttons, rows_of
from pages.parts.text import plain

ANOTHER = Step(NEW, 3, Tone.GENTLE)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show_steps(steps: Sequence[Step]) -> None:
    lines = ["| Email | Waits | Says |", "|---|---|---|"]
    for place, step in enumerate(steps, start=1):
        says = _label(step.message.name if step.message else "", step.tone)
        lines.append(f"| {place} | {step.wait_days} {_after(place)} | {plain(says)} |")
    st.markdown("\n".join(lines))


def step_rows(form: str, saved: Sequence[Step], messages: Sequence[CustomMessage]) -> list[Step]:
    """Fields for the steps; answers them as they are in the form."""
    custom = {str(message.id): message for message in messages}
    rows = rows_of(form, saved)
    steps = [_row(form, place, number, step, custom) for place, (number, step) in enumerate(rows)]
    st.button(
        "Add step",
        key=f"{form}-add",
        icon=":material/add:",
        disabled=len(rows) >= MOST_STEPS,
        help=f"A schedule has up to {MOST_STEPS} steps.",
        on_click=add_row,
        args=(form, ANOTHER),
    )
    return steps


def _row(form: str, place: int, number: int, step: Step, custom: Mapping[str, CustomMessage]) -> Step:
    """One row; answers the step as it says."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"{form}-step-{number}"):
        st.markdown(f"**{place + 1}**", width=20)
        wait = _wait(f"{form}-wait-{number}", place, step)
        what = _what(f"{form}-what-{number}", place, step, custom)
        row_buttons(form, place, number)
    message = custom.get(what)
    return replace(step, wait_days=wait, tone=step.tone if message else Tone(what), message=message)


def _wait(key: str, place: int, step: Step) -> int:
    wait = st.number_input(
        f"Days that step {place + 1} waits",
        0,
        LONGEST_WAIT,
        step.wait_days,
        key=key,
        label_visibility="collapsed",
        width=110,
        persist_state="session",
    )
    st.caption(_after(place + 1), width=172)
    return int(wait)


def _what(key: str, place: int, step: Step, custom: Mapping[str, CustomMessage]) -> str:
    """A tone, or the id of a custom message."""
    options = [*map(str, Tone), *custom]
    return st.selectbox(
        f"What step {place + 1} says",
        options,
        options.index(str(step.message.id) if step.message else str(step.tone)),
        key=key,
        format_func=lambda option: _label(custom[option].name if option in custom else "", option),
        label_visibility="collapsed",
        width=220,
        persist_state="session",
    )


def _label(message: str, tone: str) -> str:
    return f"Custom: {message}" if message else f"By tone: {tone}"


def _after(place: int) -> str:
    return "days from the start" if place == 1 else "days after the email before"


def show_calendar(days: Sequence[date], hours: SendingHours) -> None:
    """The weeks in which there are emails: days with one are marked, days off are struck out."""
    weeks = sorted({day - timedelta(days=day.weekday()) for day in days})
    lines = [f"| Week of | {' | '.join(WEEKDAYS)} |", "|---" * (len(WEEKDAYS) + 1) + "|"]
    for monday in weeks:
        cells = [_cell(monday + timedelta(days=ahead), days, hours) for ahead in range(7)]
        lines.append(f"| {monday:%d %b} | {' | '.join(cells)} |")
    st.markdown("\n".join(lines))


def _cell(day: date, days: Sequence[date], hours: SendingHours) -> str:
    emails = [str(place) for place, other in enumerate(days, start=1) if other == day]
    if emails:
        return f"{day.day} :blue-badge[:material/mail: {', '.join(emails)}]"
    return str(day.day) if hours.is_sending_day(day) else f":gray[~~{day.day}~~]"
