"""A mail on the wire, read back as its recipient's program would."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import UniqueAddressHeader
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from typing import Any

import pytest

from core.composing import compose, one_line, recipients
from core.message import Outgoing, Thread
from core.reading.automatic import machine_proof
from core.reading.mail import parse_mail
from core.reading.quoted import written_today
from core.receiving import TOKEN
from core.sending import new_message
from data.database import Database
from data.store import Store
from tests.desk import NOW, Desk

PUBLIC_URL = "https://mail.our.example"
FIRST_SENT_AT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
OUTLOOK_ID = f"<AM0PR05MB{'1234567890ABCDEF' * 2}@AM0PR05MB123456.eurprd05.prod.outlook.example>"


@pytest.fixture(scope="module")
def outgoing(tmp_path_factory: pytest.TempPathFactory) -> Outgoing:
    """Anna's first message as it is handed over. Nothing changes it, so that one serves all tests."""
    desk = Desk(Database(tmp_path_factory.mktemp("composing")))
    desk.add()
    (message,) = desk.claim()
    begun = desk.attempt(message)
    assert begun is not None
    return begun


def changed(outgoing: Outgoing, **fields: Any) -> Outgoing:
    """The same with other fields: `lead_email`, `assistant_name`, `message_body` …"""
    parts = {name: getattr(outgoing, name) for name in ("message", "lead", "assistant")}
    for name, value in fields.items():
        part, _, field = name.partition("_")
        parts[part] = replace(parts[part], **{field: value})
    return replace(outgoing, **parts)


def follow_up(outgoing: Outgoing, *message_ids: str, text: str = "Hi Anna,\n\nthe first.") -> Outgoing:
    ids = message_ids or ("<first@assistant.example>",)
    thread = Thread(ids, "About the Spring Fair", text, FIRST_SENT_AT)
    return replace(changed(outgoing, message_subject="Re: About the Spring Fair"), thread=thread)


def sent(outgoing: Outgoing) -> EmailMessage:
    """The mail after its way over the wire, as a strict program parses it."""
    raw = compose(outgoing, PUBLIC_URL, NOW)
    mail = message_from_bytes(raw, policy=SMTPUTF8)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    assert [value.defects for _, value in mail.items() if value.defects] == []
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    assert re.search(rb"(?<!\r)\n", raw) is None
    return mail


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


# Headers


def test_every_header_that_a_mail_needs_is_there(outgoing: Outgoing) -> None:
    mail = sent(outgoing)
    token = outgoing.lead.token
    assert mail["From"] == "Ada Example <ada@assistant.example>"
    assert mail["To"] == "Anna <anna@acme.example>"
    assert mail["Reply-To"] == f"Ada Example <ada+{token}@assistant.example>"
    assert mail["Subject"] == "About the Spring Fair"
    assert mail["Date"].datetime == NOW
    assert mail["Message-ID"] == outgoing.message.message_id
    assert mail["List-Unsubscribe"] == f"<{PUBLIC_URL}/u/{token}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["MIME-Version"] == "1.0"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [mail[name] for name in ("Cc", "In-Reply-To", "References")] == [None, None, None]


def test_no_header_stands_twice(outgoing: Outgoing) -> None:
    names = [name.lower() for name in sent(follow_up(outgoing))]
    assert len(names) == len(set(names))


def test_the_same_message_is_composed_the_same_every_time(outgoing: Outgoing) -> None:
    def steady(raw: bytes) -> bytes:
        return re.sub(rb"=+\d+=+", b"boundary", raw)

    again = compose(outgoing, PUBLIC_URL, NOW)
    assert steady(compose(outgoing, PUBLIC_URL, NOW)) == steady(again)


def test_our_own_mail_is_known_as_automatic_so_that_no_robot_answers(outgoing: Outgoing) -> None:
    mail = parse_mail(compose(outgoing, PUBLIC_URL, NOW))
    assert machine_proof(mail) == "Auto-Submitted: auto-generated"


def test_the_reply_to_address_identifies_the_lead(outgoing: Outgoing) -> None:
    found = TOKEN.search(str(sent(outgoing)["Reply-To"]))
    assert found is not None
    assert found[1] == outgoing.lead.token


def test_whoever_is_in_copy_gets_the_mail_too(outgoing: Outgoing) -> None:
    copied = changed(outgoing, message_cc="olga@our.example")
    assert sent(copied)["Cc"] == "olga@our.example"
    assert recipients(copied) == ["anna@acme.example", "olga@our.example"]
    assert recipients(outgoing) == ["anna@acme.example"]


# The thread


def test_a_follow_up_stands_in_the_thread_of_the_first(outgoing: Outgoing) -> None:
    mail = sent(follow_up(outgoing, "<1@a.example>", "<2@b.example>"))
    assert mail["Subject"] == "Re: About the Spring Fair"
    assert mail["In-Reply-To"] == "<2@b.example>"
    assert mail["References"].split() == ["<1@a.example>", "<2@b.example>"]


def test_a_long_message_id_is_never_encoded(outgoing: Outgoing) -> None:
    """Outlook's are longer than a line; encoded, no mail program would find the thread."""
    raw = compose(follow_up(outgoing, OUTLOOK_ID, OUTLOOK_ID), PUBLIC_URL, NOW)
    assert b"=?utf-8?" not in raw
    assert f"In-Reply-To: {OUTLOOK_ID}\r\n".encode() in raw
    assert f"References: {OUTLOOK_ID}\r\n {OUTLOOK_ID}\r\n".encode() in raw


def test_a_long_unsubscribe_link_is_never_encoded(outgoing: Outgoing) -> None:
    public_url = "https://unsubscribe.mail.a-company-with-a-long-name.example/leadkeeper"
    raw = compose(outgoing, public_url, NOW)
    assert f"List-Unsubscribe: <{public_url}/u/{outgoing.lead.token}>\r\n".encode() in raw


@pytest.mark.parametrize("bad", ["<schön@a.example>", f"<{'x' * 2000}@a.example>"])
def test_a_reply_s_impossible_message_id_does_not_stop_the_thread(outgoing: Outgoing, bad: str) -> None:
    assert sent(follow_up(outgoing, "<1@a.example>", bad))["References"] == "<1@a.example>"


def test_a_thread_of_fifty_messages_still_fits(outgoing: Outgoing) -> None:
    ids = [f"<{place}-{'x' * 60}@mail.a.example>" for place in range(50)]
    assert sent(follow_up(outgoing, *ids))["References"].split() == ids


def test_a_follow_up_quotes_the_first_message_below(outgoing: Outgoing) -> None:
    mail = sent(follow_up(outgoing, text="Hi Anna,\n\nthe <first>."))
    plain, html = text_of(mail), text_of(mail, "html")
    assert plain.endswith("\n\nOn 1 March 2026 at 23:30, Ada Example wrote:\n> Hi Anna,\n>\n> the <first>.\n")
    assert plain.index("this is message 1") < plain.index("Unsubscribe:") < plain.index("> Hi Anna,")
    quote = html[html.index("<blockquote") :]
    assert "<p>Hi Anna,</p><p>the &lt;first&gt;.</p></blockquote>" in quote


def test_the_quote_tells_the_time_of_the_lead(outgoing: Outgoing) -> None:
    in_tokyo = changed(follow_up(outgoing), lead_zone="Asia/Tokyo")
    assert "On 2 March 2026 at 08:30, Ada Example wrote:" in text_of(sent(in_tokyo))


def test_the_first_message_quotes_nothing(outgoing: Outgoing) -> None:
    mail = sent(outgoing)
    assert "wrote:" not in text_of(mail)
    assert "<blockquote" not in text_of(mail, "html")


# Text and footer


def test_the_text_is_followed_by_the_postal_address_and_the_unsubscribe_link(outgoing: Outgoing) -> None:
    mail = sent(changed(outgoing, message_body="Hi Anna,\n\nhello.\n\nBest regards\nAda"))
    address = outgoing.assistant.postal_address
    link = f"{PUBLIC_URL}/u/{outgoing.lead.token}"
    expected = f"Hi Anna,\n\nhello.\n\nBest regards\nAda\n\n{address}\nUnsubscribe: {link}\n"
    assert text_of(mail) == expected
    html = text_of(mail, "html")
    assert "<p>Hi Anna,</p><p>hello.</p><p>Best regards<br>Ada</p>" in html
    assert f'<a href="{link}"' in html
    assert address in html


IN_THEIR_LANGUAGE = {
    "en": ("Unsubscribe", ": ", "On 1 March 2026 at 23:30, Ada Example wrote:"),
    "de": ("Abmelden", ": ", "Am 1. März 2026 um 23:30 schrieb Ada Example:"),
    "fr": ("Se désinscrire", "\u00a0: ", "Le 1 mars 2026 à 23:30, Ada Example a écrit\u00a0:"),
    "es": ("Darse de baja", ": ", "El 1 de marzo de 2026 a las 23:30, Ada Example escribió:"),
}


@pytest.mark.parametrize("language", sorted(IN_THEIR_LANGUAGE))
def test_footer_and_quotation_are_in_the_language_of_the_mail(outgoing: Outgoing, language: str) -> None:
    unsubscribe, colon, wrote = IN_THEIR_LANGUAGE[language]
    mail = sent(changed(follow_up(outgoing), lead_language=language))
    link = f"{PUBLIC_URL}/u/{outgoing.lead.token}"
    assert f"\n{unsubscribe}{colon}{link}\n\n{wrote}\n> Hi Anna" in text_of(mail)
    html = text_of(mail, "html")
    assert f">{unsubscribe}</a></p><p>{wrote}</p><blockquote" in html


def test_a_lead_whose_language_has_no_texts_gets_the_footer_in_its_assistant_s(outgoing: Outgoing) -> None:
    finnish = changed(outgoing, lead_language="fi", assistant_language="de")
    assert "\nAbmelden: https" in text_of(sent(finnish))


@pytest.mark.parametrize("language", sorted(IN_THEIR_LANGUAGE))
def test_of_a_reply_with_our_mail_quoted_below_only_the_reply_is_left(
    outgoing: Outgoing, language: str
) -> None:
    text = text_of(sent(changed(follow_up(outgoing), lead_language=language)))
    wrote = IN_THEIR_LANGUAGE[language][2]
    assert written_today(f"Thursday works.\n\n{text[text.index(wrote) :]}") == "Thursday works."
    unmarked = f"{wrote}\n\n{text}"
    assert written_today(f"Thursday works.\n\n{unmarked}") == "Thursday works."


def test_a_postal_address_keeps_its_lines(outgoing: Outgoing) -> None:
    mail = sent(changed(outgoing, assistant_postal_address="Ours & Co\n1 Quay Street, Bristol"))
    assert "\n\nOurs & Co\n1 Quay Street, Bristol\nUnsubscribe: " in text_of(mail)
    assert ">Ours &amp; Co<br>1 Quay Street, Bristol<br><a href=" in text_of(mail, "html")


def test_text_is_never_taken_for_html(outgoing: Outgoing) -> None:
    evil = changed(
        outgoing,
        message_body='<script>alert("x")</script> & <b>bold</b>',
        assistant_postal_address="<img src=x>",
    )
    html = text_of(sent(evil), "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("See https://our.example/a?b=1&c=2.", "https://our.example/a?b=1&c=2"),
        ("(https://our.example/a)", "https://our.example/a"),
        ("<https://our.example>, today", "https://our.example"),
    ],
)
def test_a_link_in_the_text_can_be_clicked(outgoing: Outgoing, text: str, link: str) -> None:
    html = text_of(sent(changed(outgoing, message_body=text)), "html")
    escaped = link.replace("&", "&amp;")
    assert f'<a href="{escaped}">{escaped}</a>' in html


def test_only_web_addresses_become_links(outgoing: Outgoing) -> None:
    html = text_of(sent(changed(outgoing, message_body='javascript:alert(1) https://xyz"onclick="y')), "html")
    assert html.count("<a ") == 2  # the cut address, and the unsubscribe link
    assert '<a href="https://xyz">https://xyz</a>&quot;onclick=&quot;y' in html


@pytest.mark.parametrize(
    "text", ["x" * 5000, "word " * 2000, "ü" * 3000, "Zeile\r\nZeile", "日本語" * 500, ".\n..\n"]
)
def test_any_text_arrives_as_it_was(outgoing: Outgoing, text: str) -> None:
    arrived = text_of(sent(changed(outgoing, message_body=text)))
    assert arrived.startswith("\n".join(text.splitlines()).rstrip("\n"))


# Names and addresses


@pytest.mark.parametrize(
    "name",
    [
        "Müller",
        'Anna "Annie"',
        "Acker, Anna",
        "Łukasz Żółć",
        "山田 太郎",
        "Anna <x@y.example>",
        "a\\b",
        "(no)",
        "x" * 300,
    ],
)
def test_any_name_arrives_as_it_was(outgoing: Outgoing, name: str) -> None:
    mail = sent(changed(outgoing, lead_first_name=name, lead_last_name="", assistant_name=name))
    for header in ("To", "From", "Reply-To"):
        (address,) = address_header(mail, header).addresses
        assert address.display_name == name
    assert [a.addr_spec for a in address_header(mail, "To").addresses] == ["anna@acme.example"]


def address_header(mail: EmailMessage, name: str) -> UniqueAddressHeader:
    header = mail[name]
    assert isinstance(header, UniqueAddressHeader)
    return header


@pytest.mark.parametrize("field", ["message_subject", "lead_first_name", "assistant_name"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\0"])
def test_no_text_of_a_lead_or_user_makes_a_header_of_its_own(
    outgoing: Outgoing, field: str, end: str
) -> None:
    mail = sent(changed(outgoing, **{field: f"Hello{end}Bcc: everybody@acme.example{end}{end}Text"}))
    assert "Bcc" not in mail
    assert text_of(mail).startswith("Hi Anna")


def test_an_address_in_copy_makes_no_header_of_its_own(outgoing: Outgoing) -> None:
    with pytest.raises(ValueError, match="CR or LF"):
        compose(changed(outgoing, message_cc="olga@our.example\r\nBcc: x@y.example"), PUBLIC_URL, NOW)


def test_a_header_has_one_line_and_no_odd_spaces() -> None:
    assert one_line(" a\tb\r\n c\u00a0d ") == "a b c d"


@pytest.mark.parametrize(
    ("email", "on_the_wire"),
    [
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("anna@straße.example", "anna@xn--strae-oqa.example"),  # another domain than strasse.example
        ("anna@例え.example", "anna@xn--r8jz45g.example"),
        ("o'neil+x@acme.example", "o'neil+x@acme.example"),
    ],
)
def test_a_domain_with_umlauts_goes_in_ascii(outgoing: Outgoing, email: str, on_the_wire: str) -> None:
    there = changed(outgoing, lead_email=email, message_cc=email)
    raw = compose(there, PUBLIC_URL, NOW)
    mail = message_from_bytes(raw, policy=SMTP)
    assert raw.isascii()
    assert mail["To"] == f"Anna <{on_the_wire}>"
    assert mail["Cc"] == on_the_wire
    assert recipients(there) == [on_the_wire, on_the_wire]


def test_an_address_with_umlauts_before_the_at_goes_in_utf_8(outgoing: Outgoing) -> None:
    """RFC 6531: such an address has no other form."""
    there = changed(outgoing, lead_email="jürgen@bücher.example", lead_first_name="Jürgen")
    headers = compose(there, PUBLIC_URL, NOW).partition(b"\r\n\r\n")[0].decode()
    assert "\r\nTo: Jürgen <jürgen@xn--bcher-kva.example>\r\n" in headers
    assert "=?utf-8?" not in headers
    assert recipients(there) == ["jürgen@xn--bcher-kva.example"]


def test_the_message_id_of_an_assistant_with_umlauts_is_plain(outgoing: Outgoing) -> None:
    assistant = replace(outgoing.assistant, email="ada@bücher.example")
    message = new_message(Store(None), outgoing.lead, assistant, "Hello", "A text.", NOW)
    mail = sent(replace(outgoing, assistant=assistant, message=message))
    assert message.message_id.endswith("@xn--bcher-kva.example>")
    assert mail["Message-ID"] == message.message_id
    assert mail["From"].addresses[0].domain == "xn--bcher-kva.example"


def test_a_long_message_id_of_our_own_is_plain_too(outgoing: Outgoing) -> None:
    long = f"<{outgoing.message.id}@mail.a-company-with-a-very-long-name-indeed.department.example>"
    raw = compose(changed(outgoing, message_message_id=long), PUBLIC_URL, NOW)
    assert long.encode() in raw


def test_the_date_is_that_of_the_hand_over(outgoing: Outgoing) -> None:
    later = NOW + timedelta(days=3)
    mail = message_from_bytes(compose(outgoing, PUBLIC_URL, later), policy=SMTP)
    assert mail["Date"].datetime == later
