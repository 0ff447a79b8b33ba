"""Keeps what arrived, before anything reads it. A mail leaves the mailbox only after the commit."""

from core.receiving import receive
from jobs.world import World


def fetch_replies(world: World) -> None:
    for key, raw in world.mailbox.unread():
        if world.told_to_end():
            return
        with world.database.transaction() as store:
            receive(store, raw, world.clock())
            world.beat(store)
        world.mailbox.done(key)
