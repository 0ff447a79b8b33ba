"""Delivery reports: RFC 3464's, and those of the many servers that never read it."""

from dataclasses import dataclass

from core.reading.bounce_words import (
    ADDRESS,
    ANCHORED_ADDRESS,
    BY_STATUS,
    CHALLENGE,
    COPY,
    DAEMON,
    HAPPY,
    NAMELESS,
    PHRASES,
    REPORT_SUBJECT,
    REPORT_TEXT,
    SMTP_CODE,
    STATUS,
)
from core.reading.mail import ReceivedMail
from core.reply import BounceKind


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says. `status_code` is as "5.1.1", empty where the server gave none."""

    kind: BounceKind
    failed_email: str
    status_code: str
    evidence: str


def read_bounce(mail: ReceivedMail) -> Bounce | None:
    """The delivery report that a mail is, or None for every other mail."""
    if CHALLENGE.search(mail.text[:4000]):
        return None
    actions = {_action(block): block for block in mail.report}
    unhappy = actions.get("failed") or actions.get("delayed")
    if unhappy:
        return _from_block(mail, unhappy)
    return _from_words(mail) if not actions.keys() & HAPPY and _is_report(mail) else None


def _is_report(mail: ReceivedMail) -> bool:
    """Two of: a daemon's address or null path, a report's subject, a report's words; or the report's type."""
    if "x-failed-recipients" in mail.headers:
        return True
    subject, words = bool(REPORT_SUBJECT.match(mail.subject)), bool(REPORT_TEXT.search(mail.text[:4000]))
    if mail.content_type == "multipart/report" and "disposition" not in mail.header("content-type").lower():
        return subject or words
    coded = not mail.in_reply_to and (SMTP_CODE.search(mail.text) or STATUS.search(mail.text)) is not None
    return (_from_daemon(mail) or coded) + subject + words >= (2 if _from_daemon(mail) else 3)


def _from_daemon(mail: ReceivedMail) -> bool:
    path = mail.header("return-path").strip().lower()
    nameless = "@" not in mail.header("from") and NAMELESS.search(mail.header("from")) is not None
    return path == "<>" or any(DAEMON.match(each.strip("<")) for each in (mail.sender, path)) or nameless


def _from_block(mail: ReceivedMail, block: dict[str, str]) -> Bounce:
    """From a recipient's block of an RFC 3464 report; the server's own words may correct its code."""
    said = block.get("diagnostic-code", "")
    words = said or _server_words(mail.text)
    status = _status(block.get("status", ""), said) or _status(words)
    kind = BounceKind.SOFT if _action(block) == "delayed" else bounce_kind(status, words)
    named = ADDRESS.findall(f"{block.get('original-recipient', '')} {block.get('final-recipient', '')}")
    failed = named[0].lower() if named else _failed_address(mail)
    return Bounce(kind, failed, status, said or block.get("status", "") or mail.subject)


def _action(block: dict[str, str]) -> str:
    return block.get("action", "").lower().strip()


def _from_words(mail: ReceivedMail) -> Bounce:
    words = _server_words(mail.text)
    status = _status(words)
    return Bounce(bounce_kind(status, words or mail.subject), _failed_address(mail), status, _evidence(mail))


def bounce_kind(status: str, words: str) -> BounceKind:
    """Hard, soft or ours, from an enhanced status code ("5.1.1"; empty if none) and the server's words."""
    family = ".".join(status.split(".")[:2])
    said = next((kind for kind, phrase in PHRASES.items() if phrase.search(words)), None)
    by_status = BY_STATUS.get(status) or BY_STATUS.get(family)
    if status.startswith("4"):
        return BounceKind.OURS if said is BounceKind.OURS else BounceKind.SOFT
    if by_status is BounceKind.HARD and said is BounceKind.SOFT:
        return BounceKind.HARD
    if status in BY_STATUS and by_status is BounceKind.OURS:  # "no such sender"
        return BounceKind.OURS
    return said or by_status or BounceKind.HARD


def _above_copy(text: str) -> str:
    """The text above the copy of the mail that came back, whose words are not the server's."""
    start = next((found.start() for found in COPY.finditer(text) if found.start() > 200), len(text))
    return text[:start]


def _server_words(text: str) -> str:
    """The lines with a status code, and those that follow them; the whole where there are none."""
    lines = _above_copy(text).split("\n")
    coded = [at for at, line in enumerate(lines) if STATUS.search(line) or SMTP_CODE.search(line)]
    return " ".join(" ".join(lines[at : at + 3]) for at in coded) or "\n".join(lines)


def _status(*texts: str) -> str:
    """The first enhanced status code that says more than "x.0.0"."""
    found = [".".join(match.groups()) for text in texts for match in STATUS.finditer(text)]
    return next((code for code in found if not code.endswith(".0.0")), found[0] if found else "")


def _failed_address(mail: ReceivedMail) -> str:
    """The address that failed: where the report names it, else the first that is neither end of the report."""
    text = f"X-Failed-Recipients: {mail.header('x-failed-recipients')}\n{_above_copy(mail.text)}"
    anchored = [address for match in ANCHORED_ADDRESS.finditer(text) for address in match.groups() if address]
    ends = {mail.sender, *mail.to}
    named = (address.lower().strip("<>,.;\"'") for address in [*anchored, *ADDRESS.findall(text)])
    return next((address for address in named if address not in ends and not DAEMON.match(address)), "")


def _evidence(mail: ReceivedMail) -> str:
    """The line that decided: the first with a code, else the subject."""
    lines = (" ".join(line.split()) for line in _above_copy(mail.text).split("\n"))
    return next((line for line in lines if STATUS.search(line) or SMTP_CODE.search(line)), mail.subject)
