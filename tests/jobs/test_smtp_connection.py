"""The connection to the mail server: kept for a batch, encrypted, signed in, and lost at the worst moment."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from core.errors import DeliveryError
from core.message import MessageStatus
from core.state import Hold
from jobs.check import check
from jobs.smtp import SmtpOut
from tests.desk import ANNA
from tests.jobs.conftest import House, Server
from tests.servers import wait_until

MAIL = b"Message-ID: <1@a.example>\r\nFrom: ada@a.example\r\nSubject: Hi\r\n\r\nHello.\r\n"
SENDER = "ada@a.example"


def give(channel: SmtpOut, recipient: str = ANNA) -> DeliveryError | None:
    try:
        channel.send(MAIL, SENDER, [recipient])
    except DeliveryError as error:
        return error
    return None


# --- one connection for a batch


def test_one_connection_serves_a_whole_pass_and_is_closed_after_it(smtp_house: House, server: Server) -> None:
    smtp_house.add_many(25)
    smtp_house.once()
    assert len(server.taken) == 25
    assert len(server.connections) == 1
    wait_until(lambda: all(each.is_closing() for each in server.connections.values()), "it is closed")


def test_a_server_that_hung_up_between_two_messages_is_called_again(server: Server) -> None:
    channel = SmtpOut(server.url)
    assert give(channel) is None
    server.hang_up()
    wait_until(lambda: all(each.is_closing() for each in server.connections.values()), "it is cut")
    assert give(channel) is None
    channel.close()
    assert (len(server.taken), len(server.connections)) == (2, 2)


def test_a_refused_message_leaves_nothing_behind_for_the_next_one(server: Server) -> None:
    server.refuse_recipient["bob@acme.example"] = "550 5.1.1 no such user"
    channel = SmtpOut(server.url)
    refused = give(channel, "bob@acme.example")
    assert refused is not None
    assert give(channel) is None
    channel.close()
    assert [envelope.rcpt_tos for envelope in server.taken] == [[ANNA]]


# --- lost


def test_a_server_that_stalls_after_the_text_leaves_the_message_in_doubt_and_the_others_go_on(
    server: Server,
) -> None:
    server.seconds_a_text = 3
    channel = SmtpOut(server.url, timeout=0.5)
    error = give(channel)
    assert error is not None
    assert (error.unconfirmed, error.permanent) == (True, False)
    server.seconds_a_text = 0
    assert give(channel) is None
    channel.close()


def test_a_connection_dropped_in_the_middle_of_a_batch_dooms_only_the_message_in_hand(
    smtp_house: House, server: Server
) -> None:
    smtp_house.add_many(5)
    server.drop_after_text = 1
    smtp_house.once()
    assert len(server.taken) == 5
    assert sorted(m.status for m in smtp_house.messages()) == [MessageStatus.SENT] * 4 + ["unconfirmed"]
    assert smtp_house.lead("lead1@acme.example").held is Hold.UNCONFIRMED


def test_a_full_mailbox_is_counted_and_its_lead_held_and_not_given_up(
    smtp_house: House, server: Server
) -> None:
    smtp_house.desk.add()
    server.refuse_recipient[ANNA] = "552 5.2.2 mailbox full"
    smtp_house.once()
    lead = smtp_house.lead()
    assert (lead.state, lead.held, lead.soft_bounces) == ("Cold", Hold.FAILED, 1)
    assert smtp_house.desk.ask(lambda store: store.suppressed_emails([ANNA])) == {}


# --- encrypted and signed in


class Encrypting(Controller):
    def _trigger_server(self) -> None:
        """To start, it would greet itself over TLS with what only a server may use; a plain call will do."""
        socket.create_connection((self.hostname, self.port)).close()


class Tls:
    """An SMTP server that encrypts, and asks for ada's password. `trusted` is who vouches for it."""

    def __init__(self, name: str, tmp_path: Path, *, from_the_start: bool) -> None:
        authority = trustme.CA()
        self.trusted = tmp_path / "authority.pem"
        authority.cert_pem.write_to_path(str(self.trusted))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        self.server = Server()
        self.encrypted: list[bool] = []
        self.controller = Encrypting(
            self.server,
            hostname="127.0.0.1",
            port=self.server.port,
            ssl_context=context if from_the_start else None,
            tls_context=None if from_the_start else context,
            authenticator=self._authenticate,
            auth_required=True,
            auth_require_tls=not from_the_start,  # it does not see its own outer layer
        )
        self.scheme = "smtps" if from_the_start else "smtp"

    def _authenticate(
        self, server: object, session: object, envelope: object, way: str, said: object
    ) -> AuthResult:
        right = isinstance(said, LoginPassword) and (said.login, said.password) == (b"ada", b"secret")
        return AuthResult(success=right, handled=False)

    def url(self, password: str = "secret", host: str = "localhost") -> str:
        return f"{self.scheme}://ada:{password}@{host}:{self.server.port}"


@contextmanager
def tls_server(tmp_path: Path, name: str = "localhost", *, from_the_start: bool) -> Iterator[Tls]:
    tls = Tls(name, tmp_path, from_the_start=from_the_start)
    tls.controller.start()
    try:
        yield tls
    finally:
        tls.controller.stop()


@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_message_goes_encrypted_and_signed_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, from_the_start: bool
) -> None:
    with tls_server(tmp_path, from_the_start=from_the_start) as tls:
        monkeypatch.setenv("SSL_CERT_FILE", str(tls.trusted))
        channel = SmtpOut(tls.url())
        assert give(channel) is None
        channel.close()
        assert tls.server.taken[0].content == MAIL


@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_certificate_of_nobody_we_trust_gets_neither_mail_nor_password(
    tmp_path: Path, from_the_start: bool
) -> None:
    with tls_server(tmp_path, from_the_start=from_the_start) as tls:
        error = give(SmtpOut(tls.url()))
        assert error is not None
        assert (error.permanent, error.bounce, error.unconfirmed) == (False, None, False)
        assert "certificate verify failed" in str(error)
        assert "secret" not in str(error)
        assert tls.server.taken == []


@pytest.mark.parametrize("from_the_start", [False, True])
def test_a_certificate_for_another_name_is_no_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, from_the_start: bool
) -> None:
    with tls_server(tmp_path, "mail.elsewhere.example", from_the_start=from_the_start) as tls:
        monkeypatch.setenv("SSL_CERT_FILE", str(tls.trusted))
        error = give(SmtpOut(tls.url()))
        assert error is not None
        assert "Hostname mismatch" in str(error)
        assert tls.server.taken == []


def test_a_wrong_password_is_told_by_the_check_without_showing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut_house: House
) -> None:
    with tls_server(tmp_path, from_the_start=False) as tls:
        monkeypatch.setenv("SSL_CERT_FILE", str(tls.trusted))
        house = House(shut_house.settings.data_dir, LEADKEEPER_SMTP_URL=tls.url("wrong-one"))
        (found,) = [each for each in check(house.settings, house.now) if each.name == "mail out"]
    assert (found.level, "535" in found.detail) == ("error", True)
    assert "wrong-one" not in str(found)
