"""Schedules: their steps, the calendar that they make, and the leads under way on them."""

import pytest
from streamlit.testing.v1 import AppTest

from core.customizing import save_message
from core.schedule import RECOMMENDED, Schedule
from core.scheduling import create_schedule
from tests.desk import Desk
from tests.pages.conftest import Visit, keys, texts

SCHEDULES = "settings/schedules.py"


@pytest.fixture
def own(people: Desk) -> Schedule:
    return people.do(create_schedule, "Own", RECOMMENDED[:3])


def saved(people: Desk, name: str = "Own") -> Schedule:
    return people.ask(lambda store: store.schedule_by_name(name))


def field(schedule: Schedule, part: str) -> str:
    """The key of a part of the form, as it is before anything was saved."""
    return f"schedule-{schedule.id}-0-{part}"


def click(screen: AppTest, *names: str) -> AppTest:
    """Click the last one; the openers of a dialog before it are held down: AppTest knows no fragments."""
    for name in names:
        screen.button(key=name).click()
    screen.run()
    assert not screen.exception
    return screen


def asked(screen: AppTest) -> str:
    return "\n".join(mark.value for mark in screen.markdown)


def test_the_list_says_which_are_the_systems_the_default_and_in_use(visit: Visit, people: Desk) -> None:
    people.add_many(2)
    shown = texts(visit(SCHEDULES))
    for said in ("Recommended", "Gentle pace", "System", "Default of Ada Example", "In use by 2 leads"):
        assert said in shown, said
    assert "7 emails in 21 days" in shown


def test_a_schedule_is_built_from_another_and_opened(visit: Visit, people: Desk) -> None:
    screen = click(visit(SCHEDULES), "new_schedule")
    screen.text_input(key="schedule_name").set_value("Spring")
    click(screen, "new_schedule", "create_schedule")
    assert len(saved(people, "Spring").steps) in (4, 7)
    assert [title.value for title in screen.title] == ["Spring"]


def test_a_name_that_is_taken_is_refused_and_stays_in_its_field(visit: Visit, own: Schedule) -> None:
    screen = click(visit(SCHEDULES), "new_schedule")
    screen.text_input(key="schedule_name").set_value("Own")
    click(screen, "new_schedule", "create_schedule")
    assert "There is a schedule named Own already" in screen.error[0].value
    assert screen.text_input(key="schedule_name").value == "Own"


def test_a_system_schedule_is_shown_with_its_calendar_and_has_no_fields(visit: Visit, people: Desk) -> None:
    system = saved(people, "Recommended")
    screen = visit(SCHEDULES, id=system.id)
    assert keys(screen) == {"back", f"clone-{system.id}"}
    assert "days from the start | By tone" in texts(screen)
    assert ":material/mail: 7" in texts(screen)


def test_steps_are_changed_added_moved_and_removed(visit: Visit, people: Desk, own: Schedule) -> None:
    offer = people.do(save_message, "Offer", "", "Hi {{ lead.first_name }}", {})
    screen = visit(SCHEDULES, id=own.id)
    screen.number_input(key=field(own, "wait-1")).set_value(9)
    screen.selectbox(key=field(own, "what-2")).set_value(str(offer.id))
    click(screen, field(own, "add"))
    click(screen, field(own, "up-3"))
    click(screen, field(own, "remove-1"))
    click(screen, "save_steps")
    steps = saved(people).steps
    assert [(step.number, step.wait_days) for step in steps] == [(1, 0), (4, 3), (3, 2)]
    assert steps[2].message == offer
    assert "save_steps" not in keys(screen)


def test_the_calendar_follows_what_is_typed_before_it_is_saved(visit: Visit, own: Schedule) -> None:
    screen = visit(SCHEDULES, id=own.id)
    before = texts(screen)
    screen.number_input(key=field(own, "wait-2")).set_value(20)
    assert before != texts(screen.run())
    click(screen, f"discard-schedule-{own.id}")
    assert before == texts(screen)


def test_steps_that_cannot_be_are_said_in_words_and_stay_typed(
    visit: Visit, people: Desk, own: Schedule
) -> None:
    screen = visit(SCHEDULES, id=own.id)
    screen.number_input(key=field(own, "wait-1")).set_value(0)
    click(screen.run(), "save_steps")
    assert "Step 2 must wait 1 to 30 days." in screen.error[0].value
    assert screen.number_input(key=field(own, "wait-1")).value == 0
    assert saved(people) == own


def test_a_change_under_leads_under_way_asks_with_their_number(
    visit: Visit, people: Desk, own: Schedule
) -> None:
    people.add(order=people.order(schedule_id=own.id))
    screen = visit(SCHEDULES, id=own.id)
    click(screen, field(own, "remove-2"))
    click(screen, "save_steps")
    assert "1 lead is under way on Own" in asked(screen)
    assert saved(people) == own
    click(screen, "save_steps", "confirm")
    assert len(saved(people).steps) == 2


def test_a_schedule_is_renamed_and_made_a_default(visit: Visit, people: Desk, own: Schedule) -> None:
    screen = click(visit(SCHEDULES, id=own.id), "rename")
    screen.text_input(key="new_name").set_value("Better")
    click(screen, "rename", "rename_now")
    click(click(screen, "default"), "default", "default_now")
    assert people.assistant.default_schedule_id == own.id
    assert "Default of Ada Example" in texts(screen)
    assert [title.value for title in screen.title] == ["Better"]


def test_deleting_a_schedule_names_the_leads_that_finish_it(
    visit: Visit, people: Desk, own: Schedule
) -> None:
    people.add(order=people.order(schedule_id=own.id))
    screen = click(visit(SCHEDULES, id=own.id), "delete")
    assert "1 lead under way on it will still finish it" in asked(screen)
    click(screen, "delete", "confirm")
    assert people.ask(lambda store: store.find_schedule("Own")) is None
    assert [title.value for title in screen.title] == ["Schedules"]


def test_a_viewer_sees_schedules_and_changes_nothing(visit: Visit, own: Schedule) -> None:
    assert {key.partition("-")[0] for key in keys(visit(SCHEDULES, as_viewer=True))} == {"open"}
    screen = visit(SCHEDULES, as_viewer=True, id=own.id)
    assert "Gentle" in texts(screen)
    assert keys(screen) == {"back"}
