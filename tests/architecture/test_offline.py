"""Nothing opens a socket, and nothing that could is even loaded.

Each check runs in a fresh interpreter, because pytest itself loads what Forewarned must not.
"""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError

BUILDERS = frozenset({"build", "country", "gazetteer"})
"""Modules of desktop.dataset that only the builder loads; pycountry brings `email` and with it `socket`."""

# `_socket` is not listed: before Python 3.13 typing_extensions, which cattrs needs, takes a type from it.
# Nothing uses it without `socket`, and test_a_whole_briefing_opens_no_socket watches the interpreter itself.
LIST_LOADED = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({"socket", "ssl", "_ssl", "http", "urllib.request", "asyncio", "ftplib", "smtplib",
    "xmlrpc", "PySide6.QtNetwork"} & set(sys.modules)))
"""
LIST_LIBRARIES = """
import desktop.app, desktop.ui.main_window
print(*sorted({line.split("/")[-1].strip() for line in open("/proc/self/maps") if "Qt6Network" in line}))
"""
FAIL_ON_SOCKET = """
import sys
def refuse(event, arguments):
    if event.startswith("socket."):
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(refuse)
from desktop.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_tests_cannot_open_a_socket() -> None:
    with pytest.raises(SocketBlockedError):
        socket.socket(socket.AF_INET)


def test_no_module_that_opens_sockets_is_loaded(checkout: Path) -> None:
    assert python(LIST_LOADED, *runtime_modules(checkout), checkout=checkout) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_window_does_not_load_qt_network(checkout: Path) -> None:
    assert python(LIST_LIBRARIES, checkout=checkout) == ""


def test_a_whole_briefing_opens_no_socket(checkout: Path, tmp_path: Path) -> None:
    output = tmp_path / "trip.pdf"
    python(FAIL_ON_SOCKET, "brief", "RS", "UY", "-o", str(output), checkout=checkout)
    assert output.read_bytes().startswith(b"%PDF-")


def runtime_modules(checkout: Path) -> list[str]:
    """Name every module that a running program may load."""
    package = checkout / "desktop"
    names = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(checkout).with_suffix("").parts
        if path.parent.name == "dataset" and path.stem in BUILDERS:
            continue
        names.append(".".join(part for part in parts if part != "__init__"))
    return names


def python(code: str, *arguments: str, checkout: Path) -> str:
    """Run code in a fresh interpreter and return what it printed; it must succeed."""
    finished = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(checkout), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()
