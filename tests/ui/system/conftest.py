"""What these tests need of the system, and the program as a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ui.system.packages import missing

HERE = Path(__file__).parent
Started = subprocess.Popen[str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave these tests to `make test-system`, and skip them where the packages are missing."""
    lacking = missing()
    reason = f"install these Debian packages first, as `make test-system` does for root: {', '.join(lacking)}"
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.system)
            if lacking:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(autouse=True)
def no_trace_outside() -> None:
    """Stand in for the watch on this process: these tests start processes, and one of them lists what those wrote."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a home of its own and no screen."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def start(checkout: Path) -> Iterator[Callable[[list[str], dict[str, str]], Started]]:
    """Start processes and end those that still run."""
    running: list[Started] = []

    def begin(command: list[str], environment: dict[str, str]) -> Started:
        process = subprocess.Popen(
            command, cwd=checkout, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        running.append(process)
        return process

    yield begin
    for process in reversed(running):
        process.terminate()
        process.communicate(timeout=30)


def told_by(command: list[str], environment: dict[str, str], folder: Path) -> str:
    """Run a command to its end, which must be a good one; return what it said."""
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=100
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def person(story: str, *arguments: str) -> list[str]:
    """Return the command that types a story into the program."""
    return [sys.executable, "-m", "tests.ui.system.person", story, *arguments]
