"""What every mail must keep to, over sources, tones and the contexts that people type."""

import re
from itertools import product

import pytest

from core.schedule import RECOMMENDED, Tone
from core.writing.template import write
from tests.core.writing.briefs import CONTEXTS, INFORMATION, SOURCES, brief, upload_keys

SPAM = re.compile(
    r"\b(free|guarantee\w*|act now|limited|urgent\w*|click|winner|cash|discount\w*|offer\w*|buy|cheap|special"
    r"|exclusive\w*|opportunity|amazing|deal|last chance|hurry up|don't miss|asap|bonus|promotion)\b",
    re.IGNORECASE,
)
ODD = re.compile(r"  | [,;:?]| \.(?!\w)|[.,;:]{2}|\?\.|!|…\.|[{}]|\bNone\b|\(\s*\)", re.IGNORECASE)
TWICE = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
ALL_SOURCES = [*SOURCES, "Webinar", ""]


def faults(body: str) -> list[str]:
    """What a reader would stumble on."""
    paragraphs = body.split("\n\n")
    found = [pattern.pattern for pattern in (SPAM, ODD, TWICE) if pattern.search(body)]
    found += [p for p in paragraphs[1:-1] if p[-1] not in ".?…" or not (p[0].isupper() or p[0].isdigit())]
    if len(body.split()) >= 90:
        found.append("too long")
    if body.count("?") != 1:
        found.append("not one question")
    return found


@pytest.mark.parametrize("source", ALL_SOURCES)
@pytest.mark.parametrize("tone", Tone)
def test_no_mail_for_any_source_tone_and_context_has_a_fault(source, tone):
    keys = upload_keys(6)
    for n, (context, step, information) in enumerate(product(CONTEXTS, (1, 2, 7), ("", INFORMATION))):
        given = brief(
            lead_key=keys[n % 6],
            source=source,
            tone=tone,
            context=context,
            step=step,
            additional_information=information,
        )
        body = write(given).body
        assert not faults(body), body


def test_every_sentence_of_every_pool_is_without_fault():
    for source, tone, context in product(ALL_SOURCES, Tone, ["our new pricing", ""]):
        for key, step in product(upload_keys(13), (1, 2)):
            body = write(brief(lead_key=key, source=source, tone=tone, context=context, step=step)).body
            assert not faults(body), body


def test_the_first_mail_greets_says_where_from_and_why_and_asks_before_it_closes():
    body = write(brief(additional_information=INFORMATION)).body
    greeting, why, information, question, signature = body.split("\n\n")
    assert greeting in ("Hi Anna,", "Hello Anna,")
    assert "event" in why.lower()
    assert "CyberSecurity" in why
    assert information == INFORMATION
    assert re.fullmatch(r"[^?]+\? [^?]+\.", question)
    assert signature.endswith("Ines Costa\nSales Assistant, Northwind")


@pytest.mark.parametrize("tone", Tone)
def test_a_follow_up_is_two_short_lines_with_the_additional_information_just_before_the_question(tone):
    for key in upload_keys(20):
        given = brief(lead_key=key, tone=tone, step=3, additional_information=INFORMATION)
        _, line, information, question, _ = write(given).body.split("\n\n")
        assert "about CyberSecurity" in line
        assert len(line.split()) <= 32
        assert information == INFORMATION
        assert "?" in question
        assert len(question.split()) <= 26


@pytest.mark.parametrize("context", ["our new pricing", "Our new pricing.", "About our new pricing"])
def test_a_context_reads_as_part_of_the_sentence_however_it_was_typed(context):
    mail = write(brief(context=context, tone=Tone.GENTLE, step=2))
    assert "about our new pricing" in mail.body
    assert "about about" not in mail.body.lower()
    assert "our new pricing" in mail.subject


def test_a_long_context_is_cut_between_words():
    mail = write(brief(context=CONTEXTS[-1]))
    assert "the migration of all branch offices of a regional bank" in mail.body
    assert "…" in mail.body
    assert len(mail.subject) < 100


def test_braces_in_a_context_or_a_name_stay_as_they_were_typed():
    body = write(brief(context="{first_name} and {0}", first_name="{context}", step=2)).body
    assert "about {first_name} and {0}" in body
    assert " {context},\n" in body


def test_the_five_sources_are_known_however_they_are_spelled():
    for source in ("Phone Meeting", "phone meeting", "PhoneMeeting", "phone-meeting"):
        opening = write(brief(source=source)).body.split("\n\n")[1]
        assert re.search(r"\b(phone|call)\b", opening)


def test_a_source_that_the_team_added_is_named():
    for key in upload_keys(13):
        for source, named in (("Webinar", "Webinar"), ("The spring webinar", "spring webinar")):
            opening = write(brief(lead_key=key, source=source)).body.split("\n\n")[1]
            assert re.search(rf"\bour {named} (contacts|team)\b", opening, re.IGNORECASE)


@pytest.mark.parametrize("name", ["Łukasz", "محمد", "美咲", "นภา", "Anne-Marie", "O'Neil", "علی‌رضا"])
def test_a_first_name_of_any_script_stands_in_the_greeting(name):
    assert write(brief(first_name=name)).body.split("\n")[0] in (f"Hi {name},", f"Hello {name},")


def test_a_first_name_never_brings_lines_of_its_own():
    name = "Anna\r\nBcc: everyone@example.com\x0b\u2028\x85x"
    first, second, *_ = write(brief(first_name=name)).body.split("\n")
    assert first.endswith(" Anna Bcc: everyone@example.com x,")
    assert second == ""


@pytest.mark.parametrize(("name", "greeted"), [(" Anna, ", "Anna"), ("", "there"), ("?", "there")])
def test_a_greeting_has_one_comma_and_never_an_empty_name(name, greeted):
    assert re.match(rf"(Hi|Hello) {greeted},\n", write(brief(first_name=name)).body)


def test_additional_information_that_asks_takes_the_place_of_the_question():
    for step in (1, 2):
        body = write(brief(additional_information="Have you seen our new guide?", step=step)).body
        assert "Have you seen our new guide?" in body
        assert body.count("?") == 1


def test_a_question_mark_inside_a_link_is_no_question():
    information = "Our guide: https://northwind.example/guide?lang=en"
    body = write(brief(additional_information=information)).body
    assert information in body
    assert re.search(r"\?\s", body)


def test_additional_information_keeps_its_words_and_lines_and_the_mail_makes_room_for_it():
    long = "\n".join(["Northwind looks after forty regional banks", "in nine countries, day and night."] * 4)
    for step, tone in product((1, 4), Tone):
        body = write(brief(additional_information=long, tone=tone, step=step)).body
        assert long in body
        assert body.count("?") == 1
        assert len(body.split()) < 90


def test_a_signature_of_the_assistants_own_is_used_as_it_is():
    assert write(brief(signature="Ines\nNorthwind Ltd.")).body.endswith(",\nInes\nNorthwind Ltd.")
    own = write(brief(signature="Warm regards,\nInes")).body
    assert own.endswith("\n\nWarm regards,\nInes")


def test_a_signature_leaves_out_what_the_assistant_has_not():
    body = write(brief(assistant_title="", assistant_company="")).body
    assert body.endswith(",\nInes Costa")


@pytest.mark.parametrize("context", ["CyberSecurity", ""])
@pytest.mark.parametrize("company", ["Northwind", ""])
@pytest.mark.parametrize("name", ["Ines Costa", ""])
def test_a_subject_says_who_writes_and_about_what_as_far_as_that_is_known(name, company, context):
    for key in upload_keys(20):
        given = brief(lead_key=key, assistant_name=name, assistant_company=company, context=context)
        subject = write(given).subject
        assert all(part in subject for part in (name, company, context))
        assert subject
        assert not ODD.search(subject)


def test_all_mails_of_a_thread_have_one_subject_greeting_and_sign_off():
    mails = [write(brief(tone=step.tone, step=step.number)) for step in RECOMMENDED]
    assert len({mail.subject for mail in mails}) == 1
    assert len({mail.body.split("\n")[0] for mail in mails}) == 1
    assert len({mail.body.split("\n\n")[-1] for mail in mails}) == 1
    assert len({mail.body for mail in mails}) == 7


@pytest.mark.parametrize("previous", ["Prices for you", "Re: Prices for you", "RE: re: Prices\nfor you"])
def test_a_follow_up_keeps_the_subject_of_the_thread_without_re(previous):
    assert write(brief(step=2, previous_subject=previous)).subject == "Prices for you"


def test_a_subject_never_breaks_the_header():
    subject = write(brief(context="Cloud\r\nBcc: a@b.example", assistant_name="Ines\nCosta")).subject
    assert subject.isprintable()


def test_a_language_without_texts_is_written_in_english():
    assert write(brief(language="../en")) == write(brief(language="nl")) == write(brief(language="en"))
