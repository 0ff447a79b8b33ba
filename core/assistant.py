"""The assistant: who writes, in whose name, and when."""

from dataclasses import dataclass, replace
from datetime import time
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from core.schedule import SendingHours, zone_named
from core.whereabouts import Located, country_of, zone_of
from core.wire import ascii_domain


@dataclass(frozen=True, slots=True)
class Assistant:
    id: UUID
    name: str
    email: str
    title: str
    company: str
    website: str  # https, or empty
    postal_address: str
    signature: str  # empty: made from name, title and company
    language: str  # code; of its texts, where the lead has no language of its own
    additional_information: str
    default_source: str  # what the form for new leads proposes, with the next two
    default_context: str
    default_schedule_id: UUID
    brochure_url: str  # https, or empty
    calendar_url: str  # https, or empty
    nurture_lines: str  # one a line: the n-th message of a schedule ends with the n-th, as "PS:"
    excluded: str  # addresses and domains that it never takes as leads, one a line
    owner_name: str  # the user that Introduce me copies
    owner_email: str
    copies: str  # addresses that get every message of it blind, a CRM say, one a line
    zone: str  # IANA name
    opens: time
    closes: time
    off_days: str  # "56": Saturday and Sunday; Monday is 0
    keeps_holidays: bool  # no follow-up on a public holiday of the lead's country
    daily_limit: int  # messages a day that the schedule may send
    paused: str  # why sending stands still for all its leads; empty: it does not
    is_default: bool  # exactly one is; changed by `make_default` alone

    @property
    def is_example(self) -> bool:
        """Whether it still writes from the address of a fresh data folder, which no lead should see."""
        return self.email == DEFAULT_ASSISTANT["email"]

    @property
    def domain(self) -> str:
        """Of its address, in ASCII, for Message-IDs."""
        return ascii_domain(self.email.rpartition("@")[2])

    def nurture_line(self, place: int) -> str:
        """What the message in that place of the schedule ends with; empty after the last line."""
        lines = self.nurture_lines.splitlines()
        return lines[place - 1] if 1 <= place <= len(lines) else ""

    @property
    def hours(self) -> SendingHours:
        """The sending hours where the assistant is."""
        zone = zone_named(self.zone) or ZoneInfo("UTC")
        return SendingHours(zone, self.opens, self.closes, frozenset(int(day) for day in self.off_days))

    def hours_for(self, lead: Located) -> SendingHours:
        """The sending hours where the lead is, as far as that is known, without the holidays there."""
        hours = self.hours
        country = country_of(lead) if self.keeps_holidays else ""
        return replace(hours, zone=zone_of(lead) or hours.zone, country=country)


class Defaults(TypedDict):
    name: str
    email: str
    title: str
    company: str
    website: str
    postal_address: str
    signature: str
    language: str
    additional_information: str
    default_source: str
    default_context: str
    brochure_url: str
    calendar_url: str
    nurture_lines: str
    excluded: str
    owner_name: str
    owner_email: str
    copies: str
    zone: str
    opens: time
    closes: time
    off_days: str
    keeps_holidays: bool
    daily_limit: int
    paused: str


# The assistant of a fresh data folder. It writes into the local mailbox only, until somebody gives it a name.
DEFAULT_ASSISTANT: Defaults = {
    "name": "Ada Example",
    "email": "ada@assistant.example",
    "title": "Sales Assistant",
    "company": "Example Company",
    "website": "",
    "postal_address": "Example Company, 1 Example Street, 10000 Exampletown",
    "signature": "",
    "language": "en",
    "additional_information": "",
    "default_source": "",
    "default_context": "",
    "brochure_url": "",
    "calendar_url": "",
    "nurture_lines": "",
    "excluded": "",
    "owner_name": "",
    "owner_email": "",
    "copies": "",
    "zone": "UTC",
    "opens": time(8),
    "closes": time(18),
    "off_days": "56",
    "keeps_holidays": True,
    "daily_limit": 200,
    "paused": "",
}
