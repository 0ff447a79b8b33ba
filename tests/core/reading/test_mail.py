import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from core.reading.mail import parse_mail
from tests.core.reading.mails import raw_mail


def test_the_headers_that_matching_needs_are_decoded() -> None:
    mail = parse_mail(
        b"Message-ID: <in-1@acme.example>\r\n"
        b"In-Reply-To: <out-1@ours.example>\r\n"
        b"References: <out-0@ours.example>\r\n <out-1@ours.example>\r\n"
        b"From: =?utf-8?q?J=C3=B6rg_Weber?= <Joerg.Weber@Acme.Example>\r\n"
        b"To: Ada <ada@OURS.example>, second@ours.example\r\n"
        b"Cc: boss@acme.example\r\nDelivered-To: ada+token@ours.example\r\n"
        b"Subject: =?iso-8859-1?q?R=FCckfrage?=\r\n zum Angebot\r\n"
        b"Date: Tue, 06 Oct 2026 11:00:00 +0200\r\n\r\nHallo\r\n"
    )
    assert mail.message_id == "<in-1@acme.example>"
    assert mail.in_reply_to == ("<out-1@ours.example>",)
    assert mail.references == ("<out-0@ours.example>", "<out-1@ours.example>")
    assert (mail.sender, mail.sender_name) == ("joerg.weber@acme.example", "Jörg Weber")
    assert mail.to == (
        "ada@ours.example",
        "second@ours.example",
        "boss@acme.example",
        "ada+token@ours.example",
    )
    assert mail.subject == "Rückfrage zum Angebot"
    assert mail.date == datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
    assert mail.text.strip() == "Hallo"
    assert mail.error == ""


def test_a_mail_without_any_header_is_its_text() -> None:
    mail = parse_mail(b"\r\njust a line\r\n")
    assert (mail.message_id, mail.sender, mail.date, mail.text.strip()) == ("", "", None, "just a line")


@pytest.mark.parametrize(
    ("charset", "encoded", "text"),
    [
        ("", "Grüße".encode("cp1252"), "Grüße"),
        ("us-ascii", "Grüße".encode(), "Grüße"),
        ("iso-8859-1", "„Zitat“ – 5 €".encode("cp1252"), "„Zitat“ – 5 €"),
        ("iso-8859-2", "Dziękuję".encode("iso-8859-2"), "Dziękuję"),
        ("x-unknown", "déjà".encode(), "déjà"),
        ("ANSI_X3.4-1968", b"plain", "plain"),
        ("shift_jis", "了解しました".encode("cp932"), "了解しました"),
        ("iso-2022-jp", "了解しました".encode("iso-2022-jp"), "了解しました"),
        ("", "了解しました".encode("iso-2022-jp"), "了解しました"),
        ("gb2312", "好的，谢谢".encode("gb18030"), "好的，谢谢"),
        ("ks_c_5601-1987", "감사합니다".encode("cp949"), "감사합니다"),
    ],
)
def test_text_in_any_charset_and_under_a_wrong_one_is_readable(
    charset: str, encoded: bytes, text: str
) -> None:
    head = f"Content-Type: text/plain; charset={charset}\r\n" if charset else ""
    raw = head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + encoded
    assert parse_mail(raw).text.strip() == text


def test_an_empty_charset_does_not_stop_the_reading() -> None:
    mail = parse_mail(b'Content-Type: text/plain; charset=""\r\nSubject: =??q?x?=\r\n\r\nHello\r\n')
    assert (mail.text.strip(), mail.error) == ("Hello", "")


def test_eight_bit_bytes_in_a_header_become_letters() -> None:
    assert parse_mail("Subject: Grüße aus Köln\r\n\r\n".encode()).subject == "Grüße aus Köln"
    assert parse_mail("Subject: Grüße aus Köln\r\n\r\n".encode("cp1252")).subject == "Grüße aus Köln"


def test_a_mail_that_has_only_html_is_read_as_plain_text() -> None:
    mail = EmailMessage()
    mail.set_content(
        "<html><head><style>p {color: red}</style></head><body><p>Thursday&nbsp;works.</p>"
        "<div>Best,<br>Pat</div><span style='display:none'>hidden</span></body></html>",
        subtype="html",
    )
    text = parse_mail(mail.as_bytes()).text
    assert [line for line in text.split("\n") if line] == ["Thursday works.", "Best,", "Pat"]


def test_what_a_mail_program_marked_as_quoted_in_html_carries_the_usual_mark() -> None:
    mail = EmailMessage()
    mail.set_content(
        "<p>Yes please.</p><div class='gmail_quote'>On Monday Ada wrote:"
        "<blockquote>Shall I send it?</blockquote></div>",
        subtype="html",
    )
    lines = [line for line in parse_mail(mail.as_bytes()).text.split("\n") if line]
    assert lines == ["Yes please.", "> On Monday Ada wrote:", ">> Shall I send it?"]


def test_a_link_named_unsubscribe_in_html_is_not_a_persons_word() -> None:
    mail = EmailMessage()
    mail.set_content(
        "<p>Thursday works.</p><a href='https://ours.example/u/1'>Unsubscribe</a>", subtype="html"
    )
    assert parse_mail(mail.as_bytes()).text.strip() == "Thursday works."
    mail.set_content("<p>Unsubscribe</p>", subtype="html")
    assert parse_mail(mail.as_bytes()).text.strip() == "Unsubscribe"


def test_the_html_version_is_read_where_the_plain_one_says_nothing() -> None:
    mail = EmailMessage()
    mail.set_content("Your client does not support HTML.")
    mail.add_alternative("<p>Please call me.</p>", subtype="html")
    assert parse_mail(mail.as_bytes()).text.strip() == "Please call me."


def test_a_mail_that_only_wraps_another_is_read_as_that_one() -> None:
    outer, inner = EmailMessage(), EmailMessage()
    inner["Subject"] = "Re: A question"
    inner.set_content("Please take me off your list.")
    outer["Subject"] = "Fwd: Re: A question"
    outer.make_mixed()
    outer.attach(inner)
    assert "take me off" in parse_mail(outer.as_bytes()).text


def test_attached_texts_are_no_part_of_what_was_written() -> None:
    mail = EmailMessage()
    mail.set_content("See attached.")
    mail.add_attachment("unsubscribe me", filename="notes.txt")
    assert parse_mail(mail.as_bytes()).text.strip() == "See attached."


def test_a_broken_winmail_is_named_and_loses_nothing_else() -> None:
    mail = MIMEMultipart()
    mail["Subject"] = "Re: A question"
    mail.attach(MIMEApplication(b"\x78\x9f\x3e\x22broken", "ms-tnef"))
    parsed = parse_mail(mail.as_bytes())
    assert parsed.subject == "Re: A question"
    assert parsed.text == ""


def tnef(body: bytes) -> bytes:
    """A winmail.dat whose only attribute is the text of the mail (attBody, a string)."""
    attribute = (
        struct.pack("<BHHI", 1, 0x800C, 0x0002, len(body)) + body + struct.pack("<H", sum(body) % 65536)
    )
    return struct.pack("<IH", 0x223E9F78, 1) + attribute


def test_the_text_inside_a_winmail_is_read_where_there_is_no_other() -> None:
    mail = MIMEMultipart()
    mail.attach(MIMEApplication(tnef(b"Please take me off your list.\0"), "ms-tnef"))
    assert parse_mail(mail.as_bytes()).text.strip() == "Please take me off your list."


def test_winmail_beside_a_text_changes_nothing() -> None:
    mail = MIMEMultipart()
    mail.attach(MIMEText("Thursday is fine."))
    mail.attach(MIMEApplication(b"\x78\x9f\x3e\x22", "ms-tnef"))
    assert parse_mail(mail.as_bytes()).text.strip() == "Thursday is fine."


def test_a_mail_cut_off_in_the_middle_keeps_what_came() -> None:
    head = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
    assert parse_mail(head + b"Call me tomorrow").text.strip() == "Call me tomorrow"


@pytest.mark.parametrize("date", ["gibberish", "Tue, 99 Foo 2026 99:99:99 +9999", ""])
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    assert parse_mail(raw_mail("x", date=date)).date is None


def test_the_ids_of_the_mail_that_a_report_returns_are_found() -> None:
    raw = (
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; gone@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <out-1@ours.example>\r\n\r\n--b--\r\n"
    )
    mail = parse_mail(raw)
    assert mail.original_message_ids == ("<out-1@ours.example>",)
    assert mail.report[1]["status"] == "5.1.1"
    returned_whole = raw.replace(b"text/rfc822-headers", b"message/rfc822")
    assert parse_mail(returned_whole).original_message_ids == ("<out-1@ours.example>",)
