"""The texts that the model learns from: lines of `[kind]` sections, with `{a|b}` for a choice."""

import itertools
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core.history import Correction
from core.reply import ReplyKind

CHOICE = re.compile(r"\{([^{}]*)\}")
HEADING = re.compile(r"\[(\w+)\]")
VERSIONS = 8  # texts made from one line at most
OF_A_PERSON = (
    3.0  # what a correction counts: about as much as a line with its versions, 8 of which weigh 8 ** 0.5
)


@dataclass(frozen=True, slots=True)
class TrainingText:
    """A text of a known kind. `line` names where it was written; its versions share it and one `weight`."""

    text: str
    kind: ReplyKind
    line: str
    weight: float


def read_folder(folder: Path, seed: int) -> list[TrainingText]:
    """Every text of every .txt file of a folder; the same seed gives the same texts."""
    choose = random.Random(seed)
    return [text for path in sorted(folder.glob("*.txt")) for text in _read_file(path, choose)]


def of_corrections(corrections: Iterable[Correction]) -> list[TrainingText]:
    """What persons corrected, in the order given; each counts like a line with many versions."""
    return [
        TrainingText(each.text, each.kind, f"correction: {' '.join(each.wording)}", OF_A_PERSON)
        for each in corrections
    ]


def _read_file(path: Path, choose: random.Random) -> Iterator[TrainingText]:
    kind = ReplyKind.OTHER
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        heading = HEADING.fullmatch(line.strip())
        if heading:
            kind = ReplyKind(heading[1])
        elif line.strip() and not line.startswith("#"):
            versions = _versions(line, choose)
            for version in versions:
                yield TrainingText(version, kind, f"{path.name}:{number}", len(versions) ** -0.5)


def _versions(line: str, choose: random.Random) -> list[str]:
    """All that a line can say, or so many of them by chance."""
    parts = CHOICE.split(line)
    options = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    count = 1
    for choices in options:
        count *= len(choices)
    if count <= VERSIONS:
        made = ["".join(chosen) for chosen in itertools.product(*options)]
    else:
        made = ["".join(choose.choice(choices) for choices in options) for _ in range(VERSIONS)]
    return list(dict.fromkeys(text.replace("\\n", "\n").strip() for text in made))
