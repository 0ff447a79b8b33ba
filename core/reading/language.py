"""Which language a text is in, told by its commonest words; and which way round its dates are."""

import re

from core.reading.dates import fold
from core.reading.mail import ReceivedMail

COMMON = {
    "en": "the and to of i you is for in not we your with this that will be are have please it my on",
    "de": "und ich der die das nicht ist sie wir mit fur ein zu den auf von im bin bitte haben ihre uns auch",
    "fr": "le la les et je vous de est pas pour nous un une des dans merci ne votre sur avec que suis du",
    "es": "el la los y que de no en por para con su una gracias usted es se del estoy mi lo le me",
    "pt": "o a os e que de nao em por para com uma obrigado voce se do da estou meu ao no na nos",
    "it": "il la e che di non per con una grazie sono si del della le mi ci vi alla nel ho gli",
    "nl": "de het en ik een van niet is u voor met op wij dat bent uw ben zijn naar bij aan",
    "pl": "i w nie na do z sie jest to za prosze dziekuje ze pan pani od jestem o po",
    "sv": "och jag det att en inte ar till for med pa som av har den vi",
}
WORDS = {language: set(words.split()) for language, words in COMMON.items()}
MONTH_FIRST_HOURS = (-10, -9, -8, -7, -6, -5, -4)  # east of UTC: the Americas' English speakers
DAY_FIRST_ENDINGS = ("uk", "ie", "au", "nz", "in", "za", "sg", "eu")
MONTH_FIRST_ENDINGS = ("us", "gov", "edu", "mil")


def language_of(text: str) -> str:
    """A two-letter code; "ja" by its script, "en" where nothing tells."""
    if re.search(r"[\u3040-\u30ff]", text):
        return "ja"
    found = re.findall(r"[a-z']+", fold(text[:3000]))
    counts = {language: sum(word in words for word in found) for language, words in WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"


def day_first(mail: ReceivedMail, text: str) -> tuple[bool | None, bool]:
    """Whether this writer puts the day before the month, and whether that is sure.

    None where neither language nor zone tells; a zone alone does not make sure: many who live in America
    write as they learned it elsewhere.
    """
    ending = mail.sender.rsplit(".", 1)[-1]
    if language_of(text) != "en" or ending in DAY_FIRST_ENDINGS:
        return True, True
    if ending in MONTH_FIRST_ENDINGS:
        return False, True
    offset = mail.date.utcoffset() if mail.date and mail.zone_known else None
    hours = offset.total_seconds() / 3600 if offset else 0
    return None if hours == 0 else hours not in MONTH_FIRST_HOURS, False
