"""A broadcast: one message to many leads at a time of its own, outside their schedules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.lead import Lead


@dataclass(frozen=True, slots=True)
class Broadcast:
    id: UUID
    name: str  # each once: no lead gets the same broadcast twice
    subject: str
    body: str
    defaults: Mapping[str, str]
    send_at: datetime
    who: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """The broadcast as one lead gets it."""

    lead: Lead
    subject: str
    body: str
    domain: str  # of the Message-ID
