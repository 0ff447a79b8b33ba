"""Keeps the sidecar running: starts it again whenever it ends by itself, and ends it on SIGTERM or SIGINT."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

SIDECAR = (sys.executable, "-m", "jobs", "run")
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0  # seconds; doubled after each short life
SHORT_LIFE = 10.0  # seconds
TICK = 0.1  # seconds


def keep(command: Sequence[str], told_to_end: Callable[[], bool]) -> None:
    """Run `command` again and again; answers once told to end and the last one has ended."""
    pause = FIRST_PAUSE
    while not told_to_end():
        started = time.monotonic()
        code = run(command, told_to_end)
        if told_to_end():
            return
        if time.monotonic() - started > SHORT_LIFE:
            pause = FIRST_PAUSE
        print(f"The sidecar ended with code {code} and starts again in {pause:.0f} s.", flush=True)
        rest(pause, told_to_end)
        pause = min(2 * pause, LONGEST_PAUSE)


def run(command: Sequence[str], told_to_end: Callable[[], bool]) -> int:
    """Run `command` to its end, which is asked for once told; answers its exit code."""
    process = subprocess.Popen(command)
    while process.poll() is None:
        if told_to_end():
            process.terminate()
            return process.wait()
        time.sleep(TICK)
    return process.returncode


def rest(seconds: float, told_to_end: Callable[[], bool]) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not told_to_end():
        time.sleep(TICK)


def main() -> None:
    signals: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _frame: signals.append(received))
    keep(SIDECAR, told_to_end=lambda: bool(signals))


if __name__ == "__main__":
    main()
