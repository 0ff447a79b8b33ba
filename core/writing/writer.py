"""The embedded writer: the text of a lead's next message, from the templates."""

from core.occasion import Occasion
from core.reading.language import language_of
from core.writing.custom import ASSISTANT_FIELDS, LEAD_FIELDS
from core.writing.phrase import one_line, phrase, topic
from core.writing.render import needed, render
from core.writing.template import Brief, write
from core.writing.texts import languages, texts

ENDINGS = ".!?…。！？”\"'»"


def write_text(occasion: Occasion) -> tuple[str, str]:
    """Subject and body of the message."""
    lead, assistant, step = occasion.lead, occasion.assistant, occasion.step
    language = lead.language if lead.language in languages() else assistant.language
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
            language=language,
            tone=step.tone,
            step=occasion.place,
            previous_subject=occasion.subject,
            opening=_opening(occasion, language),
            nurture_line=occasion.nurture_line,
            calendar_url=assistant.calendar_url,
        )
    )
    return text.subject, text.body


def _opening(occasion: Occasion, language: str) -> str:
    """The team's own sentence, filled in; empty where it is not in the reader's language, or the lead has
    nothing for something that it names."""
    opening, values = occasion.opening, _values(occasion, language)
    if language != occasion.assistant.language and language_of(opening) != language:
        return ""
    whole = all(values.get(name) for name in needed(opening))
    said = one_line(render(opening, values)) if whole else ""
    return said if not said or said[-1] in ENDINGS else f"{said}."


def _values(occasion: Occasion, language: str) -> dict[str, str]:
    """What the sentence may name, by `custom.PARAMETERS`, fit to stand inside it."""
    lead, assistant, words = occasion.lead, occasion.assistant, texts(language)
    values = {f"lead.{name}": phrase(getattr(lead, name)) for name in LEAD_FIELDS}
    values |= {f"assistant.{name}": one_line(getattr(assistant, name)) for name in ASSISTANT_FIELDS}
    context = topic(lead.context, words.lead_ins, words.small_words)
    return values | {"source": phrase(lead.source), "context": context}
