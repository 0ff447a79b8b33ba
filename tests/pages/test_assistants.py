"""Assistants: the example that a newcomer makes its own, others beside it, and what may not be."""

from dataclasses import replace
from datetime import time

from streamlit.testing.v1 import AppTest

from core.assistant import Assistant
from core.assistants import create_assistant, proposed_assistant
from tests.desk import Desk
from tests.pages.conftest import Visit, keys, texts

ASSISTANTS = "settings/assistants.py"


def bob(people: Desk) -> Assistant:
    proposed = people.ask(proposed_assistant)
    return people.do(create_assistant, replace(proposed, name="Bob", email="bob@our.example"))


def fill(screen: AppTest, draft: str, **said: str) -> AppTest:
    for field, text in said.items():
        areas = {area.key for area in screen.text_area}
        kind = screen.text_area if f"{draft}-{field}" in areas else screen.text_input
        kind(key=f"{draft}-{field}").set_value(text)
    return screen


def click(screen: AppTest, *names: str) -> AppTest:
    """Click the last one; the openers of a dialog before it are held down: AppTest knows no fragments."""
    for name in names:
        screen.button(key=name).click()
    screen.run()
    assert not screen.exception
    return screen


def form_of(assistant: Assistant) -> str:
    return f"assistant-{assistant.id}-0"


def test_a_newcomer_is_led_to_the_form_of_the_example_and_gives_it_a_name(visit: Visit, people: Desk) -> None:
    screen = visit(ASSISTANTS)
    assert "This is the example that came with Leadkeeper" in texts(screen)
    fill(screen, form_of(people.assistant), name="Mia", email="mia@our.example", signature="Bye,\nMia")
    assert any("Bye,\nMia" in text.value for text in screen.run().text)
    click(screen, "save_assistant")
    assert (people.assistant.name, people.assistant.email) == ("Mia", "mia@our.example")
    shown = texts(screen)
    assert "example that came" not in shown
    assert "Default" in shown


def test_every_part_of_an_assistant_can_be_set(visit: Visit, people: Desk) -> None:
    draft = form_of(people.assistant)
    screen = fill(
        visit(ASSISTANTS),
        draft,
        brochure_url="https://our.example/b",
        calendar_url="https://our.example/c",
        default_context="warehouse robots",
        owner_name="Rita",
        owner_email="rita@our.example",
        copies="crm@our.example",
        excluded="rival.example, ann@acme.example",
    )
    screen.selectbox(key=f"{draft}-language").set_value("de")
    screen.selectbox(key=f"{draft}-default_source").set_value("Event")
    screen.selectbox(key=f"{draft}-zone").set_value("Europe/Berlin")
    screen.time_input(key=f"{draft}-opens").set_value(time(9))
    screen.button_group(key=f"{draft}-off_days").set_value([4, 5, 6])
    screen.toggle(key=f"{draft}-keeps_holidays").set_value(False)
    screen.number_input(key=f"{draft}-daily_limit").set_value(50)
    click(screen, "save_assistant")
    saved = people.assistant
    assert (saved.language, saved.default_source, saved.zone, saved.opens) == (
        "de", "Event", "Europe/Berlin", time(9),
    )  # fmt: skip
    assert (saved.off_days, saved.keeps_holidays, saved.daily_limit) == ("456", False, 50)
    assert (saved.excluded, saved.copies) == ("rival.example\nann@acme.example", "crm@our.example")
    assert (saved.owner_name, saved.calendar_url) == ("Rita", "https://our.example/c")


def test_nurture_lines_are_put_in_order(visit: Visit, people: Desk) -> None:
    draft = form_of(people.set_assistant(nurture_lines="one\ntwo"))
    screen = click(visit(ASSISTANTS), f"{draft}-add")
    fill(screen, draft, **{"line-2": "three"})
    click(screen, f"{draft}-up-2")
    click(screen, f"{draft}-remove-0")
    click(screen, "save_assistant")
    assert people.assistant.nurture_lines == "three\ntwo"


def test_everything_wrong_is_said_at_once_and_all_stays_typed(visit: Visit, people: Desk) -> None:
    draft = form_of(people.assistant)
    screen = fill(visit(ASSISTANTS), draft, name="", email="nobody", excluded="what?", title="Chief")
    screen.time_input(key=f"{draft}-closes").set_value(time(7))
    click(screen, "save_assistant")
    said = "\n".join(error.value for error in screen.error)
    for part in ("Name:", "Email:", "Excluded:", "Sending hours must open before they close"):
        assert part in said, part
    assert screen.text_input(key=f"{draft}-title").value == "Chief"
    assert screen.text_area(key=f"{draft}-excluded").value == "what?"
    assert people.assistant.name == "Ada Example"


def test_an_owner_s_email_that_is_none_is_refused_by_its_name_and_stays_typed(
    visit: Visit, people: Desk
) -> None:
    draft = form_of(people.set_assistant(owner_email="rita@our.example"))
    screen = fill(visit(ASSISTANTS), draft, owner_name="Martin", owner_email="martin@northwind")
    click(screen, "save_assistant")
    assert "Owner's email: " in screen.error[0].value
    for field, typed in {"owner_name": "Martin", "owner_email": "martin@northwind"}.items():
        assert screen.text_input(key=f"{draft}-{field}").value == typed
    assert people.assistant.owner_email == "rita@our.example"


def test_the_browser_withholds_nothing_that_is_typed_wrongly(visit: Visit, people: Desk) -> None:
    """An empty or wrong value that it keeps for itself would leave the former one to be saved."""
    for field in visit(ASSISTANTS).text_input:
        assert (field.proto.required, field.proto.validate_regex) == (False, ""), field.label


def test_what_was_typed_is_still_there_after_a_look_at_another_screen(visit: Visit, people: Desk) -> None:
    draft = form_of(people.assistant)
    screen = click(fill(visit(ASSISTANTS), draft, title="Chief"), f"{draft}-add")
    screen.switch_page("settings/sources.py").run()
    screen.switch_page(ASSISTANTS).run()
    assert screen.text_input(key=f"{draft}-title").value == "Chief"
    click(screen, f"discard-assistant-{people.assistant.id}")
    assert "Chief" not in [field.value for field in screen.text_input]


def test_another_assistant_is_added_made_default_and_the_other_one_removed(
    visit: Visit, people: Desk
) -> None:
    ada = people.assistant
    screen = visit(ASSISTANTS, id="new")
    fill(screen, "assistant-new-0", name="Bob", email="bob@our.example")
    click(screen, "save_assistant")
    bob = people.assistant_named("Bob")
    assert bob.company == ada.company
    click(screen, f"default-{bob.id}")
    assert people.assistant == people.assistant_named("Bob")
    click(click(screen, f"remove-{ada.id}"), f"remove-{ada.id}", "confirm")
    assert [each.name for each in people.ask(lambda store: store.assistants())] == ["Bob"]


def test_an_assistant_with_leads_is_not_removed_and_the_screen_says_why(visit: Visit, people: Desk) -> None:
    other = bob(people)
    people.add(order=people.order(assistant_id=other.id))
    screen = click(visit(ASSISTANTS), f"remove-{other.id}")
    click(screen, f"remove-{other.id}", "confirm")
    assert "Bob has one lead" in screen.error[0].value


def test_a_paused_assistant_says_why_and_is_resumed_from_the_list(visit: Visit, people: Desk) -> None:
    bob(people)
    ada = people.set_assistant(paused="550 5.7.1 blocked")
    screen = visit(ASSISTANTS)
    assert "550 5.7.1 blocked" in texts(screen)
    click(screen, f"resume-{ada.id}")
    assert people.assistant.paused == ""


def test_only_an_admin_changes_assistants(visit: Visit, people: Desk) -> None:
    screen = visit(ASSISTANTS, as_viewer=True, id=people.assistant.id)
    assert "ada" in texts(screen)
    assert keys(screen) == set()
