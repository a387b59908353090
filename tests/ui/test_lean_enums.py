"""Enumerations made in a shorter way are those that Python makes."""

import enum
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop.ui import lean_enums
from desktop.ui.lean_enums import contents

MAKER: Any = enum.EnumType
KINDS: tuple[Any, ...] = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
NAMES = st.sampled_from(
    ["One", "two", "Three_", "ÜBER", "name", "value", "real", "mro", "_one", "_one_", "__one__", ""]
)
PAIRS = st.lists(st.tuples(NAMES, st.integers(-3, 70)), max_size=6)

_EVERY_ONE_OF_QT = """
import enum, inspect, sys
from desktop.ui.lean_enums import contents
if sys.argv[1] == "lean":
    from desktop.ui import lean_qt
    lean_qt.load()
from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets
rest, seen = [QtCore, QtGui, QtPrintSupport, QtWidgets], set()
while rest:
    for name, value in sorted(inspect.getmembers(rest.pop(), inspect.isclass)):
        if value.__module__.startswith("PySide6.") and value not in seen:
            seen.add(value)
            rest.append(value)
            if issubclass(value, enum.Enum):
                print(value.__module__, value.__qualname__, contents(value))
"""
_OTHER_BOOKS = """
import enum
usual = enum.EnumType._create_
def other(cls, name, names, **named):
    made = usual(cls, name, names, **named)
    made._books_ = len(names)
    return made
enum.EnumType._create_ = other
from desktop.ui import lean_enums
lean_enums.make_fast()
print([kind("Made", [("One", 1), ("Two", 2)])._books_ for kind in (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)])
"""


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make enumerations in the shorter way, for the time of a test."""
    # Set to what it is, so that it is that again afterwards.
    monkeypatch.setattr(MAKER, "_create_", MAKER._create_)
    lean_enums.make_fast()


def test_every_enumeration_of_qt_is_the_one_that_python_makes() -> None:
    usual, lean = (run(_EVERY_ONE_OF_QT, way) for way in ("usual", "lean"))
    assert usual.count("\n") > 400
    assert "'Key_F1': <Key.Key_F1: 16777264>" in usual
    assert lean == usual


@pytest.mark.usefixtures("fast")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(KINDS), names=PAIRS, boundary=st.sampled_from([None, *enum.FlagBoundary]))
@example(kind=enum.Flag, names=[("two", 2), ("One", 1), ("Three_", 3)], boundary=enum.FlagBoundary.KEEP)
@example(kind=enum.IntEnum, names=[("One", 1), ("two", 1)], boundary=None)
def test_any_numbers_by_any_names_give_what_python_gives(
    kind: type[enum.Enum], names: list[tuple[str, int]], boundary: enum.FlagBoundary | None
) -> None:
    assert outcome(kind, names, boundary) == outcome(kind, tuple(names), boundary)


@pytest.mark.usefixtures("fast")
def test_members_do_what_members_do() -> None:
    kind: Any = enum.Flag
    made = kind("made", [("Read", 1), ("Write", 2), ("All", 3)], boundary=enum.FlagBoundary.KEEP)
    read, write, both = made.__members__.values()
    assert (read | write) is both
    assert list(both) == [read, write]
    assert ~read == write
    assert made(1) is read
    assert made["Write"] is write
    assert repr(both) == "<made.All: 3>"
    with pytest.raises(AttributeError):
        made.Read = 7


@pytest.mark.usefixtures("fast")
def test_python_may_name_what_it_hands_over() -> None:
    # As it does from 3.12 on.
    made = MAKER._create_(enum.Enum, class_name="Made", names=[("One", 1)], module=__name__, qualname=None, start=1)
    assert repr(made.One) == "<Made.One: 1>"


def test_python_that_keeps_other_books_makes_its_own() -> None:
    assert run(_OTHER_BOOKS) == "[2, 2, 2, 2]\n"


def outcome(kind: type[enum.Enum], names: object, boundary: enum.FlagBoundary | None) -> str:
    """Return what an enumeration holds, or why there is none; names in a tuple are left to Python."""
    make: Any = kind
    try:
        return without_addresses(contents(make("Made", names, module=__name__, boundary=boundary)))
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


def run(program: str, *arguments: str) -> str:
    said = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return without_addresses(said.stdout)


def without_addresses(text: str) -> str:
    return re.sub(r" at 0x[0-9a-f]+", "", text)
