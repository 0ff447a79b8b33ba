"""The list of leads."""

from data.reports import PAGE
from pages.parts.lead_table import _clicked
from tests.desk import Desk
from tests.pages.conftest import Visit, texts


def names(screen) -> list[str]:
    return list(screen.dataframe[0].value["Name"])


def test_an_empty_list_says_how_to_add_the_first_lead(visit: Visit) -> None:
    assert "Add the first one, or drop a spreadsheet" in texts(visit("leads/leads.py"))


def test_a_lead_is_shown_with_its_state_and_how_far_its_schedule_is(visit: Visit, people: Desk) -> None:
    people.add(company="Acme")
    people.send_due()
    row = visit("leads/leads.py").dataframe[0].value.iloc[0]
    assert (row["Name"], row["Company"], row["Email"]) == ("Anna", "Acme", "anna@acme.example")
    assert list(row["State"]) == ["Cold"]
    assert row["Progress"] == "1 of 7"
    assert (row["Source"], row["Context"]) == ("Event", "the Spring Fair")


def test_a_held_lead_says_so_where_its_next_date_would_stand(visit: Visit, people: Desk) -> None:
    people.add()
    people.change(held="overdue")
    assert visit("leads/leads.py").dataframe[0].value["Next email"][0] == "Held: overdue"


def test_search_finds_a_part_of_name_address_phone_or_company(visit: Visit, people: Desk) -> None:
    people.add("ben_berg@corp.example", "Ben", company="Acme & Sons", phone="+4930123456")
    people.add("clara@other.example", "Clara")
    screen = visit("leads/leads.py")
    for part in ("BEN", "ben_b", "30123", "acme &"):
        screen.text_input(key="search").set_value(part).run()
        assert names(screen) == ["Ben"], part
    screen.text_input(key="search").set_value("b%r").run()
    assert "No lead fits" in texts(screen)


def test_the_pills_count_the_states_and_filter_by_them(visit: Visit, people: Desk) -> None:
    people.add()
    people.add("hot@corp.example", "Hanna")
    people.change("hot@corp.example", state="Hot")
    screen = visit("leads/leads.py")
    states = screen.button_group(key="states")
    assert any(option.endswith("Hot 1") for option in states.options)
    states.set_value(["Hot"]).run()
    assert names(screen) == ["Hanna"]


def test_a_page_has_fifty_leads_and_a_new_filter_begins_at_the_first(visit: Visit, people: Desk) -> None:
    for number in range(PAGE + 3):
        people.add(f"lead{number:02}@corp.example", f"Lead{number:02}")
    screen = visit("leads/leads.py")
    assert len(names(screen)) == PAGE
    screen.get("pagination")[0].set_value(2).run()
    assert names(screen) == ["Lead02", "Lead01", "Lead00"]
    screen.text_input(key="search").set_value("lead").run()
    assert len(names(screen)) == PAGE


def test_choosing_a_lead_opens_it(visit: Visit, people: Desk) -> None:
    lead = people.add()
    screen = visit("leads/leads.py")
    screen.selectbox(key="open").set_value(str(lead.id)).run()
    assert screen.query_params["id"] == str(lead.id)
    assert screen.title[0].value == "Anna"


def test_a_click_on_any_cell_of_a_row_opens_its_lead(visit: Visit, people: Desk) -> None:
    people.add()
    second = people.add("ben@corp.example", "Ben")
    screen = visit("leads/leads.py")
    screen.session_state["leads---1"] = {"selection": {"rows": [], "columns": [], "cells": [[0, "Company"]]}}
    screen.run()
    assert screen.query_params["id"] == str(second.id)


def test_a_cell_of_the_buttons_that_only_has_the_focus_opens_nothing() -> None:
    assert _clicked({"cells": [(3, "Open")]}, None) is None
    assert _clicked({"cells": [(3, "Open")]}, {"row": 3, "label": ""}) == 3


def test_a_viewer_sees_the_leads_and_cannot_add_any(visit: Visit, people: Desk) -> None:
    people.add()
    screen = visit("leads/leads.py", as_viewer=True)
    assert names(screen) == ["Anna"]
    assert "Add leads" not in [button.label for button in screen.button]
