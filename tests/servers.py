"""The real app and the real sidecar as processes, for tests that use them from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds; a busy machine with two cores starts an app in five


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def house_environ(data_folder: Path) -> dict[str, str]:
    """The environment of an app and a sidecar over `data_folder`, on free ports, without any sign-in."""
    return {
        **os.environ,
        "LEADKEEPER_DATA_DIR": str(data_folder),
        "LEADKEEPER_PUBLIC_PORT": str(free_port()),
        "STREAMLIT_SERVER_PORT": str(free_port()),
        "STREAMLIT_SECRETS_FILES": str(data_folder / "secrets.toml"),
    }


@contextmanager
def app_running(environ: Mapping[str, str]) -> Iterator[str]:
    """Start the app; yields its address once it answers."""
    address = app_address(environ)
    with running([sys.executable, "-m", "streamlit", "run", "app.py"], environ) as process:
        wait_until(lambda: process.poll() is not None or answers(address), "the app answers")
        assert process.poll() is None, "the app did not start"
        yield address


@contextmanager
def running(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is told to end when the test ends, however the test ends."""
    process = subprocess.Popen(command, env=environ, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def app_address(environ: Mapping[str, str]) -> str:
    return f"http://127.0.0.1:{environ['STREAMLIT_SERVER_PORT']}"


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


def answers_http(address: str) -> bool:
    """Whether a server is there, whatever it says."""
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def wait_until(holds: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s: {what}"
        time.sleep(0.05)
