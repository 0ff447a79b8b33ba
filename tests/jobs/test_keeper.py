"""The sidecar is kept running."""

import sys
from pathlib import Path

import pytest

from jobs import keeper

DIES_AT_ONCE = "import sys; open(sys.argv[1], 'a').write('lived\\n'); sys.exit(3)"
ENDS_WHEN_TOLD = """
import signal, sys
diary = open(sys.argv[1], "a", buffering=1)
def end(*_):
    diary.write("ended in order\\n")
    sys.exit()
signal.signal(signal.SIGTERM, end)
diary.write("lives\\n")
signal.pause()
"""


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary.txt"
    path.touch()
    return path


def test_a_sidecar_that_dies_is_started_again(
    diary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeper, "FIRST_PAUSE", 0.0)
    lives = diary.read_text
    keeper.keep([sys.executable, "-c", DIES_AT_ONCE, str(diary)], lambda: lives().count("lived") >= 3)
    assert lives().count("lived") == 3
    assert "ended with code 3 and starts again" in capsys.readouterr().out


def test_a_sidecar_that_is_told_to_end_may_finish_and_is_not_started_again(diary: Path) -> None:
    command = [sys.executable, "-c", ENDS_WHEN_TOLD, str(diary)]
    keeper.keep(command, lambda: "lives" in diary.read_text())
    assert diary.read_text().splitlines() == ["lives", "ended in order"]


def test_the_pause_before_another_start_grows_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(keeper, "run", lambda command, told: 1)
    monkeypatch.setattr(keeper, "rest", lambda seconds, told: pauses.append(seconds))
    keeper.keep(["sidecar"], lambda: len(pauses) == 7)
    assert pauses == [1, 2, 4, 8, 15, 15, 15]
