"""What the writer of a reply wrote today: quoted mail, and the lines that stand in our own, are taken away."""

import re
from collections.abc import Iterable, Sequence

from core.reading.patterns import one_of

WROTE = one_of(r"""
    wrote|writes|schrieb|schreibt|a écrit|escribi[oó]|escreveu|ha scritto|scrisse|schreef|napisał(?:\(a\)|a)?|pisze
    skrev|kirjoitti|написала?|пишет|yazdı|tarihinde|írta|napsala?|a scris|έγραψε|写道|さんは書きました|のメール|작성
""")
OPENING = r"(?:On|Am|Le|El|Em|Il|Op|W dniu|Dnia|Den|Dne|Pe|På|Il giorno|Vào|В|На)"
ATTRIBUTION = re.compile(
    one_of(rf"""
    {OPENING}\b.{{6,300}}\b{WROTE}(?:\b.{{0,120}})?[:：]?
    .{{2,160}}(?:<[^\s<>@]+@[^\s<>@]+>|\d).{{0,40}}{WROTE}[:：]
    (?=.*\d{{1,2}}[:.h]\d\d)(?=.*\d{{4}}).{{5,200}}<[^<>\s@]+@[^<>\s@]+>\s?(?:\S{{1,8}}\s?)?[:：]
    """)
)
MAY_END_ONE = re.compile(rf"{WROTE}|[:：]$")  # asked first, for what no such line ends with
COPIED = one_of(r"""
    original message|original appointment|forwarded message|forwarded by
    ursprüngliche nachricht|original-?nachricht|weitergeleitete nachricht
    message d'origine|message original|message transféré
    mensaje original|mensaje reenviado
    mensagem original|mensagem encaminhada
    messaggio originale|messaggio inoltrato
    oorspronkelijk bericht|doorgestuurd bericht
    wiadomość oryginalna|oryginalna wiadomość|przekazana wiadomość
    ursprungligt meddelande|oprindelig meddelelse|original meddelelse
    元のメッセージ|転送メッセージ|原始邮件|转发|원본 메시지|исходное сообщение
""")
DIVIDER = re.compile(rf"\W*(?<=[-_=*]{{2}})\s*{COPIED}\b.*|begin forwarded message:?", re.I)
FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|i|pd|doorst)\s*:", re.I)


def _field(names: str) -> re.Pattern[str]:
    """A line of a copied header, also in bold."""
    return re.compile(rf"[*\s]*(?:{names})\*?\s?[:：]\*?", re.I)


FROM = _field("From|Von|De|Da|Van|Od|Fra|Från|Lähettäjä|От|Kimden|差出人|发件人|寄件者|보낸 사람")
TO = _field("To|An|À|A|Para|Aan|Do|Til|Till|Vastaanottaja|Кому|Kime|宛先|收件人|받는 사람")
FIELD = _field(
    "Sent|Date|To|Cc|Bcc|Subject|Gesendet|Datum|An|Betreff|Envoyé(?: le)?|À|Objet|Enviado(?: el| em)?|Fecha|Para"
    "|Asunto|Assunto|Data|Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Wysłano|Do|DW|Temat|Sendt|Til|Emne|Skickat|Till"
    "|Ämne|Дата|Кому|Тема|送信日時|日時|日付|宛先|件名|发送时间|收件人|主题|제목"
)
DATE_AND_TIME = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b.*\b\d{1,2}[:.]\d\d")
QUOTED = re.compile(r"\s*(?:>|&gt;|\|\s)")
LONG_ENOUGH = 12  # characters of a line of ours that nobody else writes by chance
LONG_PIECE = 25  # characters of a piece of such a line, wrapped by a mail program


def written_today(text: str, subject: str = "", sent_texts: Sequence[str] = ()) -> str:
    """The reply's own lines. Of a mail that only forwards another, the other's."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = _without_ours(_without_history(lines), sent_texts)
    if not "".join(own).strip() and FORWARD_SUBJECT.match(subject):
        own = _without_ours(_forwarded(lines), sent_texts)
    return "\n".join(own).strip("\n")


def _without_history(lines: list[str]) -> list[str]:
    """Everything but quoted lines, their attributions, and what stands below a copied header."""
    kept: list[str] = []
    at = 0
    while at < len(lines):
        if QUOTED.match(lines[at]):
            at += 1
            continue
        length = _attribution_length(lines, at)
        if length and _quoted_follows(lines, at + length):
            at += length
            continue
        if length or _history_starts(lines, at):
            return _without_lotus_name(kept)
        kept.append(lines[at])
        at += 1
    return kept


def _attribution_length(lines: list[str], at: int) -> int:
    """How many lines, up to four, make an "On …, … wrote:" that starts here; 0 when none does."""
    joined = ""
    for length in range(1, 5):
        line = lines[at + length - 1].strip() if at + length <= len(lines) else ""
        joined = f"{joined} {line}".strip()
        if not line or len(joined) > 400:
            return 0
        if MAY_END_ONE.search(joined) and ATTRIBUTION.fullmatch(joined):
            return length
    return 0


def _quoted_follows(lines: list[str], at: int) -> bool:
    return next((bool(QUOTED.match(line)) for line in lines[at:] if line.strip()), False)


def _history_starts(lines: list[str], at: int) -> bool:
    line = lines[at]
    if DIVIDER.fullmatch(line.strip()):
        return True
    reach = (
        9 if _names_a_sender(line) else 30 if TO.match(line) else 0
    )  # a copied "To" may list half a company
    return sum(bool(FIELD.match(each)) for each in lines[at + 1 : at + reach]) >= 2


def _names_a_sender(line: str) -> bool:
    found = FROM.match(line)
    return found is not None and bool(line[found.end() :].strip())


def _without_lotus_name(kept: list[str]) -> list[str]:
    """Drops the name and date that Notes writes above a copied header, and the rule above Outlook's."""
    kept = _trimmed(kept)
    if kept and kept[-1].lower().lstrip().startswith("sent by:"):
        kept = _trimmed(kept[:-1])
    if kept and DATE_AND_TIME.search(kept[-1]):
        alone = DATE_AND_TIME.match(kept[-1].strip()) is not None
        kept = _trimmed(kept[:-1])
        kept = kept[:-1] if alone and kept and len(kept[-1]) < 80 else kept
    while kept and re.fullmatch(r"\s*[_=*-]{5,}\s*", kept[-1]):
        kept = _trimmed(kept[:-1])
    return kept


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _forwarded(lines: list[str]) -> list[str]:
    """The text below the first copied header of a forward."""
    starts = [at for at in range(len(lines)) if _names_a_sender(lines[at]) and _history_starts(lines, at)]
    below = lines[starts[0] + 1 :] if starts else []
    while below and (FIELD.match(below[0]) or not below[0].strip()):
        below = below[1:]
    return _without_history(below)


def _without_ours(lines: Iterable[str], sent_texts: Sequence[str]) -> list[str]:
    """Drops the lines that stand in a mail of ours, whatever language either is in."""
    sent = [_plain(text) for text in sent_texts]
    whole = {_plain(line) for text in sent_texts for line in text.split("\n")}
    kept: list[str] = []
    after_ours = False  # where a mail program wrapped our line, its short end follows
    for line in lines:
        plain = _plain(line)
        piece = len(plain) >= (LONG_ENOUGH if after_ours else LONG_PIECE) and any(
            plain in text for text in sent
        )
        ours = piece or (len(plain) >= LONG_ENOUGH and plain in whole)
        after_ours = ours or (after_ours and not plain)
        if not ours:
            kept.append(line)
    return kept


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[>*_|]", " ", text).split()).casefold()
