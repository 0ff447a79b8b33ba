"""What people type is made fit for a sentence, and nothing more."""

import pytest

from core.writing.phrase import asks, attribute, clip, lines, one_line, phrase, topic


def test_one_line_has_no_breaks_controls_or_doubled_spaces():
    assert one_line(" a\r\n\tb\x00c\u2028d\u202e  e ") == "a b c d e"


def test_joiners_inside_a_word_stay():
    assert one_line("علی\u200cرضا") == "علی\u200cرضا"


def test_lines_keep_their_breaks_and_lose_empty_ones():
    assert lines("one  line\n\n  two\r\n") == "one line\ntwo"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("CyberSecurity.", "CyberSecurity"),
        ("- cloud migration,", "cloud migration"),
        (".NET", ".NET"),
        ("C++ (beta)", "C++ (beta)"),
        ("What is new? Our pricing", "What is new – Our pricing"),
        ("J?rgen", "Jrgen"),
        ("?!…", ""),
        ('"Zero Trust"', "Zero Trust"),
        ("„Zero Trust.“", "Zero Trust"),
        ('"Zero Trust".', "Zero Trust"),
        ('"Zero" and "Trust"', '"Zero" and "Trust"'),
        ('"', ""),
    ],
)
def test_a_phrase_loses_the_punctuation_that_a_sentence_has_itself(typed, read):
    assert phrase(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Our new pricing", "our new pricing"),
        ("About Our new pricing", "our new pricing"),
        ("OUR", "our"),
        ("About", "About"),
        ("iPhone security", "iPhone security"),
        ("", ""),
    ],
)
def test_a_topic_follows_about(typed, read):
    assert topic(typed, ["about"], ["our"]) == read


@pytest.mark.parametrize(
    ("typed", "read"), [("The spring webinar", "spring webinar"), ("Webinar", "Webinar"), ("", "")]
)
def test_an_attribute_follows_our(typed, read):
    assert attribute(typed, ["the"]) == read


@pytest.mark.parametrize(
    ("text", "cut"),
    [("one two", "one two"), ("one two three", "one two…"), ("onetwothree", "onetwoth…")],
)
def test_a_clip_cuts_between_words_where_it_can(text, cut):
    assert clip(text, 8) == cut


@pytest.mark.parametrize(
    ("text", "is_question"),
    [
        ("Ready?", True),
        ('He asked "why?" and left.', True),
        ("準備は？", True),
        ("Êtes-vous là\u00a0?", True),
        ("Êtes-vous là\u202f? Merci.", True),
        ("See https://x.example/?a=1", False),
        ("No.", False),
    ],
)
def test_a_question_is_told_from_a_link(text, is_question):
    assert asks(text) is is_question
