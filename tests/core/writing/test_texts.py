"""The pools of each language are complete, and any sentence may meet any other."""

import re
from itertools import product

import pytest

from core.schedule import Tone
from core.writing.texts import FOLDER, texts
from tests.core.writing.briefs import SOURCES

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def mails(language):
    """(first paragraph's two pools, question pool) of every kind of mail."""
    words = texts(language)
    for tone in words.tones.values():
        yield tone.openings, tone.thoughts, tone.questions
        for source, second in product(words.sources.values(), (words.contexts, words.without_context)):
            yield source, second, tone.questions


def turns_of_phrase(sentence):
    words = re.findall(r"[\w'-]+", re.sub(r"{.*?}}", " ", sentence).lower())
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pool_has_thirteen_different_sentences(language):
    for pool in [*(pool for pools in mails(language) for pool in pools), texts(language).closings]:
        assert len(pool) == len(set(pool)) == 13


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_and_tone_has_texts(language):
    words = texts(language)
    assert set(words.tones) == set(Tone)
    assert all(words.source_openings(source) is not words.sources["other"] for source in SOURCES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_belongs_to_two_tones(language):
    sentences = [
        s for tone in texts(language).tones.values() for s in tone.openings + tone.thoughts + tone.questions
    ]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_questions_ask_and_each_asks_once(language):
    for opening, second, question in mails(language):
        assert all(s.count("?") == 1 and s.endswith("?") for s in question)
        assert not any("?" in s for s in opening + second + texts(language).closings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_can_use_the_same_turn_of_phrase_twice(language):
    for opening, second, question in mails(language):
        pools = [opening, second, question, texts(language).closings]
        seen: set[tuple[str, ...]] = set()
        for pool in pools:
            phrases = set().union(*map(turns_of_phrase, pool))
            assert not seen & phrases
            seen |= phrases


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_context_and_a_source_are_named_where_there_is_one(language):
    words = texts(language)
    assert all(s.count("{{ context }}") == 1 for s in words.contexts)
    assert all(s.count("{{ source }}") == 1 for s in words.sources["other"])
    assert all(s.count("{{ about }}") == 1 for tone in words.tones.values() for s in tone.openings)
