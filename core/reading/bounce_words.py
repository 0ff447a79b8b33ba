"""The words of mail servers: how a delivery report is told, and whose fault it says it is."""

import re

from core.reading.patterns import one_of
from core.reply import BounceKind

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")  # RFC 3463
SMTP_CODE = re.compile(r"(?<![\d.#-])([45])[0-5]\d(?=[ -])(?!-\d)")
DAEMON = re.compile(
    r"(?:mailer-?daemon|no-?reply|post-?master|mail-?daemon|mdaemon|maildelivery|bounces?|mail-?delivery[\w-]*|mmdf"
    r"|[\w.-]*daemon)@"
)
NAMELESS = re.compile(
    r"mail|delivery|postmaster|system", re.I
)  # "From: Mail Delivery Service", without address
HAPPY = {"delivered", "relayed", "expanded"}  # actions of a report that nothing went wrong

# the mailbox exists, and only wants to know that a person writes
CHALLENGE = re.compile(
    r"(?:click|follow|use|reply|visit)\b.{0,80}"
    r"(?:to be added|be delivered|deliver (?:it|your|the)|verif|confirm|approve|guest list|whitelist)"
    r"|guest list|waitlisted|approved sender|prove (?:that )?you are (?:a )?human",
    re.I | re.S,
)
REPORT_SUBJECT = re.compile(
    r"\W*(?:re: )?.{0,20}?"
    + one_of(r"""
    undeliver(?:able|ed)|delivery (?:status|failure|has failed|incomplete|problem|notification|report)|mta-blocked
    mail delivery (?:failed|failure|subsystem|system|status)|returned (?:mail|to sender|e-?mail)|failure notice
    failed mail|mail (?:failure|error)|could not (?:be delivered|send)|not delivered|non-?deliver(?:y|able)
    (?:delivery|mail|message|e-?mail) (?:status )?(?:error|failed|failure|delayed|status|rejected)
    message you sent blocked|warning: (?:could not send|message \S+ delayed|message delayed)
    unzustellbar|nicht zustellbar|zustellung fehlgeschlagen
    undelivrable|non remis|échec de (?:la )?remise|non distribué
    no se (?:puede|pudo) entregar|no entregado
    não (?:é possível|foi possível) entregar|não entregue
    mancato recapito|impossibile recapitare|(?:messaggio )?non recapitabile
    niet bezorgd|onbestelbaar
    niedostarczon\w+|nie dostarczono|nie można dostarczyć
    olevererat|går inte att leverera|kunne ikke leveres|kan ikke leveres|ikke levert|ei voitu toimittaa
    nedoručiteln\w+|kézbesíthetetlen|iletilemedi|не ?доставлен\w+|недоставленн\w+
    不達|配信(?:エラー|不能|できません)|配達不能|エラーメール|メールエラー|送信エラー|退信|无法送达|投递失败
    """),
    re.I,
)
REPORT_TEXT = re.compile(
    one_of(r"""
    (?:could|can|was|has|were)\s?n[o']t\b.{0,30}\bdelivered|couldn't be (?:delivered|found)
    (?:could|can|was|has|were) not (?:yet )?(?:been |be )?(?:relayed|delivered)|delivery has failed
    delivery to the following|permanent (?:fatal )?error|undeliverable|failed permanently|wasn't able to deliver
    unable to deliver|did not reach the following|no such user|user unknown|unknown user|over quota
    recipient(?:'s)? (?:address|mailbox|e-?mail).{0,40}(?:rejected|full|not found)
    mailbox (?:is )?(?:full|unavailable|not found)|automatically (?:generated|created).{0,40}delivery
    konnte nicht zugestellt
    n'a pas (?:pu être|été) (?:remis|distribué|livré)
    no se (?:ha )?(?:pudo|podido) entregar
    não pôde ser entregue
    impossibile recapitare|non è stato (?:possibile recapitare|recapitato)
    kon niet worden (?:bezorgd|afgeleverd)
    nie (?:mogła|może) (?:zostać|być) dostarczon\w+
    配信できませんでした|届けられませんでした|送信できませんでした
    """),
    re.I | re.S,
)
# what a server says → whose fault it is; the first that is found wins
SAID = {
    BounceKind.OURS: one_of(r"""
    spam|block(?:ed|list)|black ?list|\brbl\b|dnsbl|spamhaus|barracuda|reputation|policy|dmarc|\bspf\b|dkim
    banned|not authori[sz]ed|relay(?:ing)? (?:access )?(?:denied|not permitted)|virus|content (?:rejected|filter)
    unsolicited|bulk email|not accepting (?:mail|messages) from|message (?:size|too large)|too (?:large|big)|size (?:limit|exceed)|exceed\w* (?:size|max)
    """),
    BounceKind.SOFT: one_of(r"""
    full|quota|over ?limit|exceeded.{0,20}storage|insufficient (?:system )?(?:storage|resources)|temporar\w+
    try again|grey-?list|deferred|delay(?:ed)?|timed? ?out|too many connections|rate limit|throttl\w+
    not yet been delivered|will (?:keep|continue)|delivery attempts will continue|connection (?:refused|lost|reset)
    loop detected|hop count|could not connect|unreachable|voll|pleine|llena|cheia|piena|vol\b|pełna|一杯|容量
    """),
    BounceKind.HARD: one_of(r"""
    unknown|no such|does(?: not|n't) exist|not found|invalid|unrouteable|not listed|disabled|inactive|suspended
    deactivated|no mailbox|not a valid|no longer|rejected|mailbox unavailable|host not found|no mx|bad destination
    unbekannt|inconnu|n'existe|desconocid|não existe|non esiste|onbekend|nie istnieje|存在しない|見つかりません
    """),
}
PHRASES = {kind: re.compile(words, re.I) for kind, words in SAID.items()}
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
# where the copy of the mail that came back begins
COPY = re.compile(
    r"^\W*"
    + one_of(r"""
    below this line is a copy|original message (?:headers?|follows)|original message|the original message
    (?:this is|included is|here is) a copy|returned message|contents? of the undelivered|unsent message
    -+ ?message (?:header|follows|body)|message header follows|return-path:|received: from
    """),
    re.I | re.M,
)
ADDRESS = re.compile(
    r"(?<![\w.+=&'/~!#$%*-])[\w.+=&'/~!#$%*-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
)
ANCHORED_ADDRESS = re.compile(
    r"(?:final-recipient|original-recipient|x-failed-recipients)\s*:\s*(?:rfc822\s*;)?\s*<?([^\s<>]+@[^\s<>]+?)>?(?:\s|$)"
    r"|(?:rcpt to|to|recipients?|address(?:\(es\))?|mailbox|delivered to|failed)\W{1,3}<?([\w.+=-]+@[\w.-]+\w)",
    re.I,
)
