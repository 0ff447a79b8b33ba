"""Words that people typed, made fit to stand inside a sentence, a subject line or a mail."""

import re
from collections.abc import Collection

BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
INVISIBLE = re.compile(r"[\u200b\u202a-\u202e\u2066-\u2069\ufeff]")  # joiners stay: Persian names need them
QUESTION_INSIDE = re.compile(r"\s*[?？؟]+\s+")
QUESTION = re.compile(r"[?？؟¿]")
ASKS = re.compile(r"[?？؟](?=[\s\"'”’»)\]]|$)")  # not the "?" inside a link
LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
LEADING, TRAILING = " -–—•*:,;", " -–—.,;:!…"


def one_line(text: str) -> str:
    """Without line breaks, control characters and doubled spaces."""
    return " ".join(INVISIBLE.sub("", BREAKS.sub(" ", text)).split())


def lines(text: str) -> str:
    """The lines that say something, each as `one_line`; the words stay untouched."""
    return "\n".join(filter(None, map(one_line, text.splitlines())))


def phrase(text: str) -> str:
    """What can stand in the middle of a sentence: one line without punctuation around it.

    A question mark inside becomes a dash, since the mail asks one question of its own.
    """
    trimmed = one_line(text).strip("?？؟¿ ")
    return QUESTION.sub("", QUESTION_INSIDE.sub(" – ", trimmed)).lstrip(LEADING).rstrip(TRAILING)


def topic(text: str, lead_ins: Collection[str], small_words: Collection[str]) -> str:
    """What can follow "about": "About our pricing." and "Our pricing" become "our pricing"."""
    said = phrase(text)
    for lead_in in sorted(lead_ins, key=len, reverse=True):
        if said.lower().startswith(f"{lead_in} "):
            said = said[len(lead_in) :].lstrip()
            break
    first, _, rest = said.partition(" ")
    return f"{first.lower() if first.lower() in small_words else first} {rest}".strip()


def attribute(text: str, small_words: Collection[str]) -> str:
    """What can stand between "our" and a noun: "The spring webinar" becomes "spring webinar"."""
    words = phrase(text).split()
    return " ".join(words[1:] if words[:1] and words[0].lower() in small_words else words)


def clip(text: str, width: int) -> str:
    """At most `width` characters and an ellipsis, cut between words where there is a space."""
    if len(text) <= width:
        return text
    kept = text[: width + 1].rpartition(" ")[0] or text[:width]
    return kept.rstrip(TRAILING) + "…"


def asks(text: str) -> bool:
    """Whether the text puts a question to its reader."""
    return bool(ASKS.search(text))
