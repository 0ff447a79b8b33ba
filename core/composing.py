"""A message on the wire: RFC 5322 headers, text and HTML, the first message quoted, the footer."""

import re
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from html import escape

from babel.dates import format_datetime

from core.assistant import Assistant
from core.message import Outgoing
from core.wire import wire_address
from core.writing.render import render
from core.writing.texts import FooterTexts, language_for, texts

LONGEST_ID = 900  # characters; a line of a mail has at most 998


class _Unbroken(UnstructuredHeader, BaseHeader):
    """Message-IDs or links, one a line. The standard library encodes those that are longer than its lines,
    as Outlook's are, and then no program knows them again."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: " + f"{policy.linesep} ".join(self.split()) + policy.linesep


_HEADERS = HeaderRegistry()
for _name in ("in-reply-to", "references", "list-unsubscribe"):
    _HEADERS.map_to_type(_name, _Unbroken)

_LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


def compose(outgoing: Outgoing, public_url: str, now: datetime) -> bytes:
    """The whole mail. `now` becomes its Date; everything else is fixed by the message and its thread."""
    message, lead, assistant = outgoing.message, outgoing.lead, outgoing.assistant
    needs_utf8 = not all(map(str.isascii, recipients(outgoing)))
    mail = EmailMessage(policy=(SMTPUTF8 if needs_utf8 else SMTP).clone(header_factory=_HEADERS))
    mail["From"] = _address(assistant.name, assistant.email)
    mail["To"] = _address("" if message.recipient else lead.name, message.recipient or lead.email)
    if message.cc:
        mail["Cc"] = [_address("", email) for email in message.cc.split(", ")]
    mail["Reply-To"] = _address(assistant.name, reply_to(assistant, lead.token))
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = now
    mail["Message-ID"] = message.message_id
    earlier = [each for each in outgoing.thread.message_ids if each.isascii() and len(each) <= LONGEST_ID]
    if earlier:
        mail["In-Reply-To"] = earlier[-1]
        mail["References"] = " ".join(earlier)
    link = unsubscribe_link(public_url, lead.token)
    mail["List-Unsubscribe"] = f"<{link}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: robots must not answer
    language = language_for(lead, assistant)
    words, quoted = texts(language).footer, _quotable(outgoing, language)
    mail.set_content(_plain(message.body, assistant, words, link, quoted))
    mail.add_alternative(_html(message.body, assistant, words, link, quoted), subtype="html")
    return mail.as_bytes()


def recipients(outgoing: Outgoing) -> list[str]:
    """The addresses of the envelope as the wire wants them: the lead, and who gets a copy, shown or blind."""
    message = outgoing.message
    to = message.recipient or outgoing.lead.email
    named = (to, *message.cc.split(", "), *outgoing.assistant.copies.split())
    return [wire_address(email) for email in named if email]


def unsubscribe_link(public_url: str, token: str) -> str:
    return f"{public_url}/u/{token}"


def reply_to(assistant: Assistant, token: str) -> str:
    """The assistant's address with the lead's token, so that an answer without our headers finds its lead."""
    local, _, domain = assistant.email.rpartition("@")
    return f"{local}+{token}@{domain}"


def one_line(text: str) -> str:
    """Text fit for a header: no line breaks or control characters (header injection)."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(name: str, email: str) -> Address:
    local, _, domain = wire_address(email).rpartition("@")
    return Address(one_line(name), local, domain)


def _quotable(outgoing: Outgoing, language: str) -> tuple[str, str] | None:
    """The first message, for the bottom of every later one: who said it when, and what."""
    thread = outgoing.thread
    if not thread.first_sent_at:
        return None
    zone = outgoing.assistant.hours_for(outgoing.lead).zone
    said_at = thread.first_sent_at.astimezone(zone)
    words = texts(language).footer
    moment = format_datetime(said_at, words.moment, locale=language)
    return render(words.wrote, {"moment": moment, "name": outgoing.assistant.name}), thread.first_body


def _plain(
    body: str, assistant: Assistant, words: FooterTexts, link: str, quoted: tuple[str, str] | None
) -> str:
    parts = [body, f"{assistant.postal_address}\n{words.unsubscribe}{words.colon}{link}"]
    if quoted:
        introduction, text = quoted
        parts.append("\n".join([introduction, *(f"> {line}".rstrip() for line in text.splitlines())]))
    return "\n\n".join(parts) + "\n"


def _html(
    body: str, assistant: Assistant, words: FooterTexts, link: str, quoted: tuple[str, str] | None
) -> str:
    address = "<br>".join(map(escape, assistant.postal_address.splitlines()))
    footer = (
        f'<p style="color:#6b7280;font-size:12px">{address}<br>'
        f'<a href="{escape(link)}" style="color:#6b7280">{words.unsubscribe}</a></p>'
    )
    quote = ""
    if quoted:
        introduction, text = quoted
        quote = (
            f"<p>{escape(introduction)}</p>"
            '<blockquote type="cite" style="margin:0 0 0 8px;padding-left:8px;border-left:2px solid #d1d5db">'
            f"{_paragraphs(text)}</blockquote>"
        )
    return f"<!doctype html><html><body>{_paragraphs(body)}{footer}{quote}</body></html>\n"


def _paragraphs(text: str) -> str:
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(f"<p>{_linked(block)}</p>" for block in blocks)


def _linked(text: str) -> str:
    lines = []
    for line in text.splitlines():
        end, parts = 0, []
        for found in _LINK.finditer(line):
            parts += [
                escape(line[end : found.start()]),
                f'<a href="{escape(found[0])}">{escape(found[0])}</a>',
            ]
            end = found.end()
        lines.append("".join([*parts, escape(line[end:])]))
    return "<br>".join(lines)
