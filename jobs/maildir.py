"""The embedded mail system: Maildirs in the data folder, for mail out, mail in, and notices."""

import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from pathlib import Path

from core.arrival import Arrival, Cursor
from core.composing import one_line
from core.errors import DeliveryError
from core.history import Notice

log = logging.getLogger(__name__)


class Maildir:
    """A folder of mails, one a file (https://cr.yp.to/proto/maildir.html)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("tmp", "new", "cur"):
            (path / name).mkdir(parents=True, exist_ok=True)

    def deliver(self, name: str, mail: bytes) -> None:
        """Write a mail whole or not at all; a second one of the same name replaces the first."""
        draft = self.path / "tmp" / name
        with draft.open("wb") as file:
            file.write(mail)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self.path / "new" / name)

    def has(self, name: str) -> bool:
        """Whether the mail is here, read (moved to cur/, with flags behind a colon) or not."""
        return (self.path / "new" / name).exists() or any((self.path / "cur").glob(f"{name}*"))

    def mails(self) -> list[Path]:
        """All mails, in the order of their names, which begin with the time of their arrival."""
        found = (path for folder in ("new", "cur") for path in (self.path / folder).iterdir())
        return sorted((path for path in found if path.is_file()), key=lambda path: path.name)


class LocalOut:
    """Mail out: into `mailbox/outbox`. A message that is there already is not written again."""

    told_within = timedelta(0)

    def __init__(self, mailbox_dir: Path) -> None:
        self._outbox = Maildir(mailbox_dir / "outbox")

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        name = _name(BytesHeaderParser().parsebytes(mail)["Message-ID"])
        try:
            if not self._outbox.has(name):
                self._outbox.deliver(name, mail)
        except OSError as error:
            raise DeliveryError(f"The outbox cannot be written: {error.strerror}", permanent=False) from error

    def has(self, message_id: str) -> bool | None:
        return self._outbox.has(_name(message_id))

    def close(self) -> None: ...


class LocalIn:
    """Mail in: from `mailbox/inbox`. What is kept in the database moves to its folder `.Stored`."""

    def __init__(self, mailbox_dir: Path) -> None:
        self._inbox = Maildir(mailbox_dir / "inbox")
        self._stored = Maildir(mailbox_dir / "inbox" / ".Stored")

    name = "local"

    def unread(self, cursor: Cursor) -> Iterator[Arrival]:
        """It needs no cursor. A file that cannot be read, or that was moved away, waits for later."""
        for path in self._inbox.mails():
            try:
                raw = path.read_bytes()
            except OSError as error:
                log.warning("A mail in the inbox cannot be read: %s", error)
                continue
            yield Arrival(raw, key=str(path))

    def done(self, key: str) -> None:
        path = Path(key)
        with suppress(FileNotFoundError):  # a mail program has moved it
            path.rename(self._stored.path / "cur" / path.name)


class LocalNotifier:
    """Notices: into `mailbox/notices`, apart from the mail to leads."""

    def __init__(self, mailbox_dir: Path) -> None:
        self._notices = Maildir(mailbox_dir / "notices")

    def notify(self, notice: Notice, link: str) -> None:
        mail = EmailMessage(policy=SMTP)
        mail["Subject"] = one_line(notice.title)
        mail["Date"] = notice.created_at
        mail["Message-ID"] = f"<{notice.id}@leadkeeper.invalid>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(f"{notice.text}\n\n{link}\n")
        try:
            self._notices.deliver(_name(mail["Message-ID"]), mail.as_bytes())
        except OSError as error:
            raise DeliveryError(
                f"The notices cannot be written: {error.strerror}", permanent=False
            ) from error


def _name(message_id: str) -> str:
    """A file name for a Message-ID; without a colon, which separates the flags in cur/."""
    return re.sub(r"[^A-Za-z0-9.@-]", "", message_id)
