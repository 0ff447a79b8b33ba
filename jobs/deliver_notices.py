"""Brings each notice to the user once; one that fails stays for the next pass."""

from core.history import Notice
from jobs.world import World

AT_ONCE = 100


def deliver_notices(world: World) -> None:
    with world.database.reading() as store:
        notices = store.undelivered_notices(AT_ONCE)
    for notice in notices:
        world.notifier.notify(notice, _link(world, notice))
        with world.database.transaction() as store:
            store.notice_delivered(notice.id, world.clock())


def _link(world: World, notice: Notice) -> str:
    page = f"lead?id={notice.lead_id}" if notice.lead_id else "notices"
    return f"{world.settings.app_url}/{page}"
