"""Every setting, read from the environment once. A bad value stops the start and is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from core.errors import BadSetting

OPENAI_URL = "https://api.openai.com/v1"
SENDGRID_URL = "https://api.sendgrid.com"
MailProtocol = Literal["smtp", "imap"]
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    data_dir: Path  # the DuckDB file, mailbox/ and the lock files
    app_url: str  # how users reach the screens, for links in notices
    public_url: str  # how leads reach the public endpoints; no slash at the end
    public_address: str  # where the sidecar serves them
    public_port: int
    secrets_file: Path  # Streamlit's, with the mail accounts of single assistants
    smtp_url: str = field(repr=False)  # smtp://user:password@host:port, or smtps://…; empty: local mailbox
    imap_url: str = field(repr=False)  # imaps://user:password@host:port/folder, or imap://…; empty: none
    sendgrid_key: str = field(repr=False)  # a secret; empty: SendGrid is not used
    sendgrid_url: str
    sendgrid_event_key: str  # the public key that verifies its events; empty: none is taken
    sendgrid_inbound_secret: str = field(
        repr=False
    )  # ends the address for received mail; empty: none is taken
    openai_key: str = field(repr=False)  # a secret
    openai_url: str  # of OpenAI or of a server that speaks like it
    openai_model: str
    openai_tokens_a_day: int
    openai_for: str  # "reading", "writing" or "both"
    asks_openai: bool  # a key or an address was given

    @property
    def reads_with_openai(self) -> bool:
        return self.asks_openai and self.openai_for != "writing"

    @property
    def writes_with_openai(self) -> bool:
        return self.asks_openai and self.openai_for != "reading"

    @property
    def mailbox_dir(self) -> Path:
        return self.data_dir / "mailbox"


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read the `LEADKEEPER_…` variables; raises `BadSetting` naming the first one that cannot be used."""
    port = _port(environ, "LEADKEEPER_PUBLIC_PORT", 8502)
    if environ.get("LEADKEEPER_SMTP_URL") and environ.get("LEADKEEPER_SENDGRID_API_KEY"):
        raise BadSetting(
            "LEADKEEPER_SMTP_URL and LEADKEEPER_SENDGRID_API_KEY are both set. Leave one out: it is the way "
            "for all assistants that have no server of their own."
        )
    app_url = f"http://127.0.0.1:{environ.get('STREAMLIT_SERVER_PORT') or 8501}"
    return Settings(
        data_dir=Path(environ.get("LEADKEEPER_DATA_DIR") or ROOT / "data").resolve(),
        app_url=_url(environ, "LEADKEEPER_APP_URL", app_url, ("http", "https")),
        public_url=_url(environ, "LEADKEEPER_PUBLIC_URL", f"http://127.0.0.1:{port}", ("http", "https")),
        public_address=environ.get("LEADKEEPER_PUBLIC_ADDRESS") or "127.0.0.1",
        public_port=port,
        secrets_file=Path(environ.get("STREAMLIT_SECRETS_FILES") or ROOT / ".streamlit" / "secrets.toml"),
        smtp_url=mail_url(environ, "LEADKEEPER_SMTP_URL", "smtp"),
        imap_url=mail_url(environ, "LEADKEEPER_IMAP_URL", "imap"),
        sendgrid_key=_key(environ, "LEADKEEPER_SENDGRID_API_KEY"),
        sendgrid_url=_url(environ, "LEADKEEPER_SENDGRID_URL", SENDGRID_URL, ("http", "https")),
        sendgrid_event_key=_key(environ, "LEADKEEPER_SENDGRID_EVENT_KEY"),
        sendgrid_inbound_secret=_path_secret(environ, "LEADKEEPER_SENDGRID_INBOUND_SECRET"),
        openai_key=_key(environ, "LEADKEEPER_OPENAI_API_KEY"),
        openai_url=_url(environ, "LEADKEEPER_OPENAI_URL", OPENAI_URL, ("http", "https")),
        openai_model=environ.get("LEADKEEPER_OPENAI_MODEL") or "gpt-4.1-mini",
        openai_tokens_a_day=_count(environ, "LEADKEEPER_OPENAI_TOKENS_A_DAY", 500_000),
        openai_for=_choice(environ, "LEADKEEPER_OPENAI_FOR", ("both", "reading", "writing")),
        asks_openai=any(environ.get(name) for name in ("LEADKEEPER_OPENAI_API_KEY", "LEADKEEPER_OPENAI_URL")),
    )


def mail_url(values: Mapping[str, str], name: str, protocol: MailProtocol) -> str:
    """The address of a mail server, with the account that signs in there; the error never shows it."""
    url = _url(values, name, "", (protocol, f"{protocol}s"))
    if url and protocol == "imap" and not (urlsplit(url).username and urlsplit(url).password):
        raise BadSetting(f"{name} must name a user and a password; write %40 for an @ in them.")
    return url


def _url(environ: Mapping[str, str], name: str, default: str, schemes: tuple[str, ...]) -> str:
    value = environ.get(name) or default
    if value and not _is_url(value, schemes):
        expected = " or ".join(f"{scheme}://" for scheme in schemes)
        raise BadSetting(f"{name} is not a usable address. It must start with {expected} and name a host.")
    return value.rstrip("/")


def _is_url(value: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise BadSetting(f"{name} is {value!r}. It must be a port number from 1 to 65535.")
    return int(value)


def _count(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name) or str(default)
    if not re.fullmatch("[1-9][0-9]{0,11}", value):
        raise BadSetting(f"{name} is {value!r}. It must be a whole number from 1 on, in digits alone.")
    return int(value)


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """The first one where nothing is said."""
    value = environ.get(name) or choices[0]
    if value not in choices:
        raise BadSetting(f"{name} is {value!r}. It must be one of: {', '.join(choices)}.")
    return value


def _key(environ: Mapping[str, str], name: str) -> str:
    """A secret that goes into an HTTP header; the error never shows it."""
    value = environ.get(name) or ""
    if value and not re.fullmatch("[!-~]+", value):
        raise BadSetting(f"{name} is no key: it must be one line of ASCII without spaces.")
    return value


def _path_secret(environ: Mapping[str, str], name: str) -> str:
    """A secret that is part of an address, too long to be guessed; the error never shows it."""
    value = environ.get(name) or ""
    if value and not re.fullmatch("[A-Za-z0-9_-]{20,200}", value):
        raise BadSetting(f"{name} must be at least 20 characters long: letters, digits, - and _ only.")
    return value
