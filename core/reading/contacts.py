"""Addresses and phone numbers that stand in a text."""

import re
from collections.abc import Collection

# begun only where a word begins, and no longer than RFC 5321 allows: long hostile texts take no time
EMAIL = re.compile(
    r"(?<![\w.+'-])[\w.+'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}"
)
PHONE = re.compile(r"(?<![\w.@/=#-])(?:\+|00)?\(?\d[\d ()./-]{6,22}\d(?![\w@])")
DATE_LIKE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")


def addresses(text: str, *, besides: Collection[str] = ()) -> tuple[str, ...]:
    """The email addresses in a text, lower case, each once; without those given."""
    found = (match.strip(".'-").lower() for match in EMAIL.findall(text))
    return tuple(dict.fromkeys(address for address in found if address not in besides))


def phones(text: str) -> tuple[str, ...]:
    """The phone numbers in a text as they are written: 7 to 15 digits that are no date."""
    found = (" ".join(match.split()) for match in PHONE.findall(DATE_LIKE.sub(" ", text)))
    return tuple(dict.fromkeys(number for number in found if 7 <= sum(map(str.isdigit, number)) <= 15))
