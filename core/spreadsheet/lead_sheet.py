"""What a sheet of leads says: the good rows, and the others with their reasons."""

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
    country: str = ""  # ISO 3166 code
    zone: str = ""  # IANA name
    language: str = ""  # ISO 639 code
    start_at: date | datetime | None = None  # of the first message
    custom: Mapping[str, str] = field(default_factory=dict)  # the other columns, by their headings


@dataclass(frozen=True, slots=True)
class RejectedRow:
    row: int
    column: str  # the heading of the cell that is wrong
    value: str
    reason: str  # a sentence
    cells: tuple[str, ...]  # the whole row as it stood in the sheet


@dataclass(frozen=True, slots=True)
class LeadSheet:
    """What one sheet says. `total` is the sum of leads, duplicates and rejected rows."""

    sheet: str
    header: tuple[str, ...]
    total: int
    leads: list[NewLead]  # each address once
    rejected: list[RejectedRow]
    duplicates: int  # rows that repeat an address seen earlier in the sheet


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """A sheet of a workbook, for the screen that asks which one to read."""

    name: str
    rows: int  # that are not blank
    has_emails: bool  # a column of addresses, and rows below it
