"""What the words of a text mean: the table of concepts.txt, looked up in the order of the text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from core.reading.dates import fold

TABLE = Path(__file__).with_name("concepts.txt")
LONGEST_PHRASE = 4  # words
OF_THEMSELVES = {
    "Day": "DAY",
    "Time": "TIME",
    "Period": "PERIOD",
    "@": "ADDRESS",
    "@@": "LINK",
    "?": "?",
    ".": "|",
}


class Concepts:
    """Words, beginnings of words and phrases → concepts. A word may mean several things."""

    def __init__(self, table: str) -> None:
        self.words: dict[str, list[str]] = defaultdict(list)
        self.beginnings: dict[str, list[str]] = defaultdict(list)
        self.phrases: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for line in table.splitlines():
            if line and not line.startswith("#"):
                concept, *names = line.split()
                for name in names:
                    self._add(concept, fold(name))
        script = sorted((word for word in self.words if not word.isascii()), key=len, reverse=True)
        self.script = re.compile("|".join(map(re.escape, script)))

    def _add(self, concept: str, name: str) -> None:
        words = tuple(name.strip("_").split("_"))
        if len(words) > 1:
            self.phrases[words].append(concept)
        elif name.endswith("*"):
            self.beginnings[name[:-1]].append(concept)
        else:
            self.words[name].append(concept)

    def of(self, tokens: Sequence[str]) -> Iterator[list[str]]:
        """The concepts of a text in order, phrases before their words; unknown words are left out."""
        at = 0
        while at < len(tokens):
            length, found = self._phrase(tokens, at)
            if found:
                yield found
            elif not tokens[at].isascii():
                yield from (self.words[match] for match in self.script.findall(tokens[at]))
            at += length

    def _phrase(self, tokens: Sequence[str], at: int) -> tuple[int, list[str]]:
        for length in range(LONGEST_PHRASE, 1, -1):
            found = self.phrases.get(tuple(tokens[at : at + length]))
            if found:
                return length, found
        return 1, self._word(tokens[at])

    def _word(self, token: str) -> list[str]:
        if token in OF_THEMSELVES:
            return [OF_THEMSELVES[token]]
        begun = (
            self.beginnings[token[:size]]
            for size in range(3, len(token) + 1)
            if token[:size] in self.beginnings
        )
        return list(
            dict.fromkeys([*self.words.get(token, ()), *(each for concepts in begun for each in concepts)])
        )


@cache
def known_concepts() -> Concepts:
    """The shipped table, read once."""
    return Concepts(TABLE.read_text(encoding="utf-8"))
