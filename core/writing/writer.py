"""The embedded writer: the text of a lead's next message, from the templates."""

from core.occasion import Occasion
from core.writing.template import Brief, write
from core.writing.texts import languages


def write_text(occasion: Occasion) -> tuple[str, str]:
    """Subject and body of the message."""
    lead, assistant, step = occasion.lead, occasion.assistant, occasion.step
    text = write(
        Brief(
            lead_key=lead.email,
            place=lead.place,
            first_name=lead.first_name,
            source=lead.source,
            context=lead.context,
            additional_information=lead.additional_information,
            assistant_name=assistant.name,
            assistant_title=assistant.title,
            assistant_company=assistant.company,
            signature=assistant.signature,
            language=lead.language if lead.language in languages() else assistant.language,
            tone=step.tone,
            step=occasion.place,
            previous_subject=occasion.subject,
        )
    )
    return text.subject, text.body
