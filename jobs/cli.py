"""The command line: JSON on stdout (`preview`: plain text), messages on stderr, exit 1 on failure."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import BadSetting, PersonError
from core.settings import Settings, load_settings
from core.state import LeadState
from data.database import Database

if TYPE_CHECKING:
    from core.ports import Reader

NOISY = ("httpx", "httpx2", "tnefparse")  # say a line a request, a warning a broken attachment


def main(arguments: Sequence[str] | None = None) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in NOISY:
        logging.getLogger(library).setLevel(logging.ERROR)
    given = _parser().parse_args(arguments)
    try:
        return int(given.command(given))
    except PersonError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m jobs", description="Leadkeeper without the screens.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help)
        added.set_defaults(command=command)
        return added

    add("run", _run, "the sidecar: loop and public endpoints, until SIGTERM")
    _now(add("once", _once, "one pass of every job, then exit"))
    _now(_import_options(add("import", _import, "add the leads of spreadsheets")))
    _classify_options(add("classify", _classify, "read mails, one line each"))
    add("leads", _leads, "leads as JSON lines").add_argument(
        "--state", choices=[str(state) for state in LeadState], default="", metavar="STATE"
    )
    _now(_preview_options(add("preview", _preview, "every mail of a schedule, in plain text")))
    add("check", _check, "configuration and health: what works, what does not, what to do")
    return parser


def _classify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE")
    remembered = "read the same words as a person corrected them; opens the database"
    parser.add_argument("--with-corrections", action="store_true", help=remembered)


def _import_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("files", nargs="+", metavar="FILE")
    _order_options(parser)
    parser.add_argument("--start-at", metavar="ISO", type=moment, help="time of the first message")
    parser.add_argument("--sheet", metavar="NAME", help="which sheet of a workbook")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    return parser


def _preview_options(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    _order_options(parser)
    parser.add_argument("--language", metavar="CODE", default="", help="left out: the assistant's own")
    return parser


def _order_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--assistant", metavar="EMAIL", default="", help="left out: the default assistant")
    parser.add_argument("--source", required=True)
    parser.add_argument("--context", required=True)
    parser.add_argument("--schedule", metavar="NAME", default="", help="left out: the assistant's own")


def _now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", metavar="ISO", type=moment, help="travel in time; left out: the clock")


def moment(text: str) -> datetime:
    """An ISO 8601 date and time; UTC where no offset is given."""
    try:
        parsed = datetime.fromisoformat(text)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no ISO 8601 date and time") from error


def clock_of(given: argparse.Namespace) -> Callable[[], datetime]:
    return (lambda: given.now) if given.now else (lambda: datetime.now(UTC))


def settings() -> Settings:
    """The settings, with a data folder that is there; raises `BadSetting`."""
    found = load_settings(os.environ)
    try:
        found.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"LEADKEEPER_DATA_DIR: {found.data_dir} cannot be used: {error.strerror}."
        ) from error
    if not os.access(found.data_dir, os.W_OK):
        raise BadSetting(f"LEADKEEPER_DATA_DIR: {found.data_dir} cannot be written to.")
    return found


def say(line: Any) -> None:
    """One line of JSON, in ASCII: it survives every terminal, and file names that are no text."""
    print(json.dumps(line, default=_plain), flush=True)


def _plain(value: Any) -> str:
    """Dates in ISO 8601, the rest as its text."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _run(given: argparse.Namespace) -> int:
    from jobs.loop import run  # each command loads only what it needs

    run(settings())
    return 0


def _once(given: argparse.Namespace) -> int:
    from jobs.loop import once

    errors = once(settings(), clock_of(given))
    say({"jobs": {name: error or "ok" for name, error in errors.items()}})
    return 1 if any(errors.values()) else 0


def _import(given: argparse.Namespace) -> int:
    from jobs.import_file import import_file

    found, now = settings(), clock_of(given)()
    failed = False
    for name in given.files:
        try:
            say({"file": name, **import_file(found, Path(name), given, now)})
        except (PersonError, OSError) as error:
            failed = True
            words = f"{error.strerror}." if isinstance(error, OSError) and error.strerror else str(error)
            say({"file": name, "error": words})
    return 1 if failed else 0


def _classify(given: argparse.Namespace) -> int:
    from core.reply import Reading, ReplyKind

    reader = _reader(given.with_corrections)
    failed = False
    for name in given.files:
        try:
            reading = reader.read(Path(name).read_bytes(), received_at=datetime.now(UTC))
            say({"file": name} | asdict(reading))
        except OSError as error:
            failed = True
            unread = Reading(ReplyKind.OTHER, 0.0, False, "", "", error=f"{error.strerror}.")
            say({"file": name} | asdict(unread))
    return 1 if failed else 0


def _reader(with_corrections: bool) -> "Reader":
    from core.reading.corrected import CorrectedReader
    from core.reading.reader import LocalReader
    from core.reading.remembered import Remembered

    if not with_corrections:
        return LocalReader()
    with Database(settings().data_dir).reading() as store:
        corrections = store.corrections()
    return CorrectedReader(LocalReader(), Remembered(corrections))


def _leads(given: argparse.Namespace) -> int:
    with Database(settings().data_dir).reading() as store:
        lines = list(store.lead_lines(given.state))
    for line in lines:  # a reader that takes its time, `less` say, must not keep the database
        say(line)
    return 0


def _preview(given: argparse.Namespace) -> int:
    from jobs.preview import preview

    print(preview(settings(), given, clock_of(given)()))
    return 0


def _check(given: argparse.Namespace) -> int:
    from jobs.check import check

    findings = check(load_settings(os.environ), datetime.now(UTC))
    works = all(finding.level != "error" for finding in findings)
    say({"works": works, "checks": [asdict(finding) for finding in findings]})
    return 0 if works else 1
