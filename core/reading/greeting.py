"""A reply without its "Hi Ada," and the name below it, which say nothing about what it wants."""

import re

GREETINGS = (
    r"hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|moin"
    r"|sehr geehrte[rn]?|liebe[rs]?|servus|bonjour|bonsoir|chère?|salut|madame|monsieur|hola|buen[oa]s (?:d[ií]as|tardes|noches)"
    r"|estimad[oa]s?|querid[oa]|ol[áa]|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]|ciao|buongiorno|buonasera|salve"
    r"|gentile|egregio|spett\w*|beste|geachte|goede(?:morgen|middag|ndag)|dag|dzień dobry|witam|szanown[yi]|cześć|hej"
)
SAYS = r"\s(?:n'est|ne|a (?:quitté|pris|changé)|est|hat|ist|arbeitet|has|is|ha|è|ya no|já|werkt|heeft|nie)\b"
NAME = r"[^\W\d_a-z][\w'’-]+"
GREETING = re.compile(
    rf"\W*(?:(?i:{GREETINGS})\b(?:(?!{SAYS})[^.!?\n]){{0,40}}?(?:[,!\n]|:(?!\d))"
    rf"|{NAME}(?: (?:and |und |et |y )?{NAME})?\s?[,:]?\n)\s*"
)
NAME_BELOW = re.compile(rf"\n\s*[-–]*\s*(?:{NAME}\.?\s?){{1,3}}\s*$")


def without_greeting(text: str) -> str:
    """What stands between greeting and name; the whole where nothing does."""
    below = GREETING.sub("", text, count=1) if GREETING.match(text) else text
    return NAME_BELOW.sub("", below).strip() or below.strip() or text.strip()
