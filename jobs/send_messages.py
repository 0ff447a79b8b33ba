"""Sends what is due: claim a few, hand each over with no transaction open, record what became of it."""

import logging

from core.composing import compose, recipients
from core.errors import DeliveryError
from core.message import Message, Outgoing
from core.sending import attempt, claim_due, hand_back, record_failure, record_sent, recover
from jobs.world import World

log = logging.getLogger(__name__)


def send_messages(world: World) -> None:
    with world.database.transaction() as store:
        recover(store, world.channel, world.clock())
    while not world.told_to_end():
        with world.database.transaction() as store:
            claimed = claim_due(store, world.write, world.clock())
        if not claimed:
            return
        _send(world, claimed)


def _send(world: World, claimed: list[Message]) -> None:
    for place, message in enumerate(claimed):
        if world.told_to_end():
            with world.database.transaction() as store:
                hand_back(store, claimed[place:], world.clock())
            return
        with world.database.transaction() as store:
            outgoing = attempt(store, message, world.clock())
        if outgoing:
            _hand_over(world, outgoing)


def _hand_over(world: World, outgoing: Outgoing) -> None:
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
        with world.database.transaction() as store:
            record_sent(store, message, world.clock())
        return
    log.warning("Message %s was not taken: permanent=%s", message.id, failure.permanent)
    with world.database.transaction() as store:
        record_failure(store, message, failure, world.clock())
