"""Where a lead stands once the steps of its schedule have changed."""

from dataclasses import dataclass
from datetime import datetime

from core.lead import Lead


@dataclass(frozen=True, slots=True)
class Replan:
    """A lead for whom the steps, as they are now, change what comes next."""

    lead: Lead
    following: int | None  # number of the step that comes next; None: it has had all
    last_sent_at: datetime | None  # in the present run
    on_its_way: bool  # a step is written and not sent: the date follows when it is
