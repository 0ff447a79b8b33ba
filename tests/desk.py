"""A desk for tests: the real use cases on a real database, each in a transaction of its own."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from core.assistant import Assistant
from core.best_time import best_time
from core.correcting import correct
from core.history import Reply, Upload
from core.lead import Lead
from core.message import Message, MessageStatus, Outgoing
from core.occasion import Occasion
from core.receiving import apply_kind, receive
from core.reply import BounceKind, Reading, ReplyKind
from core.schedule import RECOMMENDED
from core.scheduling import create_schedule
from core.sending import attempt, claim_due, record_sent
from core.spreadsheet.reader import LeadSheet, NewLead
from core.upload import Order, add_lead, import_leads, import_sheet
from data.reports import Reports
from data.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday, within the sending hours of a fresh assistant
ANNA = "anna@acme.example"
PERSON = "marie@our.example"  # who acts on the screens

P = ParamSpec("P")
R = TypeVar("R")


class Sessions(Protocol):
    """What gives stores: `Database`, or the same on another server."""

    def transaction(self) -> AbstractContextManager[Store]: ...
    def reading(self) -> AbstractContextManager[Store]: ...


def plain_writer(occasion: Occasion) -> tuple[str, str]:
    """Texts that say which step they are."""
    lead, step = occasion.lead, occasion.step
    return (
        occasion.subject or f"About {lead.context}",
        f"Hi {lead.first_name}, this is message {step.number}.",
    )


def reading(kind: ReplyKind, evidence: str = "its words", **found: Any) -> Reading:
    """What a reader may say of a reply."""
    fields: dict[str, Any] = {"confidence": 0.9, "automatic": False, "text": "The text."} | found
    return Reading(kind=kind, evidence=evidence, **fields)


class Desk:
    """One assistant with its leads. `now` is the time of every act; the test moves it on."""

    def __init__(self, database: Sessions, now: datetime = NOW) -> None:
        self.database = database
        self.now = now
        self._mails = 0

    def do(self, act: Callable[Concatenate[Store, P], R], /, *arguments: P.args, **named: P.kwargs) -> R:
        """Run one use case in one transaction."""
        with self.database.transaction() as store:
            return act(store, *arguments, **named)

    def ask(self, question: Callable[[Store], R]) -> R:
        with self.database.reading() as store:
            return question(store)

    def report(self, question: Callable[[Reports], R]) -> R:
        with self.database.reading() as store:
            return question(Reports(store.connection, store.sql))

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    @property
    def assistant(self) -> Assistant:
        return self.ask(lambda store: store.default_assistant())

    def assistant_named(self, name: str) -> Assistant:
        return next(each for each in self.ask(lambda store: store.assistants()) if each.name == name)

    def set_assistant(self, **fields: Any) -> Assistant:
        changed = replace(self.assistant, **fields)
        self.do(Store.save_assistant, changed)
        return changed

    def order(self, **fields: Any) -> Order:
        assistant = self.assistant
        order = Order(
            assistant_id=assistant.id,
            source="Event",
            context="the Spring Fair",
            additional_information="",
            schedule_id=assistant.default_schedule_id,
        )
        return replace(order, **fields)

    def schedule_id(self, name: str) -> UUID:
        return self.ask(lambda store: store.schedule_by_name(name)).id

    def add(
        self, email: str = ANNA, first_name: str = "Anna", *, order: Order | None = None, **fields: Any
    ) -> Lead:
        """Add a lead by hand; `fields` are those of `NewLead`."""
        new = NewLead(row=1, email=email, first_name=first_name, **fields)
        lead, _ = self.do(add_lead, new, order or self.order(), who=PERSON, now=self.now)
        return lead

    def add_many(self, count: int, **fields: Any) -> list[str]:
        """Add so many leads at once; answers their addresses."""
        emails = [f"lead{place}@acme.example" for place in range(count)]
        new = [NewLead(row=1, email=email, first_name="Lee", **fields) for email in emails]
        self.do(import_leads, new, self.order(), who=PERSON, now=self.now)
        return emails

    def add_sheet(self, sheet: LeadSheet, order: Order, file_name: str = "leads.csv") -> Upload:
        """What the screen and the command line do with a file that was read."""
        upload, _rejected = self.do(
            import_sheet,
            sheet,
            order,
            file_name=file_name,
            who=PERSON,
            now=self.now,
            rejected_file=lambda _upload_id: f"{file_name}-rejected.xlsx",
        )
        return upload

    def morning(self, month: int, day: int, email: str = ANNA) -> datetime:
        """When a lead of whose habits nothing is known gets a follow-up that is due on that day of 2026."""
        hours = self.assistant.hours
        return datetime.combine(date(2026, month, day), best_time(email, hours, ()), tzinfo=hours.zone)

    def lead(self, email: str = ANNA) -> Lead:
        found = self.ask(lambda store: store.lead_by_email(email))
        assert found is not None, f"there is no {email}"
        return found

    def change(self, email: str = ANNA, **fields: Any) -> Lead:
        """Put a lead into any shape, by no use case."""
        changed = replace(self.lead(email), **fields)
        self.do(Store.save_lead, changed)
        return changed

    def at_last_step(self) -> None:
        """Put Anna on a schedule of one step, which is due."""
        short = self.do(create_schedule, "One step", RECOMMENDED[:1])
        self.change(schedule_id=short.id, next_step=short.first.number)

    def message(self, message_id: UUID) -> Message:
        found = self.ask(lambda store: store.find_message(message_id))
        assert found is not None, f"there is no message {message_id}"
        return found

    def claim(self) -> list[Message]:
        return self.do(claim_due, plain_writer, self.now)

    def attempt(self, message: Message) -> Outgoing | None:
        return self.do(attempt, message, self.now)

    def send_due(self) -> list[Message]:
        """One pass of sending over a channel that takes everything; answers what left, as it was sent."""
        sent = []
        while claimed := self.claim():
            with self.database.transaction() as store:
                for message in claimed:
                    outgoing = attempt(store, message, self.now)
                    if outgoing:
                        record_sent(store, outgoing.message, self.now)
                        sent.append(replace(outgoing.message, status=MessageStatus.SENT, sent_at=self.now))
        return sent

    def receive(
        self, text: str = "Hello.", *, sender: str = ANNA, subject: str = "Hello", **headers: str
    ) -> Reply | None:
        """Keep a mail of that sender; None where it is not kept. `In_Reply_To="<…>"` sets a header."""
        raw = self.mail(text, sender=sender, subject=subject, **headers)
        reply_id = self.do(receive, raw, self.now)
        unread = self.ask(lambda store: store.unread_replies(1000))
        return next((reply for reply in unread if reply.id == reply_id), None)

    def mail(
        self, text: str = "Hello.", *, sender: str = ANNA, subject: str = "Hello", **headers: str
    ) -> bytes:
        """The bytes of a mail, each with a Message-ID of its own."""
        self._mails += 1
        mail = EmailMessage()
        fields = {"From": sender, "To": self.assistant.email, "Subject": subject}
        fields["Message-ID"] = f"<{self._mails}@acme.example>"
        for name, value in (
            fields | {name.replace("_", "-"): value for name, value in headers.items()}
        ).items():
            mail[name] = value
        mail.set_content(text)
        return mail.as_bytes()

    def hear(self, kind: ReplyKind, *, sender: str = ANNA, to: str = "", **found: Any) -> Lead:
        """A reply, to that Message-ID perhaps, comes in and is read as that kind; answers its lead."""
        reply = self.receive(sender=sender, **({"In_Reply_To": to} if to else {}))
        assert reply is not None
        self.do(apply_kind, reply, reading(kind, **found), self.now)
        return self.lead(sender)

    def hear_bounce(self, bounce: BounceKind = BounceKind.HARD, email: str = ANNA, **found: Any) -> Lead:
        """A delivery report about that address comes in."""
        reply = self.receive(sender="mailer-daemon@acme.example")
        assert reply is not None
        said = reading(ReplyKind.BOUNCE, automatic=True, bounce=bounce, failed_email=email, **found)
        self.do(apply_kind, reply, said, self.now)
        return self.lead(email)

    def teach(self, text: str, kind: ReplyKind) -> None:
        """Zoe writes that text, it is read as `other`, and a person says that it is of that kind."""
        zoe = "zoe@elsewhere.example"
        self.add(zoe, "Zoe")
        reply = self.receive(text, sender=zoe)
        assert reply is not None
        self.do(apply_kind, reply, reading(ReplyKind.OTHER, text=text), self.now)
        self.do(correct, reply.id, kind, who=PERSON, now=self.now)

    def timeline(self, email: str = ANNA) -> list[dict[str, Any]]:
        lead = self.lead(email)
        return self.report(lambda reports: reports.timeline(lead.id))

    def events(self, email: str = ANNA) -> list[tuple[str, str]]:
        """Title and reason of every change of state, in order."""
        return [(line["title"], line["text"]) for line in self.timeline(email) if line["sort"] == "event"]

    def notices(self) -> list[str]:
        """The titles of all notices, the latest first."""
        return [notice["title"] for notice in self.report(lambda reports: reports.notices())]
