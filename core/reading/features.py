"""From a text to what the model weighs: its words, pieces of words, and the order of what they mean."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from zlib import crc32

from core.reading.concepts import END, known_concepts
from core.reading.dates import find_dates, fold
from core.reading.meeting_time import TIMES

LONGEST = 1500  # characters; a reply says what it wants at its beginning
ANY_DAY = date(2024, 1, 1)
EMAIL, URL = re.compile(r"(?<!\S)[^\s@]+@[^\s@]+\.\w+"), re.compile(r"(?:https?://|www\.)\S+")
TOKEN = re.compile(r"Day|Time|Period|@@?|[a-z][a-z'-]*|\d+|\?|[.!\n。！]|[^\W\d_a-z]+")
LETTERS = re.compile(r"[^\W\d_]{2}|[^\W\d_a-zA-Z]")
REACH = 3  # how many concepts further a pair of them may stand


def features(text: str) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """How often each word feature, letter feature and concept feature occurs, by its 32-bit hash."""
    tokens = tokenize(text[:LONGEST])
    words = [token for token in tokens if token != "."]
    return _hashed(_word_grams(words)), _hashed(_letter_grams(words)), _hashed(_concept_grams(tokens))


def words_of(text: str) -> set[str]:
    """The different words of a text's beginning; only where there are no others, those that name days and times.

    None where it has no letters: a 1/1 is a day in no language.
    """
    start = text[:LONGEST]
    words = {token for token in tokenize(start) if token[0].isalpha()} if LETTERS.search(start) else set()
    return {word for word in words if not word[0].isupper()} or words


def tokenize(text: str) -> list[str]:
    """Lower-case words, with days, times, addresses and numbers each made one word; "." ends a sentence."""
    plain = fold(EMAIL.sub(" @ ", URL.sub(" @@ ", text)))
    for pattern in TIMES:
        plain = pattern.sub(" Time ", plain)
    days = find_dates(plain, ANY_DAY, day_first=True)
    for day in reversed(days):
        plain = f"{plain[: day.start]} {'Period' if day.vague else 'Day'} {plain[day.end :]}"
    return [_token(each) for each in TOKEN.findall(plain)]


def _token(found: str) -> str:
    if found in "!\n。！":
        return "."
    return "0" if found.isdigit() else found.strip("'-") or "."


def _hashed(names: Iterator[str]) -> Counter[int]:
    return Counter(map(hash_of, names))


def hash_of(name: str) -> int:
    """The number by which the model knows a feature."""
    return crc32(name.encode())


def _word_grams(words: Sequence[str]) -> Iterator[str]:
    padded = ["^", *words, "$"]
    for size in (1, 2, 3):
        for at in range(len(padded) - size + 1):
            yield " ".join(padded[at : at + size])


def _letter_grams(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        text = f"<{word}>" if word.isascii() else word
        for size in (3, 4, 5) if word.isascii() else (1, 2, 3):
            for at in range(len(text) - size + 1):
                yield f"~{text[at : at + size]}"


def _concept_grams(tokens: Sequence[str]) -> Iterator[str]:
    """Concepts, pairs of them in one sentence that stand near each other, and triples that stand in a row."""
    row = known_concepts().of(tokens)
    for at, concepts in enumerate(row):
        near = _in_sentence(row[at + 1 : at + 1 + REACH])
        for one in concepts if concepts != [END] else ():
            yield f"#{one}"
            yield from (f"#{one} {other}" for others in near for other in others)
            yield from (f"#{one} {other} {third}" for other in _at(near, 0) for third in _at(near, 1))


def _in_sentence(row: list[list[str]]) -> list[list[str]]:
    return row[: row.index([END])] if [END] in row else row


def _at(row: list[list[str]], place: int) -> list[str]:
    return row[place] if place < len(row) else []
