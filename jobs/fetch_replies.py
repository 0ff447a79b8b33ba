"""Keeps what arrived, before anything reads it. A mail is done with only in the commit, or after it."""

import logging
from datetime import datetime, timedelta

from core.arrival import Cursor, first_look, keep
from core.errors import MailboxError
from core.ports import MailIn
from jobs.world import World

log = logging.getLogger(__name__)

LONGEST_PASS = timedelta(minutes=1)  # a full mailbox must not keep the mails of others from leaving


def fetch_replies(world: World) -> None:
    """A mailbox that cannot be read stops no other; raises `MailboxError` naming each of them."""
    with world.database.reading() as store:
        cursors = store.cursors()
    failures, ends = [], world.clock() + LONGEST_PASS
    for mailbox in world.mailboxes:
        try:
            _fetch(world, mailbox, cursors.get(mailbox.name) or first_look(world.clock()), ends)
        except MailboxError as error:
            log.warning("A mailbox cannot be read: %s", error)
            failures.append(str(error))
    if failures:
        raise MailboxError(" ".join(failures))  # so that the job shows it


def _fetch(world: World, mailbox: MailIn, cursor: Cursor, ends: datetime) -> None:
    for arrival in mailbox.unread(cursor):
        if world.told_to_end() or world.clock() >= ends:
            return
        with world.database.transaction() as store:
            keep(store, mailbox.name, arrival, world.clock())
            world.beat(store)
        mailbox.done(arrival.key)
