"""The words around the dates of an out-of-office, on folded text, a language a line."""

import re

from core.reading.patterns import one_of

ARTICLE = r"(?:(?:the|dem|den|der|le|la|el|del|al|il|o|ao|de|do|dia|dnia) ?)*"


def _before(lines: str, filler: str = ARTICLE) -> re.Pattern[str]:
    """Words directly before a date, but for articles."""
    return re.compile(rf"(?<![a-z]){one_of(lines)}[\s,:]*{filler}$")


COMPOUND = r"(?<=[a-z])(?:urlaub|verlof)(?![a-z])"  # of Jahresurlaub, zwangerschapsverlof
AWAY = re.compile(
    rf"{COMPOUND}|(?<![a-z])"
    + one_of(r"""
    out of (?:the |my )?office|ooo\b|away|on leave|(?:annual|parental|maternity|paternity|sick|medical) leave
    vacation|holidays?\b|out sick|travel(?:l?ing)?|unavailable|not available|on the (?:beach|road)|(?:be|am|i'm|is|are) out\b|off work
    off the grid|unplugged|honeymoon|surgery|in training|on a (?:course|training)
    days? off|(?:office|we) (?:is|are|will be) closed|sabbatical|closed|pto\b|offline|(?:at|attending) a conference
    out (?:today|tomorrow|this|next|on|until|till|thru|through|for|mon|tue|wed|thu|fri)|time off|gone fishing
    nicht (?:im (?:buro|haus)|erreichbar|da|verfugbar|im dienst)|abwesend|abwesenheit|urlaub|ausser haus|elternzeit
    fortbildung|weiterbildung|auszeit|mutterschutz|sporadisch|eingeschrankt
    unterwegs|krank|ferien|dienstreise|geschlossen|auf (?:der |einer )?(?:messe|schulung|konferenz|tagung|reisen?)
    en formation|joignable|absent|absence|conge|vacances|deplacement|indisponible|pas disponible|ferme
    fuera(?: de (?:la |mi )?oficina|\b)|ausente|ausencia|vacaciones|de viaje|de baja|no (?:estoy|estare)|permiso|cerrad
    fora(?: do escritorio|\b)|ausencia|ferias|em viagem|licenca|indisponivel|nao (?:estou|estarei)
    fuori(?: (?:sede|ufficio|citta)|\b)|assent\w+|assenza|in ferie|ferie|in viaggio|non (?:sono|saro)|chius
    afwezig|vrij\b|op (?:cursus|reis)|niet (?:op kantoor|aanwezig|bereikbaar)|vakantie|verlof|gesloten|weg\b
    nieobecn|poza biurem|urlop|nieosiagaln|niedostepn|delegacj|wyjazd|szkoleni|nieczynn
    不在|休暇|休み|休業|出張|外出|研修|休职|休假|franvaro|semester|fravar|bortrest
    """)
)
BACK = re.compile(
    r"(?<![a-z])"
    + one_of(r"""
    back|return(?:ing)?|reachable|resume|available (?:again|on|from|after)|in the office (?:again|on|from)
    see (?:you|ya'?ll)|will (?:respond|reply|answer)|reopen
    wieder|zuruck|erreichbar|retour|joignable|reviens|reviendrai|rentre|rentrerai|reprendrai
    vuelta|regres\w*|vuelvo|volver\w*|disponible de nuevo|reincorpor\w*
    de volta|retorn\w*|volto|voltarei|rientr\w*|torn\w+|di nuovo
    terug\w*|weer (?:bereikbaar|aanwezig|op kantoor)|wrac\w*|wroc\w*|powrot\w*|powroc\w*
    戻り|戻る|復帰|出社|tillbaka|tilbage|tilbake
    """)
    + r"(?![a-z])(?! to you)"
)
BACK_AFTER = re.compile(
    r"\s?(?:\(.\))?\s?(?:(?:に|より|から)?(?:は)?(?:戻|復帰|出社|通常)|以降)"
    r"|\s(?:wieder|zuruck|weer|terug|again|back|di nuovo|de nuevo|de volta|znowu|z powrotem)(?![a-z])"
)
STARTS_AT = _before(
    r"""
    from|as of|starting|on|ab|am|wieder ab|erst
    le|des|a partir|el|em|no|dal|il|vanaf|op|pas op|od|w|fran|fra
    """,
    rf"{ARTICLE}(?:monday |montag )?",
)
FROM_BEFORE = _before(
    r"""
    from|between|starting|dates?|vom|von|ab|zwischen|seit|du|de|entre|desde|del
    dal|dalla?|da|van|vanaf|tussen|od|fran|fra
    """
)
AFTER = _before("after|nach|apres|despues|depois|dopo|na|po|efter")
NOT_A_DAY_OFF = _before("since|seit|depuis|desde|before|by|last|until|till|prior to|vor|avant|antes")
UNTIL_BEFORE = _before(
    r"""
    until(?: at least)?|till?|'til|up to|through|thru|bis(?: einschl\w*)?(?: zum)?
    jusqu'(?:au|a|en|aux)|hasta|ate(?: a)?|fino (?:al|a|alla)|sino (?:al|a)|tot(?: en met)?|t/m|(?:az )?do
    t\.o\.m\.|til og med|til|till och med|tom
    """,
    rf"{ARTICLE}(?:(?:and including|at least|on|le|w|next|coming|this|nachste\w?|kommende\w?|volgende|komende) ?)*",
)
UNTIL_AFTER = re.compile(r"\s?(?:\(.\))?\s?(?:まで|迄)")
INCLUSIVE_BEFORE = re.compile(
    r"(?:through|thru|t/m|tot en met|einschl\w*|t\.o\.m\.|til og med|till och med|including)[^.]{0,12}$"
)
INCLUSIVE_AFTER = re.compile(r"[\s,(]{0,3}(?:inclu\w+|einschl\w*|compreso|inbegrepen|wlacznie|incl)")
BETWEEN = re.compile(
    r"\s*(?:\([^()]\)\s*|[,(]\s*)?"
    + one_of(r"""
    -|to|through|thru|until|till?|bis(?: zum| einschliesslich)?|au|al|a|ao|ate|hasta|tot(?: en met)?|t/m|do|から
    """)
    + rf"\s*{ARTICLE}(?:and including )?"
)
