"""What the words of a text mean: the table of concepts.txt, looked up in the order of the text."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from core.reading.dates import fold

TABLE = Path(__file__).with_name("concepts.txt")
LONGEST_PHRASE = 4  # words
OF_THEMSELVES = {"Day": "DAY", "Time": "TIME", "Period": "PERIOD", "@": "ADDRESS", "@@": "LINK", "?": "?"}
END, UNKNOWN, NOTHING = "|", "*", "-"  # of a sentence; a word not in the table; words that mean nothing


class Concepts:
    """Words, beginnings of words and phrases → concepts. A word may mean several things."""

    def __init__(self, table: str) -> None:
        self.words: dict[str, list[str]] = {token: [concept] for token, concept in OF_THEMSELVES.items()}
        self.beginnings: dict[str, list[str]] = {}
        self.phrases: dict[tuple[str, ...], list[str]] = {}
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
            self.phrases.setdefault(words, []).append(concept)
        elif name.endswith("*"):
            self.beginnings.setdefault(name[:-1], []).append(concept)
        else:
            self.words.setdefault(name, []).append(concept)

    def of(self, tokens: Sequence[str]) -> list[list[str]]:
        """The concepts of a text in order, those of phrases before those of their words."""
        row: list[list[str]] = []
        at = 0
        while at < len(tokens):
            length, found = self._phrase(tokens, at)
            for concepts in found:
                if concepts != [NOTHING] and not (concepts == [UNKNOWN] and row[-1:] == [[UNKNOWN]]):
                    row.append(concepts)
            at += length
        return row

    def _phrase(self, tokens: Sequence[str], at: int) -> tuple[int, list[list[str]]]:
        for length in range(LONGEST_PHRASE, 1, -1):
            found = self.phrases.get(tuple(tokens[at : at + length]))
            if found:
                return length, [found]
        return 1, list(self._token(tokens[at]))

    def _token(self, token: str) -> Iterator[list[str]]:
        if token == ".":
            yield [END]
        elif token.isascii():
            yield self._word(token) or [UNKNOWN]
        else:
            yield from (self.words[match] for match in self.script.findall(token))

    def _word(self, token: str) -> list[str]:
        sizes = range(3, len(token) + 1)
        begun = (self.beginnings[token[:size]] for size in sizes if token[:size] in self.beginnings)
        return list(dict.fromkeys([*self.words.get(token, ()), *(each for found in begun for each in found)]))


@cache
def known_concepts() -> Concepts:
    """The shipped table, read once."""
    return Concepts(TABLE.read_text(encoding="utf-8"))
