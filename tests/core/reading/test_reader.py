from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.reading.reader import LocalReader
from core.reply import BounceKind, Reading, ReplyKind
from tests.core.reading.mails import TUESDAY, raw_mail, read, read_raw


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sounds good, does Thursday at 2pm work?", ReplyKind.MEETING),
        ("Please take me off your list.", ReplyKind.STOP),
        ("I'm out of the office until Monday.", ReplyKind.OUT_OF_OFFICE),
        ("I no longer work for Acme.", ReplyKind.LEFT_COMPANY),
        ("Interesting, please send me more information.", ReplyKind.INTERESTED),
        ("How much does it cost?", ReplyKind.QUESTION),
        ("Not now, please get back to me in January.", ReplyKind.LATER),
        ("I'm not the right person, please contact Ruth (ruth@acme.example).", ReplyKind.REFERRAL),
        ("Thanks, but we're not interested.", ReplyKind.NOT_INTERESTED),
        ("Thank you, received.", ReplyKind.OTHER),
    ],
)
def test_each_kind_is_read_from_what_people_write(text: str, kind: ReplyKind) -> None:
    reading = read(text)
    assert reading.kind is kind
    assert reading.evidence
    assert 0 < reading.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Bitte nehmen Sie mich aus Ihrem Verteiler.",
        "Merci de me retirer de votre liste.",
        "Por favor, elimínenme de su lista.",
        "Por favor, removam meu e-mail da lista.",
        "Per favore, cancellatemi dalla lista.",
        "Verwijder mij van uw lijst.",
        "Proszę o usunięcie mnie z listy.",
        "リストから削除してください。",
    ],
)
def test_a_wish_to_stop_is_read_in_nine_languages(text: str) -> None:
    assert read(text).kind is ReplyKind.STOP


@pytest.mark.parametrize(
    "text",
    [
        "I can't stop thinking about it, tell me more!",
        "No need to unsubscribe me, I like your mails.",
        "I'm out of options and your mail came just in time. Tell me more.",
        "Let's not meet, an email is enough.",
        "Thanks!\n\nPat\nOut of office hours: 555-0142",
        "I'll stop by tomorrow to get the keys.",
        "Please stop the order, I ordered twice.",
        "Sorry, can't make Tuesday at 3.",
        "Den Termin am Mittwoch muss ich leider absagen.",
        "Please do not stop writing to me.",
        "Bitte streichen Sie mich nicht aus dem Verteiler.",
        "Por favor, no me den de baja.",
    ],
)
def test_near_misses_do_neither_stop_nor_move_a_lead(text: str) -> None:
    assert read(text).kind not in (ReplyKind.STOP, ReplyKind.MEETING, ReplyKind.OUT_OF_OFFICE)


@pytest.mark.parametrize(
    "around",
    [
        "Hi Ada,\n\nSorry for the slow answer, it was a busy month. {} Have a nice weekend!\n\nPat",
        "Thanks for your message. I read it on the train. We are moving offices this week.\n\n{}",
        "{}\n\nI hope you had a good holiday. My colleague says hello.",
    ],
)
@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Please take us off your list.", ReplyKind.STOP),
        ("Could we talk on Thursday at 10?", ReplyKind.MEETING),
        ("We're not interested in this.", ReplyKind.NOT_INTERESTED),
    ],
)
def test_one_sentence_among_others_says_what_the_mail_is_about(
    around: str, sentence: str, kind: ReplyKind
) -> None:
    assert read(around.format(sentence)).kind is kind


def test_a_declined_time_is_a_meeting_only_where_another_is_offered() -> None:
    declined = read("Sorry, Monday at 10 doesn't work for me.")
    moved = read("Sorry, Monday at 10 doesn't work for me. Could we do Thursday at 2?")
    assert declined.kind is not ReplyKind.MEETING
    assert (moved.kind, moved.meeting_at) == (ReplyKind.MEETING, datetime(2026, 10, 8, 14, 0, tzinfo=UTC))


def test_a_wish_to_stop_beside_a_polite_word_or_another_wish_is_still_one() -> None:
    assert (
        read("Thanks for the kind words. We found somebody else, so please remove me.").kind is ReplyKind.STOP
    )
    assert read("Not interested, and please delete my data under GDPR.").kind is ReplyKind.STOP


def test_a_meeting_carries_its_day_and_time() -> None:
    reading = read("Yes, let's talk Thursday at 3pm.", date="Tue, 06 Oct 2026 09:00:00 +0200")
    assert reading.meeting_at == datetime(2026, 10, 8, 15, 0, tzinfo=timezone(timedelta(hours=2)))
    assert read("Yes, Thursday is fine for a call.").meeting_at == date(2026, 10, 8)
    assert read("Happy to talk. Call me.").meeting_at is None


def test_without_a_date_the_day_it_was_received_counts_in_the_leads_zone() -> None:
    raw = b"Subject: Re: A question\r\n\r\nLet's talk tomorrow at 9.\r\n"
    received = datetime(2026, 10, 6, 23, 30, tzinfo=UTC)
    reading = LocalReader().read(raw, received_at=received, zone="Europe/Berlin")
    assert reading.meeting_at == datetime(2026, 10, 8, 7, 0, tzinfo=UTC)


def test_an_out_of_office_carries_the_first_day_back() -> None:
    reading = read(
        "I am away until 12 October.", "Automatic reply: A question", auto_submitted="auto-replied"
    )
    assert (reading.kind, reading.return_date) == (ReplyKind.OUT_OF_OFFICE, date(2026, 10, 12))
    assert reading.automatic


def test_a_month_first_date_is_told_by_the_zone_of_the_mail() -> None:
    american = read("I am out of the office until 10/12.", date="Tue, 06 Oct 2026 09:00:00 -0500")
    british = read("I am out of the office until 10/12.", date="Tue, 06 Oct 2026 09:00:00 +0100")
    assert (american.return_date, british.return_date) == (date(2026, 10, 12), date(2026, 12, 10))
    assert read("I am out of the office until 10/12.").return_date is None


def test_a_later_carries_the_day_to_write_again() -> None:
    assert read("Not now. Please write again in January.").resume_at == date(2027, 1, 1)
    assert read("Please get back to me in two weeks.").resume_at == date(2026, 10, 20)
    assert read("Non adesso, ne riparliamo a gennaio.").resume_at == date(2027, 1, 1)
    assert read("Maybe later.").resume_at is None


def test_the_address_of_who_is_in_charge_or_comes_after_is_found() -> None:
    referred = read("Wrong person, please write to Ruth: ruth@acme.example")
    assert (referred.kind, referred.referred_email) == (ReplyKind.REFERRAL, "ruth@acme.example")
    left = read("I have left Acme. My successor is Bo, bo@acme.example. Yours, pat@acme.example")
    assert (left.kind, left.successor_email) == (ReplyKind.LEFT_COMPANY, "bo@acme.example")


def test_phone_numbers_are_found_also_in_the_signature() -> None:
    reading = read("Call me.\n\nBest regards,\nPat\nT: +44 20 7946 0018\nwww.acme.example")
    assert reading.phones == ("+44 20 7946 0018",)
    assert "7946" not in reading.text


def test_a_bounce_says_which_address_failed_and_why() -> None:
    reading = read(
        "A message that you sent could not be delivered:\n\n  gone@acme.example\n    550 5.1.1 unknown user",
        "Mail delivery failed",
        sender="mailer-daemon@mx.example",
    )
    assert (reading.kind, reading.bounce, reading.automatic) == (ReplyKind.BOUNCE, BounceKind.HARD, True)
    assert (reading.failed_email, reading.status_code) == ("gone@acme.example", "5.1.1")


@pytest.mark.parametrize(
    "text", ["Please unsubscribe and remove me.", "Let's meet on Tuesday at 3.", "Call me at 4."]
)
def test_an_automatic_mail_is_never_a_stop_or_a_meeting(text: str) -> None:
    reading = read(text, auto_submitted="auto-replied")
    assert reading.kind in (ReplyKind.AUTO_REPLY, ReplyKind.OUT_OF_OFFICE, ReplyKind.LEFT_COMPANY)
    assert reading.automatic


def test_an_out_of_office_that_says_call_me_is_no_meeting() -> None:
    reading = read("I am on vacation until the 13th. If it is urgent call me Tuesday at 3.", "Out of office")
    assert (reading.kind, reading.return_date) == (ReplyKind.OUT_OF_OFFICE, date(2026, 10, 13))


def test_an_empty_reply_is_for_a_person() -> None:
    reading = read("", "Re: A question")
    assert (reading.kind, reading.text, reading.error) == (ReplyKind.OTHER, "", "")


def test_a_mail_that_cannot_be_parsed_is_kept_as_other_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ValueError("no such mail")

    monkeypatch.setattr("core.reading.mail.message_from_bytes", refuse)
    reading = read_raw(b"gibberish")
    assert reading.kind is ReplyKind.OTHER
    assert "no such mail" in reading.error


def test_the_same_mail_is_always_read_the_same() -> None:
    raw = raw_mail("Can we talk on Friday? My number is 020 7946 0018.")
    readings: set[Reading] = {LocalReader().read(raw, received_at=TUESDAY) for _ in range(3)}
    assert len(readings) == 1
