"""`python -m jobs check`: what works, what does not, and what to do."""

import json
import os
import smtplib
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlsplit

from core.accounts import mail_servers
from core.errors import DeliveryError, MailboxError
from core.guarding import BOUNCE_RATE, SPAN
from core.heartbeat import MODEL, SIDECAR, is_running
from core.reading.reader import LocalReader
from core.reply import ReplyKind
from core.settings import MailProtocol, Settings
from data.database import Database
from jobs.imap import ImapIn
from jobs.smtp import LOOPBACK, SmtpOut

PROBE = b"From: probe@example.com\r\nSubject: Re: hello\r\n\r\nPlease unsubscribe me from this list.\r\n"


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    level: Literal["ok", "warning", "error"]
    detail: str
    todo: str = ""


def check(settings: Settings, now: datetime) -> list[Finding]:
    probes: dict[str, Callable[[Settings, datetime], Finding]] = {
        "data folder": _data_folder,
        "database": _database,
        "sidecar": _sidecar,
        "jobs": _jobs,
        "mail out": _mail_out,
        "SendGrid": _sendgrid,
        "mail in": _mail_in,
        "bounce rate": _bounce_rate,
        "assistants": _assistants,
        "public endpoints": _public_endpoints,
        "reader": _reader,
        "language model": _language_model,
    }
    return [_probe(name, probe, settings, now) for name, probe in probes.items()]


def _probe(
    name: str, probe: Callable[[Settings, datetime], Finding], settings: Settings, now: datetime
) -> Finding:
    try:
        return probe(settings, now)
    except Exception as error:  # whatever is broken, the other probes still say what works
        return Finding(name, "error", str(error), "Set this right, then check again.")


def _data_folder(settings: Settings, now: datetime) -> Finding:
    todo = "Set LEADKEEPER_DATA_DIR to a folder that can be written to."
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return Finding("data folder", "error", str(error), todo)
    if not os.access(settings.data_dir, os.W_OK):
        return Finding("data folder", "error", f"{settings.data_dir} cannot be written to", todo)
    return Finding("data folder", "ok", str(settings.data_dir))


def _database(settings: Settings, now: datetime) -> Finding:
    started = time.monotonic()
    with Database(settings.data_dir).reading() as store:
        assistants = len(store.assistants())
    took = time.monotonic() - started
    return Finding("database", "ok", f"opens in {took * 1000:.0f} ms; assistants: {assistants}")


def _sidecar(settings: Settings, now: datetime) -> Finding:
    with Database(settings.data_dir).reading() as store:
        beat = store.heartbeats().get(SIDECAR)
    if beat is None or not is_running(beat.seen_at, now):
        seen = f"last seen {beat.seen_at.isoformat()}" if beat else "never seen"
        return Finding("sidecar", "warning", f"not running, {seen}", "Start it with `make run`.")
    return Finding("sidecar", "ok", f"last seen {beat.seen_at.isoformat()}")


def _jobs(settings: Settings, now: datetime) -> Finding:
    with Database(settings.data_dir).reading() as store:
        failing = {
            beat.job: beat.error
            for beat in store.heartbeats().values()
            if beat.error and beat.job not in (MODEL, BOUNCE_RATE)
        }
    if failing:
        words = "; ".join(f"{job}: {error}" for job, error in failing.items())
        return Finding("jobs", "error", words, "The sidecar's output has the whole error.")
    return Finding("jobs", "ok", "none failed in its latest pass")


def _mail_out(settings: Settings, now: datetime) -> Finding:
    found = _signed_in("mail out", settings, "smtp", lambda url: SmtpOut(url).check())
    if not found and settings.sendgrid_key:
        return Finding("mail out", "ok", "SendGrid")
    return found or Finding("mail out", "ok", "local mailbox: nothing leaves this machine")


def _sendgrid(settings: Settings, now: datetime) -> Finding:
    """Whether the key may send, and whether we hear what becomes of what was sent."""
    if not settings.sendgrid_key:
        return Finding("SendGrid", "ok", "not used")
    from jobs.sendgrid_out import sendgrid_out

    try:
        scopes = sendgrid_out(settings, lambda: now).check()
    except DeliveryError as error:
        todo = "Check LEADKEEPER_SENDGRID_API_KEY and LEADKEEPER_SENDGRID_URL."
        return Finding("SendGrid", "error", str(error), todo)
    if "mail.send" not in scopes:
        return Finding("SendGrid", "error", "signed in; the key may not send", "Give the key Mail Send.")
    if not settings.sendgrid_event_key:
        todo = "Set up its signed Event Webhook, and LEADKEEPER_SENDGRID_EVENT_KEY."
        return Finding("SendGrid", "warning", "signed in; bounces and complaints are not heard of", todo)
    return Finding("SendGrid", "ok", "signed in; its events are verified")


def _bounce_rate(settings: Settings, now: datetime) -> Finding:
    with Database(settings.data_dir).reading() as store:
        rate = store.bounce_rate(now - SPAN)
    if rate.holds:
        todo = "Check where the addresses come from; first messages go again when the rate is below 4 %."
        return Finding(BOUNCE_RATE, "warning", f"{rate}: first messages are held", todo)
    return Finding(BOUNCE_RATE, "ok", str(rate))


def _mail_in(settings: Settings, now: datetime) -> Finding:
    found = _signed_in("mail in", settings, "imap", lambda url: ImapIn(url).check())
    return found or Finding("mail in", "ok", "local mailbox: replies are read from files")


def _signed_in(
    name: str, settings: Settings, protocol: MailProtocol, sign_in: Callable[[str], None]
) -> Finding | None:
    """Sign in to every server of that protocol; None where none is set up."""
    servers, wrong = mail_servers(settings, protocol), {}
    for server in servers:
        try:
            sign_in(server.url)
        except (OSError, smtplib.SMTPException, MailboxError) as error:
            wrong[server.setting] = str(error)
    if wrong:
        said = f"{protocol.upper()}: {' '.join(wrong.values())}"
        return Finding(name, "error", said, f"Check {' and '.join(wrong)}, and the server.")
    return Finding(name, "ok", f"{protocol.upper()}: signed in") if servers else None


def _assistants(settings: Settings, now: datetime) -> Finding:
    """An assistant of a fresh data folder has an example's name and address, which no lead should see."""
    with Database(settings.data_dir).reading() as store:
        assistants = store.assistants()
    smtp, imap = mail_servers(settings, "smtp"), mail_servers(settings, "imap")
    known = {"", *(assistant.email.lower() for assistant in assistants)}
    if unknown := [server for server in (*smtp, *imap) if server.assistant not in known]:
        todo = "Write the address there as it stands in the assistant's settings."
        return Finding("assistants", "error", f"{unknown[0].setting}: no assistant has that address", todo)
    examples = [assistant.name for assistant in assistants if assistant.is_example]
    if (smtp or settings.sendgrid_key) and examples:
        todo = "Give it its own name, email and postal address before you send real mail."
        return Finding("assistants", "error", f"{examples[0]} is an example", todo)
    return Finding("assistants", "ok", "fit for the mail system that is set up")


def _public_endpoints(settings: Settings, now: datetime) -> Finding:
    """The unsubscribe links in real mail must lead somewhere that a lead can reach."""
    host = urlsplit(settings.public_url).hostname
    if (mail_servers(settings, "smtp") or settings.sendgrid_key) and host in LOOPBACK:
        todo = "Set LEADKEEPER_PUBLIC_URL to the address at which leads reach the public endpoints."
        return Finding("public endpoints", "error", f"{settings.public_url} is this machine alone", todo)
    address = f"[{settings.public_address}]" if ":" in settings.public_address else settings.public_address
    if not _answers(f"http://{address}:{settings.public_port}/healthz"):
        todo = (
            "Start the sidecar with `make run`, and give this command the same LEADKEEPER_PUBLIC_… variables."
        )
        nobody = f"nobody answers on {settings.public_address}, port {settings.public_port}"
        return Finding("public endpoints", "warning", nobody, todo)
    return Finding("public endpoints", "ok", settings.public_url)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return bool(json.load(answer) == {"status": "ok"})
    except (OSError, ValueError):  # no answer, or that of another program
        return False


def _reader(settings: Settings, now: datetime) -> Finding:
    reading = LocalReader().read(PROBE, received_at=now)
    if reading.kind is not ReplyKind.STOP:
        return Finding("reader", "error", f"read a plain stop as {reading.kind}", "Install Leadkeeper again.")
    return Finding("reader", "ok", "reads")


def _language_model(settings: Settings, now: datetime) -> Finding:
    """Asks nothing: that would cost tokens. Whatever is wrong with it, the local reading goes on."""
    if not settings.asks_openai:
        return Finding(MODEL, "ok", "off: nothing is asked")
    with Database(settings.data_dir).reading() as store:
        tokens, beat = store.model_use(now.date()).tokens, store.heartbeats().get(MODEL)
    used = f"{settings.openai_model}: {tokens:,} of {settings.openai_tokens_a_day:,} tokens used today"
    if tokens >= settings.openai_tokens_a_day:
        todo = "Nothing is asked before tomorrow (UTC), or set LEADKEEPER_OPENAI_TOKENS_A_DAY higher."
        return Finding(MODEL, "warning", used, todo)
    if beat and beat.error:
        todo = "If it goes on, check LEADKEEPER_OPENAI_API_KEY, LEADKEEPER_OPENAI_URL and the model's name."
        return Finding(MODEL, "warning", f"{beat.error} {used}", todo)
    return Finding(MODEL, "ok", used)
