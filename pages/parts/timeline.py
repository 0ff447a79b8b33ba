"""The timeline of a lead: a chart, arrow keys and a strip of dates, three ways to the same entry."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from core.lead import Lead
from pages.parts.dates import exact, local, now, short
from pages.parts.entries import Entry, EntryKind, latest
from pages.parts.entry import show_entry


class Mark(NamedTuple):
    colour: str  # to be seen on white and on dark
    symbol: str
    lane: int  # from the top
    icon: str


KINDS: dict[EntryKind, Mark] = {
    EntryKind.SENT: Mark("#6366F1", "circle", 0, "send"),
    EntryKind.SCHEDULED: Mark("#6366F1", "circle-open", 0, "schedule"),
    EntryKind.WAITING: Mark("#0284C7", "circle-open-dot", 0, "outgoing_mail"),
    EntryKind.NOT_SENT: Mark("#DC2626", "x", 0, "cancel_schedule_send"),
    EntryKind.RECEIVED: Mark("#0D9488", "star", 1, "reply"),
    EntryKind.NOTE: Mark("#D97706", "square", 2, "sticky_note_2"),
    EntryKind.STATE: Mark("#64748B", "diamond", 3, "swap_horiz"),
}
LINE = "#8888A0"
CHART, STRIP, PICKED = "timeline", "strip", "picked"


@st.fragment
def show_timeline(lead: Lead, entries: Sequence[Entry]) -> None:
    """Chart, strip and the picked entry; picking runs only this part of the screen."""
    keys = [entry.key for entry in entries]
    if st.session_state.get(PICKED) not in keys:
        pick(latest(entries).key)
    place = keys.index(st.session_state[PICKED])
    _chart(str(lead.id), entries, entries[place])
    _strip(entries)
    _arrows(keys, place)
    show_entry(lead, entries[place])


def pick(key: str | None) -> None:
    if key is not None:
        st.session_state[PICKED] = key


def _arrows(keys: Sequence[str], place: int) -> None:
    with st.container(horizontal=True):
        for label, shortcut, to in (("Previous", "Left", place - 1), ("Next", "Right", place + 1)):
            st.button(
                label,
                key=label.lower(),
                icon=f":material/chevron_{shortcut.lower()}:",
                shortcut=shortcut,
                disabled=not 0 <= to < len(keys),
                on_click=pick,
                args=(keys[to % len(keys)],),
            )


def _strip(entries: Sequence[Entry]) -> None:
    """Dates as real buttons: for touch, where a tap on the chart only hovers, and for the keyboard."""
    labels = {
        entry.key: f":material/{KINDS[entry.kind].icon}: {short(entry.at)} · {entry.kind}"
        for entry in entries
    }
    st.session_state[STRIP] = st.session_state[PICKED]
    st.pills(
        "Dates",
        list(labels),
        key=STRIP,
        format_func=lambda key: labels.get(key, key),
        on_change=lambda: pick(st.session_state[STRIP]),
        label_visibility="collapsed",
        wrap=False,
    )


def _chart(lead_id: str, entries: Sequence[Entry], picked: Entry) -> None:
    key = f"{CHART}-{lead_id}"

    def clicked() -> None:
        points = st.session_state[key]["selection"]["points"]
        if points:
            pick(points[0]["customdata"][0])

    st.plotly_chart(
        figure(entries, picked),
        key=key,
        on_select=clicked,
        selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Timeline of {len(entries)} entries; the same are in the list of dates below",
    )


def figure(entries: Sequence[Entry], picked: Entry) -> go.Figure:
    """One trace for each kind, a ring around what is picked, a line at now."""
    lanes = sorted({KINDS[entry.kind].lane for entry in entries})
    chart = go.Figure()
    chart.add_vline(x=_at(now()), line={"color": LINE, "width": 1, "dash": "dot"})
    chart.add_annotation(
        x=_at(now()), y=0.75, text="now", showarrow=False, font={"size": 11, "color": LINE}, xanchor="left"
    )
    for kind in KINDS:
        of_kind = [entry for entry in entries if entry.kind is kind]
        if of_kind:
            chart.add_trace(_trace(kind, of_kind, -lanes.index(KINDS[kind].lane)))
    chart.add_trace(_ring(picked, -lanes.index(KINDS[picked.kind].lane)))
    chart.update_layout(
        height=110 + 42 * len(lanes),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        yaxis={"visible": False, "range": [0.3 - len(lanes), 0.9], "fixedrange": True},
        xaxis={"showgrid": False, "zeroline": False},
        legend={"orientation": "h", "y": 1.16, "x": 0, "itemclick": False, "itemdoubleclick": False},
        dragmode="pan",
        clickmode="event+select",
        hoverlabel={"align": "left"},
    )
    return chart


def _trace(kind: EntryKind, entries: Sequence[Entry], y: int) -> go.Scatter:
    mark = KINDS[kind]
    line = {"width": 2, "color": mark.colour}
    as_before = {"marker": {"opacity": 1}}  # the ring shows what is picked, also after an arrow key
    return go.Scatter(
        x=[_at(entry.at) for entry in entries],
        y=[y] * len(entries),
        mode="markers",
        name=str(kind),
        marker={"size": 15, "color": mark.colour, "symbol": mark.symbol, "line": line},
        customdata=[(entry.key, escape(entry.title), exact(entry.at)) for entry in entries],
        hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        selected=as_before,
        unselected=as_before,
    )


def _ring(picked: Entry, y: int) -> go.Scatter:
    return go.Scatter(
        x=[_at(picked.at)],
        y=[y],
        mode="markers",
        marker={"size": 27, "color": LINE, "symbol": "circle-open", "line": {"width": 2}},
        hoverinfo="skip",
        showlegend=False,
    )


def _at(moment: datetime) -> datetime:
    """Wall-clock time of the viewer: Plotly knows no zones."""
    return local(moment).replace(tzinfo=None)
