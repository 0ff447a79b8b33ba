"""Another process over the same database, for tests of sharing.

python -m tests.data.worker add DATA_DIR NAME THREADS EACH   counts up and writes notes; prints what it took
python -m tests.data.worker open DATA_DIR                    opens the database once, and migrates it
python -m tests.data.worker hold DATA_DIR SECONDS            keeps a transaction open with a change in it
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from data.database import Database
from data.store import Store
from tests.desk import NOW

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: object) -> subprocess.Popen[str]:
    """Begin one of these; its standard output is a pipe."""
    command = [sys.executable, "-m", "tests.data.worker", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def add(database: Database, name: str, threads: int, each: int) -> list[float]:
    """So many transactions in so many threads, begun together; answers how many seconds each waited."""
    waits: list[float] = []
    together = threading.Barrier(threads)

    def work(thread: int) -> None:
        together.wait()
        for _ in range(each):
            asked_at = time.monotonic()
            with database.transaction() as store:
                waits.append(time.monotonic() - asked_at)
                count_up(store, f"{name} {thread}")

    workers = [threading.Thread(target=work, args=(thread,)) for thread in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return waits


def count_up(store: Store, who: str) -> None:
    """Read, change, write: whoever reads an old state loses somebody's change."""
    lead_id, count = store.connection.execute("select id, soft_bounces from leads").fetchone()
    store.connection.execute("update leads set soft_bounces = ?", [count + 1])
    store.insert_note(lead_id, "counted", who, NOW)


def hold(database: Database, seconds: float) -> None:
    with database.transaction() as store:
        count_up(store, "holder")
        print("holding", flush=True)
        time.sleep(seconds)


def die(database: Database) -> None:
    with database.reading():  # so that nothing closes the file and tidies up
        with database.transaction() as store:
            count_up(store, "the dead")
        os.kill(os.getpid(), signal.SIGKILL)


def main(command: str, data_dir: str, *arguments: str) -> None:
    database = Database(Path(data_dir), wait_seconds=120)
    if command == "add":
        name, threads, each = arguments
        waits = add(database, name, int(threads), int(each))
        print(json.dumps({"waits": waits, "openings": database._openings}))
    elif command == "hold":
        hold(database, float(arguments[0]))
    elif command == "die":
        die(database)
    else:
        database.migrate()


if __name__ == "__main__":
    main(*sys.argv[1:])
