"""Keeps what arrived, before anything reads it. A mail is done with only in the commit, or after it."""

import logging
from itertools import islice

from core.arrival import Cursor, first_look, keep
from core.errors import MailboxError
from core.ports import MailIn
from jobs.world import World

log = logging.getLogger(__name__)

AT_ONCE = 200  # mails of one mailbox in one pass; the others wait for the next


def fetch_replies(world: World) -> None:
    """A mailbox that cannot be read stops no other; raises `MailboxError` naming each of them."""
    with world.database.reading() as store:
        cursors = store.cursors()
    failures = []
    for mailbox in world.mailboxes:
        try:
            _fetch(world, mailbox, cursors.get(mailbox.name) or first_look(world.clock()))
        except MailboxError as error:
            log.warning("A mailbox cannot be read: %s", error)
            failures.append(str(error))
    if failures:
        raise MailboxError(" ".join(failures))  # so that the job shows it


def _fetch(world: World, mailbox: MailIn, cursor: Cursor) -> None:
    for arrival in islice(mailbox.unread(cursor), AT_ONCE):
        if world.told_to_end():
            return
        with world.database.transaction() as store:
            keep(store, mailbox.name, arrival, world.clock())
            world.beat(store)
        mailbox.done(arrival.key)
