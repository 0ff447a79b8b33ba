"""Mails with what an expert reads in them: this repository's, and a larger set beside it where it is."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.reply import Reading, ReplyKind
from tests.core.reading.mails import raw_mail, read_raw

OWN = Path(__file__).with_name("replies.txt")
REPORTS = Path(__file__).with_name("reports.txt")
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "replies"
OF_PEOPLE = {"interested", "question", "later", "referral", "not_interested", "other"}


@dataclass(frozen=True, slots=True)
class Case:
    """One mail; `return_date` is "" where nothing is to be scored, "-" where none may be found."""

    name: str
    kind: str
    return_date: str
    hard: bool
    raw: bytes

    def reading(self) -> Reading:
        return read_raw(self.raw)


def own_cases() -> Iterator[Case]:
    """The replies of replies.txt and the delivery reports of reports.txt: all twelve kinds."""
    for number, line in enumerate(OWN.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            kind, _, day, subject, text = (part.strip() for part in line.split(" | ", 4))
            raw = raw_mail(text.replace("\\n", "\n"), "Re: A question" if subject == "Re" else subject)
            yield Case(f"{OWN.name}:{number}", kind, day, False, raw)
    for _, sender, subject, text in delivery_reports():
        yield Case(f"{REPORTS.name}: {subject}", "bounce", "-", False, raw_mail(text, subject, sender=sender))


def delivery_reports() -> Iterator[tuple[str, str, str, str]]:
    """Of every report of reports.txt whose fault it is, its From, its subject and its text."""
    for report in REPORTS.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, text = report.partition("\n")
        fault, sender, subject = head.split(" | ")
        yield fault, sender, subject, text


def shared_cases() -> Iterator[Case]:
    """The mails of the folder beside this repository, none where it is absent; people's kinds are "human"."""
    labels = SHARED / "labels.csv"
    for row in csv.DictReader(labels.open(encoding="utf-8")) if labels.exists() else ():
        raw = (SHARED / "eml" / row["file"]).read_bytes()
        yield Case(row["file"], row["kind"], row["return_date"], row["hard"] == "1", raw)


def broad(kind: str | ReplyKind) -> str:
    """One of seven kinds: all that a person says but `meeting`, `stop` and `left_company` is "human"."""
    return "human" if kind in OF_PEOPLE else str(kind)
