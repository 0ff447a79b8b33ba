"""Mail out over SMTP (RFC 5321): what the server says decides between sent, later, never, and unknown."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from core.errors import DeliveryError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = 30  # seconds for one answer
POLICY = re.compile(r"\b5\.7\.\d+\b")  # RFC 3463: security or policy, block lists included
BAD_ADDRESS = re.compile(r"\b5\.1\.(?:[0-6]|10)\b")  # no such mailbox or domain; 7 to 9 are about us


class SmtpOut:
    """One connection a message. `smtps://` begins with TLS, `smtp://` takes STARTTLS where it is offered."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._secure = ssl.create_default_context()

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        connection = self._greet(sender, recipients)
        try:
            self._name_recipients(connection, recipients)
            self._give(connection, mail, bounces=len(recipients) == 1)
        finally:
            with suppress(OSError, smtplib.SMTPException):  # the answer to the text is what counts
                connection.quit()

    def has(self, message_id: str) -> bool | None:
        return None

    def check(self) -> None:
        """Sign in and leave; raises `OSError` or `SMTPException`."""
        self._connect().quit()

    def _greet(self, sender: str, recipients: Sequence[str]) -> smtplib.SMTP:
        """Until a recipient is named, whatever the server refuses is about us: it is tried again later."""
        try:
            connection = self._connect()
            code, words = connection.mail(_ascii_domain(sender), _options(connection, [sender, *recipients]))
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(f"{self._host} cannot do this: {error}", permanent=True) from error
        except smtplib.SMTPResponseException as error:
            raise self._refuses_us(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error
        if code != 250:
            connection.close()
            raise self._refuses_us(code, words)
        return connection

    def _name_recipients(self, connection: smtplib.SMTP, recipients: Sequence[str]) -> None:
        """The lead comes first: only its address can bounce, not that of somebody in copy."""
        for place, recipient in enumerate(recipients):
            try:
                code, words = connection.rcpt(_ascii_domain(recipient))
            except (OSError, smtplib.SMTPException) as error:
                raise self._unreachable(error) from error
            if code not in (250, 251):
                raise _refused(code, words, bounces=place == 0)

    def _give(self, connection: smtplib.SMTP, mail: bytes, *, bounces: bool) -> None:
        try:
            code, words = connection.data(mail)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error, bounces=bounces) from error
        except (OSError, smtplib.SMTPException) as error:
            # The text may have been taken before the connection broke: only a person can find out.
            raise DeliveryError(
                f"The connection to {self._host} was lost while it took the message.",
                permanent=False,
                unconfirmed=True,
            ) from error
        if code != 250:
            raise _refused(code, words, bounces=bounces)

    def _connect(self) -> smtplib.SMTP:
        if self._tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT, context=self._secure
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        try:
            self._sign_in(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _sign_in(self, connection: smtplib.SMTP) -> None:
        """The password goes over an encrypted connection, or stays on this machine, or is not sent."""
        connection.ehlo()
        encrypted = self._tls
        if not encrypted and connection.has_extn("starttls"):
            connection.starttls(context=self._secure)
            connection.ehlo()
            encrypted = True
        if self._user and not encrypted and self._host not in LOOPBACK:
            raise smtplib.SMTPNotSupportedError("it offers no encryption for the password")
        if self._user:
            connection.login(self._user, self._password)

    def _unreachable(self, error: Exception) -> DeliveryError:
        return DeliveryError(f"{self._host} cannot be reached: {error}", permanent=False)

    def _refuses_us(self, code: int, words: bytes | str) -> DeliveryError:
        return DeliveryError(f"{self._host} takes no mail from us: {code} {_text(words)}", permanent=False)


def _options(connection: smtplib.SMTP, addresses: Sequence[str]) -> list[str]:
    """What the mail needs of the server: 8-bit text, and letters beyond ASCII before an @ (RFC 6531)."""
    options = ["BODY=8BITMIME"] if connection.has_extn("8bitmime") else []
    return options if all(map(str.isascii, map(_ascii_domain, addresses))) else [*options, "SMTPUTF8"]


def _ascii_domain(email: str) -> str:
    """The address as the wire wants it, its domain in ASCII (RFC 5890)."""
    local, _, domain = email.rpartition("@")
    return email if domain.isascii() else f"{local}@{domain.encode('idna').decode()}"


def _refused(code: int, words: bytes | str, *, bounces: bool) -> DeliveryError:
    said = f"{code} {_text(words)}"
    permanent = 500 <= code < 600
    bounce = permanent and bounces and bool(BAD_ADDRESS.search(said))
    return DeliveryError(said, permanent=permanent, bounce=bounce, ours=bool(POLICY.search(said)))


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
