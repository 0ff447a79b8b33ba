"""Mail out over SMTP (RFC 5321): what the server says decides between sent, later, never, and unknown."""

import re
import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from core.errors import DeliveryError
from core.reading.bounce import bounce_kind
from core.reading.bounce_words import STATUS
from core.reply import BounceKind
from core.wire import wire_address

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TIMEOUT = 30.0  # seconds for one answer
ABOUT_THE_TEXT = re.compile(r"5\.(?:6\.\d+|3\.4|2\.3)")  # RFC 3463: content or size of this one message


class SmtpOut:
    """One connection for all messages of a pass. `smtps://` begins with TLS, `smtp://` takes STARTTLS where
    it is offered; either verifies the server's certificate."""

    told_within = timedelta(0)

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._secure = ssl.create_default_context()
        self._timeout = timeout
        self._open: smtplib.SMTP | None = None  # between two messages, ready for the next one

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        connection = self._greet(sender, recipients)
        try:
            self._name_recipients(connection, recipients)
            self._give(connection, mail, about_lead=len(recipients) == 1)
        except BaseException:
            _leave(connection)
            raise
        self._open = connection

    def has(self, message_id: str) -> bool | None:
        return None

    def close(self) -> None:
        if self._open:
            _leave(self._open)
            self._open = None

    def check(self) -> None:
        """Sign in and leave; raises `OSError` or `SMTPException`."""
        self._connect().quit()

    def _greet(self, sender: str, recipients: Sequence[str]) -> smtplib.SMTP:
        """Until a recipient is named, whatever the server refuses is about us: it is tried again later."""
        try:
            connection = self._reopen() or self._connect()
            code, words = connection.mail(wire_address(sender), _options(connection, [sender, *recipients]))
        except smtplib.SMTPNotSupportedError as error:
            raise DeliveryError(f"{self._host} cannot do this: {error}", permanent=True) from error
        except smtplib.SMTPResponseException as error:
            raise self._refuses_us(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error
        if code != 250:
            _leave(connection)
            raise self._refuses_us(code, words)
        return connection

    def _reopen(self) -> smtplib.SMTP | None:
        """The connection of the message before, if the server still listens."""
        connection, self._open = self._open, None
        if connection is None:
            return None
        try:
            ready = connection.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            ready = False
        if not ready:
            connection.close()
        return connection if ready else None

    def _name_recipients(self, connection: smtplib.SMTP, recipients: Sequence[str]) -> None:
        """The lead comes first: only its address can bounce, not that of somebody in copy."""
        for place, recipient in enumerate(recipients):
            try:
                code, words = connection.rcpt(wire_address(recipient))
            except (OSError, smtplib.SMTPException) as error:
                raise self._unreachable(error) from error
            if code not in (250, 251):
                raise _refused(code, words, about_lead=place == 0)

    def _give(self, connection: smtplib.SMTP, mail: bytes, *, about_lead: bool) -> None:
        try:
            code, words = connection.data(mail)
        except smtplib.SMTPDataError as error:
            raise _refused(error.smtp_code, error.smtp_error, about_lead=about_lead) from error
        except (OSError, smtplib.SMTPException) as error:
            # The text may have been taken before the connection broke: only a person can find out.
            raise DeliveryError(
                f"The connection to {self._host} was lost while it took the message.",
                permanent=False,
                unconfirmed=True,
            ) from error
        if code != 250:
            raise _refused(code, words, about_lead=about_lead)

    def _connect(self) -> smtplib.SMTP:
        if self._tls:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._timeout, context=self._secure
            )
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
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
    return options if all(map(str.isascii, map(wire_address, addresses))) else [*options, "SMTPUTF8"]


def _refused(code: int, words: bytes | str, *, about_lead: bool) -> DeliveryError:
    """What an answer to a recipient or to the text means. A copy that is refused is no bounce of the lead."""
    said = f"{code} {_text(words)}"
    permanent = 500 <= code < 600
    kind = _kind(said) if permanent else None
    if kind is not BounceKind.OURS and not about_lead:
        kind = None
    return DeliveryError(said, permanent=permanent, bounce=kind)


def _kind(said: str) -> BounceKind | None:
    """Whose fault a refusal is, by its enhanced status code; without one nobody should guess."""
    status = STATUS.search(said)
    if status is None or ABOUT_THE_TEXT.fullmatch(status[0]):
        return None
    return bounce_kind(status[0], said)


def _leave(connection: smtplib.SMTP) -> None:
    with suppress(OSError, smtplib.SMTPException):  # what the server answered before is what counts
        connection.quit()


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
