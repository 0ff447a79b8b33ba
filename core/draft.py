"""A draft: the stored text of a message that has not left. What somebody has seen and kept is what leaves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

MODEL = "language model"  # writes drafts too


@dataclass(frozen=True, slots=True)
class Draft:
    lead_id: UUID
    run: int
    step: int  # its number
    recipient: str  # empty: the lead's own address
    cc: str  # addresses, with ", " between them
    subject: str
    body: str
    written_by: str  # the user who edited it, or `MODEL`
    written_at: datetime
    made_from: str = ""  # a language model's: what it was told, for `model_writer.made_from`


@dataclass(frozen=True, slots=True)
class TextRequest:
    """A user asked for a language model's text; or such a text was not taken, whoever had asked for it."""

    lead_id: UUID
    run: int
    step: int  # its number
    who: str
    asked_at: datetime
    answered_at: datetime | None = None  # None: the answer is awaited
    problem: str = ""  # why there is no such text, so that the template's leaves
