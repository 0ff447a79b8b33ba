import pytest

from core.reading.automatic import automatic_subject, away_subject, machine_proof, own_subject
from core.reading.mail import parse_mail
from tests.core.reading.mails import raw_mail


def proof(**headers: str) -> str:
    return machine_proof(parse_mail(raw_mail("Thanks.", **headers)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto_submitted", "auto-replied"),
        ("auto_submitted", "auto-generated (rejected)"),
        ("x_autoreply", "yes"),
        ("x_autorespond", "out"),
        ("x_auto_response_suppress", "All"),
        ("x_auto_response_suppress", "DR, OOF, AutoReply"),
        ("precedence", "auto_reply"),
        ("precedence", "bulk"),
        ("return_path", "<>"),
        ("x_failed_recipients", "gone@acme.example"),
        ("list_unsubscribe", "<https://acme.example/u>"),
    ],
)
def test_headers_of_machines_prove_one(name: str, value: str) -> None:
    assert value in proof(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto_submitted", "no"),
        ("auto_submitted", "No; owner-email=x@acme.example"),
        ("x_autoreply", "no"),
        ("precedence", "normal"),
        ("return_path", "<pat@acme.example>"),
        ("x_mailer", "Apple Mail"),
    ],
)
def test_the_same_headers_with_a_persons_value_prove_nothing(name: str, value: str) -> None:
    assert proof(**{name: value}) == ""


@pytest.mark.parametrize(
    "sender", ["no-reply@acme.example", "MAILER-DAEMON@mx.example", "noreply+7@acme.example"]
)
def test_an_address_that_nobody_reads_is_a_machine(sender: str) -> None:
    assert proof(sender=sender)


@pytest.mark.parametrize("sender", ["pat@acme.example", "nora.reply@acme.example", "bouncer@club.example"])
def test_a_name_that_only_looks_like_one_is_not(sender: str) -> None:
    assert proof(sender=sender) == ""


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: A question",
        "Automatische Antwort: Frage",
        "Réponse automatique : Question",
        "Respuesta automática: Consulta",
        "Resposta automática: Pergunta",
        "Risposta automatica: Domanda",
        "Automatisch antwoord: Vraag",
        "Automatyczna odpowiedź: Pytanie",
        "自動応答: お問い合わせ",
        "Abwesenheitsnotiz",
        "Out of Office: A question",
        "OOO Re: A question",
        "Automatisk svar: Spørgsmål",
        "Automaattinen vastaus: Kysymys",
        "Automatická odpověď: Dotaz",
        "Автоматический ответ: Вопрос",
        "Otomatik yanıt: Soru",
        "자동 회신: 질문",
        "自动答复: 问题",
        "رد تلقائي: سؤال",
        "Message d'absence : Question",
        "Fuera de la oficina: Consulta",
        "Fora do escritório: Pergunta",
        "Fuori ufficio: Domanda",
        "不在通知",
        "Vacation Response",
        "AUTO: Pat Reed is out of the office (returning 10/12/2026)",
        "Pat Reed ist außer Haus.",
        "Pat Reed est absent(e)",
    ],
)
def test_the_localised_subjects_of_autoresponders_are_known(subject: str) -> None:
    assert automatic_subject(subject)


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Automatic reply system",
        "Automotive question",
        "Re: Out of office hours",
        "Question",
        "Absence of proof",
    ],
)
def test_other_subjects_are_not(subject: str) -> None:
    assert not automatic_subject(subject)


def test_a_subject_can_say_away_behind_the_label() -> None:
    assert away_subject("Automatic reply: Out of office until Monday")
    assert not away_subject("Automatic reply: A question")


def test_of_a_subject_only_what_is_not_ours_is_read() -> None:
    assert own_subject("Re: Please unsubscribe me") == ""
    assert own_subject("Ticket 4711 Re: A question") == "Ticket 4711"
    assert own_subject("Automatic reply: gone fishing") == "gone fishing"
    assert own_subject("I have left Acme") == "I have left Acme"
