"""Mail out through SendGrid: its own client, against its published contract and a server that misbehaves."""

import logging
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from core.composing import compose, recipients
from core.errors import DeliveryError
from core.message import MessageStatus, Outgoing
from core.reply import BounceKind
from core.settings import load_settings
from core.state import Hold
from jobs.check import check
from jobs.sendgrid_out import MESSAGE, SendGridOut, mail_send
from tests.desk import ANNA, NOW
from tests.jobs.conftest import House, furnish
from tests.jobs.sendgrid_server import SendGridServer, refusal, sendgrid_server
from tests.servers import ROOT, answers_http, free_port, running, wait_until

KEY = "SG.the-secret-key"
EVENT_KEY = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE"
CONTRACT = ROOT.parent / "shared" / "contracts" / "sendgrid_mail_v3.json"
MAIL = b"""\
From: ada@a.example
To: anna@acme.example
Reply-To: ada@a.example
Message-ID: <1@a.example>
Subject: Hi
Content-Type: multipart/alternative; boundary="b"

--b

Hello.
--b
Content-Type: text/html

<p>Hello.</p>
--b--
"""


@pytest.fixture
def server() -> Iterator[SendGridServer]:
    with sendgrid_server() as server:
        yield server


def channel(url: str, *, has_events: bool = True, timeout: float = 20) -> SendGridOut:
    return SendGridOut(KEY, url, lambda: NOW, has_events=has_events, timeout=timeout)


def failure(out: SendGridOut, to: Sequence[str] = (ANNA,)) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        out.send(MAIL, "ada@a.example", to)
    return caught.value


@pytest.fixture
def shut_sendgrid_house(tmp_path: Path, fresh_data_dir: Path, server: SendGridServer) -> House:
    return furnish(
        tmp_path / "data",
        fresh_data_dir,
        LEADKEEPER_SENDGRID_API_KEY=KEY,
        LEADKEEPER_SENDGRID_URL=server.url,
        LEADKEEPER_SENDGRID_EVENT_KEY=EVENT_KEY,
    )


@pytest.fixture
def sendgrid_house(shut_sendgrid_house: House) -> Iterator[House]:
    with shut_sendgrid_house.database.reading():
        yield shut_sendgrid_house


def in_hand(house: House) -> Outgoing:
    (message,) = house.desk.claim()
    outgoing = house.desk.attempt(message)
    assert outgoing is not None
    return outgoing


# --- the contract


@pytest.fixture(scope="module")
def contract_url() -> Iterator[str]:
    """The vendor's published contract as a server that refuses what the contract does not allow."""
    if not CONTRACT.exists():
        pytest.skip("the vendor's contract is not there: ../shared/contracts")
    prism = shutil.which("prism")
    if not prism:
        if os.environ.get("CI") == "true":
            pytest.fail("prism is not installed")
        pytest.skip("prism is not installed")
    port = free_port()
    command = [prism, "mock", "--errors", "-p", str(port), "-h", "127.0.0.1", str(CONTRACT)]
    with running(command, os.environ):
        wait_until(lambda: answers_http(f"http://127.0.0.1:{port}/"), "prism answers")
        yield f"http://127.0.0.1:{port}"


def test_a_first_message_and_a_follow_up_with_copies_are_what_the_contract_allows(
    house: House, contract_url: str
) -> None:
    house.desk.add(last_name="Müller")
    house.desk.set_assistant(copies="olga@our.example Ben@our.example")
    first = in_hand(house)
    mail = compose(first, "https://mail.our.example", NOW)
    channel(contract_url, timeout=60).send(mail, first.assistant.email, recipients(first))


@pytest.mark.parametrize(
    "broken",
    [
        {"personalizations": [{"cc": [{"email": ANNA}]}]},
        {"from": None},
        {"content": [{"type": "text/plain"}]},
        {"tracking_settings": {"open_tracking": {"enable": "no"}}},
    ],
)
def test_a_request_that_the_contract_refuses_is_refused(
    contract_url: str, monkeypatch: pytest.MonkeyPatch, broken: dict[str, Any]
) -> None:
    """So the test above proves something."""
    body = mail_send(MAIL, [ANNA]) | broken
    monkeypatch.setattr("jobs.sendgrid_out.mail_send", lambda _mail, _recipients: body)
    error = failure(channel(contract_url, timeout=60))
    assert error.permanent
    assert not error.unconfirmed


# --- what is handed over


def test_what_is_handed_over_is_the_mail_that_every_channel_sends(
    sendgrid_house: House, server: SendGridServer
) -> None:
    house = sendgrid_house
    house.desk.set_assistant(copies=f"olga@our.example {ANNA.upper()}")
    lead = house.desk.add(last_name="Müller")
    house.once()
    house.at(NOW + timedelta(days=4, hours=8)).once()
    first, second = server.requests
    messages = house.messages()
    (personalization,) = first["personalizations"]
    assert personalization == {
        "to": [{"email": ANNA, "name": "Anna Müller"}],
        "bcc": [{"email": "olga@our.example"}],
        "custom_args": {MESSAGE: messages[0].message_id},
    }
    assert first["from"] == {"email": "ada@assistant.example", "name": "Ada Example"}
    assert lead.token in first["reply_to"]["email"]
    assert first["subject"] == messages[0].subject
    assert [part["type"] for part in first["content"]] == ["text/plain", "text/html"]
    assert messages[0].body in first["content"][0]["value"].replace("\r\n", "\n")
    link = f"<{house.settings.public_url}/u/{lead.token}>"
    assert first["headers"] == {
        "Message-ID": messages[0].message_id,
        "List-Unsubscribe": link,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    assert second["headers"]["In-Reply-To"] == second["headers"]["References"] == messages[0].message_id
    off = {name: setting["enable"] for name, setting in first["tracking_settings"].items()}
    assert off == dict.fromkeys(off, False)
    assert {"click_tracking", "open_tracking", "subscription_tracking"} <= set(off)


def test_a_long_thread_keeps_its_message_ids_whole(house: House) -> None:
    house.desk.add()
    outgoing = in_hand(house)
    ids = " ".join(f"<{n:060}@mail.acme.example>" for n in range(30))
    mail = compose(outgoing, "https://mail.our.example", NOW).replace(
        b"Auto-Submitted", f"References: {ids}\r\nAuto-Submitted".encode()
    )
    assert mail_send(mail, [ANNA])["headers"]["References"] == ids


# --- refused


def test_too_many_requests_rest_as_long_as_sendgrid_asks(server: SendGridServer) -> None:
    reset = str(int((NOW + timedelta(minutes=7)).timestamp()))
    later = format_datetime(NOW + timedelta(minutes=3))
    for headers, minutes in (
        ({"X_RateLimit_Reset": reset}, 7),
        ({"Retry_After": "120"}, 2),
        ({"Retry_After": later}, 3),
        ({"X_RateLimit_Reset": "soon"}, 0),
        ({}, 0),
    ):
        server.answers = [refusal(429, "too many requests", **headers)]
        error = failure(channel(server.url))
        assert (error.permanent, error.bounce, error.unconfirmed) == (False, None, False)
        assert error.retry_after == timedelta(minutes=minutes)
        assert str(error) == "SendGrid says 429: too many requests"


def test_while_it_rests_no_other_message_is_tried_and_then_each_goes_once(
    sendgrid_house: House, server: SendGridServer
) -> None:
    house = sendgrid_house
    house.add_many(5)
    server.answers = [refusal(429, "too many requests", Retry_After="600")]
    world = house.world()
    house.once(channel=world.channel)
    assert len(server.requests) == 1
    assert {m.status for m in house.messages()} == {MessageStatus.RETRY}
    house.at(NOW + timedelta(minutes=10)).once(channel=world.channel)
    assert sorted(server.recipients()[1:]) == [f"lead{n}@acme.example" for n in range(1, 6)]
    assert {m.status for m in house.messages()} == {MessageStatus.SENT}


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_sendgrid_that_is_down_is_tried_again_later(server: SendGridServer, status: int) -> None:
    server.answers = [(status, {"Retry-After": "60"}, "<html>oops</html>")]
    error = failure(channel(server.url))
    assert (error.permanent, error.bounce, error.unconfirmed) == (False, None, False)
    assert error.retry_after == timedelta(minutes=1)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_key_that_is_refused_stops_sending_and_harms_no_lead(
    sendgrid_house: House, server: SendGridServer, status: int
) -> None:
    sendgrid_house.add_many(3)
    server.answers = [refusal(status, "The from address does not match a verified Sender Identity.")]
    sendgrid_house.once()
    assert len(server.requests) == 1
    words = f"SendGrid says {status}: The from address does not match a verified Sender Identity."
    assert sendgrid_house.desk.assistant.paused == words
    assert sendgrid_house.rows("select distinct state, held from leads") == [("Cold", "")]


@pytest.mark.parametrize("status", [400, 413])
def test_a_message_that_is_refused_holds_its_lead_in_sendgrids_own_words(
    sendgrid_house: House, server: SendGridServer, status: int
) -> None:
    sendgrid_house.desk.add()
    server.answers = [refusal(status, "Does not contain a valid address.", about="personalizations.0.to.0")]
    sendgrid_house.once()
    (message,) = sendgrid_house.messages()
    told = f"SendGrid says {status}: Does not contain a valid address. (personalizations.0.to.0)"
    assert (message.status, message.error) == (MessageStatus.FAILED, told)
    assert sendgrid_house.lead().held is Hold.FAILED


def test_an_address_that_is_no_sendgrid_takes_no_mail(server: SendGridServer) -> None:
    server.answers = [(200, {}, "<html>welcome</html>")]
    assert failure(channel(server.url)).bounce is BounceKind.OURS


# --- unknown


@pytest.mark.parametrize("answer", ["stall", "hang up"])
def test_an_answer_that_never_came_leaves_the_message_in_doubt(server: SendGridServer, answer: str) -> None:
    server.answers = [answer]
    error = failure(channel(server.url, timeout=0.5))
    assert (error.unconfirmed, error.permanent) == (True, False)
    assert error.told_within == timedelta(hours=1)
    server.answers = ["hang up"]
    assert failure(channel(server.url, has_events=False)).told_within == timedelta(0)


def test_a_sendgrid_that_cannot_be_reached_is_tried_again_later() -> None:
    error = failure(channel(f"http://127.0.0.1:{free_port()}"))
    assert (error.permanent, error.unconfirmed) == (False, False)


def test_a_lost_answer_is_never_mailed_again_by_guess_and_a_person_is_asked_after_the_hour(
    sendgrid_house: House, server: SendGridServer
) -> None:
    house = sendgrid_house
    house.desk.add()
    server.answers = ["hang up"]
    for minutes, status in ((0, "sending"), (59, "sending"), (60, "unconfirmed"), (3000, "unconfirmed")):
        house.at(NOW + timedelta(minutes=minutes)).once()
        assert [message.status for message in house.messages()] == [status]
    assert len(server.requests) == 1
    assert house.lead().held is Hold.UNCONFIRMED


# --- the key


def test_the_key_is_in_no_log_and_no_error(server: SendGridServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers = [refusal(401, "authorization required"), "hang up"]
    errors = [failure(channel(server.url)), failure(channel(server.url))]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in caplog.text + str(errors) + repr([error.__context__ for error in errors])


def found(house: House, **environ: str) -> Any:
    settings = load_settings(house.environ | environ)
    assert KEY not in repr(settings)
    return next(each for each in check(settings, house.now) if each.name == "SendGrid")


def test_the_check_says_whether_the_key_signs_in_and_events_are_heard(
    shut_sendgrid_house: House, server: SendGridServer
) -> None:
    assert found(shut_sendgrid_house).level == "ok"
    warned = found(shut_sendgrid_house, LEADKEEPER_SENDGRID_EVENT_KEY="")
    assert (warned.level, "LEADKEEPER_SENDGRID_EVENT_KEY" in warned.todo) == ("warning", True)
    server.answers = [refusal(401, "authorization required")]
    refused = found(shut_sendgrid_house)
    assert (refused.level, refused.detail) == ("error", "SendGrid says 401: authorization required")
    assert KEY not in str(refused)
    server.answers = [(200, {}, '{"scopes": ["alerts.read"]}'), (200, {}, "<html>")]
    assert [found(shut_sendgrid_house).level for _ in range(2)] == ["error", "error"]
