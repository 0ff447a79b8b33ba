"""Broadcasts: written to the leads that were selected, confirmed, followed and cancelled."""

import pytest
from streamlit.testing.v1 import AppTest

from core import acting
from core.broadcasting import broadcast
from tests.desk import PERSON, Desk
from tests.pages.conftest import Visit, texts

LEADS, BROADCASTS = "leads/leads.py", "leads/broadcasts.py"
TEXT = "Hi {{ lead.first_name }}, {{ lead.company }} may like our news."


@pytest.fixture
def writing(visit: Visit, people: Desk) -> AppTest:
    """The form, for all leads: one has a company, one has none, one is deactivated, one a draft."""
    people.add(company="Acme")
    people.add("ben@corp.example", "Ben")
    gone = people.add("carl@corp.example", "Carl", company="Corp")
    people.do(acting.deactivate, gone.id, who=PERSON, now=people.now)
    people.add("dan@corp.example", "Dan", company="Corp", order=people.order(draft=True))
    screen = visit(LEADS)
    screen.checkbox(key="every--").check().run()
    screen.button(key="broadcast").click().run()
    assert "To 4 leads" in texts(screen)
    return screen.switch_page(BROADCASTS).run()  # where a browser is already


def fill(screen: AppTest, name: str = "Spring news", subject: str = "News", text: str = TEXT) -> AppTest:
    screen.text_input(key="broadcast_name").set_value(name)
    screen.text_input(key="broadcast_subject").set_value(subject)
    screen.text_area(key="broadcast_text").set_value(text)
    return screen.run()


def check(screen: AppTest) -> AppTest:
    screen.button(key="check").click().run()
    assert not screen.exception
    return screen


def confirm(screen: AppTest) -> AppTest:
    """`check` is held down: AppTest knows no fragments."""
    screen.button(key="check").click()
    screen.button(key="send_broadcast").click().run()
    assert not screen.exception
    return screen


def written(screen: AppTest) -> str:
    """Everything on the screen and in its dialog."""
    kinds = ("markdown", "text", "caption", "error", "warning")
    return "\n".join(str(each.value) for kind in kinds for each in screen.get(kind)).replace("\\", "")


def test_a_broadcast_is_shown_on_one_lead_and_asks_with_the_number_and_who_is_skipped_and_why(
    writing: AppTest, people: Desk
) -> None:
    fill(writing).selectbox(key="sample").set_value(people.lead().id).run()
    assert "Hi Anna, Acme may like our news." in texts(writing)
    check(writing)
    assert "**1 lead** gets it at the sidecar's next pass" in written(writing)
    for reason in (
        "Ben: There is no value for {{ lead.company }}",
        "Carl: Carl is Deactivated",
        "Dan: Dan is a draft",
    ):
        assert reason in written(writing), reason


def test_what_is_confirmed_is_sent_with_the_defaults_and_shown_in_the_list(
    writing: AppTest, people: Desk
) -> None:
    fill(writing).text_input(key="default-lead.company").set_value("your company").run()
    confirm(check(writing))
    assert "Spring news" in texts(writing)
    (listed,) = people.ask(lambda store: store.latest_broadcasts())
    assert (listed["total"], listed["skipped"]) == (2, 2)
    bodies = [line["text"] for line in people.timeline("ben@corp.example") if line["sort"] == "message"]
    assert bodies == ["Hi Ben, your company may like our news."]
    assert not [field for field in writing.text_input if field.key == "broadcast_name"]


def test_a_wrong_parameter_is_said_before_anything_is_sent(writing: AppTest, people: Desk) -> None:
    fill(writing, text="Hi {{ lead.first_nam }}")
    assert "lead.first_nam" in written(writing)
    check(writing)
    assert writing.error
    assert people.ask(lambda store: store.latest_broadcasts()) == []


def test_what_has_not_left_is_cancelled(visit: Visit, people: Desk) -> None:
    lead = people.add()
    ordered = people.do(broadcast, [lead.id], "News", "News", "Hi.", {}, who=PERSON, now=people.now).broadcast
    screen = visit(BROADCASTS)
    assert "Under way" in texts(screen)
    key = f"cancel-{ordered.id}"
    screen.button(key=key).click().run()
    screen.button(key=key).click()
    screen.button(key="confirm").click().run()
    assert "Cancelled" in texts(screen)
    assert people.send_due()[0].broadcast_id is None


def test_without_a_selection_the_screen_says_where_to_select(visit: Visit) -> None:
    assert "Select leads under" in texts(visit(BROADCASTS))
