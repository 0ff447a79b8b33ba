"""Reads a reply: headers and delivery reports first, then calendar parts, then what its writer says."""

from collections.abc import Sequence
from datetime import datetime

from core.reading.automatic import machine_proof
from core.reading.bounce import read_bounce
from core.reading.mail import parse_mail
from core.reading.quoted import written_today
from core.reading.signature import without_signature
from core.reply import Reading, ReplyKind


class LocalReader:
    """Reads without an account or a network. Reading never raises, whatever the bytes are."""

    def read(
        self, raw: bytes, *, received_at: datetime, sent_texts: Sequence[str] = (), zone: str = "UTC"
    ) -> Reading:
        """`received_at` stands in for a missing Date; `sent_texts` are what we wrote to this lead."""
        mail = parse_mail(raw)
        text = without_signature(written_today(mail.text, mail.subject, sent_texts))
        bounce = read_bounce(mail)
        if bounce:
            return Reading(
                ReplyKind.BOUNCE,
                0.99,
                True,
                text,
                bounce.evidence,
                failed_email=bounce.failed_email,
                bounce=bounce.kind,
                status_code=bounce.status_code,
            )
        proof = machine_proof(mail)
        if proof:
            return Reading(ReplyKind.AUTO_REPLY, 0.6, True, text, proof)
        return Reading(ReplyKind.OTHER, 0.3, False, text, "", error=mail.error)
