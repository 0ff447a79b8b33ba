"""Words that people typed, made fit to stand inside a sentence, a subject line or a mail."""

import re
from collections.abc import Collection

BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
INVISIBLE = re.compile(r"[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")  # joiners stay: Persian names need them
QUESTION_INSIDE = re.compile(r"\s*[?？؟]+\s+")
QUESTION = re.compile(r"[?？؟¿]")
ASKS = re.compile(r"[?？؟](?=[\s\"'”’»)\]]|$)")  # not the "?" inside a link
LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
FIRST_WORD = re.compile(r"\s|(?<=['’])")  # ends at a space or an elision
QUOTES = ('""', "“”", "„“", "„”", "‚‘", "‘’", "«»", "»«", "‹›", "「」", "''")
LEADING, TRAILING = " -–—•*:,;", " -–—.,;:!…"


def one_line(text: str) -> str:
    """Without line breaks, control characters and doubled spaces."""
    return " ".join(INVISIBLE.sub("", BREAKS.sub(" ", text)).split())


def lines(text: str) -> str:
    """The lines that say something, each as `one_line`; the words stay untouched."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def phrase(text: str) -> str:
    """What can stand in the middle of a sentence: one line without punctuation or quotes around it.

    A question mark inside becomes a dash, since the mail asks one question of its own.
    """
    trimmed = _trim(one_line(text))
    if trimmed[:1] + trimmed[-1:] in QUOTES and not set(trimmed[1:-1]) & set(trimmed[:1] + trimmed[-1:]):
        trimmed = _trim(trimmed[1:-1])
    return QUESTION.sub("", QUESTION_INSIDE.sub(" – ", trimmed)).strip()


def _trim(text: str) -> str:
    return text.strip("?？؟¿ ").lstrip(LEADING).rstrip(TRAILING)


def topic(text: str, lead_ins: Collection[str], small_words: Collection[str]) -> str:
    """What can follow "about": "About our pricing." and "Our pricing" become "our pricing"."""
    said = phrase(text)
    for lead_in in sorted(lead_ins, key=len, reverse=True):
        if said.lower().startswith(f"{lead_in} "):
            said = said[len(lead_in) :].lstrip()
            break
    first = _first_word(said)
    return (first.lower() if first.lower() in small_words else first) + said[len(first) :]


def attribute(text: str, small_words: Collection[str]) -> str:
    """What can stand between "our" and a noun: "The spring webinar" becomes "spring webinar"."""
    said = phrase(text)
    first = _first_word(said)
    return said[len(first) :].lstrip() if first.lower() in small_words else said


def _first_word(text: str) -> str:
    """ "Our" of "Our pricing", "L’" of "L’offre"."""
    return FIRST_WORD.split(text, maxsplit=1)[0]


def clip(text: str, width: int) -> str:
    """At most `width` characters and an ellipsis, cut between words where there is a space."""
    if len(text) <= width:
        return text
    kept = text[: width + 1].rpartition(" ")[0] or text[:width]
    return kept.rstrip(TRAILING) + "…"


def asks(text: str) -> bool:
    """Whether the text puts a question to its reader."""
    return bool(ASKS.search(text))
