"""Sources: those that ship, those that the team adds, and how their first messages begin."""

import pytest

from core.errors import NotAllowed, NotFound, PersonError
from core.occasion import Occasion
from core.sending import claim_due
from core.source import add_source, change_source, remove_source
from tests.desk import Desk, plain_writer

SYSTEM = ["Event", "Meeting", "Phone Meeting", "Upsell", "Website"]


def names(desk: Desk) -> list[str]:
    return [source.name for source in desk.ask(lambda store: store.sources())]


def opening_told(desk: Desk, source: str) -> str:
    """What the writer of the first message to a lead of that source is told to begin with."""
    told = []

    def listening(occasion: Occasion) -> tuple[str, str]:
        told.append(occasion.opening)
        return plain_writer(occasion)

    desk.add(order=desk.order(source=source))
    desk.do(claim_due, listening, desk.now)
    return told[0]


def test_five_sources_ship(desk: Desk) -> None:
    assert names(desk) == SYSTEM


def test_a_source_of_the_team_s_own_begins_its_messages_as_the_team_says(desk: Desk) -> None:
    desk.do(add_source, " Spring  webinar ", "Thank you for\njoining our webinar.")
    assert names(desk) == [*SYSTEM, "Spring webinar"]
    assert opening_told(desk, "spring Webinar") == "Thank you for joining our webinar."
    assert desk.lead().source == "Spring webinar"


def test_a_source_that_ships_may_get_a_sentence_and_lose_it_again(desk: Desk) -> None:
    desk.do(change_source, "event", "It was good to meet you at our booth.")
    assert opening_told(desk, "Event") == "It was good to meet you at our booth."
    desk.do(change_source, "Event", "")
    assert names(desk) == SYSTEM


def test_a_removed_source_is_offered_no_more_and_its_leads_keep_it(desk: Desk) -> None:
    desk.do(add_source, "Webinar", "Thank you for joining.")
    desk.do(remove_source, "Webinar")
    assert names(desk) == SYSTEM
    assert desk.ask(lambda store: store.find_source("webinar")) is not None
    desk.do(add_source, "Webinar", "Thank you for coming.")
    assert opening_told(desk, "Webinar") == "Thank you for coming."


def test_a_source_that_was_typed_is_offered_the_next_time(desk: Desk) -> None:
    assert opening_told(desk, "Trade fair") == ""
    assert names(desk) == [*SYSTEM, "Trade fair"]


@pytest.mark.parametrize(
    ("name", "opening", "words"),
    [
        (" ", "Hello.", "needs a name"),
        ("x" * 61, "Hello.", "at most 60"),
        ("Webinar", " ", "Write the sentence with which"),
        ("Webinar", "x" * 301, "at most 300"),
        ("phone meeting", "Hello.", "There is a source named phone meeting already"),
    ],
)
def test_what_is_wrong_with_a_source_is_said(desk: Desk, name: str, opening: str, words: str) -> None:
    with pytest.raises(PersonError, match=words):
        desk.do(add_source, name, opening)
    assert names(desk) == SYSTEM


def test_a_source_that_ships_is_not_removed_and_one_that_is_not_there_is_not_changed(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="Event came with Leadkeeper"):
        desk.do(remove_source, "Event")
    with pytest.raises(NotFound, match="no source named Fax"):
        desk.do(change_source, "Fax", "Hello.")


def test_contexts_used_before_are_found_by_a_part_of_them(desk: Desk) -> None:
    for place, context in enumerate(("our pumps", "100% valves", "our valves")):
        desk.wait(minutes=1)
        desk.add(f"lead{place}@acme.example", order=desk.order(context=context))
    assert desk.ask(lambda store: store.contexts("VALVES")) == ["our valves", "100% valves"]
    assert desk.ask(lambda store: store.contexts("%")) == ["100% valves"]
    assert desk.ask(lambda store: store.contexts(limit=1)) == ["our valves"]
