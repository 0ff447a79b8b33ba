"""Custom messages: written beside what a lead would get, and used in schedules."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.custom_message import CustomMessage
from core.customizing import save_message
from core.schedule import RECOMMENDED
from core.scheduling import create_schedule
from tests.desk import Desk
from tests.pages.conftest import Visit, keys, texts

MESSAGES = "settings/messages.py"


@pytest.fixture
def offer(people: Desk) -> CustomMessage:
    return people.do(save_message, "Offer", "", "Hi {{ lead.first_name }}", {})


def click(screen: AppTest, *names: str) -> AppTest:
    """Click the last one; the openers of a dialog before it are held down: AppTest knows no fragments."""
    for name in names:
        screen.button(key=name).click()
    screen.run()
    assert not screen.exception
    return screen


def write(screen: AppTest, body: str, draft: str = "message-new-0") -> AppTest:
    screen.text_area(key=f"{draft}-body").set_value(body)
    return screen.run()


def saved(people: Desk) -> list[CustomMessage]:
    return people.ask(lambda store: store.custom_messages())


def test_without_messages_the_screen_says_what_to_do(visit: Visit) -> None:
    assert "Write the first one under **New message**" in texts(visit(MESSAGES))


def test_a_message_is_written_beside_what_a_lead_would_get(visit: Visit, people: Desk) -> None:
    people.add(custom={"Team size": "12"})
    screen = write(
        visit(MESSAGES, id="new"), "{{ lead.first_name }}: {{ lead.team_size }}, {{ lead.company }}"
    )
    assert "There is no value for" in screen.warning[0].value
    screen.text_input(key="message-new-0-default-lead.company").set_value("your company").run()
    assert "Anna: 12, your company" in texts(screen)
    screen.text_input(key="message-new-0-name").set_value("Size")
    click(screen, "save_message")
    (message,) = saved(people)
    assert (message.name, message.defaults) == ("Size", {"lead.company": "your company"})
    assert "Size" in texts(screen)


def test_the_preview_is_of_the_lead_that_was_looked_for(
    visit: Visit, people: Desk, offer: CustomMessage
) -> None:
    people.add()
    people.add("bea@acme.example", "Bea")
    screen = visit(MESSAGES, id=offer.id)
    screen.text_input(key="preview_search").set_value("anna@").run()
    assert "Hi Anna" in texts(screen)


def test_before_there_are_leads_a_sample_is_shown(visit: Visit, offer: CustomMessage) -> None:
    assert "Hi Sam" in texts(visit(MESSAGES, id=offer.id))


def test_a_wrong_parameter_is_named_with_its_line_and_all_stays_typed(visit: Visit, people: Desk) -> None:
    screen = visit(MESSAGES, id="new")
    screen.text_input(key="message-new-0-name").set_value("Size")
    click(write(screen, "Hi\n{{ lead.firm }}"), "save_message")
    assert "Line 2: there is no {{ lead.firm }}" in screen.error[0].value
    assert screen.text_area(key="message-new-0-body").value == "Hi\n{{ lead.firm }}"
    assert saved(people) == []


def test_a_message_is_changed_and_cloned(visit: Visit, people: Desk, offer: CustomMessage) -> None:
    screen = write(visit(MESSAGES, id=offer.id), "Hello", f"message-{offer.id}-0")
    click(screen, "save_message")
    click(click(screen, f"clone-{offer.id}"), f"clone-{offer.id}", "clone_now")
    assert [(each.name, each.body) for each in saved(people)] == [("Offer", "Hello"), ("Offer 2", "Hello")]
    assert [title.value for title in screen.title] == ["Offer 2"]


def test_a_message_in_use_says_where_and_is_not_deleted(
    visit: Visit, people: Desk, offer: CustomMessage
) -> None:
    people.do(create_schedule, "Own", [replace(RECOMMENDED[0], message=offer)])
    screen = click(visit(MESSAGES), f"delete-{offer.id}")
    assert "Used in Own" in texts(screen)
    click(screen, f"delete-{offer.id}", "confirm")
    assert "Offer is used in Own" in screen.error[0].value
    assert saved(people) == [offer]


def test_a_viewer_sees_messages_and_changes_nothing(visit: Visit, offer: CustomMessage) -> None:
    assert keys(visit(MESSAGES, as_viewer=True)) == {f"open-{offer.id}"}
    screen = visit(MESSAGES, as_viewer=True, id=offer.id)
    assert "Hi Sam" in texts(screen)
    assert keys(screen) == {"back"}
