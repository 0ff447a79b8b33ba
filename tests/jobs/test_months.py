"""Months in the life of a data folder, lived through by `once` at a travelling time."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

import jobs.world
from core.acting import deactivate
from core.errors import NotAllowed
from core.history import Suppression
from core.state import Hold, LeadState, SubState
from data.store import Store
from jobs.cli import main
from jobs.loop import once
from jobs.public import serving
from tests.desk import NOW, PERSON
from tests.jobs.conftest import House, answer, furnish, returned
from tests.servers import ROOT

DAYS = 60
SILENT = ("silent1", "silent2", "silent3")
Letter = Callable[[EmailMessage, datetime], bytes]


def says(text: str, **headers: str) -> Letter:
    return lambda mail, now: answer(mail, text, now=now, **headers)


def bounces(status: str, words: str) -> Letter:
    return lambda mail, now: returned(mail, status, words, now=now)


FULL = bounces("4.2.2", "452 4.2.2 The mailbox is full, try again later")
# lead → (the day, what arrives on it about the latest mail that the lead got); day 0 is Monday 2 March 2026
ARRIVES: dict[str, list[tuple[int, Letter]]] = {
    "away": [
        (
            1,
            says(
                "Thank you for your message. I am out of the office until Friday 20 March 2026. "
                "I will be back on Monday 23 March 2026.",
                Subject="Automatic reply: Hello",
                Auto_Submitted="auto-replied",
            ),
        )
    ],
    "stops": [(3, says("Please stop emailing me."))],
    "hot": [(8, says("Yes, let us meet on Thursday 12 March 2026 at 10:00. Please call me then."))],
    "gone": [
        (
            3,
            says(
                "I no longer work at this company. Please contact my colleague at next@acme.example instead.",
                Subject="Automatic reply: Hello",
                Auto_Submitted="auto-replied",
            ),
        )
    ],
    "asks": [(7, says("What does it cost, and who else uses it?"))],
    "full": [(1, FULL), (3, FULL)],
    "always_full": [(0, FULL), (1, FULL), (3, FULL)],
    "nowhere": [(0, bounces("5.1.1", "550 5.1.1 User unknown"))],
    "receipts": [
        (
            day,
            says(
                f"This is to confirm that ticket {day} was opened. Do not reply.",
                Subject=f"Ticket {day} was opened",
                Auto_Submitted="auto-generated",
                From="Service desk <receipts@acme.example>",
            ),
        )
        for day in (0, 1, 3)
    ],
}
UNSUBSCRIBES = ("leaver", 3)


def address(name: str) -> str:
    return f"{name}@acme.example"


class Years:
    """A house whose days pass."""

    def __init__(self, house: House) -> None:
        self.house = house

    def live(self, days: int) -> None:
        for day in range(days):
            self.house.at(NOW + timedelta(days=day, hours=3))
            for name, letters in ARRIVES.items():
                for _, letter in (arriving for arriving in letters if arriving[0] == day):
                    self.house.deliver(letter(self.house.outbox(address(name))[-1], self.house.now))
            if day == UNSUBSCRIBES[1]:
                press(self.house, self.house.outbox(address(UNSUBSCRIBES[0]))[-1])
            errors = once(self.house.settings, lambda: self.house.now)
            assert set(errors.values()) == {""}

    def state(self, name: str) -> LeadState:
        return self.house.lead(address(name)).state

    def sub_state(self, name: str) -> SubState:
        return self.house.lead(address(name)).sub_state

    def days_of(self, name: str) -> list[int]:
        """The days on which a lead got a mail."""
        sent = [parsed(mail) for mail in self.house.outbox(address(name))]
        return [(moment - NOW).days for moment in sent]


def parsed(mail: EmailMessage) -> datetime:
    return mail["Date"].datetime


def press(house: House, mail: EmailMessage) -> None:
    """The mail provider's own unsubscribe button (RFC 8058)."""
    link = mail["List-Unsubscribe"].strip("<>")
    with serving(house.settings, house.database, lambda: house.now):
        body = mail["List-Unsubscribe-Post"].encode()
        with urllib.request.urlopen(urllib.request.Request(link, data=body, method="POST")) as said:
            assert said.status == 200


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, fresh_data_dir: Path) -> Years:
    """Sixty days, with a pass at noon of each. The file stays open meanwhile, which is quick."""
    house = furnish(tmp_path_factory.mktemp("months") / "data", fresh_data_dir)
    years = Years(house)
    with pytest.MonkeyPatch.context() as patched, house.database.reading():
        patched.setattr(jobs.world, "Database", lambda _data_dir: house.database)
        for name in (*SILENT, *ARRIVES, UNSUBSCRIBES[0]):
            house.desk.add(address(name), name)
        once(house.settings, lambda: house.now)  # what arrives on the first day answers a mail of its morning
        years.live(DAYS)
    return years


def test_silent_leads_get_exactly_seven_messages_and_end_processed(lived: Years) -> None:
    for name in SILENT:
        assert lived.state(name) is LeadState.PROCESSED
        assert lived.days_of(name) == [0, 1, 3, 7, 11, 16, 22]  # never on a Saturday or Sunday
        assert [parsed(mail).weekday() for mail in lived.house.outbox(address(name))] == [0, 1, 3, 0, 4, 2, 1]


def test_every_message_is_another_one(lived: Years) -> None:
    mails = lived.house.outbox()
    assert len({mail["Message-ID"] for mail in mails}) == len(mails)
    steps = lived.house.rows(
        "select lead_id, run, step, count(*) from messages group by all having count(*) > 1"
    )
    assert steps == []


def test_a_lead_that_was_out_of_office_misses_none_and_gets_none_while_away(lived: Years) -> None:
    days = lived.days_of("away")
    back = (date(2026, 3, 23) - NOW.date()).days
    assert len(days) == 7
    assert days[:2] == [0, back]
    assert lived.state("away") is LeadState.PROCESSED
    states = [title for title, _ in lived.house.desk.events(address("away"))]
    assert states[-3:] == ["Cold → Out of office", "Out of office → Cold", "Cold → Processed"]


def test_a_lead_that_asked_to_stop_gets_nothing_more(lived: Years) -> None:
    assert lived.days_of("stops") == [0, 1]
    assert (lived.state("stops"), lived.sub_state("stops")) == (
        LeadState.DEACTIVATED,
        SubState.ASKED_TO_STOP,
    )


def test_a_lead_that_agreed_to_meet_is_hot_with_the_day_and_gets_nothing_more(lived: Years) -> None:
    assert lived.state("hot") is LeadState.HOT
    lead = lived.house.lead(address("hot"))
    assert lead.meeting_on == date(2026, 3, 12)
    assert max(lived.days_of("hot")) <= 8


def test_a_lead_that_left_its_company_gets_nothing_more(lived: Years) -> None:
    assert (lived.state("gone"), lived.sub_state("gone")) == (LeadState.DEACTIVATED, SubState.LEFT_COMPANY)
    assert max(lived.days_of("gone")) <= 3
    text = "\n".join(str(mail.get_content()) for mail in lived.house.mailbox("notices"))
    assert "next@acme.example" in text


def test_a_lead_that_asks_waits_for_a_person(lived: Years) -> None:
    assert lived.state("asks") is LeadState.RESPONDED
    assert max(lived.days_of("asks")) <= 7


def test_a_mailbox_that_was_full_for_a_while_is_written_to_again(lived: Years) -> None:
    assert lived.days_of("full") == lived.days_of(SILENT[0])
    assert lived.state("full") is LeadState.PROCESSED


def test_a_mailbox_that_is_full_three_times_in_a_row_is_given_up(lived: Years) -> None:
    assert (lived.state("always_full"), lived.sub_state("always_full")) == (
        LeadState.DEACTIVATED,
        SubState.BOUNCED,
    )
    assert max(lived.days_of("always_full")) <= 3


def test_an_address_that_does_not_exist_is_given_up_at_once(lived: Years) -> None:
    assert (lived.state("nowhere"), lived.sub_state("nowhere")) == (LeadState.DEACTIVATED, SubState.BOUNCED)
    assert lived.days_of("nowhere") == [0]


def test_receipts_and_tickets_change_nothing(lived: Years) -> None:
    assert lived.days_of("receipts") == lived.days_of(SILENT[0])
    assert lived.state("receipts") is LeadState.PROCESSED


def test_whoever_unsubscribed_gets_nothing_more(lived: Years) -> None:
    assert lived.state(UNSUBSCRIBES[0]) is LeadState.UNSUBSCRIBED
    assert max(lived.days_of(UNSUBSCRIBES[0])) <= UNSUBSCRIBES[1]


def test_nothing_is_held_and_nobody_was_dropped(lived: Years) -> None:
    leads = 3 + len(ARRIVES) + 1
    assert lived.house.rows("select count(*), count(*) filter (held <> '') from leads") == [(leads, 0)]
    assert lived.house.rows("select distinct state from leads where state in ('Cold', 'Out of office')") == []
    assert lived.house.rows("select count(*) from messages where status <> 'sent'") == [(0,)]
    assert lived.house.rows("select count(*) from replies where kind is null") == [(0,)]


@pytest.mark.parametrize("name", [UNSUBSCRIBES[0], "nowhere"])
def test_a_suppressed_address_cannot_be_added_again_by_form_file_assistant_source_or_letter_case(
    lived: Years,
    tmp_path: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    house, email = lived.house, address(name)
    monkeypatch.setattr(os, "environ", house.environ)
    before = house.rows("select count(*) from leads")
    other = replace(house.desk.assistant, id=Store.new_id(), email=f"{name}@assistant.example", name="Zoe")
    house.desk.do(Store.insert_assistant, other)
    for order in (
        house.desk.order(),
        house.desk.order(source="Website", context="Another"),
        house.desk.order(assistant_id=other.id),
    ):
        with pytest.raises(NotAllowed, match="can never be added again"):
            house.desk.add(email, order=order)
    for written in (email, email.upper(), f" {email.title()} "):
        arguments = ["import", sheet(tmp_path / "again.xlsx", [("Anna", written)])]
        arguments += ["--source", "Phone", "--context", "Again"]
        for assistant in (house.desk.assistant.email, other.email):
            assert main([*arguments, "--assistant", assistant]) == 0
            line = json.loads(capsys.readouterr().out)
            assert (line["added"], line["suppressed"]) == (0, 1)
    assert house.rows("select count(*) from leads") == before
    assert Suppression(house.rows(f"select reason from suppressions where email = '{email}'")[0][0])


# --- the same through the real command line


def sheet(path: Path, rows: list[tuple[str, str]]) -> str:
    workbook = Workbook()
    assert workbook.active is not None
    for row in (("First name", "Email"), *rows):
        workbook.active.append(row)
    workbook.save(path)
    return str(path)


def command(house: House, *arguments: str) -> tuple[int, dict[str, object]]:
    """Run `python -m jobs …`; answers its exit code and its last line."""
    ran = subprocess.run(
        [sys.executable, "-m", "jobs", *arguments],
        env=house.environ,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return ran.returncode, lines[-1] if lines else {}


def test_a_script_lives_through_two_months_by_the_command_line(shut_house: House, tmp_path: Path) -> None:
    file = sheet(tmp_path / "leads.xlsx", [("Anna", address("silent")), ("Bo", address("stops"))])
    arguments = ("--source", "Event", "--context", "Spring Fair", "--now", NOW.isoformat())
    assert command(shut_house, "import", file, *arguments)[1]["added"] == 2
    for week in range(8):
        shut_house.at(NOW + timedelta(weeks=week))
        if week == 2:
            mail = shut_house.outbox(address("stops"))[-1]
            shut_house.deliver(answer(mail, "Please stop emailing me.", now=shut_house.now))
        assert command(shut_house, "once", "--now", shut_house.now.isoformat())[0] == 0
        assert len(shut_house.outbox(address("silent"))) == min(week + 1, 7)
    assert len(shut_house.outbox(address("stops"))) == 2
    assert command(shut_house, "leads", "--state", "Processed")[1]["email"] == address("silent")
    assert command(shut_house, "leads", "--state", "Deactivated")[1]["sub_state"] == "Asked to stop"


def test_a_person_can_stop_a_lead_at_any_time(house: House) -> None:
    lead = house.desk.add()
    house.once()
    house.desk.do(deactivate, lead.id, who=PERSON, now=house.now)
    for _ in range(30):
        house.desk.wait(days=2)
        house.once()
    assert len(house.outbox()) == 1
    assert house.lead().held is Hold.NONE
