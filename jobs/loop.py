"""The sidecar's loop: every job in order, at once and then every ten seconds, until it is told to end."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import schedule

from core.errors import DatabaseBusy, PersonError
from core.heartbeat import SIDECAR
from core.planning import hold_overdue
from core.settings import Settings
from data import lock
from jobs.deliver_notices import deliver_notices
from jobs.fetch_replies import fetch_replies
from jobs.public import serving
from jobs.read_replies import read_replies
from jobs.resume_leads import resume_leads
from jobs.send_messages import send_messages
from jobs.world import World, make_world
from jobs.write_drafts import write_drafts

log = logging.getLogger(__name__)

JOBS: dict[str, Callable[[World], None]] = {
    "fetch replies": fetch_replies,
    "read replies": read_replies,
    "resume leads": resume_leads,
    "write drafts": write_drafts,
    "send messages": send_messages,
    "deliver notices": deliver_notices,
}
EVERY_SECONDS = 10
LAST_SECONDS = 3.0  # between the signal and the end, whatever hangs


def once(settings: Settings, clock: Callable[[], datetime]) -> dict[str, str]:
    """One pass of every job, then the end; answers each job's error, empty where it went well."""
    with alone(settings.data_dir):
        return run_jobs(make_world(settings, clock))


def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT: the message in hand is finished, the others are handed back."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: _end(ending))
    count_in_utc()
    world = make_world(settings, told_to_end=ending.is_set)
    with alone(settings.data_dir), serving(settings, world.database, world.clock):
        ticker = schedule.Scheduler()
        ticker.every(EVERY_SECONDS).seconds.do(tick, world)
        ticker.run_all()
        while not ending.is_set():
            ticker.run_pending()
            ending.wait(max(0.0, ticker.idle_seconds or 0.0))


def _end(ending: threading.Event) -> None:
    """A hand-over that hangs longer than the last seconds is left in doubt, for the next start to settle."""
    ending.set()
    last = threading.Timer(LAST_SECONDS, os._exit, [0])
    last.daemon = True
    last.start()


def count_in_utc() -> None:
    """`schedule` counts on the local clock, which in autumn repeats an hour: the loop would stand still."""
    os.environ["TZ"] = "UTC"
    time.tzset()


def tick(world: World) -> None:
    """One pass of the loop. What the next one may do better, it leaves to the next one."""
    world = replace(world, beat=lambda store: store.beat(SIDECAR, world.clock()))
    try:
        with world.database.transaction() as store:
            latest = store.heartbeats().get(SIDECAR)
            hold_overdue(store, latest.seen_at if latest else None, world.clock())
            world.beat(store)
        run_jobs(world)
    except Exception:  # the database may be busy, or the disk full: that must not end the public endpoints
        log.exception("This pass could not be finished")


def run_jobs(world: World) -> dict[str, str]:
    """Every job once. One that fails is logged and shown, and never stops the next."""
    errors = {}
    for name, job in JOBS.items():
        if world.told_to_end():
            break
        errors[name] = _outcome(name, job, world)
    with world.database.transaction() as store:
        for name, error in errors.items():
            store.beat(name, world.clock(), error)
    return errors


def _outcome(name: str, job: Callable[[World], None], world: World) -> str:
    try:
        job(world)
    except PersonError as error:
        log.warning("The job %r could not run: %s", name, error)
        return str(error)
    except Exception as error:
        log.exception("The job %r failed", name)
        return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Only one process at a time sends and reads for a data folder."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(lock.held(data_dir / "sidecar.lock", time.monotonic() + 1))
        except DatabaseBusy as error:
            raise PersonError("A sidecar runs on this data folder already, and does this work.") from error
        yield
