"""Prints how well replies are read: `python -m tests.evaluate [--errors]`. Nothing here is trained on."""

import sys
import time
from collections.abc import Callable, Iterable, Sequence

from core.reading.model import WEIGHTS, load_model
from core.reply import Reading, ReplyKind
from tests.core.reading.cases import Case, broad, own_cases, shared_cases

Pair = tuple[str, str]  # expected, found
Read = list[tuple[Case, Reading]]
Name = Callable[[str | ReplyKind], str]  # what a kind counts as


def scores(pairs: Sequence[Pair]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 a kind that is expected at all."""
    found: dict[str, tuple[float, float, float]] = {}
    for kind in sorted({expected for expected, _ in pairs}):
        right = sum(expected == got == kind for expected, got in pairs)
        precision = right / max(1, sum(got == kind for _, got in pairs))
        recall = right / sum(expected == kind for expected, _ in pairs)
        found[kind] = (precision, recall, 2 * precision * recall / ((precision + recall) or 1))
    return found


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the kinds."""
    each = scores(pairs)
    return sum(f1 for _, _, f1 in each.values()) / len(each)


def dates(read: Read) -> tuple[int, int, int]:
    """Dated mails, right dates, wrong dates; the rest was left empty."""
    scored = [(case, reading) for case, reading in read if case.return_date not in ("", "-")]
    dated = [(case.return_date, str(reading.return_date or "")) for case, reading in scored]
    right = sum(expected == got for expected, got in dated)
    return len(dated), right, sum(got not in ("", expected) for expected, got in dated)


def reliability(read: Read, name: Name) -> list[tuple[int, int, float, float]]:
    """For each tenth of confidence: how many readings, their mean confidence, and the share that is right."""
    table = []
    for tenth in range(10):
        inside = [each for each in read if min(9, int(each[1].confidence * 10)) == tenth]
        if inside:
            mean = sum(reading.confidence for _, reading in inside) / len(inside)
            right = sum(name(case.kind) == name(reading.kind) for case, reading in inside) / len(inside)
            table.append((tenth, len(inside), mean, right))
    return table


def calibration_error(read: Read, name: Name) -> float:
    """The expected calibration error: how far confidence and share of right ones are apart, by tenths."""
    table = reliability(read, name)
    return sum(number * abs(mean - right) for _, number, mean, right in table) / len(read)


def read_all(cases: Iterable[Case]) -> tuple[Read, float]:
    """Every case with its reading, and how many were read in a second of processor time."""
    waiting = list(cases)
    start = time.process_time()
    read = [(case, case.reading()) for case in waiting]
    return read, len(read) / ((time.process_time() - start) or 1)


def loading() -> float:
    """Seconds of processor time that the shipped model takes to load."""
    start = time.process_time()
    load_model()
    return time.process_time() - start


def alarms(read: Read) -> str:
    """What may never happen."""
    acted = sum(
        reading.automatic and reading.kind in (ReplyKind.STOP, ReplyKind.MEETING) for _, reading in read
    )
    blamed = sum(reading.kind is ReplyKind.BOUNCE and broad(case.kind) == "human" for case, reading in read)
    return f"automatic mails read as stop or meeting: {acted}, people read as bounces: {blamed}"


def show(title: str, read: Read, speed: float, name: Name) -> None:
    """Prints every figure of one set."""
    pairs = [(name(case.kind), name(reading.kind)) for case, reading in read]
    easy = [pair for pair, (case, _) in zip(pairs, read, strict=True) if not case.hard]
    print(f"\n{title}: {len(read)} mails, {speed:.0f} a second on one core")
    print(f"  macro-F1 {macro_f1(pairs):.3f}, without the hard ones {macro_f1(easy):.3f}")
    for kind, (precision, recall, f1) in scores(pairs).items():
        count = sum(expected == kind for expected, _ in pairs)
        print(f"  {kind:15} precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}  of {count}")
    print("  return dates: {} of them, {} right, {} wrong".format(*dates(read)))
    print(f"  false stops: {sum(got == 'stop' != expected for expected, got in pairs)}, {alarms(read)}")
    print(f"  expected calibration error {calibration_error(read, name):.3f}")
    for tenth, number, mean, right in reliability(read, name):
        print(f"  confidence from 0.{tenth}: {number:4} mails, mean {mean:.2f}, right {right:.2f}")


def show_errors(read: Read, name: Name) -> None:
    """Prints every mail that was read wrong, and the sentence that decided."""
    for case, reading in read:
        if name(case.kind) != name(reading.kind):
            print(
                f"  {case.name}: {case.kind} → {reading.kind} {reading.confidence:.2f}  "
                f"{reading.evidence[:90]!r}"
            )


if __name__ == "__main__":
    print(f"the model of {WEIGHTS.stat().st_size / 1e6:.1f} MB loads in {loading():.2f} s")
    sets = (("own set, twelve kinds", own_cases(), str), ("shared set, seven kinds", shared_cases(), broad))
    for title, cases, name in sets:
        read, speed = read_all(cases)
        if read:
            show(title, read, speed, name)
            show_errors(read if "--errors" in sys.argv else [], name)
