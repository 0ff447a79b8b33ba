"""Sends what is due: claim a few, hand each over with no transaction open, record what became of it."""

import logging
from collections.abc import Callable

from core.composing import compose, recipients
from core.errors import DeliveryError
from core.failing import record_failure, recover
from core.guarding import BOUNCE_RATE, watch_bounces
from core.message import Message, Outgoing
from core.sending import attempt, claim_due, hand_back, record_sent
from data.store import Store
from jobs.world import World

log = logging.getLogger(__name__)

Record = Callable[[Store], None]


def send_messages(world: World) -> None:
    with world.database.transaction() as store:
        recover(store, world.channel, world.clock())
        watched = store.heartbeats().get(BOUNCE_RATE)
        held = watch_bounces(store, bool(watched and watched.error), world.clock())
        store.beat(BOUNCE_RATE, world.clock(), held)
    try:
        _send_all(world)
    finally:
        world.channel.close()


def _send_all(world: World) -> None:
    while not world.told_to_end():
        with world.database.transaction() as store:
            claimed = claim_due(store, world.write, world.clock())
        if not claimed:
            return
        _send(world, claimed)


def _send(world: World, claimed: list[Message]) -> None:
    """One transaction between two hand-overs: it records the one before and begins the next."""
    record: Record | None = None
    while True:
        with world.database.transaction() as store:
            world.beat(store)
            if record:
                record(store)
            outgoing = _begin_next(world, store, claimed)
        if outgoing is None:
            return
        record = _hand_over(world, outgoing)


def _begin_next(world: World, store: Store, claimed: list[Message]) -> Outgoing | None:
    """Take the first message that may leave; once told to end, none, and all are handed back."""
    while claimed:
        if world.told_to_end():
            hand_back(store, claimed, world.clock())
            return None
        outgoing = attempt(store, claimed.pop(0), world.clock())
        if outgoing:
            return outgoing
    return None


def _hand_over(world: World, outgoing: Outgoing) -> Record:
    """Hand a message over; answers how to write down what became of it."""
    message = outgoing.message
    try:
        mail = compose(outgoing, world.settings.public_url, world.clock())
        world.channel.send(mail, outgoing.assistant.email, recipients(outgoing))
    except DeliveryError as error:
        failure = error
    except Exception as error:  # one message that cannot be written must not stop the others
        log.exception("Message %s could not be composed", message.id)
        failure = DeliveryError(f"The message could not be composed: {error}", permanent=True)
    else:
        sent_at = world.clock()
        return lambda store: record_sent(store, message, sent_at)
    log.warning("Message %s was not taken: permanent=%s", message.id, failure.permanent)
    failed_at = world.clock()
    return lambda store: record_failure(store, message, failure, failed_at)
