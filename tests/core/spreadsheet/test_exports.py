"""What comes out of sheets that other products export."""

import pytest

from core.spreadsheet.reader import LeadSheet, read_leads
from tests.core.spreadsheet.exports import EXPORTS, Export
from tests.core.spreadsheet.exports_abroad import EXPORTS_ABROAD
from tests.core.spreadsheet.exports_odd import ODD_EXPORTS


def people(sheet: LeadSheet) -> list[tuple[str, str, str, str, str]]:
    return [(lead.email, lead.first_name, lead.last_name, lead.phone, lead.company) for lead in sheet.leads]


@pytest.mark.parametrize("export", EXPORTS + EXPORTS_ABROAD + ODD_EXPORTS, ids=lambda export: export.name)
def test_an_export_gives_the_people_that_an_expert_would_import(export: Export) -> None:
    sheet = read_leads(export.data, f"export.{export.ending}")
    assert people(sheet) == export.leads
    assert (len(sheet.rejected), sheet.duplicates) == (export.rejected, export.duplicates)
