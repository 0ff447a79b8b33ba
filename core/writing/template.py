"""Writes each mail of a schedule from pools of sentences: the same text for a lead and step at any time.

A mail takes one sentence from each of four pools: opening, second sentence, question and closing. Which ones
is decided as in a Reed-Solomon code: lead and step make two numbers, those make a line through the four
slots, and two lines meet in at most one. So two mails for the same source or tone share one sentence of four
at most, unless they are the same. A pool has thirteen sentences (the code needs a prime): 169 mails.
"""

import re
from dataclasses import dataclass

from core.chance import number_of
from core.schedule import Tone
from core.writing.phrase import asks, attribute, clip, lines, one_line, phrase, topic
from core.writing.render import parameters, render
from core.writing.texts import Texts, signs_off, texts

WORD_LIMIT = 90  # a body has fewer, unless the team's own words alone have more
BODY_WIDTH, SUBJECT_WIDTH = 80, 60  # characters of a context
SPACES = re.compile(" {2,}")  # where a value is empty; French no-break spaces stay as they are
OPENING, SECOND, QUESTION, CLOSING = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything the writer may use. `step` counts from 1."""

    lead_key: str  # stable for the lead, its address
    place: int = 0  # among the leads added with it: neighbours get different texts
    first_name: str
    source: str
    context: str
    additional_information: str
    assistant_name: str
    assistant_title: str
    assistant_company: str
    signature: str  # empty: made from name, title and company
    language: str = "en"
    tone: Tone
    step: int
    previous_subject: str = ""
    opening: str = ""  # of the first mail, as the team words it, filled in; empty: one of ours
    nurture_line: str = ""  # ends the mail, after "PS:"
    calendar_url: str = ""  # where the reader can book a meeting

    @property
    def own_opening(self) -> str:
        """The team's sentence, which begins the first mail and no other."""
        return self.opening if self.step == 1 else ""

    @property
    def asks(self) -> bool:
        """Whether the team's own words put a question already."""
        return any(map(asks, (self.own_opening, self.additional_information, self.nurture_line)))


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str  # greeting to signature; without the mail quoted below it and without the footer


def write(brief: Brief) -> Text:
    """The mail of the brief's step, as plain text."""
    words = texts(brief.language)
    return Text(_subject(brief, words), _body(brief, words))


def framed(brief: Brief, first: str, last: str) -> str:
    """A body of one's own sentences, with the assistant's greeting and signature; the additional information
    stands between them."""
    return _mail(brief, texts(brief.language), first, last)


def sentences(brief: Brief) -> str:
    """What `write` says between greeting and signature, without the additional information."""
    return " ".join(filter(None, _sentences(brief, texts(brief.language))))


def _subject(brief: Brief, words: Texts) -> str:
    """One of the subjects that use exactly what is known; a follow-up keeps the thread's subject."""
    previous = one_line(brief.previous_subject)
    while previous.lower().startswith("re:"):
        previous = previous[3:].lstrip()
    if brief.step > 1 and previous:
        return previous
    known = {
        "assistant": one_line(brief.assistant_name),
        "company": one_line(brief.assistant_company),
        "context": clip(_topic(brief, words), SUBJECT_WIDTH),
    }
    given = {name for name, value in known.items() if value}
    fitting = [subject for subject in words.subjects if parameters(subject) == given]
    return render(_pick(fitting, brief, "subject"), known)


def _body(brief: Brief, words: Texts) -> str:
    """The whole mail, or one with a sentence or two less where the team's own words need the room."""
    opening, second, question, closing = _sentences(brief, words)
    for first, last in (
        (f"{opening} {second}", f"{question} {closing}".strip()),
        (f"{opening} {second}", question),
        (opening, question),
    ):
        body = _mail(brief, words, first, last)
        if len(body.split()) < WORD_LIMIT:
            break
    return body


def _sentences(brief: Brief, words: Texts) -> tuple[str, str, str, str]:
    """Opening, second sentence, question and closing; no question where the team's own words ask one."""
    tone = words.tones[brief.tone]
    if brief.step == 1:
        opening = words.source_openings(brief.source)
        second = words.contexts if _topic(brief, words) else words.without_context
    else:
        opening, second = tone.openings, tone.thoughts
    return (
        brief.own_opening or _fill(_choose(opening, brief, OPENING), brief, words),
        _fill(_choose(second, brief, SECOND), brief, words),
        "" if brief.asks else _choose(tone.questions, brief, QUESTION),
        _choose(words.closings, brief, CLOSING),
    )


def _mail(brief: Brief, words: Texts, first: str, last: str) -> str:
    name = phrase(brief.first_name) or words.nobody
    greeting = render(_pick(words.greetings, brief, "greeting"), {"first_name": name})
    line = one_line(brief.nurture_line)
    postscript = render(words.postscript, {"line": line}) if line else ""
    information = lines(brief.additional_information)
    paragraphs = (greeting, first, information, last, _signature(brief, words), postscript)
    return "\n\n".join(filter(None, paragraphs))


def _signature(brief: Brief, words: Texts) -> str:
    """The sign-off, the signature, and where to book a meeting, each unless the signature has it itself."""
    position = ", ".join(filter(None, map(one_line, (brief.assistant_title, brief.assistant_company))))
    signature = lines(brief.signature) or lines(f"{brief.assistant_name}\n{position}")
    sign_off = "" if signs_off(signature) else _pick(words.sign_offs, brief, "sign-off")
    link = "" if brief.calendar_url in signature else one_line(brief.calendar_url)
    booking = render(words.booking, {"link": link}) if link else ""
    return "\n".join(filter(None, (sign_off, signature, booking)))


def _fill(sentence: str, brief: Brief, words: Texts) -> str:
    context = clip(_topic(brief, words), BODY_WIDTH)
    source = clip(attribute(brief.source, words.small_words), BODY_WIDTH)
    about = render(words.about, {"context": context}) if context else ""
    filled = render(sentence, {"context": context, "source": source, "about": about})
    return SPACES.sub(" ", filled).replace("….", "…")  # a cut context ends its sentence


def _topic(brief: Brief, words: Texts) -> str:
    return topic(brief.context, words.lead_ins, words.small_words)


def _choose(pool: list[str], brief: Brief, slot: int) -> str:
    """Leads at even and at odd places begin at even and at odd numbers, so neighbours never begin alike; step
    by step a lead goes once through each pool before it reads a sentence again. Where the team's own sentence
    opens all first mails the lines have one slope: they never meet, and it is all that two of them share."""
    size, odd = len(pool), brief.place % 2
    start = 2 * (number_of(f"start {brief.lead_key}") % ((size + 1) // 2 - odd)) + odd
    slope = (1 if brief.opening else number_of(f"slope {brief.lead_key}")) + (brief.step - 1) // size
    return pool[(start + brief.step + slot * slope) % size]


def _pick(pool: list[str], brief: Brief, what: str) -> str:
    """One for all mails of a lead."""
    return pool[number_of(f"{what} {brief.lead_key}") % len(pool)]
