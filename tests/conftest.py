"""What every test may count on: no socket, no screen, no trace outside its own folder, the real dataset."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.traces import WriteWatch

CHECKOUT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer a way to watch the windows."""
    parser.addoption("--onscreen", action="store_true", help="show the windows that tests open")


def pytest_configure(config: pytest.Config) -> None:
    """Keep windows off the screen; must happen before the first QApplication."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top folder of the source tree."""
    return CHECKOUT


@pytest.fixture(scope="session")
def write_watch() -> WriteWatch:
    """Return the one watch on files opened for writing; an audit hook can never be removed again."""
    watch = WriteWatch()
    sys.addaudithook(watch.hear)
    return watch


@pytest.fixture(autouse=True)
def no_trace_outside(
    request: pytest.FixtureRequest,
    write_watch: WriteWatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Fail a test of the window that writes a file outside the folders that pytest made."""
    if "ui" not in request.path.relative_to(CHECKOUT / "tests").parts:
        yield
        return
    with write_watch.listening() as written:
        yield
    allowed = tmp_path_factory.getbasetemp().resolve()
    strays = sorted({path for path in written if not path.resolve().is_relative_to(allowed)})
    assert not strays, f"the test wrote outside its own folder: {strays}"
