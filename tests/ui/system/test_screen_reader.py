"""On the real accessibility bus a screen reader finds each stop, level, reason, source and button by name."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.system.conftest import HERE, Started, person, told_by

_NAMED = {"push button", "check box", "list item", "page tab"}
_SYSTEM_PYTHON = "/usr/bin/python3"
SAID = [
    ("text", "Add a destination"),
    ("list item", "1. Serbia, stay, no dates yet"),
    ("list item", "2. Uruguay, stay, no dates yet"),
    ("text", "Arrive"),
    ("check box", "Only in transit"),
    ("push button", "Remove stop"),
    ("check box", "Laptop"),
    ("page tab", "Overview"),
    ("page tab", "Serbia"),
    ("page tab", "Map"),
    ("page tab", "How levels are made"),
    ("tree", "Levels and their reasons"),
    ("push button", "Read the rule public-face-recognition"),
    ("table", "Levels by stop"),
    ("page tab", "Pages"),
    ("push button", "Next page"),
    ("push button", "Save PDF…"),
    ("push button", "Print…"),
    ("push button", "Organisation…"),
    ("check box", "One sheet"),
    ("check box", "A page to sign"),
    ("text", "Table of travellers"),
    ("push button", "Choose the table of travellers"),
    ("text", "Folder for the briefings"),
    ("push button", "Make the briefings"),
    ("menu item", "Brief many travellers…"),
    ("menu item", "Update from file…"),
    ("menu item", "Restore previous…"),
    ("menu item", "Trust a publisher…"),
    ("menu item", "Open trip…"),
    ("menu item", "Save trip…"),
    ("menu item", "Clear everything"),
]
BEGINNINGS = [
    ("table cell", "Public surveillance: High. Face recognition is documented in Belgrade"),
    ("table cell", "Safeguards: "),
    ("table cell", "Face recognition is documented in Belgrade, with Huawei. rule public-face-recognition"),
    ("table cell", "Belgrade: "),
    ("list item", "Shut phones and laptops fully down"),
]


@pytest.fixture
def heard(
    environment: dict[str, str], start: Callable[[list[str], dict[str, str]], Started], tmp_path: Path
) -> list[tuple[str, str]]:
    """Return role and name of all that a screen reader meets in a window with a trip to Serbia and Uruguay."""
    screen = start(["/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24"], environment)
    assert screen.stdout is not None
    environment |= {
        "DISPLAY": f":{screen.stdout.readline().strip()}",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    bus = start(["/usr/bin/dbus-daemon", "--session", "--nofork", "--print-address"], environment)
    assert bus.stdout is not None
    environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    program = start(person("look"), environment)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    listened = told_by([_SYSTEM_PYTHON, str(HERE / "listener.py"), "forewarned"], environment, tmp_path)
    lines = (line.partition("\t") for line in listened.splitlines())
    return [(role, name) for role, _tab, name in lines]


def test_everything_is_found_by_name(heard: list[tuple[str, str]]) -> None:
    lost = [each for each in SAID if each not in heard]
    lost += [
        (role, begin)
        for role, begin in BEGINNINGS
        if not any(role == other and name.startswith(begin) for other, name in heard)
    ]
    assert not lost
    nameless = [role for role, name in heard if role in _NAMED and not name]
    assert not nameless
