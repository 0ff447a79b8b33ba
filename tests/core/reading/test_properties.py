"""What must hold for every mail there is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading.mail import parse_mail
from core.reply import Reading, ReplyKind
from tests.core.reading.mails import raw_mail, read, read_raw

REPLIES = st.sampled_from(
    [
        "Thursday at 3 works for me.",
        "Please take me off your list.",
        "Klingt interessant, schicken Sie mir bitte Unterlagen.",
        "No me interesa, gracias.",
        "How much does it cost for ten people?",
        "I'm out of the office until Monday and will answer then.",
        "Je ne suis pas la bonne personne, contactez ma collègue Claire.",
        "Frau Weber arbeitet nicht mehr bei uns.",
        "来週の火曜日なら大丈夫です。",
        "Thanks, received.",
    ]
)
OURS = (
    "Hi Pat,\n\nWould a call on Thursday at 3 make sense? If I should stop writing, tell me.\n\nBest,\nAda",
    "Guten Tag Herr Reed,\n\nhaben Sie am Dienstag um 10 Uhr Zeit?\n\nMit freundlichen Grüßen\nAda Berg",
    "Hello,\n\nI was out of the office until Monday. Remove me from your list if this is not for you.",
)
ATTRIBUTIONS = (
    "On Mon, Oct 5, 2026 at 10:15 AM Ada Berg <ada@ours.example> wrote:",
    "Am 05.10.2026 um 10:15 schrieb Ada Berg <ada@ours.example>:",
    "Le lun. 5 oct. 2026 à 10:15, Ada Berg <ada@ours.example> a écrit :",
)
HEADERS = (
    "From: Ada Berg <ada@ours.example>\nSent: Monday, October 5, 2026 10:15\nTo: Pat\nSubject: A question\n",
    "-----Original Message-----\n",
    "Von: Ada Berg\nGesendet: Montag, 5. Oktober 2026\nAn: Pat\nBetreff: Frage\n",
)
FOOTERS = (
    "No more mails: https://ours.example/u/4711",
    "If you do not want to hear from us again, unsubscribe here: https://ours.example/u/4711\nOurs Ltd",
    "Sie möchten keine Mails mehr? Hier abmelden: https://ours.example/u/4711",
)


@given(st.binary(max_size=3000))
@settings(max_examples=300, deadline=None)
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    assert isinstance(read_raw(raw), Reading)


@given(
    head=st.lists(
        st.tuples(
            st.sampled_from(("Subject", "Content-Type", "Date", "From", "Content-Transfer-Encoding")),
            st.text(max_size=60),
        )
    ),
    body=st.binary(max_size=500),
)
@settings(max_examples=300, deadline=None)
def test_no_headers_crash_the_reader(head: list[tuple[str, str]], body: bytes) -> None:
    raw = "".join(f"{name}: {value}\r\n" for name, value in head).encode("utf-8", "surrogatepass")
    reading = read_raw(raw + b"\r\n" + body)
    assert isinstance(reading, Reading)
    assert "\0" not in reading.text + reading.evidence + reading.error


@given(
    st.sampled_from(("text/calendar", "application/ms-tnef", "text/html", "message/delivery-status")),
    st.binary(max_size=500),
)
@settings(max_examples=200, deadline=None)
def test_no_part_of_a_mail_crashes_the_reader(kind: str, body: bytes) -> None:
    raw = (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: '
        + kind.encode()
        + b"\r\n\r\n"
    )
    assert isinstance(read_raw(raw + body + b"\r\n--b--\r\n"), Reading)


@given(REPLIES, st.sampled_from(OURS), st.sampled_from(ATTRIBUTIONS))
@settings(deadline=None)
def test_quoting_a_mail_below_a_reply_never_changes_its_kind(reply: str, ours: str, attribution: str) -> None:
    quoted = "\n".join(f"> {line}" for line in ours.split("\n"))
    with_quote, alone = read(f"{reply}\n\n{attribution}\n\n{quoted}"), read(reply)
    assert (with_quote.kind, with_quote.text) == (alone.kind, alone.text)


@given(REPLIES, st.sampled_from(OURS), st.sampled_from(HEADERS))
@settings(deadline=None)
def test_a_copied_header_with_our_mail_below_never_changes_the_kind(
    reply: str, ours: str, header: str
) -> None:
    assert read(f"{reply}\n\n{header}\n{ours}").kind is read(reply).kind


@given(REPLIES, st.sampled_from(FOOTERS), st.booleans())
@settings(deadline=None)
def test_our_own_footer_below_never_makes_a_stop(reply: str, footer: str, known: bool) -> None:
    kind = read(f"{reply}\n\n{footer}", sent=(f"Hi Pat,\n\n{footer}",) if known else ()).kind
    assert (kind is ReplyKind.STOP) == (read(reply).kind is ReplyKind.STOP)


@given(REPLIES, st.sampled_from(OURS))
@settings(deadline=None)
def test_our_mail_below_without_any_mark_changes_nothing_where_it_is_known(reply: str, ours: str) -> None:
    assert read(f"{reply}\n\n{ours}", sent=(ours,)).kind is read(reply).kind


@given(st.text(max_size=300), st.sampled_from(("auto-replied", "auto-generated")))
@settings(max_examples=200, deadline=None)
def test_no_automatic_mail_is_a_stop_or_a_meeting(text: str, value: str) -> None:
    reading = read(text.replace("\r", "").replace("\0", ""), auto_submitted=value)
    assert reading.kind not in (ReplyKind.STOP, ReplyKind.MEETING)
    assert reading.automatic


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_a_plain_text_survives_encoding_and_decoding(text: str) -> None:
    printable = "".join(each for each in text if each.isprintable())
    assert parse_mail(raw_mail(printable)).text.strip() == printable.strip()
