"""The list of leads."""

from typing import Any

from streamlit.testing.v1 import AppTest

from core.state import Hold
from data.reports import PAGE
from pages.parts.lead_table import _clicked
from tests.desk import Desk
from tests.pages.conftest import Visit, texts


def names(screen) -> list[str]:
    return list(screen.dataframe[0].value["Name"])


def select(screen: AppTest, **selection: list[Any]) -> AppTest:
    """What the table answers when a person clicks in it, which AppTest cannot."""
    chosen = {"rows": [], "columns": [], "cells": []} | selection
    screen.session_state[screen.dataframe[0].key] = {"selection": chosen}
    return screen.run()


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
    select(screen, cells=[[0, "Company"]])
    assert screen.query_params["id"] == str(second.id)


def test_a_cell_of_the_buttons_that_only_has_the_focus_opens_nothing() -> None:
    assert _clicked({"cells": [(3, "Open")]}, None) is None
    assert _clicked({"cells": [(3, "Open")]}, {"row": 3, "label": ""}) == 3


def test_a_viewer_sees_the_leads_and_cannot_add_any(visit: Visit, people: Desk) -> None:
    people.add()
    screen = visit("leads/leads.py", as_viewer=True)
    assert names(screen) == ["Anna"]
    assert "Add leads" not in [button.label for button in screen.button]


def test_drafts_are_found_by_their_pill_and_all_that_match_are_started_at_once(
    visit: Visit, people: Desk
) -> None:
    people.add("ben@corp.example", "Ben")
    drafts = ["clara@corp.example", "dan@corp.example"]
    for email in drafts:
        people.add(email, email[:3].title(), order=people.order(draft=True))
    screen = visit("leads/leads.py")
    screen.button_group(key="states").set_value(["Draft"]).run()
    assert names(screen) == ["Dan", "Cla"]
    assert screen.button(key="start_drafts").disabled
    screen.checkbox(key="every--Draft").check().run()
    screen.button(key="start_drafts").click().run()
    screen.button(key="start_drafts").click()
    screen.button(key="confirm").click().run()
    assert [people.lead(email).held for email in drafts] == [Hold.NONE, Hold.NONE]


def test_only_the_ticked_rows_are_started_and_none_stays_ticked_by_its_place(
    visit: Visit, people: Desk
) -> None:
    for name in ("clara", "dan"):
        people.add(f"{name}@corp.example", name.title(), order=people.order(draft=True))
    screen = select(visit("leads/leads.py"), rows=[0])
    assert "Broadcast to 1 lead" in [button.label for button in screen.button]
    screen.button(key="start_drafts").click().run()
    screen.button(key="start_drafts").click()
    screen.button(key="confirm").click().run()
    assert people.lead("dan@corp.example").held is Hold.NONE
    assert people.lead("clara@corp.example").held is Hold.DRAFT
    people.add("eve@corp.example", "Eve")
    screen.run()
    assert "Broadcast" in [button.label for button in screen.button]


def test_a_viewer_ticks_nothing(visit: Visit, people: Desk) -> None:
    people.add()
    screen = visit("leads/leads.py", as_viewer=True)
    assert not {"broadcast", "start_drafts"} & {button.key for button in screen.button}
