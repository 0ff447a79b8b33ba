"""A mail as a lead would read it."""

import streamlit as st

from core.assistant import Assistant
from core.sample import sample_lead
from core.schedule import Schedule
from core.source import Source
from core.timeline import scheduled
from core.writing.writer import write_text
from pages.parts.dates import now
from pages.parts.text import plain

CONTEXT = "our new pricing"  # where none was used yet
EVENT = Source("Event", "", system=True)


def show_mail(subject: str, body: str) -> None:
    with st.container(border=True, key="sample_mail"):
        st.markdown(f"**{plain(subject)}**" if subject else ":gray[*The subject of the thread*]")
        st.text(body)


def show_first_mail(assistant: Assistant, schedule: Schedule, source: Source, context: str) -> None:
    """The first message that a sample lead from that source would get."""
    lead = sample_lead(assistant, schedule, source.name, context, now())
    first = scheduled(lead, assistant, schedule, write_text, opening=source.opening)[0]
    if first.problem:
        st.warning(first.problem, icon=":material/error:")
    else:
        show_mail(first.subject, first.body)
