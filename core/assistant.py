"""The assistant: who writes, in whose name, and when."""

from dataclasses import dataclass
from datetime import time
from typing import TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from core.schedule import SendingHours, zone_named
from core.wire import ascii_domain


@dataclass(frozen=True, slots=True)
class Assistant:
    id: UUID
    name: str
    email: str
    title: str
    company: str
    postal_address: str
    signature: str  # empty: made from name, title and company
    additional_information: str
    owner_name: str  # the user that Introduce me copies
    owner_email: str
    zone: str  # IANA name
    opens: time
    closes: time
    off_days: str  # "56": Saturday and Sunday; Monday is 0
    daily_limit: int  # messages a day that the schedule may send
    paused: str  # why sending stands still for all its leads; empty: it does not
    default_schedule_id: UUID

    @property
    def domain(self) -> str:
        """Of its address, in ASCII, for Message-IDs."""
        return ascii_domain(self.email.rpartition("@")[2])

    def hours_for(self, lead_zone: str) -> SendingHours:
        """The sending hours in the lead's zone, or in the assistant's where the lead has none."""
        zone = zone_named(lead_zone) or zone_named(self.zone) or ZoneInfo("UTC")
        return SendingHours(zone, self.opens, self.closes, frozenset(int(day) for day in self.off_days))


class Defaults(TypedDict):
    name: str
    email: str
    title: str
    company: str
    postal_address: str
    signature: str
    additional_information: str
    owner_name: str
    owner_email: str
    zone: str
    opens: time
    closes: time
    off_days: str
    daily_limit: int
    paused: str


# The assistant of a fresh data folder. It writes into the local mailbox only, until somebody gives it a name.
DEFAULT_ASSISTANT: Defaults = {
    "name": "Ada Example",
    "email": "ada@assistant.example",
    "title": "Sales Assistant",
    "company": "Example Company",
    "postal_address": "Example Company, 1 Example Street, 10000 Exampletown",
    "signature": "",
    "additional_information": "",
    "owner_name": "",
    "owner_email": "",
    "zone": "UTC",
    "opens": time(8),
    "closes": time(18),
    "off_days": "56",
    "daily_limit": 200,
    "paused": "",
}
