"""Leads whose absence is over go on where they stopped."""

from core.receiving import resume_returned
from jobs.world import World


def resume_leads(world: World) -> None:
    with world.database.transaction() as store:
        resume_returned(store, world.clock())
