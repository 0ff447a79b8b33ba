"""Mail out over SMTP, to a real server."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from core.errors import DeliveryError
from core.failing import resume
from core.message import MessageStatus
from core.reply import BounceKind
from core.state import Hold, LeadState, SubState
from jobs.smtp import SmtpOut
from tests.desk import ANNA, NOW, PERSON
from tests.jobs.conftest import House, Server
from tests.servers import free_port

MAIL = b"Message-ID: <1@a.example>\r\nFrom: ada@a.example\r\nSubject: Hi\r\n\r\nHello.\r\n"
SENDER = "ada@a.example"
SOMEBODY_ELSE = "boss@our.example"


def refusal(server: Server, recipients: Sequence[str] = (ANNA,)) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        SmtpOut(server.url).send(MAIL, SENDER, recipients)
    return caught.value


def test_a_message_arrives_as_it_was_written(server: Server) -> None:
    SmtpOut(server.url).send(MAIL, SENDER, [ANNA, SOMEBODY_ELSE])
    (envelope,) = server.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == (SENDER, [ANNA, SOMEBODY_ELSE])
    assert envelope.content == MAIL


def test_a_line_that_begins_with_a_dot_arrives_with_its_dot(server: Server) -> None:
    SmtpOut(server.url).send(MAIL + b".\r\n..and more\r\n", SENDER, [ANNA])
    assert server.taken[0].content.endswith(b"Hello.\r\n.\r\n..and more\r\n")


def test_umlauts_are_announced_to_the_server(server: Server) -> None:
    SmtpOut(server.url).send(MAIL + "Grüße\r\n".encode(), SENDER, [ANNA])
    assert "BODY=8BITMIME" in server.taken[0].mail_options


def test_a_lead_at_a_domain_with_umlauts_gets_its_mail(server: Server) -> None:
    SmtpOut(server.url).send(MAIL, SENDER, ["anna@müller.example"])
    assert server.taken[0].rcpt_tos == ["anna@xn--mller-kva.example"]


def test_a_mail_to_a_domain_with_umlauts_passes_servers_that_know_only_ascii(
    smtp_house: House, server: Server
) -> None:
    smtp_house.desk.add("anna@müller.example", first_name="Änne")
    smtp_house.once()
    assert "SMTPUTF8" not in server.taken[0].mail_options
    head, _, _ = bytes(server.taken[0].content or b"").partition(b"\r\n\r\n")
    assert head.isascii()
    assert "To: =?utf-8?" in head.decode()


def test_a_lead_whose_name_before_the_at_sign_has_umlauts_gets_its_mail(server: Server) -> None:
    SmtpOut(server.url).send(MAIL, SENDER, ["jürgen@acme.example"])
    (envelope,) = server.taken
    assert envelope.rcpt_tos == ["jürgen@acme.example"]
    assert "SMTPUTF8" in envelope.mail_options


def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    with pytest.raises(DeliveryError) as caught:
        SmtpOut(f"smtp://127.0.0.1:{free_port()}").send(MAIL, SENDER, [ANNA])
    assert not caught.value.permanent
    assert not caught.value.unconfirmed


@pytest.mark.parametrize("words", ["421 4.3.2 closing", "451 4.7.1 greylisted", "452 4.2.2 full"])
def test_a_temporary_refusal_is_tried_again_later(server: Server, words: str) -> None:
    server.refuse_recipient[ANNA] = words
    error = refusal(server)
    assert (error.permanent, error.bounce, error.unconfirmed, str(error)) == (False, None, False, words)


def test_a_temporary_refusal_of_the_text_is_tried_again_later(server: Server) -> None:
    server.refuse_text = ["451 4.3.0 try again"]
    error = refusal(server)
    assert (error.permanent, error.unconfirmed) == (False, False)


def test_a_refusal_of_the_text_for_good_is_permanent_and_no_bounce(server: Server) -> None:
    server.refuse_text = ["554 5.6.0 too many pictures"]
    error = refusal(server)
    assert (error.permanent, error.bounce, str(error)) == (True, None, "554 5.6.0 too many pictures")


@pytest.mark.parametrize("words", ["550 5.1.1 no such user", "550 5.1.2 no domain", "556 5.1.10 null MX"])
def test_an_address_that_does_not_exist_is_a_bounce(server: Server, words: str) -> None:
    server.refuse_recipient[ANNA] = words
    error = refusal(server)
    assert (error.permanent, error.bounce) == (True, BounceKind.HARD)


@pytest.mark.parametrize("words", ["550 5.1.8 no such sender", "550 5.1.7 bad sender", "550 5.7.1 no"])
def test_a_refusal_because_of_us_is_no_bounce_of_the_lead(server: Server, words: str) -> None:
    server.refuse_recipient[ANNA] = words
    assert refusal(server).bounce is BounceKind.OURS


def test_a_sender_that_the_server_refuses_is_no_fault_of_the_lead(server: Server) -> None:
    server.refuse_sender = "550 5.1.1 who are you"
    error = refusal(server)
    assert not error.bounce
    assert not error.permanent


def test_a_refused_copy_is_no_bounce_of_the_lead(server: Server) -> None:
    server.refuse_recipient[SOMEBODY_ELSE] = "550 5.1.1 no such user"
    error = refusal(server, [ANNA, SOMEBODY_ELSE])
    assert (error.permanent, error.bounce) == (True, None)
    assert server.taken == []


def test_a_wrong_password_is_no_fault_of_the_lead() -> None:
    port = free_port()
    controller = Controller(
        Server(),
        hostname="127.0.0.1",
        port=port,
        authenticator=lambda *_: AuthResult(success=False, handled=False),
        auth_require_tls=False,
    )
    controller.start()
    try:
        with pytest.raises(DeliveryError, match="takes no mail from us: 535") as caught:
            SmtpOut(f"smtp://ada:wrong@127.0.0.1:{port}").send(MAIL, SENDER, [ANNA])
    finally:
        controller.stop()
    assert not caught.value.permanent


def test_a_connection_lost_after_the_text_leaves_the_message_in_doubt(server: Server) -> None:
    server.drop_after_text = 1
    error = refusal(server)
    assert (error.unconfirmed, error.permanent) == (True, False)


def test_the_server_cannot_be_asked_what_arrived(server: Server) -> None:
    assert SmtpOut(server.url).has("<1@a.example>") is None


def test_a_message_refused_for_now_goes_later_with_growing_pauses_and_once(
    smtp_house: House, server: Server
) -> None:
    server.refuse_text = ["451 4.3.0 busy", "451 4.3.0 still busy"]
    smtp_house.desk.add()
    left_after = []
    for minutes in range(8):
        smtp_house.at(NOW + timedelta(minutes=minutes)).once()
        left_after.append(len(server.taken))
    assert left_after == [0, 0, 0, 0, 0, 0, 1, 1]  # at once, a minute later, five minutes later
    (message,) = smtp_house.messages()
    assert (message.status, message.attempts) == (MessageStatus.SENT, 3)


def test_a_message_refused_for_good_holds_its_lead_and_tells_in_the_servers_words(
    smtp_house: House, server: Server
) -> None:
    server.refuse_text = ["554 5.6.0 too many pictures"]
    smtp_house.desk.add()
    smtp_house.once()
    assert smtp_house.lead().held is Hold.FAILED
    (notice,) = smtp_house.mailbox("notices")
    assert "554 5.6.0 too many pictures" in notice.get_content()
    smtp_house.at(NOW + timedelta(days=9)).once()
    assert server.taken == []


def test_an_smtp_550_user_unknown_during_sending_counts_as_a_hard_bounce(
    smtp_house: House, server: Server
) -> None:
    server.refuse_recipient[ANNA] = "550 5.1.1 no such user"
    smtp_house.desk.add()
    smtp_house.once()
    lead = smtp_house.lead()
    assert (lead.state, lead.sub_state) == (LeadState.DEACTIVATED, SubState.BOUNCED)
    assert ANNA in smtp_house.desk.ask(lambda store: store.suppressed_emails([ANNA]))


def test_a_block_list_stops_sending_with_an_alarm_and_harms_no_lead(
    smtp_house: House, server: Server
) -> None:
    words = "554 5.7.1 your address is on a block list"
    server.refuse_text = [words]
    smtp_house.add_many(5)
    smtp_house.once()
    smtp_house.at(NOW + timedelta(hours=1)).once()
    assert server.taken == []
    assistant = smtp_house.desk.assistant
    assert assistant.paused == words
    assert [mail["Subject"] for mail in smtp_house.mailbox("notices")] == [
        f"{assistant.name} stopped sending: mail is refused because of us"
    ]
    assert smtp_house.rows("select distinct state, held from leads") == [("Cold", "")]
    smtp_house.desk.do(resume, assistant.id, who=PERSON, now=smtp_house.now)
    smtp_house.once()
    assert sorted(envelope.rcpt_tos[0] for envelope in server.taken) == [
        f"lead{n}@acme.example" for n in range(1, 6)
    ]


def test_our_own_busy_server_makes_no_lead_a_bounced_one(smtp_house: House, server: Server) -> None:
    server.refuse_sender = "452 4.3.1 out of memory"
    smtp_house.add_many(30)
    smtp_house.once()
    assert {message.status for message in smtp_house.messages()} == {MessageStatus.RETRY}
    server.refuse_sender = ""
    smtp_house.at(NOW + timedelta(minutes=2)).once()
    assert len(server.taken) == 30
    assert smtp_house.rows("select distinct state, held from leads") == [("Cold", "")]


def test_a_server_that_breaks_off_though_it_delivered_gets_no_second_copy(
    smtp_house: House, server: Server
) -> None:
    server.drop_after_text = 1
    smtp_house.desk.add()
    for day in range(5):
        smtp_house.at(NOW + timedelta(days=day)).once()
    assert len(server.taken) == 1
    (message,) = smtp_house.messages()
    assert message.status is MessageStatus.UNCONFIRMED
    assert smtp_house.lead().held is Hold.UNCONFIRMED
