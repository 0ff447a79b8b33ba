"""What the team words itself: opening of a source, nurture lines, signature, where to book a meeting."""

from itertools import pairwise

import pytest

from core.errors import PersonError
from core.source import add_source, change_source
from core.timeline import Scheduled, upcoming
from core.writing.template import write
from core.writing.texts import languages, texts
from core.writing.writer import write_text
from tests.core.writing.briefs import INFORMATION, brief, sentences, upload_keys
from tests.desk import Desk

LINK = "https://calendar.example/ines"
JOINED = "Thank you for joining our webinar."


def coming(desk: Desk, source: str = "Webinar", **lead) -> list[Scheduled]:
    """The mails of a new lead, as the screen shows them and the sidecar sends them."""
    added = desk.add(order=desk.order(source=source), **lead)
    return desk.ask(lambda store: upcoming(store, added, write_text, desk.now))


def paragraphs(mail: Scheduled) -> list[str]:
    return mail.body.split("\n\n")


def test_a_source_of_the_team_s_own_opens_the_first_mail_and_no_other(desk):
    desk.do(add_source, "Webinar", JOINED)
    first, *later = coming(desk)
    assert paragraphs(first)[1].startswith(f"{JOINED} ")
    assert not any(JOINED in mail.body for mail in later)


def test_a_source_that_ships_opens_as_the_team_words_it(desk):
    desk.do(change_source, "Event", "It was good to see you at our booth")
    assert paragraphs(coming(desk, "Event")[0])[1].startswith("It was good to see you at our booth. ")


def test_an_opening_names_what_is_known_of_the_lead(desk):
    desk.do(add_source, "Webinar", "Thank you for joining the {{ source }} from {{ lead.company }}.")
    first = coming(desk, company=" Acme\nInc. ")[0]
    assert paragraphs(first)[1].startswith("Thank you for joining the Webinar from Acme Inc. ")


def test_an_opening_that_would_have_a_hole_gives_way_to_one_of_ours(desk):
    desk.do(add_source, "Webinar", "Thank you for joining from {{ lead.company }}.")
    assert "joining from" not in coming(desk)[0].body


def test_a_condition_or_a_default_leaves_no_hole(desk):
    desk.do(add_source, "Webinar", "Good to have {{ lead.company | default('your team') }} with us.")
    assert "Good to have your team with us." in coming(desk)[0].body
    desk.do(change_source, "Webinar", "Thank you{% if lead.company %} and {{ lead.company }}{% endif %}.")
    assert "\n\nThank you. " in coming(desk, email="bo@acme.example")[0].body


def test_a_lead_of_another_language_never_reads_an_opening_in_a_foreign_one(desk):
    desk.do(add_source, "Webinar", JOINED)
    assert JOINED not in coming(desk, language="de")[0].body
    desk.do(change_source, "Webinar", "vielen Dank, dass Sie bei unserem Webinar waren.")
    assert "\n\nvielen Dank, dass" in coming(desk, email="bo@acme.example", language="de")[0].body


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        ("Hi {{ lead.frist_name }}.", r"no \{\{ lead.frist_name \}\}"),
        ("{% for a in b %}", "Opening sentence: "),
    ],
)
def test_an_opening_that_cannot_be_filled_in_is_not_saved(desk, opening, words):
    with pytest.raises(PersonError, match=words):
        desk.do(add_source, "Webinar", opening)


def test_an_opening_that_asks_leaves_out_the_question(desk):
    desk.do(add_source, "Webinar", "How did you like our webinar?")
    assert [mail.body.count("?") for mail in coming(desk)] == [1] * 7


@pytest.mark.parametrize("information", ["", INFORMATION])
def test_where_the_team_opens_neighbours_share_that_sentence_alone(information):
    given = {"opening": JOINED, "additional_information": information}
    mails = [write(brief(lead_key=key, place=n, **given)).body for n, key in enumerate(upload_keys(1000))]
    shared = [set(sentences(one)) & set(sentences(other)) for one, other in pairwise(mails)]
    assert all(each == {JOINED, INFORMATION} & each and len(each) <= 2 for each in shared)
    bodies = [tuple(sentences(mail)) for mail in mails]
    assert len(set(bodies)) >= 12
    assert max(map(bodies.count, set(bodies))) < 150


def test_each_mail_ends_with_the_next_nurture_line_until_there_is_none(desk):
    desk.set_assistant(nurture_lines="How Acme saved a week: https://a.example/x\nOur guide is out.")
    first, second, third, *_ = coming(desk)
    assert paragraphs(first)[-1] == "PS: How Acme saved a week: https://a.example/x"
    assert paragraphs(second)[-1] == "PS: Our guide is out."
    assert "PS:" not in third.body


def test_where_to_book_a_meeting_stands_below_the_signature(desk):
    desk.set_assistant(calendar_url=LINK, nurture_lines="Our guide is out.")
    first = coming(desk)[0]
    assert paragraphs(first)[-2].endswith(
        f"Ada Example\nSales Assistant, Example Company\nBook a meeting: {LINK}"
    )
    assert paragraphs(first)[-1] == "PS: Our guide is out."


def test_a_signature_that_has_the_link_gets_it_once(desk):
    desk.set_assistant(calendar_url=LINK, signature=f"Ada\nMeet me: {LINK}")
    assert coming(desk)[0].body.count(LINK) == 1


def test_without_a_calendar_link_none_is_named(desk):
    assert "Book a meeting" not in coming(desk)[0].body


@pytest.mark.parametrize(
    ("language", "booking", "postscript"),
    [
        ("de", "Termin buchen: ", "PS: "),
        ("en", "Book a meeting: ", "PS: "),
        ("es", "Reservar una reunión: ", "PD: "),
        ("fr", "Prendre rendez-vous\u00a0: ", "PS\u00a0: "),
    ],
)
def test_link_and_nurture_line_are_in_the_language_of_the_mail(language, booking, postscript):
    body = write(brief(language=language, calendar_url=LINK, nurture_line=" One\nline ")).body
    assert body.endswith(f"\n{booking}{LINK}\n\n{postscript}One line")


def test_a_nurture_line_that_asks_leaves_out_the_question():
    body = write(brief(nurture_line="Have you seen our guide?")).body
    assert body.endswith("PS: Have you seen our guide?")
    assert body.count("?") == 1


def test_link_and_nurture_line_count_among_the_words():
    body = write(
        brief(nurture_line="A line of nine words that takes some room. " * 5, calendar_url=LINK)
    ).body
    assert len(body.split()) < 90


@pytest.mark.parametrize(
    "first", ["Best wishes", "Kind regards,", "Best, Ines", "Mit freundlichen Grüßen", "Cheers!", "Saludos"]
)
@pytest.mark.parametrize("language", languages())
def test_a_signature_that_signs_off_gets_no_second_sign_off(language, first):
    body = write(brief(signature=f"{first}\nInes", language=language)).body
    assert body.split("\n\n")[-1] == f"{first}\nInes"


@pytest.mark.parametrize("first", ["Ines Costa", "Bestform GmbH", "LG Electronics", "Regardsson AB"])
def test_a_signature_that_begins_with_a_name_gets_a_sign_off(first):
    sign_off, *own = write(brief(signature=f"{first}\nBerlin")).body.split("\n\n")[-1].split("\n")
    assert sign_off in texts("en").sign_offs
    assert own == [first, "Berlin"]
