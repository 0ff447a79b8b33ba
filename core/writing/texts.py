"""The sentences of one language, read from the TOML file that bears its code."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.assistant import Assistant
from core.lead import Lead
from core.schedule import Tone

FOLDER = Path(__file__).parent
FALLBACK = "en"
OTHER = "other"  # the pool of the sources that a team adds itself


@dataclass(frozen=True, slots=True)
class ToneTexts:
    openings: list[str]
    thoughts: list[str]
    questions: list[str]


@dataclass(frozen=True, slots=True)
class IntroductionTexts:
    subject: str
    to_lead: str
    to_owner: str


@dataclass(frozen=True, slots=True)
class FooterTexts:
    unsubscribe: str
    colon: str  # with the spaces around it
    moment: str  # a pattern of Babel's for date and time
    wrote: str


@dataclass(frozen=True, slots=True)
class Texts:
    about: str
    nobody: str
    lead_ins: list[str]
    small_words: list[str]
    greetings: list[str]
    sign_offs: list[str]
    other_sign_offs: list[str]  # that people begin their signatures with
    booking: str
    postscript: str
    subjects: list[str]
    closings: list[str]
    contexts: list[str]
    without_context: list[str]
    introduction: IntroductionTexts
    footer: FooterTexts
    sources: dict[str, list[str]]
    tones: dict[Tone, ToneTexts]

    def source_openings(self, source: str) -> list[str]:
        """The opening sentences of a source, however its name is spelled ("phone-meeting")."""
        return self.sources.get(_key(source), self.sources[OTHER])


@cache
def languages() -> list[str]:
    """The codes of the languages that have sentences, in order."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def language_for(lead: Lead, assistant: Assistant) -> str:
    """The language that a lead is written to: its own, or its assistant's where that has no sentences."""
    return lead.language if lead.language in languages() else assistant.language


@cache
def texts(language: str) -> Texts:
    """The sentences of `language` (a code such as "en"), or the English ones where it has no file."""
    file = FOLDER / f"{language if language in languages() else FALLBACK}.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    raw["sources"] = {_key(source): pool for source, pool in raw["sources"].items()}
    raw["introduction"] = IntroductionTexts(**raw["introduction"])
    raw["footer"] = FooterTexts(**raw["footer"])
    raw["tones"] = {Tone(tone): ToneTexts(**pools) for tone, pools in raw["tones"].items()}
    return Texts(**raw)


def signs_off(signature: str) -> bool:
    """Whether a signature begins with "Kind regards" or the like, in any of the languages."""
    first = signature.partition("\n")[0].casefold()
    return first.endswith(",") or bool(_sign_offs().match(first))


@cache
def _sign_offs() -> re.Pattern[str]:
    known = [text.rstrip(",") for each in map(texts, languages()) for text in each.sign_offs]
    known += [text for each in map(texts, languages()) for text in each.other_sign_offs]
    return re.compile("|".join(rf"{re.escape(text.casefold())}(?!\w)" for text in known))


def _key(source: str) -> str:
    return "".join(filter(str.isalnum, source.casefold()))
