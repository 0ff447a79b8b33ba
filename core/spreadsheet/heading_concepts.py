"""From the words of a heading to the concepts that they name."""

import re
import unicodedata
from functools import cache

from core.spreadsheet.heading_words import WORDS, Concept

PHRASE = 6  # words, the longest
SMALL_PARTS = (Concept.FILLER, Concept.NUMBER)  # of which one letter may be part of a compound
SHORTEST_PART = 3  # letters, of a part of a compound in a script with spaces


def fold(text: str) -> str:
    """Lower case, no accents, camelCase apart, nothing but words, digits and single spaces."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold().replace("ı", "i").replace("ł", "l")
    text = unicodedata.normalize("NFD", text.replace("ø", "o").replace("æ", "ae").replace("đ", "d"))
    text = re.sub(r"[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f]", "", text)
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", text)
    text = re.sub(
        r"(?<=[a-z])(?=[\u3040-\u9fff\uac00-\ud7af])|(?<=[\u3040-\u9fff\uac00-\ud7af])(?=[a-z])", " ", text
    )
    return " ".join(re.sub(r"[^\w\u0900-\u0dff\u0e00-\u0e7f]|_", " ", text).split())


@cache
def phrases() -> tuple[dict[str, Concept], dict[str, Concept], dict[str, Concept]]:
    """Words that count anywhere, words that count alone, and words that may be part of a compound."""
    anywhere: dict[str, Concept] = {}
    alone: dict[str, Concept] = {}
    for concept, words in WORDS.items():
        for word in words.split(","):
            target = alone if word.strip().startswith("=") else anywhere
            target.setdefault(fold(word), concept)
    parts = {
        word.replace(" ", ""): concept
        for word, concept in anywhere.items()
        if len(word) > 1 or concept in SMALL_PARTS
    }
    return anywhere, alone, parts


def concepts_of(words: list[str]) -> list[Concept]:
    """The concepts in the order of their words; digits are no words."""
    anywhere, alone, _ = phrases()
    rest = [word for word in words if not word.isdecimal()]
    core = [word for word in rest if anywhere.get(word) is not Concept.FILLER]
    if concept := alone.get(" ".join(rest)) or alone.get(" ".join(core)):
        return [concept]
    concepts: list[Concept] = []
    while rest:
        size, found = longest_phrase(rest)
        concepts += found
        rest = rest[size:]
    return concepts


def longest_phrase(words: list[str]) -> tuple[int, list[Concept]]:
    """How many words belong together at the start of `words`, and what they mean."""
    anywhere, _, _ = phrases()
    for size in range(min(PHRASE, len(words)), 0, -1):
        if concept := anywhere.get(" ".join(words[:size])):
            return size, [concept]
    return 1, parts_of(words[0]) or [Concept.UNKNOWN]


def parts_of(word: str) -> list[Concept]:
    """The concepts of a compound ("workemailid", "Firmenname", "ご担当者氏名"); none with an unknown part."""
    _, _, squeezed = phrases()
    if concept := squeezed.get(word):
        return [concept]
    shortest = SHORTEST_PART if word[0] < "\u0e00" else 1
    for size in range(len(word) - 1, shortest - 1, -1):
        concept = squeezed.get(word[:size])
        if concept and (others := parts_of(word[size:])):
            return [concept, *others]
    return []
