"""Mail out through SendGrid's Mail Send (v3): the mail that core/composing.py wrote, in SendGrid's JSON."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from python_http_client.exceptions import HTTPError
from sendgrid import SendGridAPIClient

from core.errors import DeliveryError
from core.reply import BounceKind
from core.settings import Settings

MESSAGE = "leadkeeper_message"  # the custom argument with our Message-ID, which comes back with every event
TIMEOUT = 30.0  # seconds
TOLD_WITHIN = timedelta(hours=1)  # an event that has not come by then is not coming
TAKEN = 202
TOO_MANY = 429
# Refusals of our key, our account or our address of the server: every other message would fare no better.
OURS = {401, 402, 403, 404, 405}
# Headers that Mail Send may not be given, and those that it writes itself from what else it is given.
NOT_GIVEN = {
    *("x-sg-id", "x-sg-eid", "received", "dkim-signature", "content-type", "content-transfer-encoding"),
    *("to", "from", "subject", "reply-to", "cc", "bcc"),
    *("date", "mime-version"),
}
NO_TRACKING = {
    "click_tracking": {"enable": False, "enable_text": False},
    "open_tracking": {"enable": False},
    "subscription_tracking": {"enable": False},
    "ganalytics": {"enable": False},
}

logging.getLogger("python_http_client").setLevel(logging.INFO)  # below that it would log the key


class SendGridOut:
    """One request a message. `has_events`: signed events come, which may settle what got no answer."""

    def __init__(
        self, key: str, url: str, clock: Callable[[], datetime], *, has_events: bool, timeout: float = TIMEOUT
    ) -> None:
        self.told_within = TOLD_WITHIN if has_events else timedelta(0)
        self._client = SendGridAPIClient(key, host=url).client
        self._url, self._clock, self._timeout = url, clock, timeout
        self._rests_until = datetime.min.replace(tzinfo=UTC)

    def send(self, mail: bytes, sender: str, recipients: Sequence[str]) -> None:
        rest = self._rests_until - self._clock()
        if rest > timedelta(0):
            raise DeliveryError("SendGrid takes no more for now.", permanent=False, retry_after=rest)
        try:
            answer = self._client.mail.send.post(
                request_body=mail_send(mail, recipients), timeout=self._timeout
            )
        except HTTPError as error:
            raise self._refusal(error) from None  # it holds the request, and that the key
        except URLError as error:  # the request did not get there whole
            raise DeliveryError(f"{self._url} cannot be reached: {error.reason}", permanent=False) from error
        except (OSError, HTTPException) as error:
            raise DeliveryError(
                f"The connection to {self._url} was lost before it answered.",
                permanent=False,
                unconfirmed=True,
                told_within=self.told_within,
            ) from error
        if answer.status_code != TAKEN:
            said = f"{self._url} answers {answer.status_code}, as SendGrid never does."
            raise DeliveryError(said, permanent=False, bounce=BounceKind.OURS)

    def has(self, message_id: str) -> bool | None:
        return None

    def close(self) -> None: ...

    def check(self) -> list[str]:
        """What the key may do; raises `DeliveryError`."""
        try:
            answer = self._client.scopes.get(timeout=self._timeout)
            return list(json.loads(answer.body)["scopes"])
        except HTTPError as error:
            raise self._refusal(error) from None
        except (OSError, HTTPException) as error:
            raise DeliveryError(f"{self._url} cannot be reached: {error}", permanent=False) from error
        except (ValueError, KeyError, TypeError) as error:
            raise DeliveryError(f"{self._url} does not answer as SendGrid does.", permanent=False) from error

    def _refusal(self, error: HTTPError) -> DeliveryError:
        code, said = error.status_code, f"SendGrid says {error.status_code}: {_words(error)}"
        if code == TOO_MANY or code >= 500 or code == 408:
            rest = _rest(error.headers or {}, self._clock())
            if code == TOO_MANY:
                self._rests_until = self._clock() + rest
            return DeliveryError(said, permanent=False, retry_after=rest)
        if code in OURS:
            return DeliveryError(said, permanent=False, bounce=BounceKind.OURS)
        return DeliveryError(said, permanent=True)


def sendgrid_out(settings: Settings, clock: Callable[[], datetime]) -> SendGridOut:
    has_events = bool(settings.sendgrid_event_key)
    return SendGridOut(settings.sendgrid_key, settings.sendgrid_url, clock, has_events=has_events)


def mail_send(mail: bytes, recipients: Sequence[str]) -> dict[str, Any]:
    """The body of the request: one personalization, the lead in `to`, copies in `cc` and blind ones in `bcc`.

    Mail Send refuses an address that stands there twice, in capitals or not.
    """
    parsed = message_from_bytes(mail, policy=default)
    assert isinstance(parsed, EmailMessage)
    to, cc = parsed["To"].addresses, parsed["Cc"].addresses if parsed["Cc"] else ()
    shown = {each.addr_spec.lower() for each in (*to, *cc)}
    blind = [Address(addr_spec=each) for each in recipients if each.lower() not in shown]
    seen: set[str] = set()
    copies = {"to": _once(to, seen), "cc": _once(cc, seen), "bcc": _once(blind, seen)}
    return {
        "personalizations": [
            {
                **{field: entries for field, entries in copies.items() if entries},
                "custom_args": {MESSAGE: str(parsed["Message-ID"])},
            }
        ],
        "from": _entry(parsed["From"].addresses[0]),
        "reply_to": _entry(parsed["Reply-To"].addresses[0]),
        "subject": str(parsed["Subject"]),
        "content": [_content(parsed, "plain"), _content(parsed, "html")],
        "headers": {name: _value(value) for name, value in parsed.items() if name.lower() not in NOT_GIVEN},
        "tracking_settings": NO_TRACKING,
    }


def _once(addresses: Sequence[Address], seen: set[str]) -> list[dict[str, str]]:
    fresh = [each for each in addresses if each.addr_spec.lower() not in seen]
    seen.update(each.addr_spec.lower() for each in fresh)
    return [_entry(each) for each in fresh]


def _entry(address: Address) -> dict[str, str]:
    name = {"name": address.display_name} if address.display_name else {}
    return {"email": address.addr_spec, **name}


def _content(mail: EmailMessage, kind: str) -> dict[str, str]:
    part = mail.get_body((kind,))
    assert part is not None
    return {"type": f"text/{kind}", "value": str(part.get_content())}


def _value(header: object) -> str:
    return " ".join(str(header).split())


def _words(error: HTTPError) -> str:
    """SendGrid's own, with the field that they are about; else the reason of the status line."""
    try:
        told = [_told(each) for each in json.loads(error.body)["errors"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        told = []
    return " ".join(told)[:500] or str(error.reason)


def _told(error: Mapping[str, Any]) -> str:
    field = f" ({error['field']})" if error.get("field") else ""
    return f"{error['message']}{field}"


def _rest(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long SendGrid wants to be left alone; nothing where it does not say, or not in a way to be used."""
    after, reset = headers.get("Retry-After") or "", headers.get("X-RateLimit-Reset") or ""
    try:
        if after.isdecimal():
            rest = timedelta(seconds=int(after))
        elif after:
            rest = parsedate_to_datetime(after) - now
        else:
            rest = datetime.fromtimestamp(int(reset), UTC) - now
    except (ValueError, OverflowError, TypeError, OSError):
        return timedelta(0)
    return min(max(rest, timedelta(0)), timedelta(days=1))
