"""The sidecar is killed at random points while it sends: nobody gets a message twice, nobody misses one."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.failing import decide
from core.message import MessageStatus
from tests.jobs.conftest import House, Server, furnish
from tests.servers import PATIENCE, ROOT

MESSAGES = 500
BETWEEN_KILLS = (10, 30)  # mails that arrive, at random
Arrived = Callable[[], int]


@pytest.fixture(params=[
    pytest.param("local", marks=pytest.mark.xdist_group("killed local")),
    pytest.param("SMTP", marks=pytest.mark.xdist_group("killed SMTP")),
])  # fmt: skip
def channel(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def crowd(tmp_path: Path, fresh_data_dir: Path, channel: str, server: Server) -> House:
    """Five hundred leads whose first message is due."""
    smtp = {"LEADKEEPER_SMTP_URL": server.url} if channel == "SMTP" else {}
    house = furnish(tmp_path / "data", fresh_data_dir, **smtp)
    house.now_is_real()
    house.desk.set_assistant(daily_limit=10 * MESSAGES)
    house.add_many(MESSAGES)
    return house


def test_five_hundred_messages_survive_kills_at_random_points(
    crowd: House, channel: str, server: Server
) -> None:
    outbox = crowd.settings.mailbox_dir / "outbox" / "new"
    outbox.mkdir(parents=True, exist_ok=True)
    arrived: Arrived = (lambda: len(server.taken)) if channel == "SMTP" else (lambda: len(os.listdir(outbox)))
    found = [sending_rows(crowd) for _ in kills(crowd, arrived, random.Random(20_260_302))]
    while_sending = sum(rows > 0 for rows, _ in found)
    assert len(found) >= 20
    assert while_sending >= 15
    assert max(in_hand for _, in_hand in found) <= 1

    finish(crowd)
    doubtful = [m for m in crowd.messages() if m.status is MessageStatus.UNCONFIRMED]
    assert len(doubtful) <= len(found)
    assert channel == "SMTP" or doubtful == []
    received = {mail["Message-ID"] for mail in server.mails()}
    there = [message for message in doubtful if message.message_id in received]
    for message in doubtful:
        crowd.desk.do(decide, message.id, arrived=message in there, now=crowd.now)
    finish(crowd)

    mails = server.mails() if channel == "SMTP" else crowd.outbox()
    print(
        f"{channel}: {len(found)} kills, {while_sending} while sending, "
        f"{len(doubtful)} unconfirmed, of which {len(there)} had arrived"
    )
    assert Counter(mail["To"].addresses[0].addr_spec for mail in mails) == {
        f"lead{n}@acme.example": 1 for n in range(1, MESSAGES + 1)
    }
    assert {mail["Message-ID"] for mail in mails} == {message.message_id for message in crowd.messages()}
    assert {message.status for message in crowd.messages()} == {MessageStatus.SENT}


def kills(house: House, arrived: Arrived, chance: random.Random) -> Iterator[None]:
    """Start the sidecar and kill it, again and again, until nearly everything has arrived.

    Each kill may leave one message in doubt that never left, so that fewer than all can arrive.
    """
    killed = 0
    while (until := arrived() + chance.randint(*BETWEEN_KILLS)) <= MESSAGES - killed:
        with subprocess.Popen(
            [sys.executable, "-m", "jobs", "run"], env=house.environ, cwd=ROOT, stderr=subprocess.DEVNULL
        ) as sidecar:
            try:
                pace = wait_for(arrived, until, sidecar)
                time.sleep(chance.uniform(0, pace))  # at any point of what one message takes
            finally:
                sidecar.kill()
        killed += 1
        yield


def wait_for(arrived: Arrived, until: int, sidecar: subprocess.Popen[bytes]) -> float:
    """Wait for so many mails; answers the seconds between the latest two."""
    deadline = time.monotonic() + PATIENCE
    count, at, pace = arrived(), time.monotonic(), 0.0
    while count < until:
        assert sidecar.poll() is None, "the sidecar ended by itself"
        assert time.monotonic() < deadline, "nothing arrives"
        time.sleep(0.005)
        if (now_there := arrived()) > count:
            count, at, pace = now_there, time.monotonic(), time.monotonic() - at
    return pace


def sending_rows(house: House) -> tuple[int, int]:
    """How many rows a kill left as `sending`, and how many of them had been attempted."""
    (counts,) = house.rows("select count(*), count(attempted_at) from messages where status = 'sending'")
    return int(counts[0]), int(counts[1])


def finish(house: House) -> None:
    """One pass that nobody kills sends all that may be sent."""
    house.now_is_real()
    with house.database.reading():
        assert house.once() == {}
