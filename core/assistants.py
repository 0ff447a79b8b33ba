"""What a person does with assistants: create, change, choose the default, remove."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from core.address import parse_email
from core.assistant import Assistant
from core.errors import NotAllowed, PersonError
from core.exclusion import parse_exclusions
from core.ports import Store
from core.schedule import SendingHours, zone_named
from core.writing.phrase import LINK, lines, one_line
from core.writing.texts import languages

UTC = ZoneInfo("UTC")
LONGEST_NURTURE_LINE = 200  # characters


def proposed_assistant(store: Store) -> Assistant:
    """What the form for a new one begins with: the default one's settings, without name and address."""
    return replace(
        store.default_assistant(),
        id=store.new_id(),
        name="",
        email="",
        title="",
        signature="",
        paused="",
        is_default=False,
    )


def create_assistant(store: Store, assistant: Assistant) -> Assistant:
    """Raises `PersonError` with everything that is wrong."""
    created = replace(_checked(store, assistant), paused="", is_default=False)
    store.insert_assistant(created)
    return created


def change_assistant(store: Store, assistant: Assistant) -> Assistant:
    """Effective at once, also for leads under way. Raises `PersonError` with everything that is wrong."""
    now = store.assistant(assistant.id)
    changed = replace(_checked(store, assistant), paused=now.paused, is_default=now.is_default)
    store.save_assistant(changed)
    return changed


def make_default(store: Store, assistant_id: UUID) -> None:
    """It is proposed for new leads from now on."""
    store.make_default(store.assistant(assistant_id).id)


def remove_assistant(store: Store, assistant_id: UUID) -> None:
    """Only one that has no leads; `core.acting.give_to` moves them."""
    assistant = store.assistant(assistant_id)
    if assistant.is_default:
        raise NotAllowed(f"{assistant.name} is the default assistant. Make another one the default first.")
    if leads := store.count_leads_of(assistant.id):
        how_many = "one lead" if leads == 1 else f"{leads} leads"
        raise NotAllowed(f"{assistant.name} has {how_many}. Give them to another assistant first.")
    store.delete_assistant(assistant.id)


def _checked(store: Store, assistant: Assistant) -> Assistant:
    """The assistant as it is stored: every field in its usual form."""
    usual: dict[str, Any] = {}
    wrong: list[str] = []
    for field, form in FORMS.items():
        try:
            usual[field] = form(getattr(assistant, field))
        except (PersonError, ValueError) as error:
            wrong.append(f"{LABELS.get(field) or field.replace('_', ' ').capitalize()}: {error}")
    checked = replace(assistant, **usual)
    wrong += [*_wrong_values(checked), *_taken(store, checked)]
    if wrong:
        raise PersonError("\n\n".join(wrong))
    store.schedule(checked.default_schedule_id)
    return checked


def _wrong_values(assistant: Assistant) -> Iterator[str]:
    if not assistant.name:
        yield "Name: every message is signed with it, so it is needed."
    if zone_named(assistant.zone) is None:
        yield f"Time zone: {assistant.zone or 'an empty name'} is no time zone. One is Europe/Berlin."
    if assistant.language not in languages():
        yield f"Language: there are texts in {', '.join(languages())}."
    if assistant.daily_limit < 1:
        yield "Emails a day at most: at least one message a day."
    if not set(assistant.off_days) <= set("0123456"):
        yield "Off days: the days are 0 (Monday) to 6 (Sunday)."
        return
    try:
        SendingHours(UTC, assistant.opens, assistant.closes, frozenset(map(int, assistant.off_days)))
    except PersonError as error:
        yield str(error)


def _taken(store: Store, assistant: Assistant) -> Iterator[str]:
    if any(other.email == assistant.email and other.id != assistant.id for other in store.assistants()):
        yield f"Email: another assistant writes from {assistant.email}."
    if assistant.email and store.lead_by_email(assistant.email):
        yield f"Email: {assistant.email} is a lead's address."


def _https(text: str) -> str:
    """Raises ValueError where the text is neither empty nor an https link."""
    link = text.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if link and (parts.scheme != "https" or not parts.hostname or " " in link):
        raise ValueError("a link begins with https:// and names a site.")
    return link


def _email_or_none(text: str) -> str:
    return parse_email(text) if text.strip() else ""


def _emails(text: str) -> str:
    """One a line, each once."""
    words = text.replace(",", " ").replace(";", " ").split()
    return "\n".join(dict.fromkeys(map(parse_email, words)))


def _nurture_lines(text: str) -> str:
    """Raises ValueError where a line is too long or its links are not plain https."""
    kept = lines(text)
    for line in kept.splitlines():
        if len(line) > LONGEST_NURTURE_LINE:
            raise ValueError(f"a line may have at most {LONGEST_NURTURE_LINE} characters.")
        for link in LINK.findall(line):
            _https(link)
    return kept


LABELS = {  # of the fields that people know by other words
    "brochure_url": "Link to a brochure",
    "calendar_url": "Link to a calendar",
    "owner_email": "Owner's email",
    "copies": "Blind copies",
}
FORMS: dict[str, Callable[[str], str]] = {  # of the fields that people type
    **dict.fromkeys(("name", "title", "company", "zone", "default_source", "default_context"), one_line),
    **dict.fromkeys(("postal_address", "signature", "additional_information"), str.strip),
    **dict.fromkeys(("website", "brochure_url", "calendar_url"), _https),
    "email": parse_email,
    "owner_name": one_line,
    "owner_email": _email_or_none,
    "copies": _emails,
    "excluded": parse_exclusions,
    "nurture_lines": _nurture_lines,
}
