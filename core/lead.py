"""The lead: one normalised address in the whole installation."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from core.state import GIVEN_UP, Hold, LeadState, SubState


@dataclass(frozen=True, slots=True)
class Lead:
    id: UUID
    token: str  # ends the unsubscribe link and stands in Reply-To; random, fixed for ever
    email: str
    first_name: str
    last_name: str
    phone: str
    company: str
    designation: str
    industry: str
    linkedin_url: str
    company_linkedin_url: str
    twitter_url: str
    location: str
    country: str  # ISO 3166 code, empty where the sheet says none
    zone: str  # IANA name, empty where the sheet says none
    language: str  # ISO 639 code, empty where the sheet says none
    custom: str  # other columns of the sheet, a JSON object of texts
    assistant_id: UUID
    source: str
    context: str
    additional_information: str
    schedule_id: UUID
    run: int  # counts the restarts of the schedule, from 1
    start_at: datetime  # when the present run begins: of its first message
    next_step: int | None  # number of the step to be sent next; None after the last one
    next_send_at: datetime | None  # None while a message is on its way, and where nothing is planned
    state: LeadState
    sub_state: SubState
    held: Hold
    resume_at: datetime | None  # when an Out of office lead becomes Cold again
    meeting_on: date | None
    meeting_at: datetime | None  # where the reply named a time too
    soft_bounces: int  # in a row
    upload_id: UUID | None
    place: int  # among the leads added with it, from 0 (alone: 0 or 1); with the address it chooses the texts
    created_at: datetime

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def given_up(self) -> bool:
        """Whether its address bounced or complained: no person brings it back."""
        return self.sub_state in GIVEN_UP

    def halted(self) -> "Lead":
        """The same lead with nothing planned; the step it stands at is kept, for carrying on."""
        return replace(self, next_send_at=None, resume_at=None, held=Hold.NONE)
