"""Importing: the good rows of a file become leads, all or none; the others come back with a reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from core.assistant import Assistant
from core.best_time import best_time
from core.chance import number_of
from core.draft import Draft
from core.drafting import edit_scheduled
from core.errors import NotAllowed, PersonError
from core.exclusion import Exclusions
from core.history import Suppression, Upload
from core.lead import Lead
from core.planning import begins_at
from core.ports import Store
from core.schedule import Schedule
from core.source import remember_source
from core.spreading import spread
from core.spreadsheet.reader import LeadSheet, NewLead, RejectedRow


@dataclass(frozen=True, slots=True)
class Order:
    """What is the same for all leads of one upload."""

    assistant_id: UUID
    source: str
    context: str
    additional_information: str
    schedule_id: UUID
    start_at: datetime | None = None  # of the first message; None: as soon as the lead is added
    draft: bool = False  # the messages wait for a person's Start


# What a person edited before the leads were there: by address, then by the number of the step.
Edits = Mapping[str, Mapping[int, Draft]]


@dataclass(frozen=True, slots=True)
class Imported:
    added: int
    duplicate: int
    invalid: tuple[RejectedRow, ...]
    suppressed: tuple[RejectedRow, ...]


def import_leads(
    store: Store,
    leads: Sequence[NewLead],
    order: Order,
    *,
    who: str,
    now: datetime,
    upload_id: UUID | None = None,
    edits: Edits | None = None,
) -> Imported:
    """Add leads; those that are here already get their empty fields filled, and nothing else changes.

    The rows must hold each address once, as `read_leads` gives them. `edits` become drafts of the new leads.
    """
    assistant, schedule = ordered_from(store, order)
    order = _remembered(store, order, now)
    invalid = unwelcome(store, leads, assistant)
    suppressed = store.suppressed_emails([lead.email for lead in leads if lead.email not in invalid])
    welcome = [lead for lead in leads if lead.email not in suppressed and lead.email not in invalid]
    known = store.known_emails([lead.email for lead in welcome])
    new = [lead for lead in welcome if lead.email not in known]
    store.fill_empty_fields([lead for lead in welcome if lead.email in known])
    places = {lead.email: place_of(leads, place) for place, lead in enumerate(leads)}
    store.insert_leads(
        new,
        spread(store, assistant, [first_send_at(lead, order, assistant, schedule, now) for lead in new], now),
        [places[lead.email] for lead in new],
        order,
        schedule.first.number,
        upload_id,
        now,
    )
    store.insert_added_events(new, f"Added: {order.source}, {order.context}", who, now)
    _keep_edits(store, new, edits or {}, now)
    return Imported(
        added=len(new),
        duplicate=len(known),
        invalid=_rejected(leads, invalid),
        suppressed=_rejected(leads, {email: refusal(*why) for email, why in suppressed.items()}),
    )


def place_of(leads: Sequence[NewLead], place: int) -> int:
    """That of the lead in this place. One added alone has no neighbours: its address says which texts it
    gets, the same before and after it is added."""
    return number_of(f"place {leads[0].email}") % 2 if len(leads) == 1 else place


def ordered_from(store: Store, order: Order) -> tuple[Assistant, Schedule]:
    """By whom and by which schedule; raises `PersonError` where the order cannot be carried out."""
    if not order.source.strip() or not order.context.strip():
        raise PersonError("Source and context are needed: the first email is written from them.")
    schedule = store.schedule(order.schedule_id)
    if schedule.archived:
        raise NotAllowed(f"The schedule {schedule.name} was deleted. Choose another one.")
    return store.assistant(order.assistant_id), schedule


def _keep_edits(store: Store, new: Sequence[NewLead], edits: Edits, now: datetime) -> None:
    """One by one: a person wrote each of them."""
    for email in [lead.email for lead in new if lead.email in edits]:
        lead = _added(store, email)
        for step, draft in edits[email].items():
            edit_scheduled(
                store,
                lead.id,
                step,
                subject=draft.subject,
                body=draft.body,
                recipient=draft.recipient,
                cc=draft.cc,
                who=draft.written_by,
                now=now,
            )


def _remembered(store: Store, order: Order, now: datetime) -> Order:
    """The order with its source as the team spells it; both are offered the next time."""
    order = replace(order, source=remember_source(store, order.source).name, context=order.context.strip())
    store.remember_context(order.context, now)
    return order


def unwelcome(store: Store, leads: Sequence[NewLead], assistant: Assistant) -> dict[str, str]:
    """Addresses that the assistant may not take, each with the reason."""
    ours = {each.email.lower() for each in store.assistants()}
    exclusions = Exclusions(assistant.excluded)
    reasons = {
        lead.email: f"{entry} is excluded for {assistant.name}."
        for lead in leads
        if (entry := exclusions.entry_for(lead.email))
    }
    own = "This is an assistant's own address."
    return reasons | {lead.email: own for lead in leads if lead.email in ours}


def taken_by(store: Store, sheet: LeadSheet, assistant: Assistant) -> LeadSheet:
    """The sheet with the rows that the assistant may not take among the rejected ones."""
    reasons = unwelcome(store, sheet.leads, assistant)
    if not reasons:
        return sheet
    rejected = [*sheet.rejected, *_rejected(sheet.leads, reasons)]
    return replace(
        sheet,
        leads=[lead for lead in sheet.leads if lead.email not in reasons],
        rejected=sorted(rejected, key=lambda row: row.row),
    )


def _rejected(leads: Sequence[NewLead], reasons: Mapping[str, str]) -> tuple[RejectedRow, ...]:
    return tuple(
        RejectedRow(lead.row, "Email", lead.email, reasons[lead.email], ())
        for lead in leads
        if lead.email in reasons
    )


def import_sheet(
    store: Store,
    sheet: LeadSheet,
    order: Order,
    *,
    file_name: str,
    who: str,
    now: datetime,
    rejected_file: Callable[[UUID], str],
    edits: Edits | None = None,
) -> tuple[Upload, list[RejectedRow]]:
    """Import what a file says and write down what became of it; answers that and the rows rejected.

    `rejected_file` names the workbook of those rows, which is written after the commit: it takes long.
    """
    upload_id = store.new_id()
    imported = import_leads(store, sheet.leads, order, who=who, now=now, upload_id=upload_id, edits=edits)
    invalid = [*sheet.rejected, *imported.invalid]
    rejected = sorted([*invalid, *imported.suppressed], key=lambda row: row.row)
    upload = Upload(
        id=upload_id,
        file_name=file_name,
        total=sheet.total,
        added=imported.added,
        duplicate=sheet.duplicates + imported.duplicate,
        invalid=len(invalid),
        suppressed=len(imported.suppressed),
        rejected_file=rejected_file(upload_id) if rejected else "",
        who=who,
        uploaded_at=now,
    )
    store.insert_upload(upload, rejected)
    return upload, rejected


def refusal(reason: Suppression, since: datetime) -> str:
    """Why a suppressed address is not added."""
    return f"This address is {reason} since {since:%d %B %Y} and can never be added again."


def first_send_at(
    lead: NewLead, order: Order, assistant: Assistant, schedule: Schedule, now: datetime
) -> datetime:
    """As soon as the schedule begins, or at its start time, moved into the sending hours.

    A start time of the row's own goes before the one of the whole upload; a bare date takes its time of day.
    """
    start = lead.start_at or order.start_at
    if start is None and not schedule.first.wait_days:
        return now  # whatever the hours where the lead is, which take long to find for a whole file
    if start is None:
        return begins_at(lead, assistant, schedule, now)
    hours = assistant.hours_for(lead)
    if not isinstance(start, datetime):
        clock = order.start_at.astimezone(hours.zone).time() if order.start_at else None
        start = datetime.combine(start, clock or best_time(lead.email, hours, ()))
    if start.tzinfo is None:
        start = start.replace(tzinfo=hours.zone)
    return hours.next_open(start) if start > now else now.astimezone(UTC)


def add_lead(
    store: Store,
    lead: NewLead,
    order: Order,
    *,
    who: str,
    now: datetime,
    drafts: Mapping[int, Draft] | None = None,
) -> tuple[Lead, bool]:
    """Add one lead by hand: the lead, and whether it is new. Raises `NotAllowed` for a suppressed address.

    `drafts` are what was edited before it was there, by the number of the step.
    """
    result = import_leads(store, [lead], order, who=who, now=now, edits={lead.email: drafts or {}})
    for refused in result.suppressed + result.invalid:
        raise NotAllowed(f"{refused.value}: {refused.reason}")
    return _added(store, lead.email), bool(result.added)


def _added(store: Store, email: str) -> Lead:
    added = store.lead_by_email(email)
    if added is None:
        raise LookupError(f"{email} was added and is not there")
    return added
