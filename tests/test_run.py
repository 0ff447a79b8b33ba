"""`make run`, as a person at a terminal uses it."""

import fcntl
import os
import pty
import signal
import subprocess
import termios
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.database import Database
from tests.servers import ROOT, answers, app_address, house_environ, wait_until

pytestmark = pytest.mark.xdist_group("make run")  # one after the other: each first sets up


class MakeRun:
    """`make run` in a terminal of its own, with all that it started and printed."""

    def __init__(self, data_folder: Path) -> None:
        self.data_folder = data_folder
        self.environ = house_environ(data_folder)
        self.printed = ""
        self._keyboard, screen = pty.openpty()
        self.process = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=self.environ,
            stdin=screen,
            stdout=screen,
            stderr=screen,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(screen)
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        try:
            while text := os.read(self._keyboard, 4096):
                self.printed += text.decode(errors="replace")
        except OSError:  # the last one who could print is gone
            pass

    def press_ctrl_c(self) -> None:
        os.write(self._keyboard, b"\x03")

    def close_terminal(self) -> None:
        """What the kernel does to those in front of a terminal that goes away."""
        os.killpg(os.tcgetpgrp(self._keyboard), signal.SIGHUP)

    def end(self) -> int:
        code = self.process.wait(timeout=20)
        self._reader.join(timeout=20)
        return code

    def app_answers(self) -> bool:
        return answers(app_address(self.environ))

    def sidecar_was_seen(self) -> bool:
        if not (self.data_folder / "leadkeeper.duckdb").exists():
            return False
        with Database(self.data_folder).reading() as store:
            return bool(store.heartbeats())

    def started(self) -> dict[int, str]:
        """The processes below make, by id, with their command lines."""
        listing = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,command="], capture_output=True, text=True, check=True
        ).stdout
        rows = [line.split(None, 2) for line in listing.splitlines()]
        found: dict[int, str] = {}
        parents = {self.process.pid}
        while parents:
            children = {int(pid): command for pid, parent, command in rows if int(parent) in parents}
            found |= children
            parents = set(children)
        return found

    def pid_of(self, command: str) -> int | None:
        return next((pid for pid, line in self.started().items() if line.endswith(command)), None)


@pytest.fixture
def run(tmp_path: Path) -> Iterator[MakeRun]:
    run = MakeRun(tmp_path / "data")
    try:
        wait_until(run.app_answers, "the app answers")
        wait_until(run.sidecar_was_seen, "the sidecar was seen")
        yield run
    finally:
        run.process.terminate()
        run.end()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_make_run_starts_app_and_sidecar_and_ctrl_c_ends_both_without_an_error(run: MakeRun) -> None:
    assert app_address(run.environ) in run.printed
    started = run.started()
    run.press_ctrl_c()
    assert run.end() == 0
    assert "error" not in run.printed.lower()
    assert [command for pid, command in started.items() if is_alive(pid)] == []


def test_a_sidecar_that_dies_is_started_again_and_the_app_stays_up(run: MakeRun) -> None:
    app, sidecar = run.pid_of("streamlit run app.py"), run.pid_of("-m jobs run")
    assert app
    assert sidecar
    os.kill(sidecar, signal.SIGKILL)
    wait_until(lambda: run.pid_of("-m jobs run") not in (None, sidecar), "the sidecar runs again")
    assert run.pid_of("streamlit run app.py") == app
    assert run.app_answers()


def test_closing_the_terminal_leaves_nothing_running(run: MakeRun) -> None:
    started = run.started()
    run.close_terminal()
    run.end()
    assert [command for pid, command in started.items() if is_alive(pid)] == []


def test_a_kill_of_make_leaves_nothing_running(run: MakeRun) -> None:
    started = run.started()
    run.process.terminate()
    assert run.end() == -signal.SIGTERM
    assert "error" not in run.printed.lower()
    assert [command for pid, command in started.items() if is_alive(pid)] == []


def test_a_bad_setting_stops_the_start_and_is_named(tmp_path: Path) -> None:
    environ = {**house_environ(tmp_path), "LEADKEEPER_PUBLIC_PORT": "eighty"}
    ended = subprocess.run(
        ["make", "run"], cwd=ROOT, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert ended.returncode != 0
    assert "LEADKEEPER_PUBLIC_PORT is 'eighty'" in ended.stdout


def test_setting_up_again_is_quick_and_prints_nothing() -> None:
    subprocess.run(["make", "setup"], cwd=ROOT, check=True, capture_output=True)
    again = subprocess.run(["make", "setup"], cwd=ROOT, check=True, capture_output=True, timeout=5)
    assert (again.stdout, again.stderr) == (b"", b"")
