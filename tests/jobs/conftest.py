"""A house for the jobs: a data folder, a travelling clock, leads, and the mail that goes to and fro."""

import asyncio
import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from core.arrival import Arrival, Cursor
from core.lead import Lead
from core.message import Message
from core.settings import Settings, load_settings
from core.spreadsheet.reader import NewLead
from core.upload import import_leads
from data.database import Database
from data.messages import to_message
from jobs.loop import run_jobs
from jobs.world import World, make_world
from tests.desk import ANNA, NOW, PERSON, Desk
from tests.dovecot import Dovecot, Mailbox, NoDovecot, running_dovecot
from tests.servers import free_port


class House:
    """A data folder as the sidecar and the command line use it, at a time that the test moves on."""

    def __init__(self, data_dir: Path, **environ: str) -> None:
        self.environ = {
            **os.environ,
            "LEADKEEPER_DATA_DIR": str(data_dir),
            "LEADKEEPER_PUBLIC_PORT": str(free_port()),
            **environ,
        }
        self.settings: Settings = load_settings(self.environ)
        self.database = Database(data_dir)
        self.desk = Desk(self.database, NOW)
        self._arrived = itertools.count(1)

    @property
    def now(self) -> datetime:
        return self.desk.now

    def at(self, now: datetime) -> "House":
        self.desk.now = now
        return self

    def now_is_real(self) -> None:
        """Go on where a sidecar stopped that ran by the clock."""
        self.desk.now = datetime.now(UTC)

    def world(self, **changed: Any) -> World:
        world = make_world(self.settings, lambda: self.now)
        return replace(world, **{"database": self.database} | changed)

    def once(self, **changed: Any) -> dict[str, str]:
        """One pass of every job; answers the jobs that failed, with their errors."""
        errors = run_jobs(self.world(**changed))
        return {job: error for job, error in errors.items() if error}

    def add_many(self, number: int, **order: Any) -> None:
        """Add lead1@acme.example and so on, in one transaction."""
        leads = [
            NewLead(row=n, email=f"lead{n}@acme.example", first_name=f"Lead{n}") for n in range(1, number + 1)
        ]
        self.desk.do(import_leads, leads, self.desk.order(**order), who=PERSON, now=self.now)

    def lead(self, email: str = ANNA) -> Lead:
        return self.desk.lead(email)

    def messages(self) -> list[Message]:
        """Every message, in the order in which they were claimed."""
        with self.database.reading() as store:
            rows = store.connection.execute("select * from messages order by claimed_at, id").fetchall()
            names = [column[0] for column in store.connection.description]
        return [to_message(dict(zip(names, row, strict=True))) for row in rows]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a person who looks into the file would see."""
        with self.database.reading() as store:
            return list(store.connection.execute(sql).fetchall())

    def outbox(self, email: str = "") -> list[EmailMessage]:
        """The mails to leads, or to one of them, in the order in which they were written."""
        mails = self.mailbox("outbox")
        return [mail for mail in mails if not email or mail["To"].addresses[0].addr_spec == email]

    def mailbox(self, name: str) -> list[EmailMessage]:
        folder = self.settings.mailbox_dir / name / "new"
        return [parse(path.read_bytes()) for path in sorted(folder.glob("*"), key=lambda path: path.name)]

    def deliver(self, raw: bytes) -> Path:
        """Put a mail into the inbox as a mail system does: written to tmp/, then moved to new/."""
        inbox = self.settings.mailbox_dir / "inbox"
        for folder in ("tmp", "new", "cur"):
            (inbox / folder).mkdir(parents=True, exist_ok=True)
        name = f"{1_772_000_000 + next(self._arrived)}.M1P1.mx.example"
        (inbox / "tmp" / name).write_bytes(raw)
        return (inbox / "tmp" / name).rename(inbox / "new" / name)


@pytest.fixture
def shut_house(tmp_path: Path, fresh_data_dir: Path) -> House:
    """Nobody in it yet but the default assistant; it is Monday 2 March 2026, 09:00 UTC."""
    return furnish(tmp_path / "data", fresh_data_dir)


@pytest.fixture
def house(shut_house: House) -> Iterator[House]:
    """The same with its database held open, which is quick, and keeps every other process out."""
    with shut_house.database.reading():
        yield shut_house


def furnish(data_dir: Path, fresh_data_dir: Path, **environ: str) -> House:
    data_dir.mkdir()
    shutil.copy(fresh_data_dir / "leadkeeper.duckdb", data_dir)
    return House(data_dir, **environ)


def parse(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


_numbers = itertools.count(1)


def answer(mail: EmailMessage, text: str, *, now: datetime, **headers: str) -> bytes:
    """A lead's reply to one of our mails, with our mail quoted below. `Auto_Submitted="…"` sets a header."""
    lead = mail["To"].addresses[0]
    reply = EmailMessage()
    fields = {
        "From": str(lead),
        "To": str(mail["Reply-To"]),
        "Subject": f"Re: {mail['Subject'].removeprefix('Re: ')}",
        "Date": f"{now:%a, %d %b %Y %H:%M:%S +0000}",
        "Message-ID": f"<reply-{next(_numbers)}@{lead.domain}>",
        "In-Reply-To": str(mail["Message-ID"]),
        "References": f"{mail['References'] or ''} {mail['Message-ID']}".strip(),
    }
    for name, value in (fields | {key.replace("_", "-"): value for key, value in headers.items()}).items():
        if value:
            reply[name] = value
    quoted = "\n".join(f"> {line}".rstrip() for line in text_of(mail).splitlines())
    said = f"On {now:%d %B %Y}, {mail['From'].addresses[0].display_name} wrote:"
    reply.set_content(f"{text}\n\n{said}\n{quoted}\n")
    return reply.as_bytes()


REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: {sender}
Subject: Undelivered Mail Returned to Sender
Date: {now:%a, %d %b %Y %H:%M:%S} +0000
Message-ID: <report-{number}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain; charset=us-ascii

Your message to {lead} could not be delivered:

{words}

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {lead}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {words}

--part
Content-Type: text/rfc822-headers

Message-ID: {message_id}
To: {lead}

--part--
"""


def returned(mail: EmailMessage, status: str, words: str, *, now: datetime) -> bytes:
    """A delivery report (RFC 3464) about one of our mails."""
    lead = mail["To"].addresses[0].addr_spec
    about = {"sender": mail["From"], "lead": lead, "message_id": mail["Message-ID"]}
    return REPORT.format(status=status, words=words, now=now, number=next(_numbers), **about).encode()


class Broken:
    """A mailbox that cannot be asked."""

    name = "broken"

    def unread(self, cursor: Cursor) -> list[Arrival]:
        raise RuntimeError("no such folder")

    def done(self, key: str) -> None: ...


@dataclass
class Server:
    """A real SMTP server on this machine. `refuse_…` are the lines it answers instead of taking a mail."""

    port: int = field(default_factory=free_port)
    taken: list[Envelope] = field(default_factory=list)
    refuse_sender: str = ""
    refuse_recipient: dict[str, str] = field(default_factory=dict)
    refuse_text: list[str] = field(default_factory=list)  # one after the other, then it takes mail
    drop_after_text: int = 0  # so many mails are taken, and the connection then cut without an answer
    seconds_a_text: float = 0
    in_hand: int = 0
    connections: dict[Any, asyncio.Transport] = field(default_factory=dict)  # by the other side's port
    loop: asyncio.AbstractEventLoop | None = None

    def hang_up(self) -> None:
        """Cut every connection, as a server does that has waited long enough."""
        assert self.loop is not None
        for transport in self.connections.values():
            self.loop.call_soon_threadsafe(transport.abort)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        assert isinstance(server.transport, asyncio.Transport)
        self.connections[session.peer], self.loop = server.transport, server.loop
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Sequence[str]
    ) -> str:
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.in_hand += 1
        await asyncio.sleep(self.seconds_a_text)
        self.in_hand -= 1
        if self.refuse_text:
            return self.refuse_text.pop(0)
        self.taken.append(envelope)
        if self.drop_after_text:
            self.drop_after_text -= 1
            assert server.transport is not None
            server.transport.abort()
        return "250 OK"

    def mails(self) -> list[EmailMessage]:
        return [parse(envelope.content) for envelope in self.taken]


@pytest.fixture
def server() -> Iterator[Server]:
    """It takes every mail, until a test tells it otherwise."""
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, enable_SMTPUTF8=True)
    controller.start()
    yield server
    controller.stop()


@pytest.fixture
def smtp_house(tmp_path: Path, fresh_data_dir: Path, server: Server) -> Iterator[House]:
    """A house that sends over `server`, its database held open."""
    house = furnish(tmp_path / "data", fresh_data_dir, LEADKEEPER_SMTP_URL=server.url)
    with house.database.reading():
        yield house


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    yield from _dovecot(tls=False)


@pytest.fixture(scope="session")
def dovecot_with_tls() -> Iterator[Dovecot]:
    """It offers TLS with a certificate that nobody knows."""
    yield from _dovecot(tls=True)


def _dovecot(*, tls: bool) -> Iterator[Dovecot]:
    try:
        with running_dovecot(tls=tls) as server:
            yield server
    except NoDovecot as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def post(dovecot: Dovecot) -> Mailbox:
    """A fresh mailbox on a real IMAP server."""
    return Mailbox(dovecot, f"ada{next(_numbers)}@assistant.example")


@pytest.fixture
def imap_house(tmp_path: Path, fresh_data_dir: Path, post: Mailbox, server: Server) -> Iterator[House]:
    """A house that sends over `server` and reads `post`, its database held open."""
    urls = {"LEADKEEPER_SMTP_URL": server.url, "LEADKEEPER_IMAP_URL": post.url()}
    house = furnish(tmp_path / "data", fresh_data_dir, **urls)
    with house.database.reading():
        yield house
