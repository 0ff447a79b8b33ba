"""A text cut into sentences."""

import re
from collections.abc import Iterator

from core.reading.calendar_words import MONTHS
from core.reading.dates import fold

TAIL = 40  # characters of a piece that tell whether it goes on
BREAK = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|(?<=[。！？])|\n\s*\n|\n(?=\s*[-*•·])")
ABBREVIATION = re.compile(
    r"(?:^|\W)(?:\w|mr|mrs|ms|dr|st|nr|no|tel|ext|ca|bzw|evtl|ggf|inkl|exkl|sr|sra|dott|ing|prof|hr|fr|approx|e\.g|i\.e|z\.b)\.$",
    re.I,
)


def sentences(text: str) -> list[str]:
    """The sentences, each on one line. "5. Oktober" and "Dr. Weber" are not cut."""
    return [line for line in (" ".join(piece.split()) for piece in _pieces(text)) if line]


def _pieces(text: str) -> Iterator[str]:
    waiting = ""
    for piece in BREAK.split(text):
        if waiting and not _goes_on(waiting[-TAIL:], piece):
            yield waiting
            waiting = ""
        waiting = f"{waiting} {piece}" if waiting else piece
    yield waiting


def _goes_on(before: str, after: str) -> bool:
    if not before.rstrip().endswith("."):
        return False
    word = re.match(r"\W*(\w+)", fold(after[:40]))
    month_after_number = word is not None and word[1] in MONTHS and re.search(r"\d\.\s*$", before) is not None
    return month_after_number or after[:1].islower() or ABBREVIATION.search(before.rstrip()) is not None
