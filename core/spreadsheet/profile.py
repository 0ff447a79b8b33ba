"""What stands in the cells of a column: the shares of addresses, phones, names and other kinds of text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from core.phone import clean_phone
from core.spreadsheet.heading_concepts import fold
from core.spreadsheet.headings import Role, read_heading
from core.spreadsheet.names import is_form_of_address, is_placeholder


class Kind(StrEnum):
    ADDRESS = "address"
    PHONE = "phone"
    WRITTEN_PHONE = "written phone"  # with a + or with something between the digits
    CODE = "code"  # of a country or an area, for phones
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"  # yes, no
    URL = "url"
    LINKEDIN = "linkedin"
    LINKEDIN_COMPANY = "linkedin company"
    TEXT = "text"  # none of the above
    PERSON = "person"  # could be the name of one
    ONE_WORD = "one word"
    COMPANY = "company"  # has what names of companies have
    FORM = "form of address"
    EVENT_ROLE = "event role"  # attendee, host, panelist
    ATTENDEE = "attendee"


ADDRESS = re.compile(
    r"(?:[^@<>]{0,60}<|mailto:)?[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+>?[;,. ]*"
    r"|[^@]{0,60}\S - [^\s@]+@[^\s@]+\.\S+|[^\s@]+@\S+ - [^\s@]+@\S+"
)
URL = re.compile(r"(?:https?://|www\.)\S+|/in/\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?", re.IGNORECASE)
LINKEDIN = re.compile(r"linkedin\.\w+/|^/?(?:in|company)/", re.IGNORECASE)
LINKEDIN_COMPANY = re.compile(r"(?:^|/)(?:company|school|showcase)/", re.IGNORECASE)
NUMBER = re.compile(r"[-+(]?[\d.,\s]*\d[\d.,\s]*[)%€$£]?|[€$£]\s?[\d.,]+")
CODE = re.compile(
    r"\(?\+?\d{1,5}\)?|[^\d+]+\+\d{1,4}\)?|\+\d{1,4} ?\(?[^\d]+\)?"
)  # 49, Germany (+49), +49 DE
DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}.*"
    r"|\d{1,2}[. -]+[^\W\d_]{3,9}[., -]+\d{2,4}.*|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}.*"
)
FLAG = re.compile(
    r"yes|no|y|n|true|false|ja|nein|nee|oui|non|s[iíì]|sim|n[ãa]o|on|off|ok|tak|nie|evet|hayır|да|нет|是|否"
)
COMPANY = re.compile(
    r"\b(?:gmbh|mbh|ag|kg|ug|ohg|inc|llc|llp|ltd|limited|corp|corporation|co|company|plc|pty|pvt|sas|sarl|srl|spa|bv|"
    r"b\.v|nv|n\.v|aps|oy|oyj|kft|zrt|s\.?r\.?o|d\.?o\.?o|s\.?p\.?a|s\.a|s\.l|s\.?r\.?l|a\.?ş|ooo|ооо|зао|оао|пао|"
    r"ltda|sdn|bhd|tbk|group|holdings?|solutions|technologies|systems|consulting|agency|studio|labs|university|school|"
    r"college|hospital|foundation|institute|services|industries|partners|ventures|media|software|logistics)\b"
    r"|^(?:pt|cv) |株式会社|有限会社|合同会社|公司|集团|集團|주식회사|㈜|\(주\)|&",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(
    r"\S (?:AB|A/S|AS|ASA|SA|S\.A\.?|SE|SL|S\.L\.?|AG|KG|AE|ΑΕ|Oy|OÜ|UAB|SIA|BV|NV|Co\.?)$"
)
NAME_WORD = r"[^\W\d_][^\W\d_'’.ʼ`-]*(?:['’.ʼ`-]+[^\W\d_]+)*[.'’]?"
PERSON = re.compile(rf"{NAME_WORD}(?:,? {NAME_WORD}){{0,4}}")
LONGEST_NAME = 50  # letters
SAMPLE = 200  # filled cells of a column


@dataclass(frozen=True, slots=True)
class Profile:
    """`filled` counts the cells that say anything (`-` and `N/A` do not); the shares are of these."""

    filled: int = 0
    distinct: float = 0.0
    shares: Mapping[Kind, float] = field(default_factory=dict)

    def share(self, *kinds: Kind) -> float:
        return sum(self.shares.get(kind, 0.0) for kind in kinds)


def profile(cells: Sequence[str]) -> Profile:
    """The profile of a column by its cells, as many as `SAMPLE` of them."""
    values = [cell for cell in cells if cell and not is_placeholder(cell)][:SAMPLE]
    if not values:
        return Profile()
    found = [kinds_of(value) for value in values]
    shares = {kind: sum(kind in kinds for kinds in found) / len(values) for kind in Kind}
    return Profile(len(values), len(set(values)) / len(values), shares)


@lru_cache(maxsize=8192)
def kinds_of(value: str) -> frozenset[Kind]:
    """Everything that a cell is, or looks like."""
    if ADDRESS.fullmatch(value):
        return frozenset({Kind.ADDRESS})
    kinds = set(number_kinds(value))
    if URL.fullmatch(value) and not kinds:
        kinds |= {Kind.URL} | ({Kind.LINKEDIN} if LINKEDIN.search(value) else set())
        kinds |= {Kind.LINKEDIN_COMPANY} if LINKEDIN_COMPANY.search(value) else set()
    if FLAG.fullmatch(value.casefold()):
        kinds.add(Kind.FLAG)
    return frozenset(kinds or text_kinds(value))


def number_kinds(value: str) -> set[Kind]:
    if DATE.fullmatch(value):
        return {Kind.DATE}
    kinds = {Kind.CODE} if CODE.fullmatch(value) else set()
    if clean_phone(value):
        kinds.add(Kind.PHONE)
        if not value.isdecimal() or value.startswith("0"):
            kinds.add(Kind.WRITTEN_PHONE)
    if NUMBER.fullmatch(value):
        kinds.add(Kind.NUMBER)
    return kinds


def text_kinds(value: str) -> set[Kind]:
    kinds = {Kind.TEXT}
    if COMPANY.search(value) or LEGAL_FORM.search(value):
        kinds.add(Kind.COMPANY)
    elif PERSON.fullmatch(value) and len(value) <= LONGEST_NAME:
        kinds.add(Kind.PERSON)
    if " " not in value:
        kinds.add(Kind.ONE_WORD)
    if is_form_of_address(value):
        kinds.add(Kind.FORM)
    return kinds | event_kinds(value)


def event_kinds(value: str) -> set[Kind]:
    heading = read_heading(value[:40])
    if not heading.clear:
        return set()
    if heading.role is Role.NAME and heading.whose == 3:
        return {Kind.EVENT_ROLE, Kind.ATTENDEE}
    return {Kind.EVENT_ROLE} if heading.role is Role.NOT_A_LEAD else set()


def in_address(name: str, address: str) -> bool:
    """Whether a word of the name, of three letters or more, stands in the local part of the address."""
    local = fold(address.partition("@")[0]).replace(" ", "")
    return any(word in local for word in fold(name).split() if len(word) > 2)
