"""The first day back that an out-of-office names. Empty beats wrong: every date needs an anchor beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from core.reading.dates import DateMention, find_dates, fold
from core.reading.sentences import sentences

AWAY = (
    r"out of (?:the |my )?office|ooo\b|away|on leave|(?:annual|parental|maternity|paternity|sick|medical) leave|vacation|holidays?\b|out sick|travel(?:l?ing)?"
    r"|unavailable|not available|(?:be|am|i'm|is|are) out\b|off work|day off|(?:office|we) (?:is|are|will be) closed|sabbatical|closed|pto\b|offline|conference"
    r"|nicht (?:im (?:buro|haus)|erreichbar|da|verfugbar|im dienst)|abwesend|abwesenheit|urlaub|ausser haus|elternzeit|unterwegs|krank|ferien|dienstreise|geschlossen"
    r"|absent|absence|conge|vacances|deplacement|indisponible|pas disponible|ferme"
    r"|fuera de (?:la |mi )?oficina|ausente|ausencia|vacaciones|de viaje|de baja|no (?:estoy|estare) disponible|permiso|cerrad"
    r"|fora do escritorio|ausencia|ferias|em viagem|licenca|indisponivel|nao (?:estou|estarei)"
    r"|fuori (?:sede|ufficio)|assent\w+|assenza|in ferie|ferie|in viaggio|non (?:sono|saro)|chius"
    r"|afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|vakantie|verlof|gesloten|weg\b"
    r"|nieobecn|poza biurem|urlop|nieosiagaln|niedostepn|delegacj|wyjazd"
    r"|不在|休暇|休み|休業|出張|外出|休职|休假|franvaro|semester|fravar|ferie"
)
BACK = (
    r"back|return(?:ing)?|reachable|resume|available (?:again|on|from|after)|in the office (?:again|on|from)|see (?:you|ya'?ll)|respond|reply"
    r"|wieder|zuruck|erreichbar|retour|reviens|reviendrai|rentre|vuelta|regres\w*|vuelvo|volver\w*|disponible de nuevo|reincorpor\w*"
    r"|de volta|retorn\w*|volto|voltarei|rientr\w*|torn\w+|di nuovo|terug\w*|weer (?:bereikbaar|aanwezig|op kantoor)|wrac\w*|wroc\w*|powrot\w*|powroc\w*"
    r"|戻り|戻る|復帰|出社|tillbaka|tilbage|tilbake"
)
UNTIL = (
    r"until(?: at least)?|till?|'til|up to|bis(?: einschl\w*)?(?: zum)?|jusqu'(?:au|a|en|aux)|hasta(?: el| el dia)?|ate(?: o| ao| a)?(?: dia)?"
    r"|fino (?:al|a|alla)|sino (?:al|a)|tot(?: en met)?|t/m|(?:az )?do(?: dnia)?|through|thru|t\.o\.m\.|til og med|til|till och med|tom"
)
INCLUSIVE_BEFORE = re.compile(
    r"(?:through|thru|t/m|tot en met|einschl\w*|t\.o\.m\.|til og med|till och med|including)[^.]{0,12}$"
)
INCLUSIVE_AFTER = re.compile(r"^[\s,(]{0,3}(?:inclu\w+|einschl\w*|compreso|inbegrepen|wlacznie|incl)")
AWAY_WORD = re.compile(rf"(?<![a-z])(?:{AWAY})")
BACK_WORD = re.compile(rf"(?<![a-z])(?:{BACK})(?![a-z])(?! to you)")
BACK_AFTER = re.compile(r"\s?(?:\(.\))?\s?(?:に|より|から)?(?:は)?(?:戻|復帰|出社|通常)")
STARTS_AT = re.compile(
    r"(?<![a-z])(?:from|as of|starting|on|ab|am|wieder ab|erst|le|a partir (?:du|de|del|do)|des le|el|em|no dia|dal|il|vanaf|op|pas op|od|w|fran|fra)[\s,]*"
    r"(?:(?:the|le|el|den|dem|o|il|dia|dnia|monday|montag) ?)*$"
)
AFTER = re.compile(
    r"(?<![a-z])(?:after|nach|apres|despues|depois|dopo|na|po|efter)[\s]*(?:(?:the|dem|le|del|de|do|il) ?)*$"
)
NOT_A_DAY_OFF = re.compile(
    r"(?<![a-z])(?:since|seit|depuis|desde|before|by|last|until|till|prior to|vor|avant|antes)[\s]*(?:(?:the|dem|le|del|de|do) ?)*$"
)
UNTIL_BEFORE = re.compile(
    rf"(?<![a-z])(?:{UNTIL})[\s,]*(?:(?:and including|the|on|le|el|den|dem|o|il|de|w) ?)*$"
)
UNTIL_AFTER = re.compile(r"^\s?(?:\(.\))?\s?(?:まで|迄)")
FROM_BEFORE = re.compile(
    r"(?<![a-z])(?:from|between|starting|vom|von|ab|zwischen|seit|du|de|entre|desde|del|dal|dalla?|da|van|vanaf|tussen|od|dates?:?|fran|fra)[\s,:]*"
    r"(?:(?:the|le|el|den|dem|o|il|dia|dnia|am) ?)*$"
)
CONNECTOR = re.compile(
    r"\s*(?:[,(]\s*)?(?:-|to|through|thru|until|till?|and|und|bis(?: zum| einschliesslich)?|au|al|a|ao|ate(?: o)?|hasta(?: el)?|e|y|i|et|tot(?: en met)?|t/m|do|から)"
    r"\s*(?:(?:the|le|el|den|dem|o|il|dia|dnia|and including) ?)*"
)
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A folded sentence with the days it names, and whether it, or the one before it, says "away"."""

    text: str
    dates: list[DateMention]
    away: bool

    def before(self, mention: DateMention) -> str:
        return self.text[: mention.start]

    def after(self, mention: DateMention) -> str:
        return self.text[mention.end :]


def return_date(text: str, today: date, *, day_first: bool | None) -> date | None:
    """The first day back: "until D" gives D, a range X to Y gives Y + 1, a day off the next working day."""
    read = _read(text, today, day_first)
    for rule in (_back, _after_range, _until, _after_days_off):
        days = (day for sentence in read for day in rule(sentence) if today <= day <= today + FURTHEST)
        found = next(days, None)
        if found:
            return found
    return None


def _read(text: str, today: date, day_first: bool | None) -> list[_Sentence]:
    read: list[_Sentence] = []
    away_before = False
    for sentence in sentences(text):
        folded = fold(sentence)
        away = AWAY_WORD.search(folded) is not None
        read.append(_Sentence(folded, find_dates(sentence, today, day_first=day_first), away or away_before))
        away_before = away
    return read


def _back(sentence: _Sentence) -> Iterator[date]:
    """Back on D, zurück am D, ab D wieder da, Dに戻ります."""
    for mention in sentence.dates:
        before, after = sentence.before(mention), sentence.after(mention)
        near = BACK_WORD.search(before[-45:]) and not FROM_BEFORE.search(before)
        if near or (STARTS_AT.search(before) and BACK_WORD.search(after[:45])) or BACK_AFTER.match(after):
            yield _first_day(mention) + timedelta(days=AFTER.search(before) is not None and not mention.vague)


def _until(sentence: _Sentence) -> Iterator[date]:
    for mention in sentence.dates if sentence.away else ():
        before, after = sentence.before(mention), sentence.after(mention)
        if UNTIL_BEFORE.search(before) or UNTIL_AFTER.match(after):
            included = INCLUSIVE_BEFORE.search(before) or INCLUSIVE_AFTER.match(after)
            yield mention.last + timedelta(days=1) if included else _first_day(mention)


def _first_day(mention: DateMention) -> date:
    """The day itself; the first of a month, week or year; the first working day after "the end of" one."""
    end_of = mention.vague and mention.first == mention.last
    return _working_day(mention.last + timedelta(days=1)) if end_of else mention.first


def _working_day(day: date) -> date:
    """The day, or Monday where it is a Saturday; the Sunday that begins a month stays."""
    return day + timedelta(days=2) if day.weekday() == 5 else day


def _after_range(sentence: _Sentence) -> Iterator[date]:
    """From X to Y, X – Y, 12-19 October: the day after the last."""
    for mention in sentence.dates if sentence.away else ():
        if mention.first < mention.last and not mention.vague:
            yield mention.last + timedelta(days=1)
    for one, other in pairwise(sentence.dates):
        joined = CONNECTOR.fullmatch(sentence.text[one.end : other.start])
        if joined and (sentence.away or FROM_BEFORE.search(sentence.before(one))) and one.first <= other.last:
            yield other.last + timedelta(days=1)


def _after_days_off(sentence: _Sentence) -> Iterator[date]:
    """Out on Friday, out today and tomorrow, away next week: the next working day."""
    near = [mention for mention in sentence.dates if _beside_away(sentence, mention)]
    if near:
        day = max(mention.last for mention in near) + timedelta(days=1)
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield day


def _beside_away(sentence: _Sentence, mention: DateMention) -> bool:
    before = sentence.before(mention)
    if NOT_A_DAY_OFF.search(before):
        return False
    return bool(AWAY_WORD.search(before[-45:]) or AWAY_WORD.search(sentence.after(mention)[:30]))
