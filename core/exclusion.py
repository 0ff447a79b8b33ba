"""Whom an assistant never takes as a lead: addresses, and domains with all that is below them."""

import re
from collections.abc import Iterator

from core.address import parse_email
from core.errors import PersonError
from core.wire import ascii_domain

BETWEEN = re.compile(r"[\s,;]+")
DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}")
BELOW = "*."


def parse_exclusions(text: str) -> str:
    """Pasted addresses and domains, apart by commas, semicolons or spaces: one a line, each once, in order.

    `acme.example` (or `@acme.example`) is the domain and all below it, `*.acme.example` all below it alone.
    """
    entries, wrong = [], []
    for word in filter(None, BETWEEN.split(text)):
        try:
            entries.append(_entry(word.lower()))
        except ValueError:
            wrong.append(word)
    if wrong:
        raise PersonError(f"these are neither addresses nor domains: {', '.join(wrong[:5])}.")
    return "\n".join(dict.fromkeys(entries))


def _entry(word: str) -> str:
    """Raises ValueError where the word is neither an address nor a domain."""
    local, at, domain = word.rpartition("@")
    if local and at:
        return parse_email(word)
    name = ascii_domain(domain.removeprefix(BELOW))
    if not DOMAIN.fullmatch(name):
        raise ValueError
    return domain


class Exclusions:
    """Made once for many addresses: `excluded` is the assistant's field."""

    def __init__(self, excluded: str) -> None:
        self._entries = frozenset(excluded.split())

    def entry_for(self, email: str) -> str:
        """The entry that excludes the address, or '' where none does."""
        if not self._entries:
            return ""
        return next((entry for entry in _entries_of(email) if entry in self._entries), "")


def _entries_of(email: str) -> Iterator[str]:
    """Everything that would exclude the address, the closest first."""
    yield email
    domain = email.rpartition("@")[2]
    yield domain
    while domain := domain.partition(".")[2]:
        yield domain
        yield f"{BELOW}{domain}"
