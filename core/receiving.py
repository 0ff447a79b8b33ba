"""How a reply comes in: keep first, understand later.

`receive` keeps the raw mail before anything has read it. `apply_kind` does what follows from its reading, in
one transaction. Until then nothing goes out to the lead.
"""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

from core.assistant import Assistant
from core.failing import bounced
from core.history import NoticeKind, Reply
from core.lead import Lead
from core.ports import Store
from core.reading.mail import ReceivedMail, parse_mail
from core.reply import BounceKind, Reading, ReplyKind
from core.state import LeadState, SubState
from core.transition import ASSISTANT, can_become, move, record

TOKEN = re.compile(r"\+([0-9a-f]{32})@")
REPLY_PREFIXES = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|sv|vs|antw|rif|res|odp|r|tr|enc)(?:\[\d+\])?\s*[:：]\s*)+", re.I
)

# What a reply makes of its lead. None: it is kept and shown, and changes nothing.
LEAD_BECOMES: dict[ReplyKind, LeadState | None] = {
    ReplyKind.MEETING: LeadState.HOT,
    ReplyKind.OUT_OF_OFFICE: LeadState.OUT_OF_OFFICE,
    ReplyKind.STOP: LeadState.DEACTIVATED,
    ReplyKind.LEFT_COMPANY: LeadState.DEACTIVATED,
    ReplyKind.BOUNCE: None,  # hard, soft or our own problem: `_bounced` tells
    ReplyKind.AUTO_REPLY: None,
    ReplyKind.INTERESTED: LeadState.RESPONDED,
    ReplyKind.QUESTION: LeadState.RESPONDED,
    ReplyKind.LATER: LeadState.RESPONDED,
    ReplyKind.REFERRAL: LeadState.RESPONDED,
    ReplyKind.NOT_INTERESTED: LeadState.RESPONDED,
    ReplyKind.OTHER: LeadState.RESPONDED,
}
SUB_STATES = {ReplyKind.STOP: SubState.ASKED_TO_STOP, ReplyKind.LEFT_COMPANY: SubState.LEFT_COMPANY}
LEAVES_HOT = frozenset({ReplyKind.STOP})  # besides a hard bounce, the unsubscribe link and a person
NOTICES = {
    LeadState.HOT: NoticeKind.HOT,
    LeadState.RESPONDED: NoticeKind.RESPONDED,
    LeadState.DEACTIVATED: NoticeKind.STOPPED,
}


def receive(store: Store, raw: bytes, now: datetime) -> UUID | None:
    """Keep a mail once; None where it is here already, or is one of our own coming back."""
    mail = parse_mail(raw)
    if _is_ours(store, mail):
        return None
    reply = Reply(
        id=store.new_id(),
        key=f"{mail.message_id} {hashlib.sha256(raw).hexdigest()}".strip(),
        message_id=mail.message_id,
        lead_id=lead.id if (lead := _lead_of(store, mail)) else None,
        sender=mail.sender,
        sender_name=mail.sender_name,
        subject=mail.subject,
        raw=raw,
        received_at=now,
    )
    return reply.id if store.insert_reply(reply) else None


def _is_ours(store: Store, mail: ReceivedMail) -> bool:
    ours = {assistant.email.lower() for assistant in store.assistants()}
    return mail.sender in ours or bool(mail.message_id and store.is_ours(mail.message_id))


def _lead_of(store: Store, mail: ReceivedMail) -> Lead | None:
    """Our Message-ID, then the reply-to token, then the sender, then the sender's domain with our subject."""
    answered = (*mail.in_reply_to, *mail.references, *mail.original_message_ids)
    tokens = [found.group(1) for address in mail.to if (found := TOKEN.search(address))]
    return (
        (store.lead_of_messages(answered) if answered else None)
        or next((lead for token in tokens if (lead := store.lead_by_token(token))), None)
        or store.lead_by_email(mail.sender)
        or _lead_of_colleague(store, mail)
    )


def _lead_of_colleague(store: Store, mail: ReceivedMail) -> Lead | None:
    subject = REPLY_PREFIXES.sub("", mail.subject.strip()).lower()
    domain = mail.sender.rpartition("@")[2]
    if not subject or not domain:
        return None
    found = store.leads_of_thread(domain, subject)
    return found[0] if len(found) == 1 else None  # two leads could be meant: a person should look


def background(store: Store, reply: Reply) -> tuple[list[str], str]:
    """What helps to understand a reply: what we had sent to its lead, and the lead's zone, if known."""
    lead = store.find_lead(reply.lead_id) if reply.lead_id else None
    if lead is None:
        return [], ""
    return store.sent_bodies(lead.id), store.assistant(lead.assistant_id).hours_for(lead).zone.key


def apply_kind(store: Store, reply: Reply, reading: Reading, now: datetime) -> None:
    """Do what follows from what a reply says, and tell the user."""
    lead = store.find_lead(reply.lead_id) if reply.lead_id else None
    if lead is None and reading.failed_email:
        lead = store.lead_by_email(reading.failed_email)
    store.save_reading(reply.id, lead.id if lead else None, reading, details(reading), now)
    if lead is None:
        return
    store.save_standing(reply.id, lead)
    if reading.kind is ReplyKind.BOUNCE:
        _bounced(store, lead, reading, now)
    elif reading.kind is ReplyKind.OUT_OF_OFFICE:
        away(store, lead, reading, ASSISTANT, now)
    else:
        _answered(store, lead, reply, reading, now)


def details(reading: Reading) -> dict[str, object]:
    """What was found in a reply besides its kind and its text."""
    return {
        "return_date": reading.return_date,
        "meeting_at": reading.meeting_at,
        "resume_at": reading.resume_at,
        "referred_email": reading.referred_email,
        "successor_email": reading.successor_email,
        "failed_email": reading.failed_email,
        "bounce": reading.bounce,
        "status_code": reading.status_code,
        "phones": list(reading.phones),
    }


def _answered(store: Store, lead: Lead, reply: Reply, reading: Reading, now: datetime) -> None:
    state = LEAD_BECOMES[reading.kind]
    if state is None:
        return
    keeps_hot = lead.state is LeadState.HOT and reading.kind not in LEAVES_HOT
    why = f"Reply read as {reading.kind}: {reading.evidence}"
    if state is LeadState.HOT:
        lead = with_meeting(lead, reading)
    if can_become(lead, state) and not keeps_hot:
        sub_state = SUB_STATES.get(reading.kind, SubState.NONE)
        lead = move(store, lead, state, why=why, who=ASSISTANT, now=now, sub_state=sub_state)
    elif lead.state is state is LeadState.HOT and reading.meeting_at:  # another day
        store.save_lead(lead)
        record(store, lead, lead, why=why, who=ASSISTANT, now=now)
    tell(store, lead, reply, reading, now)


def tell(store: Store, lead: Lead, reply: Reply, reading: Reading, now: datetime) -> None:
    """Let the team know: a notice, and what a person wrote waits for a person."""
    state = LEAD_BECOMES[reading.kind]
    if state is None:
        return
    wait_for_person(store, lead, reply, reading, now)
    store.insert_notice(NOTICES[state], _title(lead, reading), _story(reading), now, lead.id)


def wait_for_person(store: Store, lead: Lead, reply: Reply, reading: Reading, now: datetime) -> None:
    if not reading.automatic:
        store.insert_engagement(lead.id, reply.message_id, reading.kind, reading.evidence, now)


def with_meeting(lead: Lead, reading: Reading) -> Lead:
    if isinstance(reading.meeting_at, datetime):
        return replace(
            lead, meeting_at=reading.meeting_at.astimezone(UTC), meeting_on=reading.meeting_at.date()
        )
    return replace(lead, meeting_at=None, meeting_on=reading.meeting_at)


def _title(lead: Lead, reading: Reading) -> str:
    saying = {
        ReplyKind.MEETING: "wants to meet",
        ReplyKind.STOP: "asked to stop",
        ReplyKind.LEFT_COMPANY: "left the company",
        ReplyKind.INTERESTED: "is interested",
        ReplyKind.QUESTION: "asks a question",
        ReplyKind.LATER: "asks to hear later",
        ReplyKind.REFERRAL: "refers to somebody else",
        ReplyKind.NOT_INTERESTED: "is not interested",
    }
    return f"{lead.name} {saying.get(reading.kind, 'replied')}"


def _story(reading: Reading) -> str:
    found = [reading.evidence]
    if reading.meeting_at:
        found.append(f"Meeting: {_day_and_time(reading.meeting_at)}")
    if reading.resume_at:
        found.append(f"Write again: {reading.resume_at:%A %d %B %Y}")
    other = reading.successor_email or reading.referred_email
    if other:
        found.append(f"Write to: {other}")
    if reading.phones:
        found.append(f"Phone: {', '.join(reading.phones)}")
    return "\n".join(found)


def _day_and_time(moment: date) -> str:
    return (
        f"{moment:%A %d %B %Y, %H:%M %Z} (the lead's clock)"
        if isinstance(moment, datetime)
        else f"{moment:%A %d %B %Y}"
    )


def away(store: Store, lead: Lead, reading: Reading, who: str, now: datetime) -> None:
    """Out of office moves only Cold, or renews itself; in any other state it is kept and shown."""
    if lead.state not in (LeadState.COLD, LeadState.OUT_OF_OFFICE):
        return
    back = resumes_at(reading.return_date, store.assistant(lead.assistant_id), lead, now)
    planned = lead.next_send_at
    absent = replace(lead, resume_at=back, next_send_at=max(planned, back) if planned else None)
    said = f"back on {reading.return_date:%A %d %B %Y}, " if reading.return_date else ""
    why = f"Out of office, {said}next email from {back:%A %d %B %Y} on: {reading.evidence}"
    if lead.state is LeadState.COLD:
        move(store, absent, LeadState.OUT_OF_OFFICE, why=why, who=who, now=now)
    else:
        store.save_lead(absent)
        record(store, lead, absent, why=why, who=who, now=now)
    if who == ASSISTANT:
        store.insert_notice(NoticeKind.AWAY, f"{lead.name} is out of office", why, now, lead.id)


def resumes_at(return_date: date | None, assistant: Assistant, lead: Lead, now: datetime) -> datetime:
    """The opening of the first day back; without a date, of the next working day (in UTC)."""
    hours = assistant.hours_for(lead)
    if return_date is None:
        return hours.next_day(now)
    first_day = datetime.combine(return_date, time(0), tzinfo=hours.zone)
    return max(hours.next_open(first_day), hours.next_open(now))


def resume_returned(store: Store, now: datetime) -> None:
    """Leads whose absence is over are Cold again and go on where they stopped."""
    for lead in store.returned_leads(now):
        present = replace(lead, resume_at=None)
        back = move(store, present, LeadState.COLD, why="Back in the office", who=ASSISTANT, now=now)
        if back.next_step is None and not store.has_unsent(back):
            move(store, back, LeadState.PROCESSED, why="The schedule had ended", who=ASSISTANT, now=now)


def _bounced(store: Store, lead: Lead, reading: Reading, now: datetime) -> None:
    words = f"{reading.status_code} {reading.evidence}".strip()
    assistant = store.assistant(lead.assistant_id)
    if reading.failed_email and reading.failed_email == assistant.owner_email.lower():
        # The owner was in copy. The report quotes our message to the lead, which has got it.
        store.insert_notice(NoticeKind.BOUNCED, f"{reading.failed_email} takes no mail", words, now)
    else:
        bounced(store, lead, reading.bounce or BounceKind.SOFT, words, now)
