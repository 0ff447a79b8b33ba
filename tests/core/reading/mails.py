"""Raw mails for the tests of reading, and the reader over them."""

from datetime import UTC, datetime
from email.message import EmailMessage

from core.reading.reader import LocalReader
from core.reply import Reading

TUESDAY = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


def raw_mail(text: str, subject: str = "Re: A question", **headers: str) -> bytes:
    """A plain mail of Tuesday, 6 October 2026; `x_autoreply="yes"` becomes the header X-Autoreply."""
    mail = EmailMessage()
    mail["From"] = headers.pop("sender", "Pat Reed <pat@acme.example>")
    mail["To"] = "Ada <ada@ours.example>"
    mail["Date"] = headers.pop("date", "Tue, 06 Oct 2026 09:00:00 +0000")
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-").title()] = value
    mail.set_content(text)
    return mail.as_bytes()


def read(text: str, subject: str = "Re: A question", sent: tuple[str, ...] = (), **headers: str) -> Reading:
    """What the reader makes of such a mail."""
    return read_raw(raw_mail(text, subject, **headers), sent)


def read_raw(raw: bytes, sent: tuple[str, ...] = ()) -> Reading:
    return LocalReader().read(raw, received_at=TUESDAY, sent_texts=sent)
