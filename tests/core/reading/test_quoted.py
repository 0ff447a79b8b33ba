import pytest

from core.reading.quoted import written_today
from core.reading.signature import without_signature

OURS = "Hi Pat,\n\nWould a short call next week make sense for you?\n\nBest,\nAda"
QUOTED = "\n".join(f"> {line}" for line in OURS.split("\n"))


def new_text(text: str, *sent: str) -> str:
    return without_signature(written_today(text, "Re: A question", sent))


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, Oct 5, 2026 at 10:15 AM Ada Berg <ada@ours.example> wrote:",
        "On Mon, Oct 5, 2026 at 10:15 AM Ada Berg <\nada@ours.example> wrote:",
        "Am 05.10.2026 um 10:15 schrieb Ada Berg <ada@ours.example>:",
        "Am Mo., 5. Okt. 2026 um 10:15 Uhr schrieb Ada Berg <ada@ours.example>:",
        "Le lun. 5 oct. 2026 à 10:15, Ada Berg <ada@ours.example> a écrit :",
        "El lun, 5 oct 2026 a las 10:15, Ada Berg (<ada@ours.example>) escribió:",
        "Em seg., 5 de out. de 2026 às 10:15, Ada Berg <ada@ours.example> escreveu:",
        "Il giorno lun 5 ott 2026 alle ore 10:15 Ada Berg <ada@ours.example> ha scritto:",
        "Op ma 5 okt 2026 om 10:15 schreef Ada Berg <ada@ours.example>:",
        "pon., 5 paź 2026 o 10:15 Ada Berg <ada@ours.example> napisał(a):",
        "W dniu 05.10.2026 o 10:15, Ada Berg pisze:",
        "2026年10月5日(月) 10:15 Ada Berg <ada@ours.example>:",
        "Ada Berg <ada@ours.example> wrote:",
        "On 24 November 2026 at 13:52, Ada Berg wrote:",
        "Am 24. November 2026 um 13:52 schrieb Ada Berg:",
        "Le 24 novembre 2026 à 13:52, Ada Berg a écrit\u00a0:",
        "El 24 de noviembre de 2026 a las 13:52, Ada Berg escribió:",
    ],
)
def test_quoted_mail_is_taken_away_under_the_attributions_of_many_programs(attribution: str) -> None:
    assert new_text(f"Thursday works.\n\n{attribution}\n\n{QUOTED}") == "Thursday works."


@pytest.mark.parametrize(
    "header",
    [
        "From: Ada Berg <ada@ours.example>\nSent: Monday, October 5, 2026\nTo: Pat\nSubject: A question",
        "Von: Ada Berg <ada@ours.example>\nGesendet: Montag, 5. Oktober 2026 10:15\nAn: Pat\nBetreff: Frage",
        "De : Ada Berg\nEnvoyé : lundi 5 octobre 2026 10:15\nÀ : Pat\nObjet : Question",
        "De: Ada Berg\nEnviado el: lunes, 5 de octubre de 2026\nPara: Pat\nAsunto: Pregunta",
        "De: Ada Berg\nEnviada em: segunda-feira\nPara: Pat\nAssunto: Pergunta",
        "Da: Ada Berg\nInviato: lunedì 5 ottobre 2026\nA: Pat\nOggetto: Domanda",
        "Van: Ada Berg\nVerzonden: maandag 5 oktober 2026\nAan: Pat\nOnderwerp: Vraag",
        "Od: Ada Berg\nWysłano: poniedziałek, 5 października 2026\nDo: Pat\nTemat: Pytanie",
        "差出人: Ada Berg\n送信日時: 2026年10月5日\n宛先: Pat\n件名: 質問",
        "*From:* Ada Berg <ada@ours.example>\n*Sent:* Monday, October 5\n*To:* Pat\n*Subject:* A question",
        "-----Original Message-----\nFrom: Ada Berg",
        "-----Ursprüngliche Nachricht-----\nVon: Ada Berg",
        "________________________________\nFrom: Ada Berg\nSent: Monday\nTo: Pat\nSubject: A question",
    ],
)
def test_the_history_below_a_copied_header_is_taken_away(header: str) -> None:
    assert new_text(f"Thursday works.\n\n{header}\n\n{OURS}") == "Thursday works."


def test_what_is_written_below_or_between_quoted_lines_is_kept() -> None:
    text = f"On Mon, Oct 5, 2026 at 10:15 AM Ada <ada@ours.example> wrote:\n{QUOTED}\n\nYes, Tuesday."
    assert new_text(text) == "Yes, Tuesday."
    between = "> Would a short call make sense?\nYes.\n> When?\nTuesday."
    assert new_text(between) == "Yes.\nTuesday."


def test_lines_of_ours_are_taken_away_in_any_language_without_any_mark() -> None:
    ours = "Haben Sie nächste Woche Zeit für ein kurzes Gespräch?\nKeine Mails mehr: https://ours.example/u/1"
    assert new_text(f"Gern, Dienstag.\n\n{ours}", ours) == "Gern, Dienstag."
    wrapped = "Gern, Dienstag.\n\nHaben Sie nächste Woche Zeit für\nein kurzes Gespräch?"
    assert new_text(wrapped, ours) == "Gern, Dienstag."


def test_of_a_mail_that_only_forwards_the_text_of_the_other_is_read() -> None:
    header = (
        "---------- Forwarded message ---------\nFrom: Pat <pat@acme.example>\nDate: Mon\nSubject: Re: Hi"
    )
    text = f"{header}\n\nNot for us."
    assert without_signature(written_today(text, "Fwd: Re: Hi")) == "Not for us."


@pytest.mark.parametrize(
    "end",
    [
        "-- \nPat Reed\nAcme Ltd",
        "Best regards,\nPat Reed\nCEO | Acme Ltd\n+1 415 555 0101",
        "Mit freundlichen Grüßen\nPat Reed",
        "Cordialement,\nPat",
        "Saludos,\nPat",
        "Atenciosamente,\nPat",
        "Cordiali saluti\nPat",
        "Met vriendelijke groet,\nPat",
        "Pozdrawiam\nPat",
        "よろしくお願いいたします。\n佐藤",
        "Sent from my iPhone",
        "Von meinem iPhone gesendet",
        "This e-mail and any attachments are confidential. If you are not the recipient, unsubscribe.",
        "Diese E-Mail enthält vertrauliche Informationen.\nBitte löschen Sie diese E-Mail.",
        "You can unsubscribe from our newsletter here: https://acme.example/u",
    ],
)
def test_closing_signature_and_legal_footer_say_nothing(end: str) -> None:
    assert new_text(f"Thursday works for me.\n\n{end}") == "Thursday works for me."


def test_a_postscript_below_the_signature_is_kept() -> None:
    text = "Thanks for the mail.\n\nBest,\nPat\n\nPS: please take me off the list."
    assert "take me off" in new_text(text)


def test_a_thanks_that_is_all_there_is_stays() -> None:
    assert new_text("Thanks!") == "Thanks!"
    assert new_text("Hi Ada,\n\nThanks\n\nPat").startswith("Hi Ada,\n\nThanks")


def test_a_request_with_a_link_in_it_is_no_footer() -> None:
    assert new_text("Please unsubscribe me from https://ours.example/list") != ""
