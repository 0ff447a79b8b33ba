"""The address in a cell, whatever stands around it, in the one form under which a lead is known."""

import re
import unicodedata

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

PLAIN = re.compile(
    r"(?=.{1,64}@.{1,253}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?P<top>[a-z]{2,63})"
)
LONGEST = 254  # characters, RFC 5321
SPECIAL = frozenset(SPECIAL_USE_DOMAIN_NAMES)
SPELLED_AT = re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*", re.IGNORECASE)
SPELLED_DOT = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)
BETWEEN = re.compile(r"[\s;,<>()\[\]\"|\u201c\u201d\u00ab\u00bb]+")
AROUND = "'.:`\u2018\u2019"
TORN = re.compile(r"[a-z0-9._%+-]+ \S+@\S+")  # "ann ek@example.com": whose address that is, nobody can say
DISPLAY_NAME = re.compile(r"\s*[\"']?([^\"<>@]*[^\"'<>@\s])[\"']?\s*<[^<>]+@[^<>]+>")
SEVERAL = ":::"  # between the values of one cell in an address book; the first is the main one


def parse_email(text: str) -> str:
    """`Ann <Ann@Example.com>;` → `ann@example.com`. Raises ValueError with the reason where there is no
    address, a wrong one, or two different ones."""
    plain = text.strip().lower()
    if (match := PLAIN.fullmatch(plain)) and is_ordinary(plain, match["top"]):
        return plain
    if TORN.fullmatch(text.strip()):
        raise ValueError("There is a space in the address.")
    found = list(dict.fromkeys(candidate.lower() for candidate in candidates(text)))
    if not found:
        raise ValueError("This is not an email address." if plain else "There is no email address.")
    if len(found) > 1:
        raise ValueError("There are two different addresses; keep the one to write to.")
    return validated(found[0])


def is_ordinary(plain: str, top: str) -> bool:
    """Whether an address of plain letters needs no closer look: short, nothing coded, no special domain."""
    return len(plain) <= LONGEST and top not in SPECIAL and "--" not in plain


def candidates(text: str) -> list[str]:
    """Everything in the text that is meant as an address."""
    text = unicodedata.normalize("NFKC", text.split(SEVERAL)[0])
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = SPELLED_DOT.sub(".", SPELLED_AT.sub("@", text))
    if text.count("@") == 1:
        text = re.sub(r"\s*@\s*", "@", text)
    words = [word.strip(AROUND) for word in BETWEEN.split(text) if "@" in word]
    return [part for word in words for part in apart(re.sub(r"(?i)^(?:mailto|e?-?mail):", "", word))]


def apart(word: str) -> list[str]:
    """One address, or the two of `a@example.com/b@example.com`."""
    word = word.partition("?")[0] if word.count("@") == 1 else word
    pieces = word.split("/")
    return pieces if len(pieces) > 1 and all("@" in piece for piece in pieces) else [word]


def validated(address: str) -> str:
    try:
        return validate_email(address, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error


def display_name(text: str) -> str:
    """`Ann Ek <ann@example.com>` → `Ann Ek`; '' where no name stands before the address."""
    match = DISPLAY_NAME.match(text)
    return match[1].strip() if match else ""
