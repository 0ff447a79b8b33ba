"""`python -m jobs preview`: every mail of a schedule in plain text, as a sample lead would get them."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from core.errors import PersonError
from core.occasion import opening_of
from core.planning import begins_at
from core.sample import sample_lead
from core.settings import Settings
from core.timeline import Scheduled, scheduled
from core.writing.texts import languages
from core.writing.writer import write_text
from data.database import Database
from jobs.choice import chosen

RULE = "-" * 72


def preview(settings: Settings, given: Namespace, now: datetime) -> str:
    """Raises `PersonError` for an assistant, a language or a schedule that is not there."""
    if given.language and given.language not in languages():
        known = ", ".join(languages())
        raise PersonError(f"There are no texts in the language {given.language!r}. There are: {known}.")
    with Database(settings.data_dir).reading() as store:
        assistant, schedule = chosen(store, given)
        source = store.find_source(given.source)
        sample = sample_lead(
            assistant, schedule, source.name if source else given.source, given.context.strip(), now
        )
        opening = opening_of(store, sample)
    first = begins_at(sample, assistant, schedule, now)
    lead = replace(sample, language=given.language, next_send_at=first)
    mails = scheduled(lead, assistant, schedule, write_text, opening=opening)
    to = f"From {assistant.name} <{assistant.email}> to a sample lead, {lead.name} <{lead.email}>"
    return "\n".join((to, *_told(mails, assistant.hours_for(lead).zone)))


def _told(mails: list[Scheduled], zone: tzinfo) -> Iterator[str]:
    for place, mail in enumerate(mails, start=1):
        what = mail.step.message.name if mail.step.message else mail.step.tone
        date = f"{mail.send_at.astimezone(zone):%A, %d %B %Y, %H:%M %Z}"
        yield f"\n{RULE}\nStep {place} of {len(mails)}: {what}\nDate: {date}"
        yield mail.problem or f"Subject: {mail.subject}\n\n{mail.body}"
