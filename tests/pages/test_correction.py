"""That is wrong: a person says on the lead's screen what a reply is."""

from core.acting import unsubscribe
from core.lead import Lead
from core.receiving import apply_kind
from core.reply import ReplyKind
from core.state import LeadState
from tests.desk import PERSON, Desk, reading
from tests.pages.conftest import Visit, texts

LEAD = "leads/lead.py"
SAID = "I can't stop thinking about it."


def answered(people: Desk, kind: ReplyKind = ReplyKind.STOP) -> tuple[Lead, str]:
    """Anna, whose reply was read as that kind, and the key of its menu."""
    lead = people.add()
    people.send_due()
    people.wait(hours=1)
    reply = people.receive(SAID)
    assert reply is not None
    people.do(apply_kind, reply, reading(kind, text=SAID), people.now)
    return lead, f"wrong-{reply.id}"


def test_a_reply_read_wrong_is_set_right_with_one_choice(visit: Visit, people: Desk) -> None:
    lead, menu = answered(people)
    screen = visit(LEAD, id=lead.id)
    assert "Deactivated" in texts(screen)
    screen.menu_button(key=menu).click("interested").run()
    assert not screen.exception
    assert people.lead().state is LeadState.RESPONDED
    assert people.timeline()[-1]["who"] == "local admin"
    assert "It is read as “Interested” now." in [toast.value for toast in screen.toast]
    assert "Corrected by local admin" in texts(screen)
    assert "100% sure" not in texts(screen)


def test_choosing_again_takes_it_back(visit: Visit, people: Desk) -> None:
    lead, menu = answered(people)
    screen = visit(LEAD, id=lead.id)
    screen.menu_button(key=menu).click("interested").run()
    assert people.lead().state is LeadState.RESPONDED
    screen.menu_button(key=menu).click("stop").run()
    assert people.lead().state is LeadState.DEACTIVATED


def test_what_is_not_possible_is_told_and_changes_nothing(visit: Visit, people: Desk) -> None:
    lead, menu = answered(people, ReplyKind.OTHER)
    people.do(unsubscribe, lead.id, who=PERSON, now=people.now)
    screen = visit(LEAD, id=lead.id)
    screen.menu_button(key=menu).click("meeting").run()
    assert "cannot become Hot" in screen.error[0].value
    assert people.lead().state is LeadState.UNSUBSCRIBED


def test_the_menu_leaves_out_what_the_reply_is_and_bounces(visit: Visit, people: Desk) -> None:
    lead, menu = answered(people)
    options = visit(LEAD, id=lead.id).menu_button(key=menu).options
    assert "Meeting" in options
    assert not {"Stop", "Bounce"} & set(options)


def test_a_viewer_may_not_correct(visit: Visit, people: Desk) -> None:
    lead, _menu = answered(people)
    screen = visit(LEAD, as_viewer=True, id=lead.id)
    assert SAID in texts(screen)
    assert len(screen.menu_button) == 0


def test_below_a_bounce_there_is_nothing_to_correct(visit: Visit, people: Desk) -> None:
    lead, _menu = answered(people, ReplyKind.BOUNCE)
    assert len(visit(LEAD, id=lead.id).menu_button) == 0
