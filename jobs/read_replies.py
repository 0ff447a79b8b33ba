"""Understands the kept mails, each by itself, and does what follows. Reading opens no transaction."""

import logging

from core.acting import find
from core.errors import LeadkeeperError
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
            _read(world, reply)


def _read(world: World, reply: Reply) -> None:
    sent_texts, zone = _background(world, reply)
    reading = world.reader.read(reply.raw, received_at=reply.received_at, sent_texts=sent_texts, zone=zone)
    try:
        with world.database.transaction() as store:
            apply_kind(store, reply, reading, world.clock())
    except LeadkeeperError:
        raise  # the database is busy: the whole job is tried again
    except Exception as error:  # this reply must not stop the others, nor its lead for ever
        log.exception("Reply %s could not be applied", reply.id)
        unclear = Reading(ReplyKind.OTHER, 0.0, False, reading.text, "", error=repr(error))
        with world.database.transaction() as store:
            store.save_reading(reply.id, reply.lead_id, unclear, {}, world.clock())


def _background(world: World, reply: Reply) -> tuple[list[str], str]:
    """What we had sent to the lead, and its zone."""
    if reply.lead_id is None:
        return [], "UTC"
    with world.database.reading() as store:
        lead = find(store, reply.lead_id)
        zone = lead.zone or store.assistant(lead.assistant_id).zone
        return store.sent_bodies(lead.id), zone
