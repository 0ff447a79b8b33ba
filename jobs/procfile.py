"""Runs what the Procfile names, for `make run`: Ctrl-C ends it all, and that is no error.

Honcho does the work. Around it stands what make needs: a make that is interrupted itself always fails, so
the terminal is borrowed, and Ctrl-C reaches only this process. A terminal that is closed ends it all too.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from honcho.environ import parse_procfile
from honcho.manager import Manager

PROCFILE = Path(__file__).resolve().parent.parent / "Procfile"
TERMINAL = 0  # standard input
ENDED_BY_A_PERSON = (128 + signal.SIGINT, 128 + signal.SIGTERM)


def main() -> int:
    """Answers the exit code: 0 when told to end, else that of the process that ended first."""
    signal.signal(signal.SIGHUP, end_quietly)
    manager = Manager()
    for name, command in parse_procfile(PROCFILE.read_text("utf-8")).processes.items():
        manager.add_process(name, command, cwd=str(PROCFILE.parent))
    with terminal_borrowed():
        manager.loop()
    return 0 if manager.returncode in ENDED_BY_A_PERSON else int(manager.returncode)


@contextmanager
def terminal_borrowed() -> Iterator[None]:
    """Stand alone in front of the terminal, if this process's group stands there now."""
    if not in_foreground():
        yield
        return
    lender = os.getpgrp()
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # giving it back comes from the background
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # Ctrl-Z would stop this process and leave make waiting
    os.setpgid(0, 0)
    os.tcsetpgrp(TERMINAL, os.getpgrp())
    try:
        yield
    finally:
        with suppress(OSError):  # the terminal may be gone
            os.tcsetpgrp(TERMINAL, lender)


def in_foreground() -> bool:
    try:
        return os.tcgetpgrp(TERMINAL) == os.getpgrp()
    except OSError:  # no terminal
        return False


def end_quietly(_number: int, _frame: FrameType | None) -> None:
    """The terminal was closed: nobody reads on, and printing would fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
