"""What must hold for every mail there is."""

from email.message import EmailMessage
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading.mail import parse_mail
from core.reply import Reading, ReplyKind
from core.writing.texts import languages, texts
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
        "Non ora, mi ricontatti a gennaio.",
        "Haal mij van de lijst.",
        "Proszę mnie wypisać.",
        "Sim, podemos falar na quinta às 10h.",
        "Your request has been received and will be answered within two days.",
    ]
)
OURS = (
    "Hi Pat,\n\nWould a call on Thursday at 3 make sense? If I should stop writing, tell me.\n\nBest,\nAda",
    "Guten Tag Herr Reed,\n\nhaben Sie am Dienstag um 10 Uhr Zeit?\n\nMit freundlichen Grüßen\nAda Berg",
    "Hello,\n\nI was out of the office until Monday. Remove me from your list if this is not for you.",
    "Bonjour,\n\nSi vous ne souhaitez plus recevoir mes messages, dites-le-moi. Appelons-nous jeudi ?\n\nAda",
    "Hola Pat,\n\n¿Hablamos el jueves a las 10? Si no trabaja ya ahí, avíseme.\n\nSaludos,\nAda",
)
SIGNATURES = (
    "",
    "\n\nBest regards,\nPat Reed\n+44 20 7946 0018",
    "\n\n-- \nPat Reed\nAcme Ltd",
    "\n\nSent from my iPhone",
)
MARKS = ("> ", ">", "| ", "&gt; ", " > ")
ATTRIBUTIONS = (
    "On Mon, Oct 5, 2026 at 10:15 AM Ada Berg <ada@ours.example> wrote:",
    "On Mon, Oct 5, 2026 at 10:15 AM Ada Berg <ada@ours.example>\nwrote:",
    "Am 05.10.2026 um 10:15 schrieb Ada Berg <ada@ours.example>:",
    "Le lun. 5 oct. 2026 à 10:15, Ada Berg <ada@ours.example> a écrit :",
    "El lun, 5 oct 2026 a las 10:15, Ada Berg (<ada@ours.example>) escribió:",
    "Em seg., 5 de out. de 2026 às 10:15, Ada Berg <ada@ours.example> escreveu:",
    "Il giorno lun 5 ott 2026 alle ore 10:15 Ada Berg <ada@ours.example> ha scritto:",
    "Op ma 5 okt 2026 om 10:15 schreef Ada Berg <ada@ours.example>:",
    "pon., 5 paź 2026 o 10:15 Ada Berg <ada@ours.example> napisał(a):",
    "2026年10月5日(月) 10:15 Ada Berg <ada@ours.example>:",
)
HEADERS = (
    "From: Ada Berg <ada@ours.example>\nSent: Monday, October 5, 2026 10:15\nTo: Pat\nSubject: A question\n",
    "-----Original Message-----\n",
    "________________________________\nFrom: Ada Berg\nSent: Monday\nTo: Pat\nSubject: A question\n",
    "*From:* Ada Berg\n*Sent:* Monday, October 5\n*To:* Pat\n*Subject:* A question\n",
    "Von: Ada Berg\nGesendet: Montag, 5. Oktober 2026\nAn: Pat\nBetreff: Frage\n",
    "De : Ada Berg\nEnvoyé : lundi 5 octobre 2026 10:15\nÀ : Pat\nObjet : Question\n",
    "De: Ada Berg\nEnviado el: lunes, 5 de octubre de 2026\nPara: Pat\nAsunto: Pregunta\n",
    "De: Ada Berg\nEnviada em: segunda-feira, 5 de outubro\nPara: Pat\nAssunto: Pergunta\n",
    "Da: Ada Berg\nInviato: lunedì 5 ottobre 2026\nA: Pat\nOggetto: Domanda\n",
    "Van: Ada Berg\nVerzonden: maandag 5 oktober 2026\nAan: Pat\nOnderwerp: Vraag\n",
    "Od: Ada Berg\nWysłano: poniedziałek, 5 października 2026\nDo: Pat\nTemat: Pytanie\n",
    "差出人: Ada Berg\n送信日時: 2026年10月5日\n宛先: Pat\n件名: 質問\n",
)
FOOTERS = (
    "Ours Ltd, 1 Quay Street, Bristol\nUnsubscribe: https://ours.example/u/4711",
    "No more mails: https://ours.example/u/4711",
    "If you do not want to hear from us again, unsubscribe here: https://ours.example/u/4711\nOurs Ltd",
    "Sie möchten keine Mails mehr? Hier abmelden: https://ours.example/u/4711",
    "Se désabonner : https://ours.example/u/4711",
    "Darse de baja: https://ours.example/u/4711",
    *(
        f"Ours Ltd\n1 Quay Street, Bristol\n{words.unsubscribe}{words.colon}https://ours.example/u/4711"
        for words in (texts(language).footer for language in languages())
    ),
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
@settings(max_examples=80, deadline=None)
def test_no_part_of_a_mail_crashes_the_reader(kind: str, body: bytes) -> None:
    raw = (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: '
        + kind.encode()
        + b"\r\n\r\n"
    )
    assert isinstance(read_raw(raw + body + b"\r\n--b--\r\n"), Reading)


@given(
    REPLIES,
    st.sampled_from(SIGNATURES),
    st.sampled_from(OURS),
    st.sampled_from(ATTRIBUTIONS),
    st.sampled_from(MARKS),
)
@settings(max_examples=80, deadline=None)
def test_quoting_a_mail_below_a_reply_never_changes_its_kind(
    reply: str, signature: str, ours: str, attribution: str, mark: str
) -> None:
    quoted = "\n".join(f"{mark}{line}" for line in ours.split("\n"))
    with_quote, alone = read(f"{reply}{signature}\n\n{attribution}\n\n{quoted}"), read(reply)
    assert (with_quote.kind, with_quote.text) == (alone.kind, alone.text)


@given(REPLIES, st.sampled_from(SIGNATURES), st.sampled_from(OURS), st.sampled_from(HEADERS))
@settings(max_examples=80, deadline=None)
def test_a_copied_header_with_our_mail_below_never_changes_the_kind(
    reply: str, signature: str, ours: str, header: str
) -> None:
    assert read(f"{reply}{signature}\n\n{header}\n{ours}").kind is read(reply).kind


@given(
    REPLIES,
    st.sampled_from(OURS),
    st.sampled_from(("div class='gmail_quote'", "blockquote", "div id='divRplyFwdMsg'")),
    st.sampled_from(ATTRIBUTIONS),
)
@settings(max_examples=80, deadline=None)
def test_our_mail_quoted_in_html_never_changes_the_kind(
    reply: str, ours: str, tag: str, attribution: str
) -> None:
    quoted = "<br>".join(map(escape, [attribution, *ours.split("\n")]))
    mail = EmailMessage()
    mail["Subject"] = "Re: A question"
    mail.set_content(f"<p>{escape(reply)}</p><{tag}>{quoted}</{tag.split()[0]}>", subtype="html")
    assert read_raw(mail.as_bytes()).kind is read(reply).kind


@given(
    REPLIES,
    st.sampled_from(SIGNATURES),
    st.sampled_from(FOOTERS),
    st.sampled_from(("", "> ", ">> ")),
    st.booleans(),
)
@settings(max_examples=80, deadline=None)
def test_our_own_footer_below_never_makes_a_stop(
    reply: str, signature: str, footer: str, mark: str, known: bool
) -> None:
    marked = "\n".join(f"{mark}{line}" for line in footer.split("\n"))
    sent = (f"Hi Pat,\n\n{footer}",) if known else ()
    kind = read(f"{reply}{signature}\n\n{marked}", sent=sent).kind
    assert (kind is ReplyKind.STOP) == (read(reply).kind is ReplyKind.STOP)


@given(REPLIES, st.sampled_from(OURS))
@settings(deadline=None)
def test_our_mail_below_without_any_mark_changes_nothing_where_it_is_known(reply: str, ours: str) -> None:
    assert read(f"{reply}\n\n{ours}", sent=(ours,)).kind is read(reply).kind


@given(st.text(max_size=300), st.sampled_from(("auto-replied", "auto-generated")))
@settings(max_examples=80, deadline=None)
def test_no_automatic_mail_is_a_stop_or_a_meeting(text: str, value: str) -> None:
    reading = read(text.replace("\r", "").replace("\0", ""), auto_submitted=value)
    assert reading.kind not in (ReplyKind.STOP, ReplyKind.MEETING)
    assert reading.automatic


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_a_plain_text_survives_encoding_and_decoding(text: str) -> None:
    printable = "".join(each for each in text if each.isprintable())
    assert parse_mail(raw_mail(printable)).text.strip() == printable.strip()
