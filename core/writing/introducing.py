"""What Introduce me proposes: the lead and the assistant's owner hear of each other."""

from dataclasses import replace

from core.assistant import Assistant
from core.lead import Lead
from core.occasion import Occasion
from core.schedule import Step, Tone
from core.writing.phrase import one_line
from core.writing.render import render
from core.writing.template import framed
from core.writing.texts import texts
from core.writing.writer import brief_of


def write_introduction(lead: Lead, assistant: Assistant) -> tuple[str, str]:
    """Subject and body, in the lead's language."""
    brief = brief_of(Occasion(lead, assistant, Step(1, 0, Tone.CANDID), subject="", opening="", place=1))
    bare = replace(brief, additional_information="", nurture_line="", calendar_url="")
    words = texts(brief.language).introduction
    owner = one_line(assistant.owner_name) or assistant.owner_email
    known = ", ".join(filter(None, map(one_line, (lead.name or lead.email, lead.company))))
    to_owner = render(words.to_owner, {"owner": owner, "lead": known})
    return (
        render(words.subject, {"owner": owner}),
        framed(bare, render(words.to_lead, {"owner": owner}), to_owner),
    )
