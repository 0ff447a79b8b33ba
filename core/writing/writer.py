"""The embedded writer: the text of a lead's next message, from the templates."""

from core.assistant import Assistant
from core.lead import Lead
from core.schedule import Step
from core.writing.template import Brief, write


def write_text(lead: Lead, assistant: Assistant, step: Step, subject: str) -> tuple[str, str]:
    """Subject and body of a step; `subject` is the first message's, empty before there is one."""
    text = write(
        Brief(
            lead_key=str(lead.id),
            first_name=lead.first_name,
            source=lead.source,
            context=lead.context,
            additional_information=lead.additional_information,
            assistant_name=assistant.name,
            assistant_title=assistant.title,
            assistant_company=assistant.company,
            signature=assistant.signature,
            tone=step.tone,
            step=step.position,
            previous_subject=subject,
        )
    )
    return text.subject, text.body
