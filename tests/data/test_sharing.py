"""Two processes and their threads share one DuckDB file."""

import json
from collections import Counter
from pathlib import Path
from statistics import median

from core.lead import Lead
from data.database import Database
from tests.data.worker import start
from tests.desk import ANNA, Desk

PROCESSES = ("app", "sidecar")
THREADS, EACH = 8, 63


def test_two_processes_lose_no_transaction_and_neither_starves(
    database: Database, lead: Lead, tmp_path: Path
) -> None:
    """Everybody wants the file all the time, so a wait is as long as it can become."""
    processes = [start("add", tmp_path, name, THREADS, EACH) for name in PROCESSES]
    took = [json.loads(process.communicate()[0]) for process in processes]
    total = len(PROCESSES) * THREADS * EACH
    assert total >= 1000

    notes = Counter(line["who"] for line in Desk(database).timeline(ANNA) if line["sort"] == "note")
    assert notes == {f"{name} {thread}": EACH for name in PROCESSES for thread in range(THREADS)}
    assert Desk(database).lead().soft_bounces == total  # none was made on an old state

    for name, each in zip(PROCESSES, took, strict=True):
        middle, worst = median(each["waits"]) * 1000, max(each["waits"]) * 1000
        print(f"\n{name}: {each['openings']} openings, median wait {middle:.0f} ms, worst {worst:.0f} ms")
    quick, slow = sorted(median(each["waits"]) for each in took)
    assert slow < 3 * quick, "one side waits much longer than the other"
    assert max(max(each["waits"]) for each in took) < 5
    assert sum(each["openings"] for each in took) < total / 2  # one opening serves all who wait
