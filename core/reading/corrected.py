"""A reader that knows what persons have corrected."""

from collections.abc import Sequence
from datetime import datetime

from core.history import Correction
from core.ports import Reader
from core.reading.kinds import OF_MACHINES, Verdict
from core.reading.reader import LocalReader, proved_automatic, read_as
from core.reading.remembered import Remembered
from core.reply import Reading, ReplyKind

SHOWN = 120  # characters of a reply that stand for it


class CorrectedReader:
    """Reads like another reader, but what a person has said of the same words wins, and is not asked about."""

    def __init__(self, reader: Reader, remembered: Remembered) -> None:
        self._reader = reader
        self._remembered = remembered

    def read(
        self, raw: bytes, *, received_at: datetime, sent_texts: Sequence[str] = (), zone: str = ""
    ) -> Reading:
        """See `Reader`."""
        if self._remembered:
            local = LocalReader().read(raw, received_at=received_at, sent_texts=sent_texts, zone=zone)
            verdict = self._verdict(local, raw)
            if verdict:
                return read_as(raw, verdict, received_at=received_at, sent_texts=sent_texts, zone=zone)
        return self._reader.read(raw, received_at=received_at, sent_texts=sent_texts, zone=zone)

    def _verdict(self, local: Reading, raw: bytes) -> Verdict | None:
        """A bounce is never hidden, and a proved machine says only what machines can say (RFC 3834)."""
        found = None if local.kind is ReplyKind.BOUNCE else self._remembered.find(local.text)
        if found is None or (found[0].kind not in OF_MACHINES and proved_automatic(raw)):
            return None
        correction, likeness = found
        return Verdict(correction.kind, round(likeness, 3), _evidence(correction, local.text))


def _evidence(correction: Correction, text: str) -> str:
    kind = named(correction.kind)
    since = f"read as {kind} since {correction.who} corrected the same words on {correction.corrected_at:%d %B %Y}"
    return f"{beginning(text)}\n({since})"


def beginning(text: str) -> str:
    """The first words of a reply, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rstrip()} …"


def named(kind: ReplyKind) -> str:
    """A kind in a sentence: "out of office"."""
    return kind.replace("_", " ")
