"""Mail in over IMAP, from a real Dovecot."""

import json
import logging
import os
import socket
import socketserver
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

import pytest

from core.arrival import Arrival, Cursor, first_look
from core.errors import MailboxError
from core.state import LeadState
from data.store import Store
from jobs import imap
from jobs.cli import main
from jobs.fetch_replies import fetch_replies
from jobs.imap import ImapIn
from jobs.loop import LAST_SECONDS, run_jobs
from tests.desk import ANNA, NOW
from tests.dovecot import FAR, PASSWORD, Dovecot, Mailbox
from tests.jobs.conftest import House, Server, answer, furnish
from tests.servers import PATIENCE, free_port, running

NEW = first_look(NOW)


def mail(number: int, text: str = "Hello.") -> bytes:
    return f"From: {ANNA}\r\nSubject: {number}\r\nMessage-ID: <{number}@x>\r\n\r\n{text}\r\n".encode()


def mails_of(arrivals: Iterator[Arrival]) -> list[bytes]:
    return [arrival.raw for arrival in arrivals if arrival.raw is not None]


def read(mailbox: ImapIn, cursor: Cursor = NEW) -> tuple[list[bytes], Cursor]:
    """All that lies beyond the cursor, and where the reading stands then."""
    arrivals = list(mailbox.unread(cursor))
    cursors = [arrival.cursor for arrival in arrivals if arrival.cursor]
    return mails_of(iter(arrivals)), cursors[-1] if cursors else cursor


def refusal(url: str) -> str:
    with pytest.raises(MailboxError) as caught:
        ImapIn(url).check()
    assert PASSWORD not in str(caught.value)
    return str(caught.value)


def kept(house: House) -> list[bytes]:
    return [raw for (raw,) in house.rows("select raw from replies order by id")]


# --- one mail after the other


def test_mails_come_byte_for_byte_and_in_order(post: Mailbox) -> None:
    post.deliver(mail(1, "Grüße\r\n.\r\n"), mail(2))
    assert read(ImapIn(post.url()))[0] == [mail(1, "Grüße\r\n.\r\n"), mail(2)]


def test_reading_marks_nothing_as_seen(post: Mailbox) -> None:
    """The next program that opens the folder still hears that the mail is recent (RFC 3501, 2.3.2)."""
    post.deliver(mail(1))
    read(ImapIn(post.url()))
    assert post.flags() == [b"\\Recent"]


def test_a_mail_that_a_person_has_read_meanwhile_comes_all_the_same(post: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    with post.opened() as mail_program:
        mail_program.store("1", "+FLAGS", r"(\Seen \Deleted)")
    assert read(ImapIn(post.url()))[0] == [mail(1), mail(2)]


def test_what_was_read_does_not_come_again_and_what_is_new_does(post: Mailbox) -> None:
    mailbox = ImapIn(post.url())
    post.deliver(mail(1), mail(2))
    _, cursor = read(mailbox)
    assert read(mailbox, cursor) == ([], cursor)
    post.deliver(mail(3))
    assert read(mailbox, cursor)[0] == [mail(3)]
    assert read(ImapIn(post.url()), cursor)[0] == [mail(3)]  # another process, too


def test_mail_that_was_there_a_week_before_us_is_left_alone(post: Mailbox) -> None:
    post.deliver(mail(1), arrived=NOW - timedelta(days=9))
    post.deliver(mail(2), arrived=NOW - timedelta(days=6))
    found, cursor = read(ImapIn(post.url()))
    assert found == [mail(2)]
    post.renumber(cursor.validity + 1)
    assert read(ImapIn(post.url()), cursor)[0] == [mail(2)]


def test_a_mail_that_is_deleted_while_we_read_is_passed_over(post: Mailbox) -> None:
    post.deliver(mail(1), mail(2), mail(3))
    arrivals = ImapIn(post.url()).unread(NEW)
    while next(arrivals).raw != mail(1):
        pass
    with post.opened() as mail_program:
        mail_program.store("2", "+FLAGS", r"\Deleted")
        mail_program.expunge()
    assert mails_of(arrivals) == [mail(3)]


def test_of_a_huge_mail_the_beginning_comes_with_a_word_about_it(
    post: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "LARGEST", 1000)
    post.deliver(mail(1, "word " * 1000), mail(2))
    _, huge, small = ImapIn(post.url()).unread(NEW)
    assert huge.raw == mail(1, "word " * 1000)[:1000]
    assert "Only its beginning is kept" in huge.trouble
    assert (small.raw, small.trouble) == (mail(2), "")


def test_a_mail_that_the_server_cannot_give_does_not_keep_the_next_ones_waiting(post: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    post.spoil(b"<1@x>")
    mailbox = ImapIn(post.url())
    _, second = mailbox.unread(NEW)
    assert second.raw == mail(2)
    assert "Mail 1 in INBOX" in second.trouble
    post.spoil(b"<2@x>")
    with pytest.raises(MailboxError, match=r"Mail 2 in INBOX .* cannot be fetched"):
        read(mailbox)  # nothing is passed over for good before a later one came


# --- the account


def test_a_folder_with_a_name_of_its_own_is_read(post: Mailbox) -> None:
    with post.signed_in() as mail_program:
        mail_program.create('"Antworten &- R&APw-ckfragen"')
    post.deliver(mail(1), folder='"Antworten &- R&APw-ckfragen"')
    assert read(ImapIn(post.url("Antworten & Rückfragen")))[0] == [mail(1)]


def test_a_folder_that_is_not_there_is_named(post: Mailbox) -> None:
    assert "Nowhere of ada" in (said := refusal(post.url("Nowhere")))
    assert "Check the folder's name" in said


def test_a_wrong_password_is_said_and_not_tried_again_at_every_pass(
    post: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many providers lock an account after a few."""
    mailbox = ImapIn(post.url(password="wrong"))
    with pytest.raises(MailboxError, match="refuses the user or the password") as caught:
        mailbox.check()
    assert "wrong" not in str(caught.value)
    monkeypatch.setattr(mailbox, "_password", PASSWORD)
    with pytest.raises(MailboxError, match="refuses the user or the password"):
        mailbox.check()
    monkeypatch.setattr(mailbox, "_rests_until", 0.0)
    mailbox.check()


def test_the_password_does_not_leave_this_machine_in_the_clear(post: Mailbox) -> None:
    ImapIn(post.url()).check()
    assert "offers no encryption for the password" in refusal(post.url(host=FAR))


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_a_certificate_that_nobody_knows_is_refused_and_a_known_one_is_not(
    dovecot_with_tls: Dovecot, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Mailbox(dovecot_with_tls)
    assert "certificate is not to be trusted: self-signed certificate" in refusal(post.url(scheme=scheme))
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot_with_tls.folder / "cert.pem"))
    ImapIn(post.url(scheme=scheme)).check()
    assert "not valid for" in refusal(post.url(scheme=scheme, host=FAR))  # it was made for another server


def test_a_server_that_is_not_there_is_named() -> None:
    assert "cannot be reached" in refusal(f"imap://ada:secret@127.0.0.1:{free_port()}")


class Leaving(socketserver.StreamRequestHandler):
    """It says good-bye to whoever signs in: an IMAP server that is told to end just then."""

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, command, *_ = line.split()
            if command != b"CAPABILITY":
                self.wfile.write(b"* BYE ending\r\n")
                return
            self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n" % tag)


def test_a_connection_that_is_lost_while_signing_in_is_not_taken_for_a_wrong_password() -> None:
    with socketserver.TCPServer(("127.0.0.1", 0), Leaving) as leaving:
        Thread(target=leaving.handle_request, daemon=True).start()
        assert "cannot be reached" in refusal(f"imap://ada:secret@127.0.0.1:{leaving.server_address[1]}")


@pytest.fixture
def hanging() -> Iterator[socket.socket]:
    """A server that takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE)
        yield listener


def url_of(listener: socket.socket) -> str:
    return f"imaps://ada:secret@127.0.0.1:{listener.getsockname()[1]}"


def test_a_server_that_hangs_is_given_up(hanging: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "TIMEOUT", 0.2)
    assert "the server does not answer" in refusal(url_of(hanging))


def test_a_server_that_begins_to_hang_is_left_alone_for_a_while_and_nothing_is_passed_over(
    post: Mailbox, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.deliver(mail(1), mail(2), mail(3))
    mailbox = ImapIn(post.url())
    monkeypatch.setattr(imap, "TIMEOUT", 0.5)
    arrivals = mailbox.unread(NEW)
    while (first := next(arrivals)).raw != mail(1):
        pass
    cursor = first.cursor or NEW
    with dovecot.hanging(), pytest.raises(MailboxError, match="does not answer"):
        next(arrivals)
    with pytest.raises(MailboxError, match="does not answer"):
        read(mailbox, cursor)
    monkeypatch.setattr(mailbox, "_rests_until", 0.0)
    monkeypatch.setattr(imap, "TIMEOUT", PATIENCE)
    assert read(mailbox, cursor)[0] == [mail(2), mail(3)]


def test_a_server_that_hangs_does_not_keep_the_sidecar_from_ending(
    shut_house: House, hanging: socket.socket
) -> None:
    environ = shut_house.environ | {"LEADKEEPER_IMAP_URL": url_of(hanging)}
    with running([sys.executable, "-m", "jobs", "run"], environ) as process:
        connection, _ = hanging.accept()
        told = time.monotonic()
        process.terminate()
        assert process.wait(timeout=20) == 0
        assert time.monotonic() - told < LAST_SECONDS + 2
        connection.close()


def test_what_the_client_logs_never_holds_the_password(
    post: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        ImapIn(post.url()).check()
    assert "EXAMINE" in caplog.text
    assert PASSWORD not in caplog.text


# --- a server that is restarted, and one that numbers its mails anew


def test_a_restart_in_the_middle_of_a_pass_is_not_noticed(post: Mailbox, dovecot: Dovecot) -> None:
    post.deliver(mail(1), mail(2), mail(3))
    arrivals = ImapIn(post.url()).unread(NEW)
    while next(arrivals).raw != mail(1):
        pass
    dovecot.stop()
    dovecot.start()
    assert mails_of(arrivals) == [mail(2), mail(3)]


def test_a_server_that_goes_away_in_the_middle_ends_the_pass_and_nothing_is_passed_over(
    post: Mailbox, dovecot: Dovecot
) -> None:
    post.deliver(mail(1), mail(2))
    mailbox = ImapIn(post.url())
    arrivals = mailbox.unread(NEW)
    while (first := next(arrivals)).raw != mail(1):
        pass
    dovecot.stop()
    try:
        with pytest.raises(MailboxError, match="cannot be reached"):
            next(arrivals)
    finally:
        dovecot.start()
    assert read(mailbox, first.cursor or NEW)[0] == [mail(2)]


def test_a_server_that_numbers_its_mails_anew_in_the_middle_of_a_pass_is_read_again(
    post: Mailbox, dovecot: Dovecot
) -> None:
    post.deliver(mail(1), mail(2))
    mailbox = ImapIn(post.url())
    arrivals = mailbox.unread(NEW)
    while (first := next(arrivals)).raw != mail(1):
        pass
    cursor = first.cursor or NEW
    dovecot.stop()
    dovecot.start()
    post.renumber(cursor.validity + 1)
    with pytest.raises(MailboxError, match="numbered anew"):
        next(arrivals)
    found, again = read(mailbox, cursor)
    assert found == [mail(1), mail(2)]
    assert again.validity == cursor.validity + 1


# --- what the sidecar makes of it


def pass_now(house: House) -> dict[str, str]:
    """A pass by the clock that the mail server goes by, too."""
    house.now_is_real()
    return house.once()


def test_a_mail_is_kept_once_and_the_cursor_moves_with_it_or_not_at_all(
    imap_house: House, post: Mailbox
) -> None:
    def die(store: Store) -> None:
        raise KeyboardInterrupt

    imap_house.now_is_real()
    imap_house.once()
    post.deliver(mail(1), mail(2))
    with pytest.raises(KeyboardInterrupt):
        fetch_replies(imap_house.world(beat=die))
    assert kept(imap_house) == []
    imap_house.once()
    imap_house.once()
    assert kept(imap_house) == [mail(1), mail(2)]


def test_the_same_mail_in_both_mailboxes_is_one_reply(imap_house: House, post: Mailbox) -> None:
    imap_house.deliver(mail(1))
    post.deliver(mail(1))
    assert pass_now(imap_house) == {}
    assert kept(imap_house) == [mail(1)]


def test_a_pass_takes_a_bounded_number_of_mails(
    imap_house: House, post: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "AT_ONCE", 3)
    post.deliver(*map(mail, range(1, 6)))
    pass_now(imap_house)
    assert kept(imap_house) == [*map(mail, range(1, 4))]
    pass_now(imap_house)
    assert kept(imap_house) == [*map(mail, range(1, 6))]


def test_a_mailbox_that_cannot_be_read_stops_no_other_and_is_shown(
    imap_house: House, post: Mailbox, dovecot: Dovecot
) -> None:
    imap_house.deliver(mail(1))
    dovecot.stop()
    try:
        failed = pass_now(imap_house)
    finally:
        dovecot.start()
    assert list(failed) == ["fetch replies"]
    assert "the server cannot be reached" in failed["fetch replies"]
    assert PASSWORD not in str(failed)
    assert kept(imap_house) == [mail(1)]


def test_a_mail_that_was_passed_over_is_told_to_the_user(imap_house: House, post: Mailbox) -> None:
    post.deliver(mail(1), mail(2))
    post.spoil(b"<1@x>")
    pass_now(imap_house)
    assert kept(imap_house) == [mail(2)]
    assert "A received mail needs your eyes" in imap_house.desk.notices()


def test_from_import_to_a_state_over_real_servers_with_a_restart_and_a_renumbering_in_the_middle(
    imap_house: House, server: Server, post: Mailbox, dovecot: Dovecot
) -> None:
    """Three leads are written to over SMTP and answer over IMAP: nothing is lost and nothing comes twice."""
    world = imap_house.world()
    imap_house.now_is_real()
    imap_house.add_many(3)
    run_jobs(world)
    first, second, third = sorted(server.mails(), key=lambda mail: str(mail["To"]))

    def replies(mail: EmailMessage, text: str) -> list[LeadState]:
        """A lead replies, a pass is made, and another one; answers how the three leads stand."""
        post.deliver(answer(mail, text, now=imap_house.now, Message_ID=f"<{text[0]}@x>"))
        for _ in range(2):
            imap_house.now_is_real()
            run_jobs(world)
        return [imap_house.lead(f"lead{number}@acme.example").state for number in (1, 2, 3)]

    stopped, responded, cold = LeadState.DEACTIVATED, LeadState.RESPONDED, LeadState.COLD
    assert replies(first, "Please stop writing to me.") == [stopped, cold, cold]
    dovecot.stop()
    run_jobs(world)
    dovecot.start()
    assert replies(second, "Who are you?") == [stopped, responded, cold]
    post.renumber(4711)
    assert replies(third, "Do not contact me again.") == [stopped, responded, stopped]
    assert imap_house.rows("select message_id from replies order by id") == [
        ("<P@x>",),
        ("<W@x>",),
        ("<D@x>",),
    ]
    assert len(server.taken) == 3
    assert b"Seen" not in b" ".join(post.flags())


def test_the_command_line_alone_imports_sends_reads_and_tells(
    tmp_path: Path,
    fresh_data_dir: Path,
    server: Server,
    post: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    urls = {"LEADKEEPER_SMTP_URL": server.url, "LEADKEEPER_IMAP_URL": post.url()}
    house = furnish(tmp_path / "data", fresh_data_dir, **urls)
    monkeypatch.setattr(os, "environ", house.environ)
    (tmp_path / "leads.csv").write_text(f"First name,Email\nAnna,{ANNA}\n", "utf-8")
    assert main(["import", str(tmp_path / "leads.csv"), "--source", "Event", "--context", "the fair"]) == 0
    assert main(["once"]) == 0
    (sent,) = server.mails()
    post.deliver(answer(sent, "Yes, let us meet on Tuesday at 10 am.", now=datetime.now(UTC)))
    assert main(["once"]) == 0
    capsys.readouterr()
    assert main(["leads"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert (json.loads(line)["email"], json.loads(line)["state"]) == (ANNA, LeadState.HOT)
    assert len(server.taken) == 1
