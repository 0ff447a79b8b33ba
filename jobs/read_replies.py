"""Understands the kept mails, each by itself, and does what follows. Reading opens no transaction."""

import logging

from core.acting import find
from core.errors import DatabaseBusy
from core.history import Reply
from core.receiving import apply_kind
from core.reply import Reading, ReplyKind
from jobs.world import World

log = logging.getLogger(__name__)

AT_ONCE = 100


def read_replies(world: World) -> None:
    while not world.told_to_end():
        with world.database.reading() as store:
            replies = store.unread_replies(AT_ONCE)
        if not replies:
            return
        for reply in replies:
            if world.told_to_end():
                return
            _read(world, reply)


def _read(world: World, reply: Reply) -> None:
    try:
        sent_texts, zone = _background(world, reply)
        reading = world.reader.read(
            reply.raw, received_at=reply.received_at, sent_texts=sent_texts, zone=zone
        )
        _apply(world, reply, reading)
    except DatabaseBusy:
        raise  # the whole job is tried again
    except Exception as error:  # this reply must not stop the others; a person should look at it
        log.exception("Reply %s could not be understood", reply.id)
        _apply(world, reply, Reading(ReplyKind.OTHER, 0.0, False, "", "", error=repr(error)))


def _apply(world: World, reply: Reply, reading: Reading) -> None:
    with world.database.transaction() as store:
        apply_kind(store, reply, reading, world.clock())
        world.beat(store)


def _background(world: World, reply: Reply) -> tuple[list[str], str]:
    """What we had sent to the lead, and its zone."""
    if reply.lead_id is None:
        return [], "UTC"
    with world.database.reading() as store:
        lead = find(store, reply.lead_id)
        zone = lead.zone or store.assistant(lead.assistant_id).zone
        return store.sent_bodies(lead.id), zone
