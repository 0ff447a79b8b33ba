"""The bounce-rate guard: where too many addresses bounce, no new ones are tried."""

import pytest

from core.guarding import FEWEST, BounceRate, holds_risky, watch_bounces
from core.reply import ReplyKind
from tests.desk import Desk


def watch(desk: Desk, was_holding: bool) -> str:
    return desk.do(watch_bounces, was_holding, desk.now)


@pytest.mark.parametrize(
    ("bounced", "written", "holds"),
    [
        (1, 25, True),
        (1, 26, False),
        (4, 100, True),
        (39, 1000, False),
        (40, 1000, True),
        (9, FEWEST - 1, False),
    ],
)
def test_the_guard_holds_from_four_percent_on(bounced: int, written: int, holds: bool) -> None:
    assert BounceRate(written, bounced).holds is holds


def test_too_many_bounces_hold_first_messages_and_no_follow_up_until_a_week_has_passed(desk: Desk) -> None:
    emails = desk.add_many(30)
    desk.send_due()
    assert not desk.do(holds_risky, desk.now)
    for email in emails[:2]:
        desk.hear_bounce(email=email)
    assert watch(desk, False) == "2 of 30 addresses bounced in 7 days (6.7 %): first messages are held."
    assert watch(desk, True)
    assert desk.notices()[0] == "First messages are held: too many addresses bounce"
    desk.add("new@elsewhere.example")
    desk.add("known@elsewhere.example")
    desk.hear(ReplyKind.AUTO_REPLY, sender="known@elsewhere.example")
    assert [desk.lead("known@elsewhere.example").id] == [m.lead_id for m in desk.send_due()]
    desk.wait(days=4, hours=8)
    follow_ups = {message.lead_id for message in desk.send_due()}
    assert len(follow_ups) == 28 + 1
    assert desk.lead("new@elsewhere.example").id not in follow_ups
    desk.wait(days=3)
    assert watch(desk, True) == ""
    assert desk.notices()[0] == "First messages go again"
    assert desk.lead("new@elsewhere.example").id in {message.lead_id for message in desk.send_due()}
