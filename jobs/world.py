"""The one place that wires the ports: which channel, which reader, which clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.accounts import mail_servers
from core.ports import LanguageModel, MailIn, MailOut, Notifier, Reader, Writer
from core.reading.reader import LocalReader
from core.reading.second_opinion import CarefulReader
from core.settings import Settings
from core.writing.writer import write_text
from data.database import Database
from data.store import Store
from jobs.imap import ImapIn
from jobs.maildir import LocalIn, LocalNotifier, LocalOut
from jobs.own_servers import OwnServers
from jobs.smtp import SmtpOut


@dataclass(frozen=True, slots=True)
class World:
    settings: Settings
    database: Database
    channel: MailOut
    mailboxes: Sequence[MailIn]
    reader: Reader
    write: Writer
    model: LanguageModel | None  # words mails before they are due; None: the templates alone write
    notifier: Notifier
    clock: Callable[[], datetime]
    told_to_end: Callable[[], bool]
    beat: Callable[[Store], None] = lambda _store: None  # says in a long pass that the sidecar lives


def make_world(
    settings: Settings,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    told_to_end: Callable[[], bool] = lambda: False,
) -> World:
    mailbox_dir, database = settings.mailbox_dir, Database(settings.data_dir)
    model = _model(settings, database, clock)
    return World(
        settings=settings,
        database=database,
        channel=_channel(settings, clock),
        mailboxes=[LocalIn(mailbox_dir), *map(ImapIn, _imap_urls(settings))],
        reader=CarefulReader(LocalReader(), model) if model and settings.reads_with_openai else LocalReader(),
        write=write_text,
        model=model if settings.writes_with_openai else None,
        notifier=LocalNotifier(mailbox_dir),
        clock=clock,
        told_to_end=told_to_end,
    )


def _channel(settings: Settings, clock: Callable[[], datetime]) -> MailOut:
    channels = {server.assistant: SmtpOut(server.url) for server in mail_servers(settings, "smtp")}
    others = channels.pop("", None) or _sendgrid(settings, clock) or LocalOut(settings.mailbox_dir)
    return OwnServers(channels, others) if channels else others


def _sendgrid(settings: Settings, clock: Callable[[], datetime]) -> MailOut | None:
    if not settings.sendgrid_key:
        return None
    from jobs.sendgrid_out import sendgrid_out  # takes a moment to load

    return sendgrid_out(settings, clock)


def _imap_urls(settings: Settings) -> list[str]:
    """Each once: assistants may share a mailbox."""
    return list(dict.fromkeys(server.url for server in mail_servers(settings, "imap")))


def _model(settings: Settings, database: Database, clock: Callable[[], datetime]) -> LanguageModel | None:
    if not settings.asks_openai:
        return None
    from jobs.openai_model import OpenAIModel  # takes a second to load

    return OpenAIModel(settings, database, clock)
