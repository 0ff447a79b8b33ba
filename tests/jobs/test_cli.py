"""The command line: JSON on stdout, messages on stderr, exit 1 on failure."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from core.acting import unsubscribe
from core.reply import ReplyKind
from core.state import LeadState
from data.database import Database
from jobs.cli import main
from tests.desk import ANNA, NOW, PERSON
from tests.jobs.conftest import House
from tests.servers import ROOT

HEADER = ("First_Name", "Last_Name", "Email_ID")
PEOPLE = (("Anna", "Berg", ANNA), ("Bo", "Dahl", "bo@acme.example"), ("Cy", "Eng", "cy@acme.example"))
ORDER = ("--source", "Event", "--context", "Spring Fair", "--now", NOW.isoformat())
Lines = list[dict[str, Any]]
Run = Callable[..., tuple[int, Lines]]


def write_sheets(path: Path, **sheets: Sequence[Sequence[str]]) -> str:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return str(path)


@pytest.fixture
def people(tmp_path: Path) -> str:
    return write_sheets(tmp_path / "people.xlsx", People=[HEADER, *PEOPLE])


@pytest.fixture
def run(shut_house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process; answers its exit code and the lines of JSON that it printed."""
    monkeypatch.setattr(os, "environ", shut_house.environ)

    def run(*arguments: str) -> tuple[int, Lines]:
        capsys.readouterr()
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed = capsys.readouterr()
        run.said = printed.err  # type: ignore[attr-defined]
        return code, [json.loads(line) for line in printed.out.splitlines()]

    return run


def said(run: Run) -> str:
    """What the latest command wrote on stderr."""
    return str(run.said)  # type: ignore[attr-defined]


def process(house: House, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jobs", *arguments]
    return subprocess.run(
        command, env=house.environ, cwd=ROOT, capture_output=True, text=True, timeout=60, **options
    )


# --- import


def test_import_says_in_one_line_what_became_of_a_file(run: Run, people: str) -> None:
    assert run("import", people, *ORDER) == (
        0,
        [
            {
                "file": people,
                "total": 3,
                "added": 3,
                "duplicate": 0,
                "invalid": 0,
                "suppressed": 0,
                "rejected_file": None,
            }
        ],
    )


def test_rejected_rows_are_no_failure_and_are_kept_with_their_reasons(
    run: Run, tmp_path: Path, shut_house: House
) -> None:
    gone = shut_house.desk.add("gone@acme.example")
    shut_house.desk.do(unsubscribe, gone.id, who=PERSON, now=NOW)
    rows = [
        *PEOPLE,
        ("", "", "noname@acme.example"),
        ("Dee", "Fox", "no address"),
        ("Anna", "Berg", ANNA.upper()),
        ("Gone", "", "GONE@acme.example"),
    ]
    code, (line,) = run("import", write_sheets(tmp_path / "mixed.xlsx", People=[HEADER, *rows]), *ORDER)
    assert code == 0
    counts = {name: line[name] for name in ("total", "added", "duplicate", "invalid", "suppressed")}
    assert counts == {"total": 7, "added": 3, "duplicate": 1, "invalid": 2, "suppressed": 1}
    kept = load_workbook(line["rejected_file"]).active
    assert [row[3] for row in kept.iter_rows(min_row=2, values_only=True)] == ["5", "6", "8"]


def test_the_same_file_twice_adds_nothing_twice(run: Run, people: str) -> None:
    run("import", people, *ORDER)
    code, (line,) = run("import", people, *ORDER)
    assert (code, line["added"], line["duplicate"]) == (0, 0, 3)


def test_a_dry_run_counts_and_writes_nothing(run: Run, tmp_path: Path, shut_house: House) -> None:
    file = write_sheets(tmp_path / "mixed.xlsx", People=[HEADER, *PEOPLE, ("Dee", "Fox", "no address")])
    code, (line,) = run("import", file, *ORDER, "--dry-run")
    assert (code, line["added"], line["invalid"], line["rejected_file"]) == (0, 3, 1, None)
    assert shut_house.rows("select * from leads") == []
    assert shut_house.rows("select * from uploads") == []
    assert not (shut_house.settings.data_dir / "uploads").exists()


def test_of_several_files_a_bad_one_does_not_keep_the_others_out(
    run: Run, tmp_path: Path, people: str
) -> None:
    more = write_sheets(tmp_path / "more.xlsx", People=[HEADER, ("Eve", "Gray", "eve@acme.example")])
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"this is no workbook")
    code, lines = run("import", people, str(bad), str(tmp_path / "missing.csv"), more, *ORDER)
    assert code == 1
    assert [line["file"] for line in lines] == [people, str(bad), str(tmp_path / "missing.csv"), more]
    assert [line.get("added") for line in lines] == [3, None, None, 1]
    assert set(lines[1]) == set(lines[2]) == {"file", "error"}
    assert lines[2]["error"] == "No such file or directory."


def test_a_folder_instead_of_a_file_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    assert run("import", str(tmp_path), *ORDER) == (
        1,
        [{"file": str(tmp_path), "error": "Is a directory."}],
    )


def test_of_several_sheets_with_addresses_one_must_be_named(run: Run, tmp_path: Path) -> None:
    file = write_sheets(tmp_path / "two.xlsx", East=[HEADER, PEOPLE[0]], West=[HEADER, *PEOPLE[1:]])
    code, (line,) = run("import", file, *ORDER)
    assert code == 1
    assert "East" in line["error"]
    assert "West" in line["error"]
    code, (line,) = run("import", file, *ORDER, "--sheet", "West")
    assert (code, line["added"]) == (0, 2)
    code, (line,) = run("import", file, *ORDER, "--sheet", "North")
    assert code == 1
    assert "North" in line["error"]
    assert "East" in line["error"]


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--assistant", "nobody@our.example", "There is no assistant with the address nobody@our.example."),
        ("--schedule", "Weekly", "There is no schedule named 'Weekly'. There are: Gentle pace, Recommended."),
        ("--source", " ", "Source and context are needed: the first email is written from them."),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_added(
    run: Run, people: str, shut_house: House, option: str, value: str, sentence: str
) -> None:
    code, (line,) = run("import", people, *ORDER, option, value)
    assert (code, line) == (1, {"file": people, "error": sentence})
    assert shut_house.rows("select * from leads") == []


def test_the_assistants_address_may_be_written_in_capitals(run: Run, people: str) -> None:
    assert run("import", people, *ORDER, "--assistant", "Ada@Assistant.Example")[0] == 0


def test_a_named_schedule_is_the_leads_schedule(run: Run, people: str, shut_house: House) -> None:
    run("import", people, *ORDER, "--schedule", "Gentle pace")
    assert shut_house.lead().schedule_id == shut_house.desk.schedule_id("Gentle pace")


def test_the_first_message_waits_for_its_start_time(run: Run, people: str) -> None:
    start = NOW + timedelta(days=2)
    run("import", people, *ORDER, "--start-at", start.isoformat())
    _, lines = run("leads")
    assert {datetime.fromisoformat(line["next_send_at"]) for line in lines} == {start}


def test_an_import_while_the_database_is_busy_says_so_and_not_nothing(
    run: Run, people: str, monkeypatch: pytest.MonkeyPatch, shut_house: House
) -> None:
    monkeypatch.setattr("data.database.Database.__init__.__defaults__", (0.1,))
    holder = Database(shut_house.settings.data_dir, 5)
    with holder.reading():
        code, (line,) = run("import", people, *ORDER)
    assert code == 1
    assert line["error"].startswith("The database is in use by another process")


# --- time


@pytest.mark.parametrize("value", ["yesterday", "2026-02-30", "0001-01-01T00:00+05:00", "25:00"])
@pytest.mark.parametrize("command", [("once", "--now"), ("import", "x.csv", *ORDER, "--start-at")])
def test_a_time_that_is_none_is_said_to_be_none(run: Run, command: tuple[str, ...], value: str) -> None:
    code, lines = run(*command, value)
    assert (code, lines) == (2, [])
    assert f"{value!r} is no ISO 8601 date and time" in said(run)
    assert "Traceback" not in said(run)


def test_a_time_without_an_offset_is_utc(run: Run, people: str, shut_house: House) -> None:
    run("import", people, *ORDER[:-1], "2026-03-02T09:00")
    assert shut_house.lead().created_at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    run("import", people, *ORDER[:-1], "2026-03-02T10:00+01:00")
    assert shut_house.lead().created_at == datetime(2026, 3, 2, 9, tzinfo=UTC)


# --- leads


def test_leads_says_of_each_lead_where_it_stands(run: Run, people: str) -> None:
    run("import", people, *ORDER)
    run("once", "--now", NOW.isoformat())
    code, lines = run("leads")
    assert code == 0
    assert [line["email"] for line in lines] == [ANNA, "bo@acme.example", "cy@acme.example"]
    assert lines[0] == {
        "email": ANNA,
        "first_name": "Anna",
        "state": "Cold",
        "sub_state": "",
        "source": "Event",
        "context": "Spring Fair",
        "next_step": 2,
        "next_send_at": "2026-03-03T08:19:45+00:00",
        "messages_sent": 1,
        "last_reply_kind": None,
    }


def test_leads_of_one_state_only(run: Run, shut_house: House) -> None:
    for name, state in (("a", LeadState.COLD), ("b", LeadState.OUT_OF_OFFICE), ("c", LeadState.HOT)):
        shut_house.desk.add(f"{name}@acme.example")
        shut_house.desk.change(f"{name}@acme.example", state=state)
    code, lines = run("leads", "--state", "Out of office")
    assert (code, [line["email"] for line in lines]) == (0, ["b@acme.example"])
    assert [line["state"] for line in run("leads")[1]] == ["Cold", "Out of office", "Hot"]


def test_the_kind_of_the_latest_reply_stands_with_its_lead(run: Run, shut_house: House) -> None:
    shut_house.desk.add()
    shut_house.desk.hear(ReplyKind.AUTO_REPLY)
    shut_house.desk.wait(hours=1)
    shut_house.desk.hear(ReplyKind.MEETING)
    assert [line["last_reply_kind"] for line in run("leads")[1]] == ["meeting"]


def test_a_state_that_there_is_not_is_refused_with_those_that_there_are(run: Run) -> None:
    code, lines = run("leads", "--state", "Warm")
    assert (code, lines) == (2, [])
    assert "Out of office" in said(run)


def test_whoever_pages_through_the_leads_keeps_nobody_from_the_database(shut_house: House) -> None:
    shut_house.add_many(1000)  # more than a pipe holds
    command = [sys.executable, "-m", "jobs", "leads"]
    with subprocess.Popen(command, env=shut_house.environ, cwd=ROOT, stdout=subprocess.PIPE) as pager:
        assert pager.stdout
        pager.stdout.readline()
        with Database(shut_house.settings.data_dir, wait_seconds=5).transaction() as store:
            assert store.assistants()
        assert len(pager.stdout.readlines()) == 999


def test_whoever_has_read_enough_gets_no_error(shut_house: House) -> None:
    shut_house.add_many(1000)
    command = [sys.executable, "-m", "jobs", "leads"]
    options: dict[str, Any] = {"env": shut_house.environ, "cwd": ROOT, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, stdout=subprocess.PIPE, **options) as reader:
        assert reader.stdout
        reader.stdout.readline()
        reader.stdout.close()
        assert reader.wait(timeout=30) == 0
        assert reader.stderr
        assert reader.stderr.read() == b""


# --- classify


def test_classify_says_a_line_for_every_file_also_one_that_is_no_mail(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("away.eml").write_bytes(
        b"From: Anna <anna@acme.example>\r\nDate: Mon, 02 Mar 2026 09:00:00 +0000\r\n"
        b"Subject: Automatic reply: Hello\r\nAuto-Submitted: auto-replied\r\n\r\n"
        b"I am out of office and will be back on Monday 9 March 2026.\r\n"
    )
    Path("noise.eml").write_bytes(bytes(range(256)) * 40)
    Path("empty.eml").touch()
    files = ["./away.eml", "noise.eml", "empty.eml", "missing.eml", "."]
    code, lines = run("classify", *files)
    assert code == 1  # two could not be read
    assert [line["file"] for line in lines] == files
    assert {line["kind"] for line in lines[1:]} == {"other"}
    assert [line["error"] for line in lines[3:]] == ["No such file or directory.", "Is a directory."]
    for line in lines:
        assert set(line) >= {
            "file", "kind", "confidence", "return_date", "meeting_at", "resume_at", "automatic", "text",
            "evidence", "error",
        }  # fmt: skip
    away = lines[0]
    assert (away["kind"], away["automatic"], away["error"]) == ("out_of_office", True, "")
    assert (away["return_date"], away["meeting_at"], away["resume_at"]) == ("2026-03-09", None, None)


def test_classify_opens_no_database(run: Run, tmp_path: Path, shut_house: House) -> None:
    shut_house.environ["LEADKEEPER_DATA_DIR"] = str(tmp_path / "nothing")
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"From: a@b.example\r\n\r\nHello.\r\n")
    assert run("classify", str(mail))[0] == 0
    assert not (tmp_path / "nothing").exists()


def test_classify_reads_as_persons_corrected_only_when_it_is_told_to(
    run: Run, tmp_path: Path, shut_house: House
) -> None:
    text = "This goes to the pile of next to nothing."
    with shut_house.database.reading():
        shut_house.desk.teach(text, ReplyKind.REFERRAL)
    mail = tmp_path / "mail.eml"
    mail.write_bytes(shut_house.desk.mail(f"Hi Ada,\n\n{text}", sender="ben@b.example"))
    (_, (plain,)), (_, (told,)) = run("classify", str(mail)), run("classify", "--with-corrections", str(mail))
    assert plain["kind"] != "referral"
    assert (told["kind"], told["file"]) == ("referral", str(mail))
    assert f"since {PERSON} corrected the same words on 02 March 2026" in told["evidence"]


def test_a_file_whose_name_is_no_text_is_classified_like_any_other(shut_house: House, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.eml")
    (tmp_path / name).write_bytes(b"From: a@b.example\r\n\r\nHello.\r\n")
    answer = process(shut_house, "classify", str(tmp_path / name))
    assert answer.returncode == 0
    assert json.loads(answer.stdout)["file"] == str(tmp_path / name)


# --- once, and what is common to all


def test_once_says_how_each_job_went(run: Run) -> None:
    jobs = (
        "fetch replies",
        "read replies",
        "resume leads",
        "write drafts",
        "send messages",
        "deliver notices",
    )
    assert run("once", "--now", NOW.isoformat()) == (0, [{"jobs": dict.fromkeys(jobs, "ok")}])


def test_once_fails_where_a_job_failed_and_says_why(run: Run, shut_house: House) -> None:
    mail = shut_house.deliver(shut_house.desk.mail())
    (mail.parent.parent / ".Stored" / "cur" / mail.name).mkdir(parents=True)  # in the way
    code, (line,) = run("once")
    assert code == 1
    assert line["jobs"].pop("fetch replies").startswith("IsADirectoryError: ")
    assert set(line["jobs"].values()) == {"ok"}


def test_only_json_is_on_stdout_and_messages_are_on_stderr(shut_house: House, people: str) -> None:
    ask = ("import", people, "/no/such.csv", *ORDER)
    imported = process(shut_house, *ask)
    assert imported.returncode == 1
    assert [set(json.loads(line)) & {"added", "error"} for line in imported.stdout.splitlines()] == [
        {"added"},
        {"error"},
    ]
    sent = process(shut_house, "once", "--now", NOW.isoformat())
    assert (sent.returncode, list(json.loads(sent.stdout))) == (0, ["jobs"])
    assert len(shut_house.outbox()) == 3


@pytest.mark.parametrize("command", ["once", "leads", "import", "check", "run"])
def test_a_bad_setting_stops_every_command_and_is_named(
    run: Run, shut_house: House, people: str, command: str
) -> None:
    shut_house.environ["LEADKEEPER_PUBLIC_PORT"] = "0"
    code, lines = run(command, *((people, *ORDER) if command == "import" else ()))
    assert (code, lines) == (1, [])
    assert said(run) == "LEADKEEPER_PUBLIC_PORT is '0'. It must be a port number from 1 to 65535.\n"


@pytest.mark.parametrize("command", ["once", "leads", "import"])
def test_a_data_folder_that_cannot_be_is_named(
    run: Run, shut_house: House, people: str, command: str
) -> None:
    shut_house.environ["LEADKEEPER_DATA_DIR"] = people  # a file
    code, lines = run(command, *((people, *ORDER) if command == "import" else ()))
    assert (code, lines) == (1, [])
    assert said(run).startswith(f"LEADKEEPER_DATA_DIR: {people} cannot be used: ")


def test_help_names_every_command(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert all(command in printed for command in ("run", "once", "import", "classify", "leads", "check"))
