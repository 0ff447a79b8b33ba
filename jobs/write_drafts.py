"""Has a language model word what is due soon, and what somebody wants to see. Sending never waits for it
longer than one pass of this job takes; no session is open while the model thinks."""

import logging
from datetime import timedelta
from uuid import UUID

from core.errors import ModelError
from core.ports import LanguageModel
from core.preparing import answer_request, commission, keep_text, texts_to_prepare
from jobs.world import World

log = logging.getLogger(__name__)

AT_ONCE = 20  # texts in a pass; the others are left to the next pass, or to the templates
LONGEST_PASS = timedelta(seconds=20)


def write_drafts(world: World) -> None:
    if world.model is None:
        return
    ends = world.clock() + LONGEST_PASS
    with world.database.reading() as store:
        wanted = texts_to_prepare(store, world.clock(), AT_ONCE)
    for lead_id, number in wanted:
        if world.told_to_end() or world.clock() >= ends or not _write(world, world.model, lead_id, number):
            return


def _write(world: World, model: LanguageModel, lead_id: UUID, number: int) -> bool:
    """Whether to go on: a model that gives no answer is left alone for this pass."""
    with world.database.reading() as store:
        wanted = commission(store, lead_id, number, world.write, world.clock())
    if wanted is None:
        _tell(world, lead_id, number, "This message needs no text any more.")
        return True
    try:
        answer = model.ask(wanted.question)
    except ModelError as error:
        log.warning("Step %s of lead %s has no text yet: %s", number, lead_id, error)
        _tell(world, lead_id, number, str(error))
        return False
    with world.database.transaction() as store:
        world.beat(store)
        if refused := keep_text(store, wanted, answer, world.clock()):
            log.warning("Step %s of lead %s: %s", number, lead_id, refused)
    return True


def _tell(world: World, lead_id: UUID, number: int, problem: str) -> None:
    with world.database.transaction() as store:
        world.beat(store)
        answer_request(store, lead_id, number, problem, world.clock())
