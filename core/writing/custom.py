"""Custom messages: checked when they are saved, rendered for one lead when they are shown or leave."""

import json
import re
from collections.abc import Collection

from core.assistant import Assistant
from core.custom_message import CustomMessage
from core.errors import PersonError
from core.lead import Lead
from core.writing.phrase import one_line
from core.writing.render import check as problems_of
from core.writing.render import render as fill_in

GAPS = re.compile(r"\n{3,}")
LEAD_FIELDS = (
    "first_name", "last_name", "name", "email", "phone", "company", "designation", "industry",
    "linkedin_url", "company_linkedin_url", "twitter_url", "location",
)  # fmt: skip
ASSISTANT_FIELDS = ("name", "email", "title", "company")
PARAMETERS = (
    *(f"lead.{name}" for name in LEAD_FIELDS),
    *(f"assistant.{name}" for name in ASSISTANT_FIELDS),
    "source",
    "context",
)


def render(message: CustomMessage, lead: Lead, assistant: Assistant) -> tuple[str, str]:
    """Subject (empty: the thread's) and body for that lead; raises `MissingValue`."""
    values = values_of(lead, assistant)
    subject, body = (
        fill_in(text, values, message.defaults, holes=False) for text in (message.subject, message.body)
    )
    return one_line(subject), _tidy(body)


def _tidy(text: str) -> str:
    """Paragraphs as they were written: a condition that did not hold leaves no gap."""
    return GAPS.sub("\n\n", "\n".join(map(str.rstrip, text.splitlines()))).strip()


def values_of(lead: Lead, assistant: Assistant) -> dict[str, str]:
    """What a text may name, as it is stored: `PARAMETERS`, and the columns of the sheet."""
    columns: dict[str, str] = json.loads(lead.custom)
    plain = {column_name(heading): value for heading, value in columns.items()} | columns
    found = {f"lead.{name}": value for name, value in plain.items()}
    found |= {f"lead.{name}": getattr(lead, name) for name in LEAD_FIELDS}
    found |= {f"assistant.{name}": getattr(assistant, name) for name in ASSISTANT_FIELDS}
    return found | {"source": lead.source, "context": lead.context}


def column_name(heading: str) -> str:
    """How a column of the sheet can be written after `lead.`: "Team size" is `team_size`."""
    return "_".join("".join(c if c.isalnum() else " " for c in heading.lower()).split())


def check(message: CustomMessage, columns: Collection[str]) -> None:
    """Raises `PersonError` with each place where the message cannot be written; `columns` are the headings of
    custom columns."""
    if not message.name.strip() or not message.body.strip():
        raise PersonError("A custom message needs a name and a text.")
    known = {*PARAMETERS, *message.defaults}
    known |= {f"lead.{name}" for heading in columns for name in (heading, column_name(heading))}
    problems = [
        f"{where}: {problem}"
        for where, text in (("Subject", message.subject), ("Text", message.body))
        for problem in problems_of(text, known)
    ]
    if problems:
        raise PersonError("\n\n".join(problems))
