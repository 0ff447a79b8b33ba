"""What persons corrected is remembered: the same words of anybody are read the same way from then on."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from math import ceil

from core.history import Correction
from core.reading.concepts import END, NOTHING, UNKNOWN, known_concepts
from core.reading.dates import fold
from core.reading.features import tokenize
from core.reading.greeting import without_greeting

ALIKE = 0.9  # of the words, in their order
SHORT = 5  # of fewer words each one counts: they must be the same
LONGEST = 4000  # characters; nobody says more than that twice
WORD = re.compile(r"\w+|[^\w\s.,;:!…\"'()-]")
# Concepts that two answers may differ in and still mean the same. Another "not" turns an answer round.
OF_NO_MATTER = {
    *(END, NOTHING, UNKNOWN, "ME", "YOU", "I", "THEY", "PLEASE", "THANKS", "WISHES", "HAVE", "WILL", "WAS"),
    *("ADDRESS", "LINK", "COMPANY", "EVENT"),
}
# Words that turn an answer round too, and that are no concept.
TURNING = {
    *("without", "neither", "hardly", "barely", "unless", "except", "unable", "uninterested"),
    *("ohne", "weder", "kaum", "sans", "ni", "sauf", "sin", "salvo", "sem", "nem", "exceto", "senza", "ne"),
    *("zonder", "noch", "tenzij", "bez", "ani", "oprocz"),
}


def wording_of(text: str) -> tuple[str, ...]:
    """The words by which a text is known again; none where it has none, or too many.

    Days, times, numbers and addresses are each the same word: they differ from reply to reply. Where there
    are few words, every one of them counts as it stands.
    """
    said = without_greeting(text)
    if len(said) > LONGEST:
        return ()
    plain = tuple(WORD.findall(fold(said)))
    return plain if len(plain) < SHORT else tuple(token for token in tokenize(said) if token != ".")


class Remembered:
    """Corrections, the latest first, by their wording. Asking takes milliseconds with ten thousand of them."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._same: dict[tuple[str, ...], Correction] = {}
        self._by_length: defaultdict[int, list[tuple[frozenset[str], Correction]]] = defaultdict(list)
        for correction in corrections:
            if correction.wording and self._same.setdefault(correction.wording, correction) is correction:
                entry = (frozenset(correction.wording), correction)
                self._by_length[len(correction.wording)].append(entry)

    def __len__(self) -> int:
        return len(self._same)

    def find(self, text: str) -> tuple[Correction, float] | None:
        """The correction of the same words, or the latest one of words that are alike, and how alike (0–1)."""
        wording = wording_of(text)
        if wording in self._same:
            return self._same[wording], 1.0
        shares = ((each, likeness(wording, each.wording)) for each in self._near(wording))
        return next((pair for pair in shares if pair[1]), None)

    def _near(self, wording: Sequence[str]) -> list[Correction]:
        """Those that can be alike by their length and the words they share, the latest first: a cheap look."""
        count, words = len(wording), frozenset(wording)
        near = []
        for length in range(ceil(count * ALIKE / (2 - ALIKE)), int(count * (2 - ALIKE) / ALIKE) + 1):
            missing = count - ceil(ALIKE * (count + length) / 2)
            by_length = self._by_length.get(length, ())
            near += [each for other, each in by_length if len(words & other) >= len(words) - missing]
        return sorted(near, key=lambda each: each.corrected_at, reverse=True)


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words in common, in order; 0 where it is below `ALIKE`, or where a word turns the answer."""
    if min(len(one), len(other)) < SHORT:
        return 1.0 if tuple(one) == tuple(other) else 0.0
    share = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return share if share >= ALIKE and _meaning(one) == _meaning(other) else 0.0


def _meaning(wording: Sequence[str]) -> Counter[str]:
    """How often each concept that decides an answer is named."""
    concepts = (concept for found in known_concepts().of(wording) for concept in found)
    turning = (word for word in wording if word in TURNING)
    return Counter(name for name in (*concepts, *turning) if name not in OF_NO_MATTER)
