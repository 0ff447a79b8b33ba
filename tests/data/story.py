"""One story that uses everything a store and its reports can do, to be lived through on any database."""

from dataclasses import asdict, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from core.acting import add_note, carry_on, deactivate, introduce, restart, send_message, stop, unsubscribe
from core.arrival import Cursor
from core.assistants import (
    change_assistant,
    create_assistant,
    make_default,
    proposed_assistant,
    remove_assistant,
)
from core.broadcasting import broadcast, cancel_broadcast
from core.correcting import correct
from core.customizing import clone_message, delete_message, save_message, used_in
from core.delivery import DeliveryEvent, Outcome, receive_events
from core.drafting import edit_scheduled, reset_scheduled, start_followup
from core.errors import DeliveryError, NotAllowed
from core.failing import decide, record_failure, recover
from core.planning import hold_overdue
from core.preparing import ask_for_texts, commission, keep_text, missing_texts, texts_to_prepare
from core.receiving import apply_kind, receive, resume_returned
from core.reply import BounceKind, ReplyKind
from core.scheduling import (
    change_steps,
    clone_schedule,
    delete_schedule,
    rename_schedule,
    set_default_schedule,
)
from core.sending import hand_back, record_sent
from core.source import add_source, change_source, remove_source
from core.spreadsheet.reader import LeadSheet, NewLead, RejectedRow
from core.timeline import upcoming
from core.transition import LEAD
from data.reports import Reports
from data.store import Store
from tests.desk import ANNA, PERSON, Desk, plain_writer, reading

TEXT = "It was good to meet you at the event.\n\nWould a short call about the Spring Fair suit you?"
BUSY = DeliveryError("451 4.3.0 try later at 100 % load", permanent=False)
LOST = DeliveryError("The connection was lost.", permanent=False, unconfirmed=True)
REFUSED = DeliveryError("554 5.6.0 refused", permanent=True)
NAMES = ("anna", "ben", "carl", "dora", "eve", "finn", "gus", "hana", "ida")


class Silent:
    """A channel that cannot be asked."""

    told_within = timedelta(0)

    def send(self, mail: bytes, sender: str, recipients: object) -> None: ...
    def has(self, message_id: str) -> bool | None:
        return None

    def close(self) -> None: ...


def address(name: str) -> str:
    return f"{name}@acme.example"


def live(desk: Desk) -> dict[str, Any]:
    """Live through it; answers everything that can be seen at the end, without ids."""
    seen: dict[str, Any] = {}
    begin(desk)
    seen["upload"] = drop(desk)
    first_day(desk)
    seen["planned"] = planned(desk)
    replies(desk)
    seen["corrections"] = corrected(desk)
    failures(desk)
    people(desk)
    seen["later"] = later(desk)
    seen["events"] = events(desk)
    seen["drafts"] = drafts(desk)
    seen["schedules"] = schedules(desk)
    seen["broadcasts"] = broadcasts(desk)
    whole: dict[str, Any] = plain(seen | leads(desk) | screens(desk) | records(desk))
    return whole


def begin(desk: Desk) -> None:
    """Another assistant; the first one's settings."""
    bob = replace(desk.assistant, id=Store.new_id(), name="Bob Example", email="bob@assistant.example")
    desk.do(Store.insert_assistant, bob)
    desk.do(make_default, bob.id)
    desk.do(make_default, desk.assistant_named("Ada Example").id)
    zoe = desk.do(create_assistant, replace(desk.do(proposed_assistant), name="Zoe", email="zoe@our.example"))
    assert desk.do(change_assistant, replace(zoe, excluded="our.example, *.rival.example")) != zoe
    desk.do(remove_assistant, zoe.id)
    desk.do(add_source, "100 % Webinar", "Thank you for joining our webinar.")
    desk.do(change_source, "100 % webinar", "It was good to have you in our webinar.")
    desk.do(add_source, "Fax", "Thank you for your fax.")
    desk.do(remove_source, "Fax")
    desk.set_assistant(owner_name="Olga", owner_email="olga@our.example", daily_limit=8, zone="Europe/Berlin")


def drop(desk: Desk) -> Any:
    """A file with everything: good rows, a bad one, an address of our own; then a lead that is known."""
    rows = [NewLead(2, address(name), name.title(), "Müller", company="100% Ltd_") for name in NAMES]
    rows[1] = replace(rows[1], zone="America/New_York", custom={"Größe": 'said "12"'})
    ours = NewLead(row=20, email="ada@assistant.example", first_name="Ada")
    bad = RejectedRow(21, "Email", "nobody", "This is no address.", ("nobody", "Nobody"))
    known = NewLead(row=2, email=ANNA, first_name="Ann", phone="+49301234")
    header = ("Email", "First name")
    desk.add_sheet(LeadSheet("", header, 1, [known], [], 0), desk.order(source="Website"))
    return desk.add_sheet(LeadSheet("", header, 11, [*rows, ours], [bad], 0), desk.order())


def first_day(desk: Desk) -> None:
    """Eight may leave, one of them after being handed back; the ninth overflows to the next day."""
    claimed = desk.claim()
    desk.do(hand_back, claimed[:1], desk.now)
    for message in claimed[1:]:
        outgoing = desk.attempt(message)
        assert outgoing is not None
        desk.do(record_sent, outgoing.message, desk.now)
    desk.wait(minutes=1)
    desk.send_due()
    desk.wait(days=1)
    desk.send_due()


def planned(desk: Desk) -> list[Any]:
    lead = desk.lead()
    coming = desk.ask(lambda store: upcoming(store, lead, plain_writer, desk.now))
    return [asdict(each) | {"occasion": each.step} for each in coming]  # the lead in it has a token of chance


def replies(desk: Desk) -> None:
    desk.hear(ReplyKind.MEETING, sender=address("anna"), meeting_at=date(2026, 3, 9), phones=("+49 30 1",))
    desk.hear(ReplyKind.OUT_OF_OFFICE, sender=address("ben"), return_date=date(2026, 3, 12), automatic=True)
    desk.hear(ReplyKind.STOP, sender=address("carl"))
    desk.hear_bounce(BounceKind.SOFT, address("dora"), status_code="4.2.2")
    desk.hear_bounce(BounceKind.HARD, address("eve"), status_code="5.1.1")
    subject = desk.ask(lambda store: store.thread_of(desk.lead(address("finn")), desk.now)).subject
    stranger = desk.receive(sender="zoe@elsewhere.example", subject="100 % off")
    colleague = desk.receive(
        sender="boss@acme.example", subject=f"Re: {subject}", Message_ID="<boss@acme.example>"
    )
    assert stranger is not None
    assert colleague is not None
    assert colleague.lead_id is None  # it could be about any of them
    desk.do(apply_kind, stranger, reading(ReplyKind.OTHER), desk.now)
    desk.do(apply_kind, colleague, reading(ReplyKind.QUESTION), desk.now)
    answered = desk.ask(lambda store: store.thread_of(desk.lead(), desk.now)).message_ids
    desk.hear(ReplyKind.LATER, sender=address("anna"), to=answered[0])
    mail = desk.mail(sender=address("finn"), To=f"ada+{desk.lead(address('finn')).token}@assistant.example")
    assert desk.do(receive, mail, desk.now) is not None
    assert desk.do(receive, mail, desk.now) is None


def corrected(desk: Desk) -> list[Any]:
    """A person says that Carl did not ask to stop, and takes it back."""
    (reply_id,) = (line["id"] for line in desk.timeline(address("carl")) if line["sort"] == "reply")
    for kind in (ReplyKind.INTERESTED, ReplyKind.AUTO_REPLY, ReplyKind.STOP):
        desk.do(correct, reply_id, kind, who=PERSON, now=desk.now)
        desk.wait(minutes=1)
    return desk.ask(lambda store: store.corrections())


def failures(desk: Desk) -> None:
    for name in ("dora", "gus", "hana", "ida"):
        desk.change(address(name), next_send_at=desk.now)
    desk.wait(days=1)
    errors = {address("gus"): BUSY, address("hana"): LOST, address("ida"): REFUSED}
    for message in desk.claim():
        email = next(email for email in map(address, NAMES) if desk.lead(email).id == message.lead_id)
        outgoing = desk.attempt(message)
        if outgoing and email in errors:
            desk.do(record_failure, outgoing.message, errors[email], desk.now)
        elif outgoing and email == address("dora"):
            desk.do(record_sent, outgoing.message, desk.now)
    desk.do(recover, Silent(), desk.now)
    (doubtful, *_) = desk.ask(lambda store: store.unconfirmed_messages())
    desk.do(decide, doubtful.id, arrived=True, now=desk.now)
    desk.do(carry_on, desk.lead(address("ida")).id, who=PERSON, now=desk.now)
    desk.do(restart, desk.lead(address("gus")).id, who=PERSON, now=desk.now)
    desk.do(deactivate, desk.lead(address("dora")).id, who=PERSON, now=desk.now)


def people(desk: Desk) -> None:
    lead = desk.lead()
    desk.do(send_message, lead.id, "Re: lunch", "A text with 100 %.", who=PERSON, now=desk.now)
    desk.do(introduce, lead.id, "Introducing Olga", "Hi Anna.", who=PERSON, now=desk.now)
    desk.do(add_note, lead.id, "Called: 50 % sure.", who=PERSON, now=desk.now)
    desk.do(stop, desk.lead(address("ida")).id, who=PERSON, now=desk.now)
    desk.do(unsubscribe, desk.lead(address("hana")).id, who=LEAD, now=desk.now, detail="POST from ::1")
    desk.send_due()


def later(desk: Desk) -> list[Any]:
    """The sidecar rests for a week, and comes back."""
    seen = desk.now
    desk.wait(days=9)
    desk.do(hold_overdue, seen, desk.now)
    desk.do(resume_returned, desk.now)
    sent = desk.send_due()
    desk.do(Store.beat, "sidecar", desk.now)
    desk.do(Store.beat, "send messages", desk.now, "OSError: full")
    desk.do(Store.beat, "send messages", desk.now + timedelta(seconds=10))
    for notice in desk.ask(lambda store: store.undelivered_notices(2)):
        desk.do(Store.notice_delivered, notice.id, desk.now)
        desk.do(Store.see_notice, notice.id, desk.now)
    return [(message.step, message.status, message.subject) for message in sent]


def drafts(desk: Desk) -> list[Any]:
    """Jane is added to be looked through first: one message is edited, another one edited and given up."""
    desk.add(address("jane"), "Jane", order=desk.order(draft=True), custom={"Team size": "50 %"})
    jane = desk.lead(address("jane"))
    for step in (2, 3):
        edit = {"subject": f"Step {step}", "body": "50 % off", "cc": "carla@acme.example"}
        desk.do(edit_scheduled, jane.id, step, **edit, who=PERSON, now=desk.now)
        desk.do(edit_scheduled, jane.id, step, **edit | {"body": "60 % off"}, who=PERSON, now=desk.now)
    desk.do(reset_scheduled, jane.id, 3)
    worded(desk, jane.id)
    shown = desk.ask(lambda store: upcoming(store, jane, plain_writer, desk.now))
    desk.wait(hours=1)
    return [shown, desk.do(start_followup, [jane.id], who=PERSON, now=desk.now), desk.send_due() != []]


def worded(desk: Desk, lead_id: UUID) -> None:
    """A language model is asked for Jane's texts; its first one is taken, the second one is not."""
    assert desk.do(ask_for_texts, lead_id, plain_writer, who=PERSON, now=desk.now) == 6
    for answer in ({"subject": "About you", "body": TEXT}, {"subject": "", "body": "100 % off"}):
        number = desk.ask(lambda store: texts_to_prepare(store, desk.now, 20))[0][1]
        wanted = desk.do(commission, lead_id, number, plain_writer, desk.now)
        assert wanted is not None
        desk.do(keep_text, wanted, answer, desk.now)
    lead = desk.lead(address("jane"))
    left = desk.ask(lambda store: missing_texts(store, lead, plain_writer, desk.now))
    assert [number for number, problem in left.items() if problem] == [3]
    assert list(left) == [3, 4, 5, 6, 7]


def schedules(desk: Desk) -> list[Any]:
    """A schedule with a custom message is made, changed under Jane, used, and deleted."""
    text = desk.do(
        save_message, "Offer", "", "{{ lead.team_size }} of {{ lead.company }}", {"lead.company": "you"}
    )
    text = desk.do(save_message, "An offer", "", text.body, text.defaults, text.id)
    spare = desk.do(clone_message, text.id, "Spare")
    desk.do(delete_message, spare.id)
    own = desk.do(clone_schedule, desk.schedule_id("Recommended"), "Own")
    own = desk.do(rename_schedule, own.id, "Our own")
    desk.change(address("jane"), schedule_id=own.id)
    first, second, third, *_ = own.steps
    rearranged = [replace(third, message=text), replace(first, wait_days=1), replace(second, wait_days=9)]
    changed = desk.do(change_steps, own.id, rearranged, now=desk.now)
    under_way = desk.report(lambda reports: reports.under_way_by_schedule())[own.id]
    desk.do(set_default_schedule, desk.assistant.id, own.id)
    with pytest.raises(NotAllowed, match="Ada Example"):
        desk.do(delete_schedule, own.id)
    desk.do(set_default_schedule, desk.assistant.id, desk.schedule_id("Recommended"))
    desk.do(delete_schedule, own.id)
    used = desk.ask(lambda store: [used_in(store, text.id), store.custom_messages(), store.custom_columns()])
    desk.wait(days=10)
    sent = [message.body for message in desk.send_due()]
    ended = desk.do(Store.replans, own.id, [])
    desk.do(Store.finish_leads, [each.lead.id for each in ended], "It ended", PERSON, desk.now)
    return [changed, under_way, used, sent, desk.lead(address("jane")).state]


def broadcasts(desk: Desk) -> list[Any]:
    """Two at the same time, beyond the daily limit; the second is cancelled before all of it has left."""
    ids = [desk.lead(address(name)).id for name in NAMES]
    ordered = [
        desk.do(broadcast, ids, name, "100 %", "Hi {{ lead.first_name }}", {}, who=PERSON, now=desk.now)
        for name in ("News", "More news")
    ]
    desk.set_assistant(daily_limit=12)
    sent = [desk.send_due(), desk.send_due()]
    taken_back = desk.do(cancel_broadcast, ordered[1].broadcast.id, who=PERSON, now=desk.now)
    listed = desk.ask(lambda store: store.latest_broadcasts())
    return [
        [(each.queued, [why for _, why in each.skipped]) for each in ordered],
        [[message.subject for message in each] for each in sent],
        taken_back,
        [(row["name"], row["total"], row["sent"], row["waiting"]) for row in listed],
    ]


def events(desk: Desk) -> list[Any]:
    """A mail system tells twice of two leads, and of somebody whom nobody knows."""
    finn, ida = desk.lead(address("finn")), address("ida")
    (message_id, *_) = desk.ask(lambda store: store.thread_of(finn, desk.now)).message_ids
    full = DeliveryEvent(
        "e1", message_id, finn.email, Outcome.BOUNCED, BounceKind.SOFT, "100 % full", desk.now, "{}"
    )
    spam = replace(full, key="e2", message_id="", email=ida, outcome=Outcome.COMPLAINED, bounce=None)
    unknown = replace(full, key="e3", message_id="<x@y.example>", email="who@elsewhere.example")
    assert [desk.do(receive_events, [full, spam, unknown], desk.now) for _ in range(2)] == [2, 0]
    kept = desk.ask(lambda store: store.delivery_events_of(finn.id))
    assert [event.message_id for event in kept] == [message_id]
    return [replace(event, message_id="") for event in kept]  # it differs each time


def leads(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for email in map(address, NAMES):
        lead = desk.lead(email)
        found[email] = [replace(lead, token=""), *desk.timeline(email)]
        with desk.database.reading() as store:
            assert store.lead_by_token(lead.token) == lead
            assert store.find_lead(lead.id) == lead
            found[email] += [store.last_sent_at(lead), store.sent_bodies(lead.id), store.has_unsent(lead)]
    return found


def screens(desk: Desk) -> dict[str, Any]:
    with desk.database.reading() as store:
        reports = Reports(store.connection, store.sql)
        pages = [
            reports.leads(),
            reports.leads("MÜLL", ["Cold", "Hot"]),
            reports.leads("0% ltd_"),
            reports.leads("%"),
        ]
        stranger = reports.stranger_replies()
        return {
            "pages": [page.to_dict("records") for page in pages],
            "counts": [reports.count_leads(), reports.count_leads("_"), reports.count_leads("!", ["Cold"])],
            "drafts": [reports.count_drafted(), reports.count_leads(states=["Draft"])],
            "matching": len(reports.lead_ids("MÜLL", ["Cold", "Draft"])),
            "by state": reports.count_by_state(),
            "by schedule": sorted(reports.under_way_by_schedule().values()),
            "by status": reports.messages_by_status(),
            "engaged": [reports.engaged_leads(), reports.count_engaged()],
            "notices": [reports.notices(), reports.count_unseen_notices()],
            "held": [reports.held_leads(), reports.doubtful_messages(), reports.count_to_decide()],
            "sent": [reports.sent_steps(lead["id"], 1) for lead in pages[0].to_dict("records")],
            "strangers": [stranger, *(reports.reading(row["id"]) for row in stranger)],
            "raw": sorted(str(store.raw_reply(row["id"])) for row in stranger),
            "words": [store.contexts(), store.contexts("fair"), store.sources(), reports.uploads()],
            "lines": [*store.lead_lines(), *store.lead_lines("Cold")],
        }


def records(desk: Desk) -> dict[str, Any]:
    desk.do(Store.see_notices, desk.now)
    for uid in (1, 4_294_967_295):
        desk.do(Store.save_cursor, "ada@mx.example/INBOX", Cursor(4_294_967_295, uid, desk.now.date()))
    for purpose, tokens in (("reading", 700), ("reading", 800), ("writing", 900)):
        desk.do(Store.count_model_call, desk.now.date(), purpose, tokens, 50)
    with desk.database.reading() as store:
        return {
            "heartbeats": store.heartbeats(),
            "cursors": store.cursors(),
            "model": [store.model_use(desk.now.date()), store.model_use(date(2026, 1, 1))],
            "suppressed": store.suppressed_emails([*map(address, NAMES)]),
            "assistants": [*store.assistants(), store.assistant_by_email("bob@assistant.example")],
            "schedules": store.schedules(),
        }


def plain(value: Any) -> Any:
    """Without what differs each time: ids, and the order of keys."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in sorted(value.items(), key=str)}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, UUID):
        return "an id"
    if value is not None and value != value:  # NaT and NaN, where a frame has nothing
        return None
    return f"{value:%Y-%m-%d %H:%M:%S.%f %z}" if isinstance(value, datetime) else value
