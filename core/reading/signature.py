"""The end of a mail that says nothing new: closing, signature, legal footer, unsubscribe line."""

import re

from core.reading.greeting import GREETING
from core.reading.patterns import one_of

CLOSING = re.compile(
    one_of(r"""
    (?:(?:best|kind|warm|many|with)\s)?(?:best|kind|warm)?\s?regards|best(?: wishes)?|all the best|cheers|sincerely
    yours(?: \w+)?|(?:many )?thanks(?: again| a lot| so much| in advance| and regards)?|thank you|thx|rgds|br|cordially
    (?:mit )?(?:freundlichen?|besten?|viele[nr]?|liebe[nr]?|herzliche[nr]?|schöne[nr]?) gr(?:ü|ue)(?:ß|ss)(?:en?)?
    (?:beste|viele|liebe|freundliche) gr(?:ü|ue)(?:ß|ss)e|mfg|vg|lg|gru(?:ß|ss)|(?:vielen )?dank(?:e)?(?: im voraus)?
    (?:bien )?(?:cordialement|amicalement|sincèrement)|(?:bien )?à vous|bonne (?:journée|soirée)|salutations(?: \w+)?
    (?:un )?(?:cordial |atento )?saludos?(?: cordial(?:es)?)?|atentamente|atte|un abrazo|gracias
    atenciosamente|att|abraços?|cumprimentos|(?:com os )?melhores cumprimentos|obrigad[oa]
    (?:cordiali|distinti|un cordiale) salut[oi]|saluti|cordialmente|grazie(?: mille)?
    (?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:alvast )?bedankt
    (?:z )?(?:poważaniem|wyrazami szacunku)|pozdrawiam(?: serdecznie)?|pozdrowienia|(?:serdecznie )?dziękuję
    med vänlig hälsning|mvh|hälsningar|med venlig hilsen|hilsen
    よろしくお願いいたします|よろしくお願いします|敬具
    """)
    + r"\s*[,.!。–-]*",
    re.I,
)
DELIMITER = re.compile(r"(?:--|—|__+|==+|-{3,}|\*{3,})\s*")
SENT_FROM = re.compile(
    one_of(r"""
    sent (?:from|via|with)|get outlook for|von meinem .{2,30} gesendet|gesendet (?:von|mit)|hol(?:en)? sie sich outlook
    envoyé (?:de|depuis)|télécharger outlook|enviado (?:desde|do|da|de|a partir)|inviato da
    verzonden (?:vanaf|met)|verstuurd vanaf|wysłan[oe] z|skickat från|sendt fra
    """)
    + r"\b.{0,60}|.{0,20}から送信",
    re.I,
)
LEGAL = re.compile(
    r"\W*"
    + one_of(r"""
    confidential(?:ity)?\b.{0,20}(?:notice|note)|disclaimer|legal notice
    (?:this|the) (?:e-?mail|message|communication|information|content).{0,160}(?:confidential|privileged|intended)
    if you (?:have received|are not the intended)|please (?:consider|think of) the environment
    diese (?:e-?mail|nachricht).{0,160}(?:vertraulich|bestimmt)|der inhalt dieser
    ce (?:message|courriel|mail).{0,160}confidentiel
    (?:este|esta) (?:mensa|correo|e-?mail).{0,160}(?:confiden|privileg)
    (?:questo messaggio|questa e-?mail|le informazioni contenute).{0,160}(?:riservat|confidenzial)
    dit (?:bericht|e-?mail).{0,160}vertrouwelijk
    (?:ta|niniejsza) wiadomość.{0,160}(?:poufn|przeznaczon)
    """),
    re.I,
)
BANNER = re.compile(
    one_of(r"""
    \W*(?:caution|warning|external(?: e-?mail| sender)?|attention)\b.{0,20}(?:external|outside|originated|externe)\b.{0,300}
    \W*(?:achtung|vorsicht)\b.{0,20}extern\b.{0,300}
    \W{0,2}\[?external\]?\W{0,3}|you don't often get e-?mail from .*
    """),
    re.I,
)
UNSUBSCRIBE = one_of(r"""
    unsubscribe|opt.?out|stop receiving|no (?:more|further) (?:e-?mails|mails|messages)
    abmelden|abbestellen|keine (?:weiteren )?(?:e-?mails|mails|nachrichten)
    désabonn\w+|désinscri\w+|plus de (?:mails|messages)|dar(?:se|te|me)? de baja|no más (?:correos|mensajes)
    cancelar (?:la )?(?:suscripci|inscri|subscri)\w+|descadastr\w+|sem mais e-?mails
    disiscriv\w+|annulla\w* .{0,12}iscrizione|uitschrijven|afmelden|geen (?:e-?mails|mails) meer
    wypis\w+|zrezygn\w+|配信停止|退订
""")
LINKED = r"https?://|www\.|\bclick\b|klick|cliquez|haga clic|clique|clicca|klik|kliknij|browser"
WRITER = r"\b(?:me|my|i|mich|moi|bitte)\b|\b(?:unsubscribe|remove) (?:us|this)\b|\bplease (?!click|follow|use|visit)"
FOOTER = re.compile(
    rf"(?=.*(?:{LINKED}))(?!.*(?:{WRITER})).*{UNSUBSCRIBE}.*|(?:to|um sich) .{{0,20}}{UNSUBSCRIBE}\b.{{0,80}}",
    re.I,
)
POSTSCRIPT = re.compile(r"\W*(?:p\.?\s?s\b|n\.?b\b|nota bene|追伸)", re.I)
CONTACT_LINE = re.compile(
    r"(?:tel|phone|mobile?|cell|fax|direct|office|web|e-?mail|t|m|p|f|w|e)?\W{0,3}(?:\+?[\d() ./-]{7,}|\S+@\S+|(?:https?://|www\.)\S+)\W*",
    re.I,
)
LONGEST_SIGNATURE = 14  # lines


def without_signature(text: str) -> str:
    """The text above its closing, signature or legal footer; a postscript is kept."""
    lines = [line for line in text.split("\n") if not _says_nothing(line.strip())]
    end = next((at for at in range(_begins_at(lines), len(lines)) if _ends_here(lines, at)), len(lines))
    postscript = next((at for at in range(end, len(lines)) if POSTSCRIPT.match(lines[at])), len(lines))
    kept = [*_without_contact_block(lines[:end]), *lines[postscript:]]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _says_nothing(line: str) -> bool:
    return any(each.fullmatch(line) for each in (SENT_FROM, BANNER, FOOTER))


def _begins_at(lines: list[str]) -> int:
    """The line from which on a mail can end: a greeting alone says nothing yet."""
    text = "\n".join(lines)
    greeting = GREETING.match(text)
    said = text[greeting.end() if greeting else 0 :].lstrip()
    return text.count("\n", 0, len(text) - len(said)) + 1


def _ends_here(lines: list[str], at: int) -> bool:
    line = lines[at].strip()
    if DELIMITER.fullmatch(line) or LEGAL.match(line):
        return True
    return CLOSING.fullmatch(line) is not None and _is_signature(
        [each for each in lines[at + 1 :] if each.strip()]
    )


def _is_signature(below: list[str]) -> bool:
    """Short lines, as names, titles and numbers are; a sentence below a "Thanks," is no signature."""
    prose = [line for line in below[:4] if len(line.split()) > 9 and not LEGAL.match(line.strip())]
    return len(below) <= LONGEST_SIGNATURE and not prose


def _without_contact_block(lines: list[str]) -> list[str]:
    """Drops a last paragraph in which a name stands above numbers and addresses."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    start = max((at for at, line in enumerate(lines) if not line.strip()), default=0)
    block = [line.strip() for line in lines[start:] if line.strip()]
    contacts = sum(CONTACT_LINE.fullmatch(line) is not None for line in block)
    is_contact = len(block) >= 2 and contacts >= 1 and all(len(line.split()) <= 8 for line in block)
    return lines[:start] if start and is_contact else lines
