"""The text of one cell, whatever the spreadsheet holds in it."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time

MISREAD = re.compile("[Â-ÅÐÑâãäåïðñ][\u0080-\u00ff\u0152-\u2122]")  # UTF-8 that somebody read as cp1252
JOINERS = "\u200c\u200d"  # invisible, yet they change how Persian and Indian letters look
ESCAPED_BREAK = re.compile(r"_x000[9AaDd]_")  # how Excel writes a line break that XML does not keep
AS_TEXT = re.compile(r"=\"([^\"]*)\"|'([-=+@\d].*)")  # ="0049" and '0049 keep spreadsheets from calculating


def cell_text(value: object) -> str:
    """The text as a person reads it: single spaces, no invisible signs, whole numbers without `.0`."""
    if type(value) is str:
        text = value.strip()
        tidy = "  " not in text and text[:1] not in ("=", "'")
        return text if tidy and is_plain(text) else clean(text)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def row_texts(row: Sequence[object]) -> list[str]:
    """The texts of a row. One that is plain throughout, as nearly all are, is looked at as a whole."""
    try:
        line = "|" + "|".join(row) + "|"  # type: ignore[arg-type]
    except TypeError:  # numbers and dates among them
        return list(map(cell_text, row))
    tidy = "| " not in line and " |" not in line and "|=" not in line and "|'" not in line
    if tidy and "  " not in line and is_plain(line):
        return list(row)  # type: ignore[arg-type]
    return list(map(cell_text, row))


def is_plain(text: str) -> bool:
    """Whether all signs are visible ones or single spaces, and letters beyond ASCII are as they should be."""
    if text.isascii() or not text.isprintable():
        return text.isprintable()
    return unicodedata.is_normalized("NFC", text) and not MISREAD.search(text)


def clean(text: str) -> str:
    if match := AS_TEXT.fullmatch(text):
        text = match[1] or match[2] or ""
    text = ESCAPED_BREAK.sub(" ", text)
    if not text.isascii():
        text = visible(unicodedata.normalize("NFC", repaired(text)))
    return " ".join("".join(" " if letter < " " else letter for letter in text).split())


def repaired(text: str) -> str:
    """`MÃ¼ller` → `Müller`: UTF-8 that was read as cp1252 somewhere on the way."""
    if not MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def visible(text: str) -> str:
    kept = (c for c in text if c in JOINERS or unicodedata.category(c) not in ("Cf", "Cc") or c in "\t\r\n")
    return "".join(kept).strip(JOINERS)
