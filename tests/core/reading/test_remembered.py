"""The same words are known again; two answers that only look alike are not."""

import random
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from core.history import Correction
from core.reading.corrected import CorrectedReader
from core.reading.reader import LocalReader
from core.reading.remembered import Remembered, likeness, wording_of
from core.reply import Reading, ReplyKind
from tests.core.reading.mails import raw_mail
from tests.desk import NOW

CLOSED = "Thanks for reaching out, but this topic is closed with us since spring and we go on with our own"


def corrected(text: str, kind: ReplyKind = ReplyKind.STOP, at: datetime = NOW) -> Correction:
    return Correction(wording_of(text), kind, "marie@our.example", at, text)


def alike(one: str, other: str) -> bool:
    return likeness(wording_of(one), wording_of(other)) > 0


def read(raw: bytes, *corrections: Correction) -> Reading:
    return CorrectedReader(LocalReader(), Remembered(corrections)).read(raw, received_at=NOW)


@pytest.mark.parametrize(
    "other",
    [
        CLOSED,
        f"Hi Ada,\n\n{CLOSED}.\n\nBen",
        CLOSED.upper(),
        CLOSED.replace("spring", "winter"),
        CLOSED.replace("this topic", "that topic"),
        f"Well, {CLOSED}",
    ],
)
def test_the_same_wording_is_known_again(other: str) -> None:
    assert alike(CLOSED, other)


def test_days_and_numbers_may_be_others() -> None:
    assert alike(
        "Please ring me on Tuesday 3 March at 3 pm, extension 12, we should speak",
        "Please ring me on Friday 12 June at 10:30, extension 907, we should speak",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yes, Tuesday at 3", "no, Tuesday at 3"),
        ("Yes", "No"),
        ("ok", "ok?"),
        ("👍", "👎"),
        ("Tuesday at 3", "Tuesday at 4"),
        ("Not now, thank you", "Now, thank you"),
        (CLOSED, CLOSED.replace("is closed", "is not closed")),
        (CLOSED, f"{CLOSED}?"),
        (CLOSED, f"{CLOSED}, stop"),
        (CLOSED, f"{CLOSED}, yes"),
        (CLOSED, f"{CLOSED} until later"),
        (CLOSED, CLOSED.replace("with our own", "without our own")),
        (CLOSED, "Another reply altogether, in which somebody asks how much it would cost for ten people"),
        (
            "Please do call me about this in the coming days, Tuesday is good for me",
            "Please do call me about this in the coming days, next year is good for me",
        ),
        (
            "Ich habe nach wie vor Interesse an einem Gespräch mit Ihnen über das Angebot",
            "Ich habe nach wie vor kein Interesse an einem Gespräch mit Ihnen über das Angebot",
        ),
        (
            "Nous sommes toujours intéressés par votre offre et par un rendez-vous avec vous",
            "Nous ne sommes toujours pas intéressés par votre offre et par un rendez-vous avec vous",
        ),
    ],
)
def test_what_turns_an_answer_round_is_never_overlooked(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize("text", ["", "  \n", "...", "word " * 2000])
def test_a_text_without_words_or_with_far_too_many_is_not_remembered(text: str) -> None:
    assert wording_of(text) == ()
    assert Remembered([corrected(text)]).find(text) is None


def test_very_short_texts_are_known_by_the_very_same_words_only() -> None:
    remembered = Remembered([corrected("Yes, please", ReplyKind.MEETING)])
    assert remembered.find("yes please!") is not None
    assert remembered.find("Yes, please do") is None


def test_the_same_words_win_over_words_that_are_alike_and_then_the_latest() -> None:
    old = corrected(CLOSED, ReplyKind.STOP)
    new = corrected(f"Well, {CLOSED}", ReplyKind.LATER, NOW + timedelta(days=1))
    remembered = Remembered([new, old])
    for text, expected in ((CLOSED, old), (f"Well, {CLOSED}", new), (f"So {CLOSED}", new)):
        found = remembered.find(text)
        assert found is not None
        assert found[0] is expected


def test_ten_thousand_corrections_do_not_slow_the_reading_down() -> None:
    choose = random.Random(7)
    words = [f"w{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)]

    def texts(count: int) -> list[str]:
        return [" ".join(choose.choices(words, k=choose.randint(3, 40))) for _ in range(count)]

    made = [Correction(tuple(text.split()), ReplyKind.OTHER, "", NOW, text) for text in texts(10_000)]
    remembered, asked = Remembered(made), texts(50)
    started = process_time()
    assert not any(remembered.find(text) for text in asked)
    assert (process_time() - started) / len(asked) < 0.03  # seconds a reply; about 0.002 on a free machine


# Reading


def test_a_corrected_wording_is_read_as_the_person_said_with_a_note_that_says_so() -> None:
    raw = raw_mail(f"Hi Ada,\n\n{CLOSED}.\n\nBen")
    found = read(raw, corrected(CLOSED, ReplyKind.NOT_INTERESTED))
    assert (found.kind, found.automatic) == (ReplyKind.NOT_INTERESTED, False)
    assert found.confidence == 1.0
    assert found.evidence.endswith(
        "(read as not interested since marie@our.example corrected the same words on 02 March 2026)"
    )


def test_other_words_are_read_as_before() -> None:
    raw = raw_mail("How much is it for ten people?")
    assert read(raw, corrected(CLOSED)) == LocalReader().read(raw, received_at=NOW)


def test_the_date_is_taken_from_the_reply_itself() -> None:
    text = "We shall speak again when all is done, that is on {}"
    raw = raw_mail(text.format("21 April 2026"), date="Mon, 02 Mar 2026 09:00:00 +0000")
    found = read(raw, corrected(text.format("5 May 2026"), ReplyKind.LATER))
    assert (found.kind, str(found.resume_at)) == (ReplyKind.LATER, "2026-04-21")


@pytest.mark.parametrize("kind", sorted(set(ReplyKind) - {ReplyKind.BOUNCE}))
def test_a_proved_machine_is_never_read_as_what_only_people_say(kind: ReplyKind) -> None:
    raw = raw_mail(CLOSED, auto_submitted="auto-replied")
    found = read(raw, corrected(CLOSED, kind))
    says = {ReplyKind.OUT_OF_OFFICE, ReplyKind.LEFT_COMPANY, ReplyKind.AUTO_REPLY}
    assert found.automatic
    assert found.kind in says
    assert (found.kind is kind) or kind not in says


class Asked:
    """A reader that must not be asked, as each question costs money."""

    def read(self, raw: bytes, **_given: object) -> Reading:
        raise AssertionError("the corrected words were asked about")


def test_nobody_is_asked_about_words_that_a_person_has_corrected() -> None:
    reader = CorrectedReader(Asked(), Remembered([corrected(CLOSED)]))
    assert reader.read(raw_mail(CLOSED), received_at=NOW).kind is ReplyKind.STOP


def test_a_bounce_is_never_hidden() -> None:
    text = "Delivery to anna@acme.example has failed permanently: 550 5.1.1 no such user here"
    raw = raw_mail(text, sender="mailer-daemon@mx.example", subject="Undelivered Mail Returned to Sender")
    plain = LocalReader().read(raw, received_at=datetime.now(UTC))
    assert plain.kind is ReplyKind.BOUNCE
    assert read(raw, corrected(plain.text, ReplyKind.OTHER)).kind is ReplyKind.BOUNCE
