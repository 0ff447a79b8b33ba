"""Reading a heading: which role its column has, how surely, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.spreadsheet.heading_concepts import concepts_of, fold
from core.spreadsheet.heading_words import Concept


class Role(StrEnum):
    """What the cells of a column are to a lead."""

    NONE = "none"
    NOT_A_LEAD = "not a lead"  # an owner, a host, a buyer, a seller
    EMAIL = "email"
    NAME = "name"  # first, last or full: the other columns tell
    FULL_NAME = "full name"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    SECOND_LAST_NAME = "second last name"
    PARTICLE = "particle"
    PHONE = "phone"
    COUNTRY_CODE = "country code"  # of the phone
    AREA_CODE = "area code"
    COMPANY = "company"
    DESIGNATION = "designation"
    INDUSTRY = "industry"
    LINKEDIN = "linkedin"
    COMPANY_LINKEDIN = "company linkedin"
    TWITTER = "twitter"
    LOCATION = "location"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    TIME_ZONE = "time zone"
    LANGUAGE = "language"
    START_AT = "start at"


class Order(StrEnum):
    """In which order a full name stands."""

    UNSAID = "unsaid"
    SURNAME_FIRST = "surname first"
    GIVEN_LAST = "given last"  # surname first, other names, the given name at the end


@dataclass(frozen=True, slots=True)
class Heading:
    """`sure` is false where the heading has unknown words, or words that make it something about the thing.

    Then the cells must agree, and it must at least be `open`: read like a question, or end with the company.
    `clear` says that all words are known, `known` that some are.
    """

    role: Role = Role.NONE
    sure: bool = False
    open: bool = False
    clear: bool = False
    known: bool = False
    whose: int = 2  # 3 the attendee's, 2 the lead's, 1 a user's
    rank: int = 200  # of several columns of one role the highest goes first
    order: Order = Order.UNSAID


PLAIN_RANK = 20
KIND_RANKS = {
    Concept.WORK: 30,
    Concept.MOBILE: 15,
    Concept.COMPANY: 10,
    Concept.SWITCHBOARD: 10,
    Concept.HOME: 5,
    Concept.OTHER: 0,
    Concept.FAX: -10,
}
GROUPS = {  # the first one that a heading names decides; the order matters
    Concept.START: Role.START_AT,
    Concept.TIME_ZONE: Role.TIME_ZONE,
    Concept.LANGUAGE: Role.LANGUAGE,
    Concept.LINKEDIN: Role.LINKEDIN,
    Concept.TWITTER: Role.TWITTER,
    Concept.NETWORK: Role.NONE,
    Concept.EMAIL: Role.EMAIL,
    Concept.CODE: Role.COUNTRY_CODE,
    Concept.AREA: Role.AREA_CODE,
    Concept.SWITCHBOARD: Role.PHONE,
    Concept.PHONE: Role.PHONE,
    Concept.MOBILE: Role.PHONE,
    Concept.FAX: Role.NONE,
    Concept.NAME_PART: Role.NONE,
    Concept.PARTICLE: Role.PARTICLE,
    Concept.INDUSTRY: Role.INDUSTRY,
    Concept.DESIGNATION: Role.DESIGNATION,
    Concept.CITY: Role.CITY,
    Concept.REGION: Role.REGION,
    Concept.COUNTRY: Role.COUNTRY,
    Concept.LOCATION: Role.LOCATION,
}
NAMES = {
    Concept.SECOND_LAST: Role.SECOND_LAST_NAME,
    Concept.FIRST: Role.FIRST_NAME,
    Concept.LAST: Role.LAST_NAME,
    Concept.GIVEN_LAST: Role.FULL_NAME,
    Concept.SURNAME_FIRST: Role.FULL_NAME,
    Concept.FULL: Role.FULL_NAME,
    Concept.NAME: Role.NAME,
    Concept.ATTENDEE: Role.NAME,
    Concept.PERSON: Role.NAME,
}
ORDERS = {Concept.SURNAME_FIRST: Order.SURNAME_FIRST, Concept.GIVEN_LAST: Order.GIVEN_LAST}


@lru_cache(maxsize=4096)
def read_heading(text: str) -> Heading:
    """What a heading says about its column."""
    words = fold(text).split()
    concepts = concepts_of(words)
    if set(concepts) <= {Concept.UNKNOWN}:
        return Heading()
    role, order = role_of(concepts)
    plain = is_plain(role, set(concepts))
    return Heading(
        role,
        sure=plain and Concept.UNKNOWN not in concepts,
        clear=Concept.UNKNOWN not in concepts,
        open=(plain and Concept.FILLER in concepts) or concepts[-1] is Concept.COMPANY,
        whose=whose(concepts),
        rank=rank(role, concepts, words),
        order=order,
        known=True,
    )


def role_of(concepts: list[Concept]) -> tuple[Role, Order]:
    """The role that the concepts, in their order, add up to."""
    named = set(concepts)
    if Concept.FOREIGN in named:
        return Role.NOT_A_LEAD, Order.UNSAID
    for concept, role in GROUPS.items():
        if concept in named:
            is_company = role is Role.LINKEDIN and Concept.COMPANY in named
            return Role.COMPANY_LINKEDIN if is_company else role, Order.UNSAID
    if Concept.COMPANY in named and not names_a_contact(concepts):
        return Role.COMPANY, Order.UNSAID
    return name_role(concepts, named)


def names_a_contact(concepts: list[Concept]) -> bool:
    """ "Company contact" is a person, "Contact company" a company."""
    people = {Concept.PERSON, Concept.ATTENDEE, *NAMES} - {Concept.NAME}
    return any(concept in people for concept in concepts[concepts.index(Concept.COMPANY) :])


def name_role(concepts: list[Concept], named: set[Concept]) -> tuple[Role, Order]:
    """Which name: one called by two words, first and last, is a full one in the order of these words."""
    parts = [c for c in concepts if c in (Concept.FIRST, Concept.LAST, Concept.NAME)]
    if Concept.OTHER in named and parts:
        return Role.NONE, Order.UNSAID
    if {Concept.FIRST, Concept.LAST} <= named or (len(set(parts)) > 1 and Concept.NAME in named):
        surname_first = parts[0] is Concept.LAST or (parts[0] is Concept.NAME and Concept.FIRST in named)
        return Role.FULL_NAME, Order.SURNAME_FIRST if surname_first else Order.UNSAID
    for concept, role in NAMES.items():
        if concept in named:
            return role, ORDERS.get(concept, Order.UNSAID)
    return Role.NONE, Order.UNSAID


def is_plain(role: Role, named: set[Concept]) -> bool:
    """Whether no word of the heading makes it something about the thing, such as its status or number."""
    apart = {Concept.ATTRIBUTE}
    if role not in (Role.EMAIL, Role.PHONE, Role.COUNTRY_CODE, Role.CITY, Role.REGION, Role.COUNTRY):
        apart |= {Concept.NUMBER, Concept.ADDRESS}
    if role not in (Role.LINKEDIN, Role.COMPANY_LINKEDIN, Role.TWITTER):
        apart |= {Concept.URL}
    if role is Role.EMAIL:
        apart |= {Concept.PHONE, Concept.NAME}
    if role is Role.NAME:
        return bool(named & {Concept.NAME}) and not named & apart
    return not named & apart


def whose(concepts: list[Concept]) -> int:
    if Concept.ATTENDEE in concepts:
        return 3
    return 1 if Concept.USER in concepts and Concept.PERSON not in concepts else 2


def rank(role: Role, concepts: list[Concept], words: list[str]) -> int:
    """The better the more the column is the lead's main one at work; "Email 2" comes after "Email 1"."""
    kinds = [KIND_RANKS[concept] for concept in concepts if concept in KIND_RANKS]
    if role in (Role.COMPANY, Role.COMPANY_LINKEDIN):
        kinds = [kind for kind in kinds if kind != KIND_RANKS[Concept.COMPANY]]
    if role is Role.PHONE and Concept.ADDRESS in concepts:
        kinds.append(KIND_RANKS[Concept.OTHER])
    lesser = [kind for kind in kinds if kind < PLAIN_RANK]
    number = next((int(word) for word in words if word.isdecimal() and 1 < int(word) < 10), 0)
    return (min(lesser) if lesser else max(kinds, default=PLAIN_RANK)) * 10 - number
