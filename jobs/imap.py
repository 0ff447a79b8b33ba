"""Mail in over IMAP (RFC 3501). Nothing is changed on the server: folders are opened to be looked at only."""

import logging
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from imapclient import IMAPClient
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError, LoginError

from core.arrival import Arrival, Cursor
from core.errors import MailboxError
from jobs.smtp import LOOPBACK

log = logging.getLogger(__name__)

TIMEOUT = 15  # seconds for one answer
AT_ONCE = 200  # mails in one pass; the others wait for the next
LARGEST = 20_000_000  # bytes of a mail; what lies beyond, of attachments mostly, is left on the server
REST_REFUSED = 300.0  # seconds without another try once a password was refused: too many lock an account
REST_HANGING = 60.0  # and once no answer came: waiting for it holds up the other jobs
LOST = (OSError, IMAPClientAbortError)  # the connection is gone; another one may do better
TROUBLES = (OSError, IMAPClientError)  # these and all other answers but a good one


class ImapIn:
    """One connection for all passes, opened again where it is lost.

    `imaps://` begins with TLS, `imap://` takes STARTTLS; only this machine is spoken to without either.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._tls = parts.scheme == "imaps"
        self._host = parts.hostname or ""
        self._port = parts.port or (993 if self._tls else 143)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._folder = unquote(parts.path.strip("/")) or "INBOX"
        self._secure = ssl.create_default_context()
        self._connection: IMAPClient | None = None
        self._latest_failure: MailboxError | None = None
        self._rests_until = 0.0

    @property
    def name(self) -> str:
        return f"{self._folder} of {self._user} on {self._host}:{self._port}"

    def unread(self, cursor: Cursor) -> Iterator[Arrival]:
        """Oldest first. A mail that cannot be fetched is passed over as soon as a later one can be."""
        if (validity := self._open()) != cursor.validity:
            log.info("%s is read from its beginning: UIDVALIDITY is %d", self.name, validity)
            cursor = replace(cursor, validity=validity, uid=0)
            yield Arrival(cursor=cursor)
        passed_over: list[str] = []
        for uid in self._uids(cursor):
            try:
                raw = self._fetch(uid, validity)
            except TimeoutError as error:  # the next mail would only have to wait as long
                self._close()
                raise self._failure(error) from error
            except TROUBLES as error:
                passed_over.append(f"Mail {uid} in {self.name} cannot be fetched: {error}.")
                continue
            if raw is not None:
                trouble = [*passed_over, *_cut(raw, f"Mail {uid} in {self.name}")]
                yield Arrival(raw, cursor=replace(cursor, uid=uid), trouble=" ".join(trouble))
                passed_over = []
        if passed_over:
            raise MailboxError(" ".join(passed_over))

    def done(self, key: str) -> None:
        """The cursor says it."""

    def check(self) -> None:
        """Sign in, look at the folder, and leave; raises `MailboxError`."""
        self._open()
        self._close()

    def _uids(self, cursor: Cursor) -> list[int]:
        """Of the first mails beyond the cursor. To `n:*` the last mail answers whatever its number is."""
        assert self._connection is not None
        try:
            found = self._connection.search(["UID", f"{cursor.uid + 1}:*", "SINCE", cursor.since])
        except TROUBLES as error:
            raise self._failure(error) from error
        return sorted(uid for uid in found if uid > cursor.uid)[:AT_ONCE]

    def _fetch(self, uid: int, validity: int) -> bytes | None:
        """The mail, or None where it was deleted meanwhile. A lost connection is opened again, once."""
        try:
            return self._ask_for(uid)
        except LOST:
            if self._open() != validity:
                raise MailboxError(f"{self.name} was numbered anew, and is read again.") from None
            return self._ask_for(uid)

    def _ask_for(self, uid: int) -> bytes | None:
        assert self._connection is not None
        answer = self._connection.fetch([uid], [f"BODY.PEEK[]<0.{LARGEST}>"])
        body: bytes | None = answer.get(uid, {}).get(b"BODY[]<0>")
        return body

    def _open(self) -> int:
        """Look at the folder, over a new connection where the old one is lost; answers its UIDVALIDITY."""
        if self._connection:
            with suppress(*TROUBLES):
                return self._examine(self._connection)
            self._close()
        if self._latest_failure and time.monotonic() < self._rests_until:
            raise self._latest_failure
        try:
            self._connection = self._connect()
            return self._examine(self._connection)
        except TROUBLES as error:
            self._close()
            raise self._failure(error) from error

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(*TROUBLES):
                connection.shutdown()

    def _connect(self) -> IMAPClient:
        connection = IMAPClient(
            self._host, self._port, ssl=self._tls, ssl_context=self._secure, timeout=TIMEOUT
        )
        try:
            self._sign_in(connection)
        except BaseException:
            with suppress(*TROUBLES):
                connection.shutdown()
            raise
        return connection

    def _sign_in(self, connection: IMAPClient) -> None:
        """The password goes over an encrypted connection, or stays on this machine, or is not sent."""
        encrypted = self._tls
        if not encrypted and connection.has_capability("STARTTLS"):
            connection.starttls(self._secure)
            encrypted = True
        if not encrypted and self._host not in LOOPBACK:
            raise CapabilityError("it offers no encryption for the password")
        try:
            self._log_in(connection)
        except LoginError as error:
            if isinstance(error.__context__, IMAPClientAbortError):  # the connection, not the password
                raise error.__context__ from error
            raise

    def _log_in(self, connection: IMAPClient) -> None:
        if connection.has_capability("AUTH=PLAIN"):  # takes every letter, which LOGIN does not
            connection.plain_login(self._user, self._password)
        else:
            connection.login(self._user, self._password)

    def _examine(self, connection: IMAPClient) -> int:
        """EXAMINE is SELECT without the right to change anything, \\Seen included."""
        return int(connection.select_folder(self._folder, readonly=True)[b"UIDVALIDITY"])

    def _failure(self, error: Exception) -> MailboxError:
        """The error for people; after some the server is left alone for a while."""
        self._latest_failure = MailboxError(f"{self.name}: {_words(error)}")
        if isinstance(error, LoginError):
            self._rests_until = time.monotonic() + REST_REFUSED
        elif isinstance(error, TimeoutError):
            self._rests_until = time.monotonic() + REST_HANGING
        return self._latest_failure


def _words(error: Exception) -> str:
    """What is wrong, and what to do."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the server's certificate is not to be trusted: {error.verify_message}. Name the server as its "
            "certificate does, or install the certificate of its authority."
        )
    if isinstance(error, LoginError):
        return f"the server refuses the user or the password: {error}. It is asked again in five minutes."
    if isinstance(error, TimeoutError):
        return f"the server does not answer: {error}. It is asked again in a minute."
    if isinstance(error, LOST):
        return f"the server cannot be reached: {error}. It is asked again at every pass."
    return f"the server refuses: {error}. Check the folder's name and the account's rights."


def _cut(raw: bytes, mail: str) -> list[str]:
    if len(raw) < LARGEST:
        return []
    return [f"{mail} is larger than {LARGEST // 1_000_000} MB. Only its beginning is kept."]
