"""Which mail servers there are: one for all assistants in the environment, their own in secrets.toml.

[accounts."ada@assistant.example"]
smtp_url = "smtp://user:password@host:587"
imap_url = "imaps://user:password@host/INBOX"
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import BadSetting
from core.settings import MailProtocol, Settings, mail_url


@dataclass(frozen=True, slots=True)
class MailServer:
    assistant: str  # the address of the one that has it for itself; empty: it is for all others
    setting: str  # what names it, for people
    url: str = field(repr=False)


def mail_servers(settings: Settings, protocol: MailProtocol) -> list[MailServer]:
    """Those of assistants, after the one for all others; raises `BadSetting`, which never shows a URL."""
    common = {"smtp": settings.smtp_url, "imap": settings.imap_url}[protocol]
    found = [MailServer("", f"LEADKEEPER_{protocol.upper()}_URL", common)] if common else []
    for email, account in _accounts(settings.secrets_file).items():
        setting = f'{protocol}_url of [accounts."{email}"] in {settings.secrets_file.name}'
        if url := mail_url({setting: account.get(f"{protocol}_url", "")}, setting, protocol):
            found.append(MailServer(email.lower(), setting, url))
    return found


def _accounts(path: Path) -> dict[str, Mapping[str, str]]:
    try:
        found = tomllib.loads(path.read_text("utf-8")).get("accounts", {}) if path.exists() else {}
    except (OSError, ValueError) as error:
        raise BadSetting(f"{path.name} cannot be read as TOML: {_why(error)}.") from None
    if not (isinstance(found, dict) and all(map(_is_account, found.values()))):
        raise BadSetting(
            f'{path.name}: [accounts] must hold sections such as [accounts."ada@assistant.example"] with an '
            "smtp_url, an imap_url or both, in quotes."
        )
    return found


def _is_account(account: Any) -> bool:
    if not isinstance(account, dict) or not set(account) <= {"smtp_url", "imap_url"}:
        return False
    return all(isinstance(value, str) for value in account.values())


def _why(error: Exception) -> str:
    """Where the mistake is, never what stands there."""
    return str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
