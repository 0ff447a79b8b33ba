"""What must not leave in a text that a language model wrote, decided by its words alone.

Whatever somebody made the model say, it may only use the team's own names, numbers and links, and may claim
only what the team itself says to the lead. A text is refused rather than mended: the templates write instead.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache

from core.reading.dates import fold
from core.writing.claim_words import claims, facts
from core.writing.common_words import GERMAN_NOUNS, OPENERS
from core.writing.phrase import BREAKS, asks
from core.writing.texts import languages, texts

LONGEST_SUBJECT, FEWEST_WORDS, SHORTEST_LINE = 100, 8, 4  # characters; words of a text, and of a line
KNOWN_WORDS = 0.5  # at least so many of the words of a text are words of its language
LAST_LETTER = "\u017e"  # of European alphabets; later ones only look like them
TOKEN_ENDS = ".,;:?…()\"'“”„«»’‘"
ODD = re.compile(r"[^\w\s.,;:?'’‘\"“”„«»‹›–—()/&+…¿-]|_|\.\.|\?\?|--")
WORD = re.compile(r"[^\W\d_]+")
LINK = re.compile(r"://|@|^www\.|\w\.[^\W\d]\w", re.IGNORECASE)
STARTS = ".?!…:\n"
GREETS = re.compile(
    r"(hi|hello|hey|dear|greetings|hallo|guten|liebe[rs]?|sehr geehrte\w*|moin|bonjour|bonsoir|salut|chere?s?"
    r"|hola|buen[oa]s|estimad\w+|querid\w+)\b"
)
SIGNS_OFF = re.compile(
    r"p\.? ?[sd]\b|((best|kind|warm|with) )*(regards|wishes)\b|sincerely|yours|cheers|(viele|beste|schone"
    r"|herzliche|freundliche) gruße|mit \w+ gruße?n?|(bien )?cordialement|bien a vous|salutations|saludos"
    r"|atentamente|un (cordial )?saludo"
)


@dataclass(frozen=True, slots=True)
class Given:
    """What the team itself has put in."""

    language: str
    facts: str  # whatever may be named: source, context, assistant, what the templates write, and the next
    claims: str  # what the team says to the lead in so many words
    asks: bool  # whether that, or the PS, asks already
    said: str  # earlier texts of the thread


def faults(subject: str, body: str, given: Given) -> list[str]:
    """Why the text must not leave; empty where it may. An empty subject is none of the text's own."""
    text = f"{subject}.\n{body}" if subject else body
    return [
        *_subject_faults(subject),
        *_shape(body),
        *_language(text, given.language),
        *_questions(body, given),
        *_links(subject, body, given),
        *_inventions(text, given),
        *_repeats(body, given.said),
    ]


def _subject_faults(subject: str) -> Iterator[str]:
    if BREAKS.search(subject) or len(subject) > LONGEST_SUBJECT or "?" in subject:
        yield "the subject is not one short line"


def _shape(body: str) -> Iterator[str]:
    if len(body.split()) < FEWEST_WORDS:
        yield "it is too short"
    for line in filter(None, body.split("\n")):
        last = line.split()[-1:] or [""]
        if BREAKS.search(line) or not (line.endswith((".", "?", "…")) or LINK.search(last[0])):
            yield f"“{line[:40]}” is no sentence"
        elif len(line.split()) < SHORTEST_LINE or GREETS.match(fold(line)) or SIGNS_OFF.match(fold(line)):
            yield f"“{line[:40]}” greets or signs, which is ours to do"


def _language(text: str, language: str) -> Iterator[str]:
    found = {each: _known_share(text, each) for each in languages()}
    if found[language] < max(KNOWN_WORDS, *found.values()):
        yield f"it is not in the language “{language}”"


def _known_share(text: str, language: str) -> float:
    words = [fold(word) for word in WORD.findall(text)]
    return sum(word in plain_words(language) for word in words) / max(1, len(words))


def _questions(body: str, given: Given) -> Iterator[str]:
    wanted = 0 if given.asks else 1
    if body.count("?") != wanted or asks(body) is given.asks:
        yield f"it asks {body.count('?')} questions instead of {wanted}"


def _links(subject: str, body: str, given: Given) -> Iterator[str]:
    found, known = links(body), links(given.facts)
    if strange := [link for link in [*links(subject), *found] if link not in known]:
        yield f"{strange[0][:60]} is no link of ours"
    if links(subject) or len(found) + bool(found) * len(links(given.claims)) > 1:
        yield "it has more than one link"


def links(text: str) -> list[str]:
    """Addresses of the web and of mail, and what a mail program might take for one."""
    tokens = (token.strip(TOKEN_ENDS) for token in text.split())
    return [token for token in tokens if LINK.search(token)]


def _inventions(text: str, given: Given) -> Iterator[str]:
    plain = " ".join(token for token in text.split(" ") if not LINK.search(token.strip(TOKEN_ENDS)))
    ours, claimed = _words(given.facts), _words(given.claims)
    known = {token.strip(TOKEN_ENDS) for token in given.facts.split()}
    for token in plain.split():
        bare = token.strip(TOKEN_ENDS)
        if (ODD.search(bare) or _foreign(bare)) and bare not in known:
            yield f"“{token[:40]}” is no plain word"
    numbers = _numbers(given.facts)
    yield from (f"the number {n} is invented" for n in _numbers(plain) if n not in numbers)
    for pattern, allowed in ((claims(given.language), claimed), (facts(given.language), ours)):
        found = (match[0] for match in pattern.finditer(fold(plain)))
        yield from (f"“{word}” claims what nobody said" for word in found if word not in allowed)
    yield from (f"“{name}” is named, which nobody did" for name in _names(plain, given.language, ours))


def _foreign(token: str) -> bool:
    return any(c.isalpha() and c > LAST_LETTER for c in token)


def _numbers(text: str) -> list[str]:
    return "".join(c if c.isnumeric() else " " for c in text).split()


def _words(text: str) -> Set[str]:
    return {fold(word) for word in WORD.findall(text)} | {fold(t.strip(TOKEN_ENDS)) for t in text.split()}


def _names(text: str, language: str, ours: Set[str]) -> Iterator[str]:
    """Words with a capital that are neither the team's nor common."""
    for match in WORD.finditer(text):
        word, before = match[0], text[: match.start()].rstrip(" \"“„«‹(¿'’‘–—-")
        plain = fold(word)
        if word.islower() or plain in ours or len(word) == 1:
            continue
        begins = not before or before[-1] in STARTS
        common = _is_noun(word, language) or (begins and plain in plain_words(language))
        if not (common and word[1:].islower()):
            yield word


def _is_noun(word: str, language: str) -> bool:
    """A word that its language writes with a capital anywhere: "Sie", and what ends like a known noun."""
    plain = fold(word)
    if word in _capitals(language) or language != "de":
        return word in _capitals(language)
    ends = (len(plain) - len(noun) for noun in GERMAN_NOUNS.split() if plain.endswith(noun))
    return any(rest == 0 or rest >= SHORTEST_LINE for rest in ends)


@cache
def plain_words(language: str) -> Set[str]:
    """Words of the language, without accents in lower case: those of its templates, and some common ones."""
    known = {fold(word) for word in WORD.findall(_pools(language))}
    nouns = GERMAN_NOUNS.split() if language == "de" else []
    return known | set(OPENERS.get(language, "").split()) | set(nouns)


@cache
def _capitals(language: str) -> Set[str]:
    """Words with a capital inside the sentences of the templates."""
    return set(re.findall(r"(?<=[a-zà-ž,] )[A-ZÀ-Ž][a-zà-ž]+", _pools(language)))


@cache
def _pools(language: str) -> str:
    words = texts(language)
    pools = [words.closings, words.contexts, words.without_context, *words.sources.values()]
    pools += [
        pool for tone in words.tones.values() for pool in (tone.openings, tone.thoughts, tone.questions)
    ]
    return re.sub(r"\{[{%].*?[%}]\}", " ", "\n".join(sentence for pool in pools for sentence in pool))


def _repeats(body: str, said: str) -> Iterator[str]:
    earlier = set(_sentences(said))
    for sentence in _sentences(body):
        if len(sentence.split()) >= SHORTEST_LINE and sentence in earlier:
            yield "it says again what was said before"
            return


def _sentences(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"(?<=[.?…])\s+|\n", fold(text)) if part.strip()]
