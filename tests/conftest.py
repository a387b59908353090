"""What every test may count on: no socket, no screen, no trace outside its own folder, the real dataset."""

import os
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import settings

from tests.traces import WriteWatch

CHECKOUT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer a way to watch the windows."""
    parser.addoption("--onscreen", action="store_true", help="show the windows that tests open")


def pytest_configure(config: pytest.Config) -> None:
    """Keep windows off the screen; must happen before the first QApplication."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # No database, so that a run leaves nothing behind; in CI the same examples every time.
    settings.register_profile("forewarned", deadline=None, database=None, derandomize="CI" in os.environ)
    settings.load_profile("forewarned")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top folder of the source tree."""
    return CHECKOUT


@pytest.fixture(scope="session")
def dataset_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the dataset from the real facts, once for all tests; read it only."""
    # Slow to load, and few tests need it.
    from tests.dataset_fixture import built_dataset

    return built_dataset(tmp_path_factory.mktemp("dataset"))


@pytest.fixture(scope="session")
def bundled_fonts(qapp: object) -> tuple[str, ...]:
    """Give windows the typeface that ships, since a bare system may have no other; return its family names."""
    # Tests without a window shall not need Qt.
    from PySide6.QtGui import QFontDatabase

    assert qapp is not None
    folder = files("font_source_sans_pro") / "files"
    found: set[str] = set()
    for font in sorted(folder.iterdir(), key=lambda file: file.name):
        if font.name.endswith(".ttf"):
            identifier = QFontDatabase.addApplicationFontFromData(font.read_bytes())
            found.update(QFontDatabase.applicationFontFamilies(identifier))
    assert found, "no font came with font-source-sans-pro"
    return tuple(sorted(found))


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
    request.getfixturevalue("bundled_fonts")
    with write_watch.listening() as written:
        yield
    allowed = tmp_path_factory.getbasetemp().resolve()
    strays = sorted({path for path in written if not path.resolve().is_relative_to(allowed)})
    assert not strays, f"the test wrote outside its own folder: {strays}"
