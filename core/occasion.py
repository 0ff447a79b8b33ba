"""What the writer of a message is given."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.assistant import Assistant
from core.lead import Lead
from core.schedule import Step

if TYPE_CHECKING:  # core.ports needs the occasion below
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class Occasion:
    """A message to be written: to whom, in whose name, and what it builds on."""

    lead: Lead
    assistant: Assistant
    step: Step
    subject: str  # of the first message, as it was sent; empty before there is one
    opening: str  # the team's own sentence for the lead's source; empty: the writer has its own
    place: int  # among the messages of the lead's present run: 1 is the first

    @property
    def nurture_line(self) -> str:
        """What the message ends with, after "PS:"; may be empty."""
        return self.assistant.nurture_line(self.place)


def opening_of(store: "Store", lead: Lead) -> str:
    """How the team begins its first message to leads of that source; empty where it has not said."""
    source = store.find_source(lead.source)
    return source.opening if source else ""
