"""Mail out over SMTP (RFC 5321): what the server says decides between sent, later, never, and unknown."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from core.errors import DeliveryError

TIMEOUT = 30  # seconds for one answer
BAD_ADDRESS = re.compile(r"\b5\.1\.\d+\b")  # RFC 3463: the mailbox or its domain does not exist


class SmtpOut:
    """One connection a message. `smtps://` begins with TLS, `smtp://` takes STARTTLS where it is offered."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        try:
            connection = self._connect()
            _envelope(connection, sender, recipients)
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(f"{self._host} cannot be reached: {error}", permanent=False) from error
        try:
            code, words = connection.data(mail)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            # The text may have been taken before the connection broke: only a person can find out.
            raise DeliveryError(
                f"The connection to {self._host} was lost while it took the message.",
                permanent=False,
                unconfirmed=True,
            ) from error
        finally:
            with suppress(OSError, smtplib.SMTPException):  # the answer to DATA is what counts
                connection.quit()
        if code != 250:
            raise _refused(code, words)

    def has(self, message_id: str) -> bool | None:
        return None

    def check(self) -> None:
        """Sign in and leave; raises `OSError` or `SMTPException`."""
        self._connect().quit()

    def _connect(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        if self._tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT, context=secure
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls(context=secure)
        if self._user:
            connection.login(self._user, self._password)
        else:
            connection.ehlo_or_helo_if_needed()
        return connection


def _envelope(connection: smtplib.SMTP, sender: str, recipients: Sequence[str]) -> None:
    code, words = connection.mail(sender)
    if code != 250:
        raise smtplib.SMTPResponseException(code, words)
    for recipient in recipients:
        code, words = connection.rcpt(recipient)
        if code not in (250, 251):
            raise smtplib.SMTPResponseException(code, words)


def _refused(code: int, words: bytes | str) -> DeliveryError:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    permanent = 500 <= code < 600
    bounce = permanent and bool(BAD_ADDRESS.search(said))
    return DeliveryError(f"{code} {said}", permanent=permanent, bounce=bounce)
