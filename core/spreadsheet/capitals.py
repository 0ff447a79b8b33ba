"""Names in ALL CAPS or all in small letters, as their owners write them."""

import re
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


LOWER_PARTICLES = word_set("van von vom zu zum zur den der ten ter te 't af av bin binti ibn dos das do")
CAPITAL_AT_START = word_set(
    "de del della delle dello dei degli di da du des la le lo los las ap abu al el ul mc"
)
PARTICLES = LOWER_PARTICLES | CAPITAL_AT_START  # van Dyk, De Luca
AFTER_APOSTROPHE = word_set("d l o n m dell dall nell all sant")  # D'Angelo, but Sa'ad
BETWEEN_NAMES = word_set("und y e i")
ROMAN = word_set("ii iii iv")
LETTERS = re.compile(r"[^\W\d_]+")
VOWELS = re.compile(r"[aeiouyáéíóúäöüåæøаеёиоуыэюяіїєαεηιουω]", re.IGNORECASE)
TURKISH = re.compile(r"[İıĞğŞş]")
TURKISH_SMALL = str.maketrans("Iİ", "ıi")
TURKISH_CAPITALS = str.maketrans("ıi", "Iİ")


def proper_case(name: str, last: bool = False, turkish: bool = False) -> str:
    """`SANJU` → `Sanju`, `VAN DER BERG` → `van der Berg`; a name with both kinds of letters stays.

    `last` says that it is a surname, where particles stay small; `turkish`, that I and İ are two letters.
    """
    return recased(name, last, turkish) if name.isupper() or name.islower() else name


@lru_cache(maxsize=16_384)
def recased(name: str, last: bool, turkish: bool) -> str:
    words = name.split(" ")
    alone = len(words) == 1
    return " ".join(
        cased(word, last and not alone, at, turkish) if not is_initials(word) else word.upper()
        for at, word in enumerate(words)
    )


def cased(word: str, last: bool, at: int, turkish: bool) -> str:
    small = (word.translate(TURKISH_SMALL) if turkish else word).lower()
    if small in LOWER_PARTICLES if not at and last else at and small in PARTICLES | BETWEEN_NAMES:
        return small
    if small in ROMAN and at:
        return small.upper()
    return LETTERS.sub(lambda run: capitalised(run[0], small[: run.start()], turkish), small)


def capitalised(run: str, before: str, turkish: bool) -> str:
    """One run of letters, after what stands before it in its word."""
    if len(before) > 1 and before[-1] in "'’ʼ" and before[:-1].rpartition("-")[2] not in AFTER_APOSTROPHE:
        return run
    if run.startswith("mc") and len(run) > 4:
        return "Mc" + run[2:].capitalize()
    if run.startswith("ij") and len(run) > 3:
        return "IJ" + run[2:]
    return (run[0].translate(TURKISH_CAPITALS) if turkish else run[0]).upper() + run[1:]


def is_initials(word: str) -> bool:
    """`J.P.`, `JP`, `AJ`: letters that each stand for a name."""
    if "." in word:
        return all(len(part) <= 1 for part in word.split("."))
    return len(word) == 2 and word.isupper() and (not VOWELS.search(word) or word[1] == "J")


def is_turkish(*names: str) -> bool:
    """Whether a letter that only Turkish has stands in one of the names."""
    return any(TURKISH.search(name) for name in names)
