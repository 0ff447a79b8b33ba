"""A Dovecot of its own for tests: an IMAP server that can be killed, started again, and renumbered."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.servers import free_port, wait_until

ACCOUNT = "dovecot"  # the server does not serve mail as root
PASSWORD = 'pä"s/s@word'
FAR = "127.0.0.2"  # an address of this machine that counts as another machine's

CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
protocols = imap
shutdown_clients = yes
mail_location = maildir:{folder}/mail/%u
mail_home = {folder}/home/%u
mail_max_userip_connections = 1000
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = {ssl}
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1 {far}
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1 {far}
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""


class NoDovecot(Exception):
    """There is no Dovecot on this machine."""


class Dovecot:
    """The server in a folder of its own, as an unprivileged user."""

    def __init__(self, folder: Path, *, tls: bool) -> None:
        self.folder = folder
        self.port, self.tls_port = free_port(), free_port()
        self._program = find_program()
        self._account = pwd.getpwnam(ACCOUNT if os.geteuid() == 0 else getpass.getuser())
        self._process: subprocess.Popen[bytes] | None = None
        self._configure(tls)

    def _configure(self, tls: bool) -> None:
        account = self._account
        text = CONFIG.format(
            folder=self.folder,
            user=account.pw_name,
            group=grp.getgrgid(account.pw_gid).gr_name,
            uid=account.pw_uid,
            gid=account.pw_gid,
            port=self.port,
            tls_port=self.tls_port,
            ssl="yes" if tls else "no",
            password=PASSWORD,
            far=FAR,
        )
        (self.folder / "dovecot.conf").write_text(text, "utf-8")
        (self.folder / "run").mkdir()
        certify(self.folder)
        for path in (self.folder, *self.folder.iterdir()):
            shutil.chown(path, account.pw_uid, account.pw_gid)

    def start(self) -> None:
        command = [str(self._program), "-F", "-c", str(self.folder / "dovecot.conf")]
        self._process = subprocess.Popen(command, cwd="/", process_group=0, **self._as_account())
        wait_until(self._answers, "Dovecot answers")

    def stop(self) -> None:
        """As if the machine lost its power: every connection is cut."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Connections are taken and kept, and nothing is answered."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self._process.pid, signal.SIGCONT)

    def _answers(self) -> bool:
        try:
            with imaplib.IMAP4("127.0.0.1", self.port, timeout=5):
                return True
        except (OSError, imaplib.IMAP4.error):
            return False

    def doveadm(self, *arguments: str) -> None:
        program = self._program.parent.parent / "bin" / "doveadm"
        command = [str(program), "-c", str(self.folder / "dovecot.conf"), *arguments]
        subprocess.run(command, cwd="/", check=True, timeout=20, **self._as_account())

    def _as_account(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


@dataclass
class Mailbox:
    """Somebody's mail on that server. Every name with the right password has some."""

    server: Dovecot
    user: str = "ada@assistant.example"

    def url(
        self, folder: str = "", *, scheme: str = "imap", password: str = PASSWORD, host: str = "127.0.0.1"
    ) -> str:
        port = self.server.tls_port if scheme == "imaps" else self.server.port
        return f"{scheme}://{quote(self.user)}:{quote(password, '')}@{host}:{port}/{quote(folder)}"

    @contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4]:
        """A mail program, which has opened no folder yet."""
        with imaplib.IMAP4("127.0.0.1", self.server.port, timeout=20) as mail_program:
            mail_program.authenticate("PLAIN", lambda _: f"\0{self.user}\0{PASSWORD}".encode())
            yield mail_program

    @contextmanager
    def opened(self) -> Iterator[imaplib.IMAP4]:
        """A mail program that has opened the inbox, to change it."""
        with self.signed_in() as mail_program:
            mail_program.select()
            yield mail_program

    def deliver(self, *mails: bytes, folder: str = "INBOX", arrived: datetime | None = None) -> None:
        when = imaplib.Time2Internaldate(arrived) if arrived else ""
        with self.signed_in() as mail_program:
            for mail in mails:
                said, words = mail_program.append(folder, "", when, mail)
                assert said == "OK", words

    def flags(self) -> list[bytes]:
        """Of every mail in the inbox."""
        with self.opened() as mail_program:
            return [b" ".join(imaplib.ParseFlags(line)) for line in mail_program.fetch("1:*", "(FLAGS)")[1]]

    def renumber(self, validity: int) -> None:
        """The inbox gets another UIDVALIDITY, as after a move to another server."""
        self.server.doveadm("mailbox", "update", "-u", self.user, "--uid-validity", str(validity), "INBOX")

    def spoil(self, words: bytes) -> None:
        """The server's disk cannot read the mail with those words any more."""
        files = (self.server.folder / "mail" / self.user).glob("[nc]*/*")
        next(file for file in files if words in file.read_bytes()).chmod(0)


def find_program() -> Path:
    """Raises `NoDovecot`. Debian keeps it where only root looks."""
    found = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        raise NoDovecot("Dovecot is not installed here (neither on PATH nor in /usr/sbin).")
    return Path(found)


def certify(folder: Path) -> None:
    """A certificate for 127.0.0.1, signed by itself: whoever does not know it must not trust it."""
    command = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:P-256 -days 2 -subj /CN=test"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    name = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([*command.split(), *name, *files], check=True, stderr=subprocess.DEVNULL)


@contextmanager
def running_dovecot(*, tls: bool = False) -> Iterator[Dovecot]:
    """Raises `NoDovecot`."""
    find_program()
    folder = Path(tempfile.mkdtemp(prefix="leadkeeper-dovecot-"))  # short: its sockets' paths may not be long
    server = Dovecot(folder, tls=tls)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder)
