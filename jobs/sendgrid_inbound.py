"""SendGrid's Inbound Parse: a received mail as a form, raw or taken apart."""

import hashlib
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, compat32
from json import loads

OWN_PARTS = {"content-type", "content-transfer-encoding", "mime-version"}
File = tuple[str, str, bytes]  # name, type, content


def mail_of(fields: Mapping[str, bytes], files: Sequence[File]) -> bytes:
    """The mail that was received; raises `ValueError` where the form holds none."""
    if fields.get("email"):
        return fields["email"]
    if not fields.get("headers"):
        raise ValueError("neither a raw mail nor its headers")
    return _put_together(fields, files)


def _put_together(fields: Mapping[str, bytes], files: Sequence[File]) -> bytes:
    """The same form always makes the same mail, by which a second delivery is known."""
    mail = EmailMessage(policy=SMTP)
    mail.set_content(_text(fields, "text"))
    if fields.get("html"):
        mail.add_alternative(_text(fields, "html"), subtype="html")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(
            content, maintype=main or "application", subtype=sub or "octet-stream", filename=name
        )
    for place, part in enumerate(each for each in mail.walk() if each.is_multipart()):
        digest = hashlib.sha256(b"\0".join([fields["headers"], *(content for _, _, content in files)]))
        part.set_boundary(f"{digest.hexdigest()[:32]}-{place}")
    head = message_from_bytes(fields["headers"].strip() + b"\r\n\r\n", policy=compat32)
    return _head(head) + mail.as_bytes()


def _head(head: Message) -> bytes:
    """Its headers as they came, but for those that tell how it was built."""
    kept = message_from_bytes(b"", policy=compat32)
    for name, value in head.raw_items():
        if name.lower() not in OWN_PARTS:
            kept._headers.append((name, value))  # type: ignore[attr-defined]
    return kept.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=0)).rstrip(b"\r\n") + b"\r\n"


def _text(fields: Mapping[str, bytes], name: str) -> str:
    """A field in the character set that the form says it is in."""
    try:
        charset = str(loads(fields.get("charsets") or b"{}").get(name) or "utf-8")
        return fields.get(name, b"").decode(charset, "replace")
    except (ValueError, LookupError, AttributeError):
        return fields.get(name, b"").decode("utf-8", "replace")
