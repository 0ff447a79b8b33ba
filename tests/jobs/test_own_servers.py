"""Assistants that send and receive over servers of their own, beside others that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.state import LeadState
from data.store import Store
from jobs.own_servers import OwnServers
from tests.dovecot import Mailbox
from tests.jobs.conftest import House, Server, answer, furnish

ADA = "ada@assistant.example"


@pytest.fixture
def mixed_house(tmp_path: Path, fresh_data_dir: Path, server: Server, post: Mailbox) -> Iterator[House]:
    """Ada has servers of her own; Bob writes into the local mailbox."""
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f'[accounts."{ADA}"]\nsmtp_url = "{server.url}"\nimap_url = "{post.url()}"', "utf-8")
    house = furnish(tmp_path / "data", fresh_data_dir, STREAMLIT_SECRETS_FILES=str(secrets))
    with house.database.reading():
        yield house


def test_each_assistant_sends_over_its_own_server_and_its_own_mailbox_is_read(
    mixed_house: House, server: Server, post: Mailbox
) -> None:
    desk = mixed_house.desk
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob", email="bob@assistant.example")
    desk.do(Store.insert_assistant, replace(bob, is_default=False))
    mixed_house.now_is_real()
    desk.add("anna@acme.example")
    desk.add("bo@acme.example", "Bo", order=desk.order(assistant_id=bob.id))
    assert mixed_house.once() == {}
    (by_ada,), (by_bob,) = server.mails(), mixed_house.outbox()
    assert (by_ada["To"].addresses[0].addr_spec, by_bob["To"].addresses[0].addr_spec) == (
        "anna@acme.example",
        "bo@acme.example",
    )
    mixed_house.now_is_real()
    post.deliver(answer(by_ada, "Please stop writing to me.", now=mixed_house.now))
    mixed_house.deliver(answer(by_bob, "Please stop writing to me.", now=mixed_house.now))
    assert mixed_house.once() == {}
    assert [mixed_house.lead(f"{name}@acme.example").state for name in ("anna", "bo")] == [
        LeadState.DEACTIVATED
    ] * 2


class Channel:
    """One that answers this, whatever message it is asked for."""

    told_within = timedelta(0)

    def __init__(self, answer: bool | None) -> None:
        self._answer = answer

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None: ...

    def has(self, message_id: str) -> bool | None:
        return self._answer

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("answers", "told"),
    [((True, None), True), ((None, True), True), ((False, None), None), ((False, False), False)],
)
def test_only_all_servers_together_can_say_that_a_message_never_left(
    answers: tuple[bool | None, bool | None], told: bool | None
) -> None:
    own, others = map(Channel, answers)
    assert OwnServers({ADA: own}, others).has("<1@a.example>") is told
