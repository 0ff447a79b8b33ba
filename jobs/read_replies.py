"""Understands the kept mails, each by itself, and does what follows. Reading opens no transaction."""

import logging
from datetime import timedelta

from core.errors import DatabaseBusy
from core.history import Reply
from core.ports import Reader
from core.reading.corrected import CorrectedReader
from core.reading.remembered import Remembered
from core.receiving import apply_kind, background
from core.reply import Reading, ReplyKind
from jobs.world import World

log = logging.getLogger(__name__)

AT_ONCE = 100
LONGEST_PASS = timedelta(minutes=1)  # a slow language model must not keep the mails of others from leaving


def read_replies(world: World) -> None:
    ends = world.clock() + LONGEST_PASS

    def goes_on() -> bool:
        return not world.told_to_end() and world.clock() < ends

    while goes_on():
        with world.database.reading() as store:
            replies = store.unread_replies(AT_ONCE)
            corrections = store.corrections() if replies else []
        if not replies:
            return
        reader = CorrectedReader(world.reader, Remembered(corrections))
        for reply in replies:
            if not goes_on():
                return
            _read(world, reader, reply)


def _read(world: World, reader: Reader, reply: Reply) -> None:
    try:
        with world.database.reading() as store:
            sent_texts, zone = background(store, reply)
        reading = reader.read(reply.raw, received_at=reply.received_at, sent_texts=sent_texts, zone=zone)
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
