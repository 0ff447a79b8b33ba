"""Reads a reply: delivery reports and calendar answers first, then headers, then what its writer says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from core.reading.automatic import automatic_subject, away_subject, machine_proof, own_subject, own_text
from core.reading.bounce import read_bounce
from core.reading.contacts import addresses, phones
from core.reading.dates import find_dates
from core.reading.invitation import read_invitation
from core.reading.kinds import Verdict, kind_of_machine, kind_of_person
from core.reading.language import day_first
from core.reading.mail import ReceivedMail, parse_mail
from core.reading.meeting_time import meeting_time
from core.reading.quoted import written_today
from core.reading.returning import return_date
from core.reading.sentences import sentences
from core.reading.signature import without_signature
from core.reply import Reading, ReplyKind
from core.schedule import zone_named


class LocalReader:
    """Reads without an account or a network."""

    def read(
        self, raw: bytes, *, received_at: datetime, sent_texts: Sequence[str] = (), zone: str = ""
    ) -> Reading:
        """What a raw mail says; never raises. `received_at` (aware) stands in for a missing Date, `zone` for
        one that names none; without both, a time has no zone. `sent_texts` are what we wrote to this lead."""
        return _understood(raw, received_at, sent_texts, zone, None)


def read_as(
    raw: bytes,
    verdict: Verdict,
    *,
    received_at: datetime,
    sent_texts: Sequence[str] = (),
    zone: str = "",
) -> Reading:
    """A raw mail whose kind is known from elsewhere: its text, and the date or address of that kind."""
    return _understood(raw, received_at, sent_texts, zone, verdict)


def _understood(
    raw: bytes, received_at: datetime, sent_texts: Sequence[str], zone: str, verdict: Verdict | None
) -> Reading:
    mail = parse_mail(raw)
    try:
        return _read(mail, _written_at(mail, received_at, zone), sent_texts, verdict)
    except Exception as problem:  # a text nobody thought of must not stop the inbox; a person reads it
        kind = verdict.kind if verdict else ReplyKind.OTHER
        return Reading(kind, 0.0, False, mail.text, "", error=f"Not understood: {problem!r}")


def proved_automatic(raw: bytes) -> bool:
    """Whether a header or the subject proves that a machine sent the mail, whatever its text says."""
    mail = parse_mail(raw)
    return bool(machine_proof(mail)) or automatic_subject(mail.subject)


def _written_at(mail: ReceivedMail, received_at: datetime, zone: str) -> datetime:
    """On the writer's clock; naive, and in UTC, where nobody knows the writer's zone."""
    if mail.date and mail.zone_known:
        return mail.date
    moment, where = mail.date or received_at, zone_named(zone)
    return moment.astimezone(where) if where else moment.astimezone(UTC).replace(tzinfo=None)


def _read(
    mail: ReceivedMail, written_at: datetime, sent_texts: Sequence[str], verdict: Verdict | None
) -> Reading:
    today = written_today(mail.text, mail.subject, sent_texts)
    text = without_signature(today)
    known = None if verdict else _bounced(mail, text) or _invited(mail, text, written_at)
    reading = known or _said(mail, text, written_at, verdict)
    return replace(reading, phones=phones(today) if not reading.bounce else (), error=mail.error)


def _bounced(mail: ReceivedMail, text: str) -> Reading | None:
    bounce = read_bounce(mail)
    if not bounce:
        return None
    return Reading(
        ReplyKind.BOUNCE,
        0.99,
        automatic=True,
        text=text,
        evidence=bounce.evidence,
        failed_email=bounce.failed_email,
        bounce=bounce.kind,
        status_code=bounce.status_code,
    )


def _invited(mail: ReceivedMail, text: str, written_at: datetime) -> Reading | None:
    """A calendar answer is a person's click, although calendars send it; an autoresponder's is not."""
    invitation = read_invitation(mail.calendar, written_at.tzinfo or UTC)
    if not invitation or mail.header("auto-submitted").lower().startswith("auto-replied"):
        return None
    if not invitation.agrees:
        return None if text else Reading(ReplyKind.OTHER, 0.9, False, text, invitation.evidence)
    return Reading(ReplyKind.MEETING, 0.99, False, text, invitation.evidence, meeting_at=invitation.starts_at)


def _said(mail: ReceivedMail, text: str, written_at: datetime, verdict: Verdict | None) -> Reading:
    proof, subject = machine_proof(mail), own_subject(mail.subject)
    said = "\n".join(part for part in (subject and f"{subject}.", own_text(text)) if part)
    by_machine = bool(proof) or automatic_subject(mail.subject)
    if verdict is None and not said and not by_machine:  # "Re: …" is ours, and says nothing of its sender
        verdict = Verdict(ReplyKind.OTHER, 0.0, "")
    if verdict is None and by_machine:
        verdict = kind_of_machine(said, away=away_subject(mail.subject))
    if mail.error and not mail.text and not by_machine:
        verdict = verdict or Verdict(ReplyKind.OTHER, 0.0, "")
    verdict = verdict or kind_of_person(said)
    automatic = by_machine or verdict.kind in (ReplyKind.OUT_OF_OFFICE, ReplyKind.AUTO_REPLY)
    reading = Reading(
        verdict.kind, verdict.confidence, automatic, text, verdict.evidence or proof or _automatic(mail)
    )
    return _with_details(reading, said, mail, written_at)


def _automatic(mail: ReceivedMail) -> str:
    return mail.subject if automatic_subject(mail.subject) else ""


def _with_details(reading: Reading, said: str, mail: ReceivedMail, written_at: datetime) -> Reading:
    """Adds what the kind is about: a date, a time, somebody's address."""
    (order, sure), strangers = day_first(mail, said), addresses(reading.text, besides=(mail.sender, *mail.to))
    address = next(iter(strangers), "")
    match reading.kind:
        case ReplyKind.OUT_OF_OFFICE:
            back = return_date(said, written_at.date(), day_first=order, sure=sure)
            return replace(reading, return_date=back)
        case ReplyKind.MEETING:
            where = [reading.evidence, *sentences(said)]
            return replace(reading, meeting_at=meeting_time(where, written_at, day_first=order))
        case ReplyKind.LATER:
            return replace(reading, resume_at=_resume_at(reading.evidence, said, written_at.date(), order))
        case ReplyKind.REFERRAL:
            return replace(reading, referred_email=address)
        case ReplyKind.LEFT_COMPANY:
            return replace(reading, successor_email=address)
    return reading


def _resume_at(evidence: str, said: str, today: date, order: bool | None) -> date | None:
    """The first day ahead that a "later" names; of a month, its first."""
    mentions = [*find_dates(evidence, today, day_first=order), *find_dates(said, today, day_first=order)]
    return next((each.first for each in mentions if each.first > today), None)
