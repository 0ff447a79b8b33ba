"""Brings each notice to the user once; one that fails stays for the next pass, and stops no other."""

import logging

from core.errors import DeliveryError
from core.history import Notice
from jobs.world import World

log = logging.getLogger(__name__)

AT_ONCE = 100


def deliver_notices(world: World) -> None:
    with world.database.reading() as store:
        notices = store.undelivered_notices(AT_ONCE)
    failures = [failure for notice in notices if (failure := _deliver(world, notice))]
    if failures:
        raise failures[-1]  # so that the job shows it


def _deliver(world: World, notice: Notice) -> DeliveryError | None:
    try:
        world.notifier.notify(notice, _link(world, notice))
    except DeliveryError as error:
        log.warning("Notice %s was not delivered: %s", notice.id, error)
        return error
    with world.database.transaction() as store:
        store.notice_delivered(notice.id, world.clock())
    return None


def _link(world: World, notice: Notice) -> str:
    page = f"lead?id={notice.lead_id}" if notice.lead_id else "notices"
    return f"{world.settings.app_url}/{page}"
