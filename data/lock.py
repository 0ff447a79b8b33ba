"""Whose turn it is: an advisory lock between processes with a gate before it, so that nobody starves.

DuckDB lets one process hold its file. Every session passes the gate; whoever waits for the file keeps the
gate shut meanwhile, so the holder's running sessions end, its next ones queue, and the file changes hands.
The kernel lets go of both locks when a process dies.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import DatabaseBusy

PAUSE_SECONDS = 0.001


def acquire(path: Path, deadline: float) -> int:
    """Take the lock at `path`; answers the descriptor that holds it. `deadline` is of `time.monotonic`."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        while not _try(descriptor):
            if time.monotonic() > deadline:
                raise busy()
            time.sleep(PAUSE_SECONDS)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def busy() -> DatabaseBusy:
    return DatabaseBusy(
        "The database is in use by another process and did not become free. "
        "Wait a moment and try again; if it stays so, restart Leadkeeper with `make run`."
    )


@contextmanager
def held(path: Path, deadline: float) -> Iterator[None]:
    descriptor = acquire(path, deadline)
    try:
        yield
    finally:
        os.close(descriptor)


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
