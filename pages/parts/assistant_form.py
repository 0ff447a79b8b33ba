"""The form of an assistant: who writes, what it says, what it begins with, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import streamlit as st
from babel import Locale

from core.assistant import Assistant
from core.schedule import Schedule
from core.writing.texts import languages
from pages.parts.forms import add_row, row_buttons, rows_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MAIL, LINK = ":material/mail:", ":material/link:"


@dataclass(frozen=True, slots=True)
class AssistantForm:
    """The fields begin with what is `saved`; `form` begins their keys.

    None is required or of a type: what the browser then finds wrong would never arrive, and the value of
    before would be saved in its place.
    """

    form: str
    saved: Assistant
    schedules: Sequence[Schedule]
    sources: Sequence[str]

    def show(self) -> Assistant:
        """The assistant as the fields say; nothing is checked yet."""
        groups = (
            ("Who writes", self._who),
            ("What it says", self._says),
            ("Nurture lines", self._nurture),
            ("What new leads begin with", self._defaults),
            ("When it writes", self._when),
            ("Whom it works for, and whom it leaves alone", self._people),
        )
        said: dict[str, Any] = {}
        for title, fields in groups:
            with st.container(border=True):
                st.subheader(title, anchor=False)
                said |= fields()
        return replace(self.saved, **said)

    def _who(self) -> dict[str, Any]:
        with st.grid(2, min_column_width=240):
            said = {
                "name": self._line("name", "Name"),
                "email": self._line("email", "Email", icon=MAIL),
                "title": self._line("title", "Title"),
                "company": self._line("company", "Company"),
                "website": self._line("website", "Website", icon=LINK, placeholder="https://"),
            }
        said["postal_address"] = self._text(
            "postal_address", "Postal address", help="Ends every email, as the law asks."
        )
        return said

    def _says(self) -> dict[str, Any]:
        with st.grid(2, min_column_width=240):
            said = {
                "language": self._choice("language", "Language", languages(), language_name),
                "brochure_url": self._line(
                    "brochure_url", "Link to a brochure", icon=LINK, placeholder="https://"
                ),
                "calendar_url": self._line(
                    "calendar_url", "Link to a calendar", icon=LINK, placeholder="https://"
                ),
            }
        said["signature"] = self._text(
            "signature", "Signature", placeholder="Left empty: name, title and company"
        )
        said["additional_information"] = self._text(
            "additional_information",
            "Additional information",
            help="A sentence or two that stand in every email as you write them, unless a lead has its own.",
        )
        return said

    def _nurture(self) -> dict[str, Any]:
        st.caption(
            "The first email ends with the first line as “PS:”, the second with the second, and so on."
        )
        lines = []
        for place, (number, line) in enumerate(rows_of(self.form, self.saved.nurture_lines.splitlines())):
            with st.container(horizontal=True, vertical_alignment="center", key=f"{self.form}-row-{number}"):
                lines.append(
                    st.text_input(
                        f"Nurture line {place + 1}",
                        line,
                        key=f"{self.form}-line-{number}",
                        label_visibility="collapsed",
                        placeholder="Read how Acme did it: https://…",
                        width=520,
                        persist_state="session",
                    )
                )
                row_buttons(self.form, place, number)
        st.button(
            "Add line",
            key=f"{self.form}-add",
            icon=":material/add:",
            on_click=add_row,
            args=(self.form, ""),
        )
        return {"nurture_lines": "\n".join(lines)}

    def _defaults(self) -> dict[str, Any]:
        names = {schedule.id: schedule.name for schedule in self.schedules}
        sources = ["", *self.sources]
        with st.grid(2, min_column_width=240):
            return {
                "default_source": self._choice(
                    "default_source", "Source", sources, lambda source: source or "Ask each time"
                ),
                "default_context": self._line("default_context", "Context", placeholder="our new pricing"),
                "default_schedule_id": self._choice(
                    "default_schedule_id", "Follow-up schedule", list(names), lambda one: names[one]
                ),
            }

    def _when(self) -> dict[str, Any]:
        with st.grid(3, min_column_width=180):
            said = {
                "zone": self._choice("zone", "Time zone", zones()),
                "opens": self._time("opens", "Writes from"),
                "closes": self._time("closes", "Writes until"),
            }
        off = st.pills(
            "Off days",
            range(7),
            selection_mode="multi",
            default=[int(day) for day in self.saved.off_days],
            format_func=lambda day: WEEKDAYS[day],
            key=self._key("off_days"),
            persist_state="session",
        )
        said["off_days"] = "".join(map(str, sorted(off)))
        said["keeps_holidays"] = st.toggle(
            "No follow-up on public holidays of the lead's country",
            self.saved.keeps_holidays,
            key=self._key("keeps_holidays"),
            persist_state="session",
        )
        limit = st.number_input(
            "Emails a day at most",
            value=self.saved.daily_limit,
            step=10,
            key=self._key("daily_limit"),
            width=200,
            help="What exceeds it goes on the next day.",
            persist_state="session",
        )
        return said | {"daily_limit": limit or 0}

    def _people(self) -> dict[str, Any]:
        with st.grid(2, min_column_width=240):
            said = {
                "owner_name": self._line("owner_name", "Owner", help="Whom Introduce me copies."),
                "owner_email": self._line("owner_email", "Owner's email", icon=MAIL),
            }
        said["copies"] = self._text(
            "copies", "Blind copies", help="Addresses that get every email too, your CRM say."
        )
        said["excluded"] = self._text(
            "excluded",
            "Excluded",
            placeholder="competitor.example, *.partner.example, someone@customer.example",
            help="Addresses and domains, with commas or one a line. None of them becomes a lead.",
        )
        return said

    def _line(self, field: str, label: str, **options: Any) -> str:
        return st.text_input(
            label, getattr(self.saved, field), key=self._key(field), persist_state="session", **options
        )

    def _text(self, field: str, label: str, **options: Any) -> str:
        value = getattr(self.saved, field)
        return st.text_area(label, value, key=self._key(field), height=88, persist_state="session", **options)

    def _choice(self, field: str, label: str, options: list[Any], name: Any = str) -> Any:
        value = getattr(self.saved, field)
        offered = options if value in options else [value, *options]
        return st.selectbox(
            label,
            offered,
            offered.index(value),
            key=self._key(field),
            format_func=name,
            persist_state="session",
        )

    def _time(self, field: str, label: str) -> Any:
        value = getattr(self.saved, field)
        return st.time_input(label, value, key=self._key(field), persist_state="session", required=True)

    def _key(self, field: str) -> str:
        return f"{self.form}-{field}"


@cache
def zones() -> list[str]:
    return sorted(available_timezones())


def language_name(code: str) -> str:
    return Locale(code).english_name
