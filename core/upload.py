"""What a file of leads says: the good rows, and the others with their reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NewLead:
    """One good row, normalised; '' where the sheet says nothing."""

    row: int  # in the sheet, from 1, as the spreadsheet shows it
    email: str  # lower case, domain in readable letters
    first_name: str
    last_name: str = ""
    phone: str = ""  # digits, with a leading + where the country is said
    company: str = ""
    designation: str = ""
    industry: str = ""
    linkedin_url: str = ""
    company_linkedin_url: str = ""
    twitter_url: str = ""
    location: str = ""
    time_zone: str = ""  # IANA name
    start_at: date | datetime | None = None  # of the first message
    custom: Mapping[str, str] = field(default_factory=dict)  # the other columns, by their headings


@dataclass(frozen=True, slots=True)
class RejectedRow:
    row: int
    column: str
    value: str
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """What one sheet says. `total` = leads + duplicates + rejected; lines that are no records do not count."""

    sheet: str
    header: tuple[str, ...]
    total: int
    leads: list[NewLead]  # each address once
    rejected: list[RejectedRow]
    duplicates: int  # rows that repeat an address seen earlier in the sheet
