"""Public holidays of a whole country; those of a part of it are not kept."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The days of that year on which the country (ISO 3166) rests, those moved to a weekday included.

    None for a country that is not known, or ''.
    """
    import holidays  # loads slowly, and most commands need none

    try:
        return frozenset(holidays.country_holidays(country, years=year)) if country else frozenset()
    except NotImplementedError:
        return frozenset()
