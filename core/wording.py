"""What a step says to a lead: its draft, else the custom message, else the writer's text."""

from dataclasses import dataclass

from core.draft import Draft
from core.errors import NotAllowed
from core.message import in_thread
from core.occasion import Occasion
from core.ports import Store, Writer
from core.transition import ASSISTANT
from core.writing.custom import render
from core.writing.model_writer import made_from


@dataclass(frozen=True, slots=True)
class Wording:
    subject: str
    body: str
    recipient: str = ""  # empty: the lead's own address
    cc: str = ""  # addresses, with ", " between them
    written_by: str = ASSISTANT


def word(occasion: Occasion, write: Writer, draft: Draft | None) -> Wording:
    """Raises `MissingValue` where a custom message asks for what the lead has not."""
    if draft and not is_outdated(draft, occasion):
        in_its_thread = draft.made_from and occasion.subject
        subject = in_thread(occasion.subject) if in_its_thread else draft.subject
        return Wording(subject, draft.body, draft.recipient, draft.cc, draft.written_by)
    custom = occasion.step.message
    subject, body = render(custom, occasion.lead, occasion.assistant) if custom else ("", "")
    if not subject:
        subject, written = written_by_writer(occasion, write)
        body = body or written
    return Wording(subject, body)


def written_by_writer(occasion: Occasion, write: Writer) -> tuple[str, str]:
    """Subject, in its thread, and body."""
    subject, body = write(occasion)
    return in_thread(subject) if occasion.subject else subject, body


def is_outdated(draft: Draft, occasion: Occasion) -> bool:
    """What a person wrote never is; a language model's text is, once it would be told something else."""
    if not draft.made_from:
        return False
    return occasion.step.message is not None or draft.made_from != made_from(occasion)


def refuse_suppressed(store: Store, wording: Wording) -> None:
    """Raises `NotAllowed` where one of the addresses is never written to again."""
    named = [email for email in (wording.recipient, *wording.cc.split(", ")) if email]
    for email, (reason, since) in store.suppressed_emails(named).items():
        raise NotAllowed(
            f"{email} is {reason} since {since:%d %B %Y} and is never written to again. Take it out of the "
            "message."
        )
