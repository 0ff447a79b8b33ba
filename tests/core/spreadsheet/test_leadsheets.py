"""Lead sheets that other products exported, where they are at hand: what an expert would import comes out."""

import json
import unicodedata
from pathlib import Path

import pytest

from core.errors import BadUpload
from core.spreadsheet.reader import read_leads

SHEETS = Path(__file__).resolve().parents[4] / "shared" / "leadsheets"
LISTED = SHEETS / "expected.json"
EXPECTED = json.loads(LISTED.read_text()) if LISTED.exists() else []
AT_LEAST = 23

pytestmark = pytest.mark.skipif(not EXPECTED, reason=f"{SHEETS} with the exports is not here")


def plain(text):
    return unicodedata.normalize("NFC", text).casefold().strip()


def digits(text):
    return "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdecimal())


COMPARED = {"first_name": plain, "last_name": plain, "phone": digits, "company": plain}


def differences(export):
    """What is not as the expert would have it."""
    try:
        sheet = read_leads((SHEETS / "files" / export["file"]).read_bytes(), export["file"])
    except BadUpload as error:
        return [str(error)] if export["rows"] else []
    leads = {lead.email: lead for lead in sheet.leads}
    wanted = {row["email"].lower(): row for row in export["rows"]}
    spared = [email for email, row in wanted.items() if email not in leads and row.get("invalid_alt")]
    found = [f"{email} is missing" for email in wanted if email not in leads and email not in spared]
    found += [f"{email} is no lead" for email in set(leads) - set(wanted) - tolerable(export)]
    found += [
        wrong for email in set(leads) & set(wanted) for wrong in wrong_fields(leads[email], wanted[email])
    ]
    most = export["invalid"] + export["junk_lines"] + export["duplicates"] + len(spared)
    if not export["invalid"] <= len(sheet.rejected) <= most:
        found.append(f"{len(sheet.rejected)} rejected")
    return found


def tolerable(export):
    return {row["email"].lower() for row in export.get("tolerable_if_imported", [])}


def wrong_fields(lead, row):
    for field, form in COMPARED.items():
        value = getattr(lead, field)
        if form(value) not in [form(answer) for answer in (row[field], *row.get(f"{field}_alt", []))]:
            yield f"{lead.email}: {field} is {value!r}"


def test_nearly_all_exports_give_exactly_what_an_expert_would_import():
    wrong = {export["file"]: found for export in EXPECTED if (found := differences(export))}
    assert len(EXPECTED) - len(wrong) >= AT_LEAST, wrong


def test_what_differs_are_leads_without_a_first_name_which_we_refuse():
    for export in EXPECTED:
        nameless = {row["email"] for row in export["rows"] if not row["first_name"]}
        missing = [found for found in differences(export) if found.endswith(" is missing")]
        assert {found.removesuffix(" is missing") for found in missing} <= nameless, export["file"]
