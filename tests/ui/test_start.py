"""The program starts as a file manager starts it: with the path of a trip file and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path("resources", "examples", "journey.trip")


@pytest.fixture
def surroundings(tmp_path: Path, checkout: Path) -> dict[str, str]:
    """Return an environment with a home of its own and no display."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(tmp_path), "PYTHONPATH": str(checkout)}


def run(command: list[str], checkout: Path, surroundings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=checkout, env=surroundings, capture_output=True, text=True, check=False
    )


def test_a_trip_file_asks_for_the_window(checkout: Path, surroundings: dict[str, str]) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere there is always a display")
    told = run(["desktop", str(EXAMPLE)], checkout, surroundings)
    assert (told.returncode, told.stdout) == (1, "")
    assert "there is no display" in told.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks the system for processes by /proc")
def test_the_press_starts_with_the_first_key(checkout: Path, surroundings: dict[str, str]) -> None:
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    told = run(["tests.ui.system.person", "begin"], checkout, surroundings)
    assert told.returncode == 0, told.stderr
    assert told.stdout == "0\n1\n"


def test_the_window_shows_the_trip(checkout: Path, surroundings: dict[str, str]) -> None:
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    told = run(["tests.ui.system.person", "opened", str(EXAMPLE)], checkout, surroundings)
    assert told.returncode == 0, told.stderr
    assert told.stdout == "RS UY\n\n"
    # A widget that did not hear of the text size cannot say how large small text is.
    assert "QFont" not in told.stderr


def test_a_hostile_file_opens_an_empty_window_that_says_why(
    checkout: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    bad = tmp_path / "bad.trip"
    bad.write_bytes(b"[" * 60_000)
    told = run(["tests.ui.system.person", "opened", str(bad)], checkout, surroundings)
    assert told.returncode == 0, told.stderr
    stops, *said = told.stdout.splitlines()
    assert stops == ""
    assert said == ["bad.trip: it is no trip that Forewarned saved, since it is no valid JSON; choose another file."]


def test_a_file_that_the_system_hands_over_is_shown_and_never_replaces_a_trip_unasked(
    checkout: Path, surroundings: dict[str, str], tmp_path: Path
) -> None:
    surroundings["QT_QPA_PLATFORM"] = "offscreen"
    other = tmp_path / "other.trip"
    other.write_text(EXAMPLE.read_text(encoding="utf-8").replace('"UY"', '"KE"'), encoding="utf-8")
    told = run(["tests.ui.system.person", "given", str(EXAMPLE), str(other)], checkout, surroundings)
    assert told.returncode == 0, told.stderr
    assert [line for line in told.stdout.splitlines() if line] == ["RS UY", "RS UY", "RS KE"]


_ASK_FOR_A_FILE = """
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from desktop.app import keep_qt_settings_nowhere
from desktop.ui.file_dialog import ask_for_file
app = QApplication([])
keep_qt_settings_nowhere()
window = QWidget()
ask_for_file(window, "ask", "Open", "Trips (*.trip)", print)
dialog = window.findChild(QWidget, "ask")
dialog.selectFile("{file}")
dialog.accept()
app.processEvents()
own = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "anyone", "anything")
own.setValue("folder", "{file}")
own.sync()
"""


def test_qt_keeps_nothing_of_its_own(checkout: Path, surroundings: dict[str, str], tmp_path: Path) -> None:
    surroundings |= {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    chosen = tmp_path / "chosen.trip"
    chosen.touch()
    command = [sys.executable, "-c", _ASK_FOR_A_FILE.format(file=chosen)]
    told = subprocess.run(command, cwd=checkout, env=surroundings, capture_output=True, text=True, check=True)
    assert told.stdout == f"{chosen}\n"
    assert "QSettings" not in told.stderr
    assert list(tmp_path.rglob("*")) == [chosen]
