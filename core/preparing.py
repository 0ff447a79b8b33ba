"""Texts by a language model, worded before their time and stored as drafts: what is shown is what leaves.

A job prepares, asks with no session open, and keeps the answer. Whatever is not ready when a message is due,
the templates write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from core.acting import find
from core.draft import MODEL, Draft, TextRequest
from core.errors import NotAllowed, UnfitText
from core.lead import Lead
from core.occasion import Occasion
from core.ports import Store, Writer
from core.question import Question
from core.timeline import upcoming
from core.transition import ASSISTANT
from core.wording import is_outdated
from core.writing.model_writer import checked, made_from, question

AHEAD = timedelta(hours=1)  # so long before a message is due its text may be worded


@dataclass(frozen=True, slots=True)
class Commission:
    """A text to be worded, with all that the answer is held to."""

    occasion: Occasion
    said: tuple[str, ...]  # before it, as far as that is known

    @property
    def question(self) -> Question:
        return question(self.occasion, self.said)


def ask_for_texts(store: Store, lead_id: UUID, write: Writer, *, who: str, now: datetime) -> int:
    """Ask for the model's text of every message still to come that is not final; answers how many those are.

    The answers come as drafts within some seconds, in order; `missing_texts` tells when.
    """
    lead = find(store, lead_id)
    asked = 0
    for place, each in enumerate(upcoming(store, lead, write, now)):
        if not (each.edited or each.by_model or each.step.message):
            moment = now + timedelta(microseconds=place)  # keeps their order
            store.save_text_request(TextRequest(lead.id, lead.run, each.step.number, who, moment))
            asked += 1
    if not asked:
        raise NotAllowed(f"No message to {lead.name} is left for the language model to word.")
    return asked


def missing_texts(store: Store, lead: Lead, write: Writer, now: datetime) -> dict[int, str]:
    """The steps, by number, whose text somebody asked for and that is not there: with the reason why it never
    will be, so that the template's leaves, or "" while the answer is awaited."""
    found = {}
    for each in upcoming(store, lead, write, now):
        request = store.text_request(lead, each.step.number)
        if request and not (each.edited or each.by_model):
            found[each.step.number] = request.problem
    return found


def texts_to_prepare(store: Store, now: datetime, limit: int) -> list[tuple[UUID, int]]:
    """Lead and number of the step: first what somebody waits for, then what is due soon."""
    asked = store.open_text_requests(limit)
    due = store.steps_without_text(now + AHEAD, limit)
    return list(dict.fromkeys([*asked, *due]))[:limit]


def commission(store: Store, lead_id: UUID, number: int, write: Writer, now: datetime) -> Commission | None:
    """None where the step needs no such text (any more)."""
    lead = find(store, lead_id)
    coming = upcoming(store, lead, write, now)
    place = next((place for place, each in enumerate(coming) if each.step.number == number), None)
    if place is None or coming[place].step.message or coming[place].edited or coming[place].by_model:
        return None
    said = (*store.conversation(lead), *(each.body for each in coming[:place]))
    return Commission(coming[place].occasion, said)


def keep_text(store: Store, commission: Commission, answer: Mapping[str, Any], now: datetime) -> str:
    """Store the answer as a draft, unless a person was quicker; answers why it was not taken, or "".

    A text that was not taken is not asked for again, but by a person.
    """
    occasion = commission.occasion
    lead, number = occasion.lead, occasion.step.number
    current = store.find_lead(lead.id)
    if current is None or current.run != lead.run or number in store.written_steps(lead):
        return ""
    try:
        text = checked(answer, occasion, commission.said)
    except UnfitText as error:
        _give_up(store, lead.id, number, str(error), now)
        return str(error)
    draft = store.draft(lead, number)
    if draft is None or (draft.made_from and is_outdated(draft, occasion)):
        store.save_draft(
            Draft(lead.id, lead.run, number, "", "", text.subject, text.body, MODEL, now, made_from(occasion))
        )
    answer_request(store, lead.id, number, "", now)
    return ""


def _give_up(store: Store, lead_id: UUID, number: int, problem: str, now: datetime) -> None:
    """No text: whoever asked for it is told, and nobody asks again by itself."""
    lead = find(store, lead_id)
    request = store.text_request(lead, number) or TextRequest(lead.id, lead.run, number, ASSISTANT, now)
    store.save_text_request(replace(request, answered_at=now, problem=problem))


def answer_request(store: Store, lead_id: UUID, number: int, problem: str, now: datetime) -> None:
    """Tell whoever waits, if anybody does."""
    request = store.text_request(find(store, lead_id), number)
    if request and request.answered_at is None:
        store.save_text_request(replace(request, answered_at=now, problem=problem))
