"""A lead that nobody has, for previews where no real one is there yet."""

from datetime import datetime
from uuid import UUID

from core.assistant import Assistant
from core.lead import Lead
from core.schedule import Schedule
from core.state import Hold, LeadState, SubState


def sample_lead(assistant: Assistant, schedule: Schedule, source: str, context: str, now: datetime) -> Lead:
    """Sam Sample, added now by that assistant, due for the first message."""
    return Lead(
        id=UUID(int=0),
        token="sample",
        email="sam.sample@customer.example",
        first_name="Sam",
        last_name="Sample",
        phone="",
        company="Customer Ltd",
        designation="Head of Marketing",
        industry="Manufacturing",
        linkedin_url="",
        company_linkedin_url="",
        twitter_url="",
        location="",
        country="",
        zone="",
        language="",
        custom="{}",
        assistant_id=assistant.id,
        source=source,
        context=context,
        additional_information=assistant.additional_information,
        schedule_id=schedule.id,
        run=1,
        start_at=now,
        next_step=schedule.first.number,
        next_send_at=now,
        state=LeadState.COLD,
        sub_state=SubState.NONE,
        held=Hold.NONE,
        resume_at=None,
        meeting_on=None,
        meeting_at=None,
        soft_bounces=0,
        upload_id=None,
        place=0,
        created_at=now,
    )
