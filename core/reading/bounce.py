"""Delivery reports: RFC 3464's, and those of the many servers that never read it."""

import re
from dataclasses import dataclass

from core.reading.mail import ReceivedMail
from core.reply import BounceKind

ADDRESS = re.compile(r"[\w.+=&'/~!#$%*-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
SMTP_CODE = re.compile(r"(?<![\d.#-])([45])[0-5]\d(?=[ -])(?!-\d)")
DAEMON = re.compile(
    r"(?:mailer-?daemon|no-?reply|post-?master|mail-?daemon|mdaemon|maildelivery|bounces?|mail-?delivery[\w-]*|mmdf|[\w.-]*daemon)@"
)
NAMELESS = re.compile(
    r"mail|delivery|postmaster|system", re.I
)  # "From: Mail Delivery Service", without address
# the mailbox exists, and only wants to know that a person writes
CHALLENGE = re.compile(
    r"(?:click|follow|use|reply|visit)\b.{0,80}(?:to be added|be delivered|deliver (?:it|your|the)|verif|confirm|approve|guest list|whitelist)"
    r"|guest list|waitlisted|approved sender|prove (?:that )?you are (?:a )?human",
    re.I | re.S,
)
HAPPY = {"delivered", "relayed", "expanded"}  # actions of a report that nothing went wrong
REPORT_SUBJECT = re.compile(
    r"\W*(?:re: )?.{0,20}?"
    r"(?:undeliver(?:able|ed)|undelivrable|delivery (?:status notification|failure|has failed|incomplete|problem|notification|report)"
    r"|mail delivery (?:failed|failure|subsystem|system|status)|returned (?:mail|to sender|e-?mail)|failure notice|failed mail|mail (?:failure|error)"
    r"|(?:delivery|mail|message|e-?mail) (?:status )?(?:error|failed|failure|delayed|status|rejected)|could not (?:be delivered|send)"
    r"|message you sent blocked|not delivered|nondeliverable|non-?delivery|warning: (?:could not send|message \S+ delayed|message delayed)|unzustellbar"
    r"|nicht zustellbar|unzustellbarkeit|zustellung fehlgeschlagen|non remis|échec de (?:la )?remise|non distribué|no se (?:puede|pudo) entregar"
    r"|no entregado|não (?:é possível|foi possível) entregar|não entregue|mancato recapito|impossibile recapitare|niet bezorgd|onbestelbaar"
    r"|niedostarczon\w+|nie dostarczono|nie można dostarczyć|olevererat|kunne ikke leveres|ikke levert|不達|配信(?:エラー|不能|できません)|配達不能"
    r"|エラーメール|メールエラー|送信エラー|退信|无法送达|投递失败|не доставлено|undelivered|delivery status|mta-blocked|returned mail)",
    re.I,
)
REPORT_TEXT = re.compile(
    r"(?:(?:could|can|was|has|were)\s?n[o']t\b.{0,30}\bdelivered|(?:could|can|was|has|were) not (?:yet )?(?:been |be )?(?:relayed|delivered)"
    r"|delivery to the following|permanent (?:fatal )?error|undeliverable|failed permanently|wasn't able to deliver|unable to deliver"
    r"|delivery has failed|did not reach the following|couldn't be (?:delivered|found)|recipient(?:'s)? (?:address|mailbox|e-?mail).{0,40}(?:rejected|full|not found)"
    r"|automatically (?:generated|created).{0,40}(?:delivery|by mail delivery)|was not delivered|no such user|user unknown|unknown user|mailbox (?:is )?(?:full|unavailable|not found)"
    r"|over quota|konnte nicht zugestellt|n'a pas (?:pu être|été) (?:remis|distribué|livré)|no se (?:ha )?(?:pudo|podido) entregar|não pôde ser entregue|non è stato (?:possibile recapitare|recapitato)"
    r"|kon niet worden (?:bezorgd|afgeleverd)|nie (?:mogła|może) (?:zostać|być) dostarczon\w+|配信できませんでした|届けられませんでした)",
    re.I | re.S,
)
# what a server says → whose fault it is; the first that is found wins
WORDS = (
    (BounceKind.OURS, r"spam|block(?:ed|list)|black ?list|blocklist|\brbl\b|dnsbl|spamhaus|barracuda|reputation|policy|dmarc|\bspf\b|dkim|banned|not authori[sz]ed|relay(?:ing)? (?:access )?(?:denied|not permitted)|virus|content (?:rejected|filter)|unsolicited|bulk email|message (?:size|too large)|too (?:large|big)|size (?:limit|exceed)|exceed\w* (?:size|max)"),
    (BounceKind.SOFT, r"full|quota|over ?limit|exceeded.{0,20}storage|insufficient (?:system )?(?:storage|resources)|temporar\w+|try again|grey-?list|deferred|delay(?:ed)?|timed? ?out|too many connections|rate limit|throttl\w+|not yet been delivered|will (?:keep|continue)|delivery attempts will continue|connection (?:refused|lost|reset)|loop detected|hop count|could not connect|unreachable"),
    (BounceKind.HARD, r"unknown|no such|does(?: not|n't) exist|not found|invalid|unrouteable|not listed|disabled|inactive|suspended|deactivated|no mailbox|not a valid|no longer|rejected|mailbox unavailable|host not found|no mx|bad destination|unbekannt|inconnu|n'existe|desconocid|não existe|non esiste|onbekend|nie istnieje|存在しない|見つかりません"),
)  # fmt: skip
PHRASES = tuple((kind, re.compile(words, re.I)) for kind, words in WORDS)
# RFC 3463 code, or its first two numbers → kind, where the server's words say nothing
BY_STATUS = {
    "5.1": BounceKind.HARD,
    "5.1.7": BounceKind.OURS,
    "5.1.8": BounceKind.OURS,
    "5.2": BounceKind.SOFT,
    "5.2.1": BounceKind.HARD,
    "5.2.3": BounceKind.OURS,
    "5.3": BounceKind.SOFT,
    "5.3.4": BounceKind.OURS,
    "5.4": BounceKind.SOFT,
    "5.4.1": BounceKind.HARD,
    "5.4.4": BounceKind.HARD,
    "5.6": BounceKind.OURS,
    "5.7": BounceKind.OURS,
}
COPY = re.compile(
    r"^\W*(?:below this line is a copy|original message (?:headers?|follows)|(?:this is|included is|here is) a copy|returned message|contents? of the undelivered"
    r"|unsent message|the original message|-+ ?message (?:header|follows|body)|original message|message header follows|return-path:|received: from)",
    re.I | re.M,
)
ANCHORED_ADDRESS = re.compile(
    r"(?:final-recipient|original-recipient|x-failed-recipients)\s*:\s*(?:rfc822\s*;)?\s*<?([^\s<>]+@[^\s<>]+?)>?(?:\s|$)"
    r"|(?:rcpt to|to|recipients?|address(?:\(es\))?|mailbox|delivered to|failed)\W{1,3}<?([\w.+=-]+@[\w.-]+\w)",
    re.I,
)


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
    actions = {block.get("action", "").lower().strip(): block for block in mail.report}
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
    text = said or _server_words(mail.text)
    status = _status(block.get("status", ""), said) or _status(text)
    failed = next(
        iter(ADDRESS.findall(block.get("original-recipient", "") + " " + block.get("final-recipient", ""))),
        "",
    )
    delayed = block["action"].lower().strip() == "delayed"
    kind = BounceKind.SOFT if delayed else bounce_kind(status, text)
    return Bounce(
        kind, failed.lower() or _failed_address(mail), status, said or block.get("status", "") or mail.subject
    )


def _from_words(mail: ReceivedMail) -> Bounce:
    words = _server_words(mail.text)
    status = _status(words)
    return Bounce(bounce_kind(status, words or mail.subject), _failed_address(mail), status, _evidence(mail))


def bounce_kind(status: str, words: str) -> BounceKind:
    """Hard, soft or ours, from an enhanced status code ("5.1.1"; empty if none) and the server's words."""
    family = ".".join(status.split(".")[:2])
    said = next((kind for kind, phrase in PHRASES if phrase.search(words)), None)
    by_status = BY_STATUS.get(status) or BY_STATUS.get(family)
    if status.startswith("4"):
        return BounceKind.OURS if said is BounceKind.OURS else BounceKind.SOFT
    if by_status is BounceKind.HARD and said is BounceKind.SOFT:
        return BounceKind.HARD
    return said or by_status or BounceKind.HARD


def _report_text(mail: ReceivedMail) -> str:
    """The text above the copy of the mail that came back, whose words are not the server's."""
    start = next((found.start() for found in COPY.finditer(mail.text) if found.start() > 200), len(mail.text))
    return mail.text[:start]


def _server_words(text: str) -> str:
    """The lines with a status code, and those that follow them; the whole where there are none."""
    cut = next((found.start() for found in COPY.finditer(text) if found.start() > 200), len(text))
    lines = text[:cut].split("\n")
    coded = [at for at, line in enumerate(lines) if STATUS.search(line) or SMTP_CODE.search(line)]
    return " ".join(" ".join(lines[at : at + 3]) for at in coded) or text[:cut]


def _status(*texts: str) -> str:
    """The first enhanced status code that says more than "x.0.0"."""
    found = [".".join(match.groups()) for text in texts for match in STATUS.finditer(text)]
    return next((code for code in found if not code.endswith(".0.0")), found[0] if found else "")


def _failed_address(mail: ReceivedMail) -> str:
    """The address that failed: where the report names it, else the first that is neither end of the report."""
    text = f"X-Failed-Recipients: {mail.header('x-failed-recipients')}\n{_report_text(mail)}"
    anchored = [address for match in ANCHORED_ADDRESS.finditer(text) for address in match.groups() if address]
    ends = {mail.sender, *mail.to}
    named = (address.lower().strip("<>,.;\"'") for address in [*anchored, *ADDRESS.findall(text)])
    return next((address for address in named if address not in ends and not DAEMON.match(address)), "")


def _evidence(mail: ReceivedMail) -> str:
    """The line that decided: the first with a code, else the subject."""
    lines = (" ".join(line.split()) for line in _report_text(mail).split("\n"))
    return next((line for line in lines if STATUS.search(line) or SMTP_CODE.search(line)), mail.subject)
