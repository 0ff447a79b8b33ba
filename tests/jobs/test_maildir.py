"""The embedded mailbox: mails are there whole or not at all, and once."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.arrival import first_look
from core.errors import DeliveryError
from core.message import MessageStatus
from jobs.maildir import LocalIn, LocalOut, Maildir
from tests.desk import NOW
from tests.jobs.conftest import House

MAIL = b"Message-ID: <1@a.example>\r\nSubject: Hi\r\n\r\nHello.\r\n"


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_message_lies_in_new_under_its_message_id_byte_for_byte(tmp_path: Path, outbox: Path) -> None:
    channel = LocalOut(tmp_path)
    channel.send(MAIL, "ada@a.example", ["anna@acme.example"])
    assert files(outbox) == ["new/1@a.example"]
    assert (outbox / "new" / "1@a.example").read_bytes() == MAIL


def test_a_message_handed_over_again_is_written_once(tmp_path: Path, outbox: Path) -> None:
    channel = LocalOut(tmp_path)
    channel.send(MAIL, "ada@a.example", [])
    written = (outbox / "new" / "1@a.example").stat()
    channel.send(MAIL + b"Changed.\r\n", "ada@a.example", [])
    assert files(outbox) == ["new/1@a.example"]
    assert (outbox / "new" / "1@a.example").stat() == written


@pytest.mark.parametrize("flags", ["", ":2,", ":2,S", ":2,RS"])
def test_a_message_that_somebody_has_read_meanwhile_is_still_known(
    tmp_path: Path, outbox: Path, flags: str
) -> None:
    channel = LocalOut(tmp_path)
    channel.send(MAIL, "ada@a.example", [])
    (outbox / "new" / "1@a.example").rename(outbox / "cur" / f"1@a.example{flags}")
    assert channel.has("<1@a.example>")
    channel.send(MAIL, "ada@a.example", [])
    assert files(outbox) == [f"cur/1@a.example{flags}"]


def test_a_message_that_was_never_handed_over_is_not_there(tmp_path: Path) -> None:
    channel = LocalOut(tmp_path)
    channel.send(MAIL, "ada@a.example", [])
    assert channel.has("<2@a.example>") is False
    assert channel.has("<11@a.example>") is False


def test_a_crash_while_writing_leaves_nothing_that_counts(
    tmp_path: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    channel = LocalOut(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(DeliveryError, match="No space left on device") as caught:
            channel.send(MAIL, "ada@a.example", [])
    assert (caught.value.permanent, caught.value.unconfirmed) == (False, False)
    assert channel.has("<1@a.example>") is False
    assert not list((outbox / "new").iterdir())
    channel.send(MAIL, "ada@a.example", [])
    assert files(outbox) == ["new/1@a.example"]


def test_a_message_id_cannot_lead_out_of_the_mailbox(tmp_path: Path, outbox: Path) -> None:
    Maildir(outbox)
    LocalOut(tmp_path).send(MAIL.replace(b"<1@", b"<../../1@"), "ada@a.example", [])
    assert files(tmp_path) == ["outbox/new/....1@a.example"]


def test_replies_come_in_the_order_of_their_arrival_wherever_they_lie(tmp_path: Path) -> None:
    mailbox = LocalIn(tmp_path)
    for folder, name in (("new", "3.M1P1.mx"), ("cur", "1.M1P1.mx:2,S"), ("new", "2.M1P1.mx")):
        (tmp_path / "inbox" / folder / name).write_bytes(name.encode())
    arrivals = mailbox.unread(first_look(NOW))
    assert [arrival.raw for arrival in arrivals] == [b"1.M1P1.mx:2,S", b"2.M1P1.mx", b"3.M1P1.mx"]


def test_a_full_disk_costs_time_and_no_message(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    house.add_many(3)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        house.once()
    assert {(m.status, m.error) for m in house.messages()} == {
        (MessageStatus.RETRY, "The outbox cannot be written: No space left on device")
    }
    house.desk.now += timedelta(minutes=2)
    house.once()
    assert len(house.outbox()) == 3
