"""A custom message: a text that a person wrote once, with parameters, for many leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CustomMessage:
    id: UUID
    name: str
    subject: str  # empty: the subject of the thread
    body: str  # greeting to signature, as it leaves; the footer is ours
    defaults: Mapping[str, str]  # where a lead has no value: {"lead.company": "your company"}
