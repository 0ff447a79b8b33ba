"""What SendGrid posts: signed events and received mail, through the real server; the key is made here."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.errors import BadSetting, DeliveryError
from core.failing import record_failure
from core.message import MessageStatus
from core.state import Hold, LeadState, SubState
from jobs.public import serving
from jobs.sendgrid_out import MESSAGE
from tests.desk import ANNA, NOW
from tests.jobs.conftest import House, answer, furnish

SECRET = "a-long-secret-of-ours-1"
BOB = "bob@acme.example"
HARD = {"event": "bounce", "type": "bounce", "status": "5.1.1", "reason": "550 5.1.1 no such user"}
FULL = {"event": "bounce", "type": "blocked", "status": "5.2.2", "reason": "552 5.2.2 mailbox full"}


@dataclass
class SendGrid:
    """The vendor's side: it signs and posts."""

    house: House
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def public_key(self) -> str:
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return base64.b64encode(der).decode()

    def event(self, **told: Any) -> dict[str, Any]:
        """About the latest message to Anna, unless it says something else."""
        message = self.house.messages()[-1]
        usual = {"email": ANNA, "timestamp": int(self.house.now.timestamp()), "sg_event_id": uuid4().hex}
        return usual | {MESSAGE: message.message_id} | told

    def sign(self, body: bytes, at: datetime | None = None) -> dict[str, str]:
        moment = str(int((at or self.house.now).timestamp()))
        signature = self.key.sign(moment.encode() + body, ec.ECDSA(hashes.SHA256()))
        return {
            "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
            "X-Twilio-Email-Event-Webhook-Timestamp": moment,
        }

    def tell(self, *events: Any) -> int:
        body = json.dumps(events).encode()
        return self.post("/sendgrid/events", body, self.sign(body))

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        connection = HTTPConnection("127.0.0.1", self.house.settings.public_port, timeout=20)
        try:
            connection.request("POST", path, body, headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def deliver(self, files: dict[str, tuple[str, bytes]] | None = None, **fields: bytes) -> int:
        return self.post(f"/sendgrid/inbound/{SECRET}", *form(fields, files or {}))


def form(fields: dict[str, bytes], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, dict[str, str]]:
    parts = [
        b'--xYzZY\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in fields.items()
    ] + [
        b'--xYzZY\r\nContent-Disposition: form-data; name="a"; filename="%s"\r\n'
        b"Content-Type: %s\r\n\r\n%s\r\n" % (name.encode(), kind.encode(), content)
        for name, (kind, content) in files.items()
    ]
    return b"".join([*parts, b"--xYzZY--\r\n"]), {"Content-Type": "multipart/form-data; boundary=xYzZY"}


@pytest.fixture
def sendgrid(tmp_path: Path, fresh_data_dir: Path) -> Iterator[SendGrid]:
    """Anna has had her first message."""
    key = ec.generate_private_key(ec.SECP256R1())
    house = furnish(
        tmp_path / "data",
        fresh_data_dir,
        LEADKEEPER_SENDGRID_EVENT_KEY=SendGrid(None, key).public_key(),  # type: ignore[arg-type]
        LEADKEEPER_SENDGRID_INBOUND_SECRET=SECRET,
    )
    with house.database.reading(), serving(house.settings, house.database, lambda: house.now):
        house.desk.add()
        house.once()
        yield SendGrid(house, key)


def kept(sendgrid: SendGrid) -> int:
    return int(sendgrid.house.rows("select count(*) from delivery_events")[0][0])


def unchanged(sendgrid: SendGrid) -> bool:
    lead = sendgrid.house.lead()
    return (lead.state, lead.soft_bounces, kept(sendgrid)) == (LeadState.COLD, 0, 0)


# --- who says it


def test_unsigned_forged_altered_and_stale_events_change_nothing(sendgrid: SendGrid) -> None:
    body = json.dumps([sendgrid.event(**HARD)]).encode()
    right = sendgrid.sign(body)
    signature, timestamp = right
    wrong = {
        "unsigned": {},
        "without a time": {signature: right[signature]},
        "signed by another": SendGrid(sendgrid.house).sign(body),
        "with another time": right | {timestamp: str(int(right[timestamp]) + 1)},
        "with a time that is none": right | {timestamp: "now"},
        "no signature at all": right | {signature: "§§§".encode().decode("latin-1")},
        "of the day before yesterday": sendgrid.sign(body, NOW - timedelta(days=2)),
        "of tomorrow": sendgrid.sign(body, NOW + timedelta(days=1)),
    }
    statuses = {how: sendgrid.post("/sendgrid/events", body, headers) for how, headers in wrong.items()}
    assert statuses == dict.fromkeys(wrong, 403)
    assert sendgrid.post("/sendgrid/events", body.replace(b"bounce", b"BOUNCE"), right) == 403
    assert sendgrid.post("/sendgrid/events", b"\xff", right) == 403
    assert unchanged(sendgrid)
    assert sendgrid.post("/sendgrid/events", body, right) == 200
    assert sendgrid.house.lead().sub_state is SubState.BOUNCED


def test_what_is_signed_and_no_list_of_events_is_refused_and_the_good_in_a_batch_is_taken(
    sendgrid: SendGrid,
) -> None:
    for body in (b"{}", b"no json", b"7"):
        assert sendgrid.post("/sendgrid/events", body, sendgrid.sign(body)) == 400
    odd = [7, {}, {"event": "bounce"}, sendgrid.event(timestamp=10**30), sendgrid.event(event="new thing")]
    assert sendgrid.tell(*odd, sendgrid.event(**HARD)) == 200
    assert kept(sendgrid) == 2
    assert sendgrid.house.lead().sub_state is SubState.BOUNCED


def test_a_body_that_is_too_large_is_refused(sendgrid: SendGrid) -> None:
    body = b" " * 2_000_001
    assert sendgrid.post("/sendgrid/events", body, sendgrid.sign(body)) == 413


def test_without_a_key_there_is_nothing_at_the_address_and_a_wrong_key_stops_the_start(
    house: House, tmp_path: Path
) -> None:
    with serving(house.settings, house.database, lambda: house.now):
        for path in ("/sendgrid/events", f"/sendgrid/inbound/{SECRET}"):
            assert SendGrid(house).post(path, b"[]", {}) == 404
    wrong = House(tmp_path / "other", LEADKEEPER_SENDGRID_EVENT_KEY="abc")
    with pytest.raises(BadSetting, match="LEADKEEPER_SENDGRID_EVENT_KEY"):
        serving(wrong.settings, house.database, lambda: house.now).__enter__()


# --- what it says


@pytest.mark.parametrize(
    ("told", "state", "sub_state", "soft", "paused"),
    [
        (HARD, "Deactivated", "Bounced", 0, False),
        (
            HARD | {"bounce_classification": "Invalid Address", "status": ""},
            "Deactivated",
            "Bounced",
            0,
            False,
        ),
        (FULL, "Cold", "", 1, False),
        (HARD | {"type": "blocked"}, "Cold", "", 0, True),
        (FULL | {"status": "5.7.1", "reason": "554 5.7.1 on a block list"}, "Cold", "", 0, True),
        (HARD | {"bounce_classification": "Reputation"}, "Cold", "", 0, True),
        ({"event": "dropped", "reason": "Bounced Address"}, "Deactivated", "Bounced", 0, False),
        ({"event": "dropped", "reason": "Spam Reporting Address"}, "Deactivated", "Marked as spam", 0, False),
        ({"event": "dropped", "reason": "Unsubscribed Address"}, "Unsubscribed", "", 0, False),
        ({"event": "spamreport"}, "Deactivated", "Marked as spam", 0, False),
        ({"event": "unsubscribe"}, "Unsubscribed", "", 0, False),
        ({"event": "group_unsubscribe"}, "Unsubscribed", "", 0, False),
        ({"event": "deferred", "response": "451 try later"}, "Cold", "", 0, False),
        ({"event": "open"}, "Cold", "", 0, False),
        ({"event": "click", "url": "https://our.example"}, "Cold", "", 0, False),
        ({"event": "brand_new"}, "Cold", "", 0, False),
    ],
)
def test_each_event_means_what_the_same_news_means_from_elsewhere(
    sendgrid: SendGrid, told: dict[str, Any], state: str, sub_state: str, soft: int, paused: bool
) -> None:
    event = sendgrid.event(**told)
    for _ in range(3):  # told again and again, it counts once
        assert sendgrid.tell(event, event) == 200
    house = sendgrid.house
    lead = house.lead()
    assert (lead.state, lead.sub_state, lead.soft_bounces) == (state, sub_state, soft)
    assert bool(house.desk.assistant.paused) is paused
    assert kept(sendgrid) == 1
    assert json.loads(house.rows("select raw from delivery_events")[0][0]) == event
    suppressed = house.desk.ask(lambda store: store.suppressed_emails([ANNA]))
    assert bool(suppressed) is (state != "Cold")


def test_a_complaint_takes_even_a_hot_lead_out_and_withdraws_what_waits(sendgrid: SendGrid) -> None:
    house = sendgrid.house
    house.desk.change(state=LeadState.HOT)
    sendgrid.tell(sendgrid.event(event="spamreport"))
    house.at(NOW + timedelta(days=9)).once()
    assert house.lead().sub_state is SubState.COMPLAINED
    assert len(house.messages()) == 1


def test_a_delivery_told_after_the_bounce_that_followed_it_forgives_nothing(sendgrid: SendGrid) -> None:
    """And a delivery after the bounce ends the row."""
    now = int(NOW.timestamp())
    delivered = sendgrid.event(event="delivered", timestamp=now - 60)
    sendgrid.tell(sendgrid.event(**FULL, timestamp=now), delivered)
    sendgrid.tell(sendgrid.event(event="delivered", timestamp=now - 30))
    assert sendgrid.house.lead().soft_bounces == 1
    sendgrid.tell(sendgrid.event(event="delivered", timestamp=now + 60))
    assert sendgrid.house.lead().soft_bounces == 0


def test_a_bounce_of_somebody_in_copy_is_not_the_leads(sendgrid: SendGrid) -> None:
    sendgrid.tell(sendgrid.event(**HARD, email="olga@our.example"))
    assert sendgrid.house.lead().state is LeadState.COLD
    assert "olga@our.example takes no mail" in sendgrid.house.desk.notices()


def test_events_about_mail_that_is_not_ours_are_not_kept(sendgrid: SendGrid) -> None:
    stranger = {"email": "zoe@elsewhere.example", MESSAGE: "<other@elsewhere.example>"}
    assert sendgrid.tell(sendgrid.event(**HARD) | stranger) == 200
    assert unchanged(sendgrid)


def test_a_message_that_sendgrid_dropped_for_a_reason_of_its_own_is_never_lost_in_silence(
    sendgrid: SendGrid,
) -> None:
    sendgrid.tell(sendgrid.event(event="dropped", reason="Spam Content"))
    (message,) = sendgrid.house.messages()
    assert (message.status, message.error) == (MessageStatus.FAILED, "Spam Content")
    assert sendgrid.house.lead().held is Hold.FAILED


@pytest.mark.parametrize("status", [MessageStatus.SENDING, MessageStatus.RETRY, MessageStatus.UNCONFIRMED])
def test_a_signed_event_settles_a_message_of_which_nobody_knew_whether_it_left(
    sendgrid: SendGrid, status: MessageStatus
) -> None:
    house = sendgrid.house
    house.desk.add(BOB, "Bob")
    (message,) = house.desk.claim()
    outgoing = house.desk.attempt(message)
    assert outgoing is not None
    lost = DeliveryError(
        "lost",
        permanent=False,
        unconfirmed=status is not MessageStatus.RETRY,
        told_within=timedelta(hours=1 if status is MessageStatus.SENDING else 0),
    )
    house.desk.do(record_failure, outgoing.message, lost, house.now)
    assert house.desk.message(message.id).status is status
    sendgrid.tell(sendgrid.event(event="processed", email=BOB) | {MESSAGE: message.message_id})
    assert house.desk.message(message.id).status is MessageStatus.SENT
    lead = house.lead(BOB)
    assert (lead.held, lead.next_send_at is not None) == (Hold.NONE, True)
    house.at(NOW + timedelta(hours=2)).once()
    assert house.outbox(BOB) == []


# --- received mail


def test_a_raw_mail_is_a_reply_and_twice_the_same_is_one(sendgrid: SendGrid) -> None:
    house = sendgrid.house
    raw = answer(house.outbox()[0], "Grüße, please stop writing to me.", now=NOW)
    raw = raw.replace("Grüße".encode(), "Grüße".encode("latin-1"))
    for _ in range(2):
        assert sendgrid.deliver(email=raw, to=b"ada@assistant.example") == 200
    ((stored,),) = house.rows("select raw from replies")
    assert bytes(stored) == raw
    house.once()
    assert house.lead().state is LeadState.DEACTIVATED


def test_a_mail_that_was_taken_apart_is_a_reply_and_twice_the_same_is_one(sendgrid: SendGrid) -> None:
    house = sendgrid.house
    raw = answer(house.outbox()[0], "unused", now=NOW)
    head = raw.partition(b"\n\n")[0].replace(b"From: ", b"X-Folded: one\n two\nFrom: ")
    fields = {
        "headers": head,
        "text": "Schöne Grüße. Please stop writing to me.".encode("latin-1"),
        "html": b"<p>Please stop writing to me.</p>",
        "charsets": b'{"text": "iso-8859-1", "html": "utf-8"}',
        "envelope": b'{"from": "anna@acme.example"}',
    }
    for _ in range(2):
        assert sendgrid.deliver({"a.pdf": ("application/pdf", b"%PDF\xff")}, **fields) == 200
    assert len(house.rows("select raw from replies")) == 1
    house.once()
    assert house.lead().state is LeadState.DEACTIVATED
    ((text,),) = house.rows("select text from replies")
    assert "Schöne Grüße" in text


def test_a_wrong_secret_finds_nothing_and_a_form_without_a_mail_is_refused(sendgrid: SendGrid) -> None:
    body, headers = form({"email": b"From: x@y.example\r\n\r\nHi"}, {})
    for wrong in (SECRET[:-1], SECRET + "x", SECRET.upper(), "%C3%A9"):
        assert sendgrid.post(f"/sendgrid/inbound/{wrong}", body, headers) == 404
    assert sendgrid.deliver(subject=b"Hi") == 400
    path = f"/sendgrid/inbound/{SECRET}"
    assert sendgrid.post(path, b"x", {}) == 400
    assert sendgrid.post(path, body[:-30], headers) in (200, 400)
    assert sendgrid.post(path, b"", {"Content-Length": "32000001"} | headers) == 413
    assert len(sendgrid.house.rows("select * from replies")) <= 1


def test_who_asks_too_often_is_told_to_wait(sendgrid: SendGrid) -> None:
    statuses = [sendgrid.post("/sendgrid/events", b"[]", {}) for _ in range(601)]
    assert (set(statuses[:600]), statuses[600]) == ({403}, 429)
    sendgrid.house.desk.wait(minutes=1)
    assert sendgrid.tell(sendgrid.event(event="delivered")) == 200
