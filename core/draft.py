"""A draft: the stored text of a message that has not left. What somebody has seen and kept is what leaves."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Draft:
    lead_id: UUID
    run: int
    step: int  # its number
    recipient: str  # empty: the lead's own address
    cc: str  # addresses, with ", " between them
    subject: str
    body: str
    written_by: str  # the user who edited it
    written_at: datetime
