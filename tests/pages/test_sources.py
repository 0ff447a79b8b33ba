"""Sources and the sentences with which they open."""

import pytest
from streamlit.testing.v1 import AppTest

from core.source import Source, add_source
from tests.desk import Desk
from tests.pages.conftest import Visit, keys, texts

SOURCES = "settings/sources.py"
WEBINAR = Source("Webinar", "Thank you for joining our webinar.", system=False)


@pytest.fixture
def webinar(people: Desk) -> None:
    people.do(add_source, WEBINAR.name, WEBINAR.opening)


def save(screen: AppTest, opener: str) -> AppTest:
    """The opener of the dialog is held down: AppTest knows no fragments."""
    screen.button(key=opener).click()
    return screen.button(key="save_source").click().run()


def sources(people: Desk) -> dict[str, Source]:
    return {source.name: source for source in people.ask(lambda store: store.sources())}


def test_system_sources_are_marked_and_cannot_be_removed(visit: Visit, webinar: None) -> None:
    screen = visit(SOURCES)
    assert {"edit-Event", "edit-Webinar", "remove-Webinar"} <= keys(screen)
    assert "remove-Event" not in keys(screen)
    assert texts(screen).count("System") == 5
    assert WEBINAR.opening in texts(screen)


def test_a_source_of_the_teams_own_is_added_with_its_sentence(visit: Visit, people: Desk) -> None:
    screen = visit(SOURCES)
    screen.button(key="add_source").click().run()
    screen.text_input(key="source_name").set_value("Webinar")
    screen.text_area(key="source_opening-").set_value(WEBINAR.opening)
    save(screen, "add_source")
    assert sources(people)["Webinar"] == WEBINAR


def test_a_source_without_a_sentence_is_refused_and_what_was_typed_stays(visit: Visit, people: Desk) -> None:
    screen = visit(SOURCES)
    screen.button(key="add_source").click().run()
    screen.text_input(key="source_name").set_value("Webinar")
    save(screen, "add_source")
    assert "Write the sentence" in screen.error[0].value
    assert screen.text_input(key="source_name").value == "Webinar"
    assert "Webinar" not in sources(people)


def test_the_sentence_of_a_source_is_changed_beside_a_sample_mail(visit: Visit, people: Desk) -> None:
    screen = visit(SOURCES)
    screen.button(key="edit-Event").click().run()
    assert any("Sam," in text.value for text in screen.text)
    screen.text_area(key="source_opening-Event").set_value("It was good to meet you at our stand.")
    save(screen, "edit-Event")
    assert sources(people)["Event"].opening == "It was good to meet you at our stand."


def test_removing_a_source_says_what_becomes_of_its_leads(visit: Visit, people: Desk, webinar: None) -> None:
    screen = visit(SOURCES)
    screen.button(key="remove-Webinar").click().run()
    assert any("Leads that have it keep it" in mark.value for mark in screen.markdown)
    screen.button(key="remove-Webinar").click()
    screen.button(key="confirm").click().run()
    assert "Webinar" not in sources(people)


def test_a_viewer_sees_the_sources_and_changes_nothing(visit: Visit, webinar: None) -> None:
    screen = visit(SOURCES, as_viewer=True)
    assert WEBINAR.opening in texts(screen)
    assert keys(screen) == set()
