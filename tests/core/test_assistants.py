"""Several assistants: what may be set, which one is proposed, and whom each never takes."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from core.acting import give_to
from core.assistant import Assistant
from core.assistants import (
    change_assistant,
    create_assistant,
    make_default,
    proposed_assistant,
    remove_assistant,
)
from core.composing import recipients
from core.errors import NotAllowed, PersonError
from core.exclusion import Exclusions, parse_exclusions
from core.lead import Lead
from core.spreadsheet.reader import NewLead
from core.upload import import_leads
from tests.desk import ANNA, PERSON, Desk


def bob(desk: Desk, **fields: Any) -> Assistant:
    proposed = desk.ask(proposed_assistant)
    wished = {"name": "Bob", "email": "bob@our.example"} | fields
    return desk.do(create_assistant, replace(proposed, **wished))


def test_a_new_assistant_begins_with_the_settings_of_the_default_one(desk: Desk) -> None:
    desk.set_assistant(company="Ours", zone="Asia/Tokyo", paused="550 blocked", signature="Ada")
    proposed = desk.ask(proposed_assistant)
    assert (proposed.company, proposed.zone) == ("Ours", "Asia/Tokyo")
    own = (proposed.name, proposed.email, proposed.signature, proposed.paused, proposed.is_default)
    assert own == ("", "", "", "", False)


def test_fields_are_kept_in_their_usual_form(desk: Desk) -> None:
    made = bob(
        desk,
        name="  Bob \n Example ",
        email="Bob <BOB@Our.example>",
        website=" https://our.example ",
        copies="crm@our.example, CRM@our.example; boss@our.example",
        excluded="Rival.example, @other.example;ann@acme.example",
        nurture_lines="\n  Read our story: https://our.example/story \n\nJoin us in May.\n",
    )
    assert (made.name, made.email, made.website) == ("Bob Example", "bob@our.example", "https://our.example")
    assert made.copies.split() == ["crm@our.example", "boss@our.example"]
    assert made.excluded.split() == ["rival.example", "other.example", "ann@acme.example"]
    assert [made.nurture_line(position) for position in (0, 1, 2, 3)] == [
        "", "Read our story: https://our.example/story", "Join us in May.", "",
    ]  # fmt: skip
    assert desk.ask(lambda store: store.assistant(made.id)) == made


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Name: every message is signed with it"),
        ({"email": "nobody"}, "Email: This is not an email address"),
        ({"email": ANNA.upper()}, f"{ANNA} is a lead's address"),
        ({"email": "ADA@assistant.example"}, "another assistant writes from ada@assistant.example"),
        ({"zone": "Mars/Olympus"}, "Time zone: Mars/Olympus is no time zone"),
        ({"zone": ""}, "no time zone"),
        ({"opens": time(18), "closes": time(8)}, "open before they close"),
        ({"off_days": "0123456"}, "At least one day of the week"),
        ({"off_days": "8"}, "Off days"),
        ({"daily_limit": 0}, "Emails a day at most: at least one"),
        ({"website": "http://our.example"}, "Website: a link begins with https://"),
        ({"calendar_url": "https://"}, "Link to a calendar: a link begins"),
        ({"brochure_url": "javascript:alert(1)"}, "Link to a brochure: a link"),
        ({"language": "xx"}, "Language: there are texts in"),
        ({"owner_email": "martin@northwind"}, "Owner's email: "),
        ({"copies": "crm@our.example, crm"}, "Blind copies: "),
        ({"excluded": "acme.example, a b"}, "neither addresses nor domains: a, b"),
        ({"nurture_lines": "See http://our.example"}, "Nurture lines: a link begins with https"),
        ({"nurture_lines": "x" * 201}, "at most 200 characters"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_field_that_cannot_be_used_is_named(
    desk: Desk, lead: Lead, fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(PersonError) as error:
        bob(desk, **fields)
    assert words in str(error.value)
    assert len(desk.ask(lambda store: store.assistants())) == 1


def test_all_that_is_wrong_is_said_at_once(desk: Desk) -> None:
    with pytest.raises(PersonError) as error:
        bob(desk, name="", website="our.example", daily_limit=0)
    assert len(str(error.value).split("\n\n")) == 3


def test_changing_an_assistant_keeps_its_address_and_whether_it_is_paused(desk: Desk) -> None:
    shown = desk.assistant
    desk.set_assistant(paused="550 blocked")
    changed = desk.do(change_assistant, replace(shown, title="Head of Sales", is_default=False))
    assert (changed.title, changed.paused, changed.is_default) == ("Head of Sales", "550 blocked", True)
    assert desk.assistant == changed


def test_the_default_assistant_is_chosen_and_not_the_first_by_name(desk: Desk) -> None:
    aaron = bob(desk, name="Aaron", email="aaron@our.example")
    assert desk.assistant.name == "Ada Example"
    desk.do(make_default, aaron.id)
    assert desk.assistant.name == "Aaron"
    assert [each.is_default for each in desk.ask(lambda store: store.assistants())] == [True, False]


def test_an_assistant_with_leads_is_removed_once_they_are_another_s(desk: Desk, lead: Lead) -> None:
    ada, new = desk.assistant, bob(desk)
    with pytest.raises(NotAllowed, match="is the default assistant"):
        desk.do(remove_assistant, ada.id)
    desk.do(make_default, new.id)
    with pytest.raises(NotAllowed, match=r"Ada Example has one lead\. Give them to another assistant first"):
        desk.do(remove_assistant, ada.id)
    desk.send_due()
    before = desk.lead()
    desk.do(give_to, lead.id, new.id, who=PERSON, now=desk.now)
    assert desk.lead() == replace(before, assistant_id=new.id)
    assert desk.events()[-1] == ("Cold", "Given to Bob")
    desk.do(remove_assistant, ada.id)
    desk.wait(days=1)
    (message,) = desk.send_due()
    assert (message.step, message.message_id.endswith("@our.example>")) == (2, True)


def test_a_second_click_gives_a_lead_once(desk: Desk, lead: Lead) -> None:
    new = bob(desk)
    for _ in range(2):
        desk.do(give_to, lead.id, new.id, who=PERSON, now=desk.now)
    assert [why for _, why in desk.events()].count("Given to Bob") == 1


def test_an_assistant_cannot_be_given_whom_it_excludes(desk: Desk, lead: Lead) -> None:
    new = bob(desk, excluded="acme.example")
    with pytest.raises(NotAllowed, match="Bob cannot take anna"):
        desk.do(give_to, lead.id, new.id, who=PERSON, now=desk.now)


def test_whoever_is_in_copies_gets_every_message_blind(desk: Desk, lead: Lead) -> None:
    desk.set_assistant(copies="crm@our.example\nboss@our.example")
    (message,) = desk.claim()
    outgoing = desk.attempt(message)
    assert outgoing
    assert recipients(outgoing) == [ANNA, "crm@our.example", "boss@our.example"]


# Excluded addresses and domains


@pytest.mark.parametrize(
    ("email", "entry"),
    [
        ("ann@rival.example", "rival.example"),
        ("ann@mail.eu.rival.example", "rival.example"),
        ("ann@arrival.example", ""),
        ("ann@rival.example.org", ""),
        ("ann@below.example", ""),
        ("ann@mail.below.example", "*.below.example"),
        ("ben@acme.example", "ben@acme.example"),
        ("ann@acme.example", ""),
    ],
)
def test_a_domain_excludes_all_below_it_and_a_star_only_what_is_below(email: str, entry: str) -> None:
    exclusions = Exclusions(parse_exclusions("Rival.example,*.below.example,BEN@acme.example"))
    assert exclusions.entry_for(email) == entry


def test_excluded_rows_of_a_file_are_refused_with_the_reason(desk: Desk) -> None:
    desk.set_assistant(excluded="rival.example")
    rows = [NewLead(2, "ann@rival.example", "Ann"), NewLead(3, "ben@acme.example", "Ben")]
    imported = desk.do(import_leads, rows, desk.order(), who=PERSON, now=desk.now)
    assert imported.added == 1
    (refused,) = imported.invalid
    assert (refused.row, refused.reason) == (2, "rival.example is excluded for Ada Example.")


def test_an_excluded_address_cannot_be_added_by_hand_and_another_assistant_may_take_it(desk: Desk) -> None:
    desk.set_assistant(excluded="acme.example")
    with pytest.raises(NotAllowed, match="is excluded for Ada Example"):
        desk.add()
    assert desk.add(order=desk.order(assistant_id=bob(desk, excluded="").id)).email == ANNA
