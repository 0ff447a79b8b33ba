"""Countries and languages by the names that people write, in the languages that most sheets are in."""

import re
import unicodedata
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

NAMED_IN = "en de fr es it pt nl sv da nb fi pl cs tr ru ja zh"  # the first one that knows a name counts
OTHER_COUNTRIES = {
    "britain": "GB",
    "czech republic": "CZ",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "korea": "KR",
    "macau": "MO",
    "russian federation": "RU",
    "scotland": "GB",
    "the netherlands": "NL",
    "turkey": "TR",
    "uae": "AE",
    "united states of america": "US",
    "usa": "US",
    "viet nam": "VN",
    "wales": "GB",
}
ALSO_A_STATE = frozenset({"georgia"})  # "Atlanta, Georgia" is not in that country


def fold(text: str) -> str:
    """Lower case without accents and full stops: "U.S.A." is "usa"."""
    plain = unicodedata.normalize("NFKD", text.replace(".", "").casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


@lru_cache(maxsize=1024)
def country_named(text: str) -> str:
    """The ISO 3166 code of a country's name or code, '' where it is neither."""
    code = fold(text).upper()
    if code in Locale("en").territories and len(code) == 2 and code.isalpha():
        return code
    aliases: list[str] = get_global("territory_aliases").get(code, []) if code.isalpha() else []
    return _countries().get(fold(text), aliases[0] if len(aliases) == 1 else "")


@lru_cache(maxsize=1024)
def country_of_location(text: str) -> str:
    """The country that ends a place such as "Oslo, Norway"; '' where none is named in full."""
    name = fold(text.rpartition(",")[2])
    return "" if name in ALSO_A_STATE else _countries().get(name, "")


@lru_cache(maxsize=1024)
def language_named(text: str) -> str:
    """The ISO 639 code of "German", "deutsch", "de-DE", "deu"; '' where it is no language."""
    names = _languages()
    for name in (fold(text), re.split(r"\W|_", fold(text))[0]):
        code: str = names.get(name) or get_global("language_aliases").get(name, name)
        if code in names.values():
            return code
    return ""


@cache
def _countries() -> dict[str, str]:
    return OTHER_COUNTRIES | _names("territories")


@cache
def _languages() -> dict[str, str]:
    return _names("languages")


def _names(of: str) -> dict[str, str]:
    """Folded names to two-letter codes."""
    names: dict[str, str] = {}
    for language in NAMED_IN.split():
        for code, name in getattr(Locale(language), of).items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "EZ", "UN", "QO"):
                names.setdefault(fold(name), code)
    return names
