"""The embedded writer: the text of a lead's next message, from the templates."""

from core.occasion import Occasion
from core.reading.language import language_of
from core.writing.custom import values_of
from core.writing.phrase import one_line, phrase, topic
from core.writing.render import MissingValue, render
from core.writing.template import Brief, write
from core.writing.texts import language_for, texts

ENDINGS = ".!?…。！？”\"'»"


def write_text(occasion: Occasion) -> tuple[str, str]:
    """Subject and body of the message."""
    text = write(brief_of(occasion))
    return text.subject, text.body


def brief_of(occasion: Occasion) -> Brief:
    """What the writers are told."""
    lead, assistant, step = occasion.lead, occasion.assistant, occasion.step
    language = language_for(lead, assistant)
    return Brief(
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


def _opening(occasion: Occasion, language: str) -> str:
    """The team's own sentence, filled in; empty where it is not in the reader's language, or the lead has
    nothing for something that it names."""
    lead, assistant, words = occasion.lead, occasion.assistant, texts(language)
    if language != assistant.language and language_of(occasion.opening) != language:
        return ""
    values = {name: phrase(value) for name, value in values_of(lead, assistant).items()}
    values["context"] = topic(lead.context, words.lead_ins, words.small_words)
    try:
        said = one_line(render(occasion.opening, values, holes=False))
    except MissingValue:
        return ""
    return said if not said or said[-1] in ENDINGS else f"{said}."
