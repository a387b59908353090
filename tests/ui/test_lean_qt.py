"""Qt's names, loaded without what only programmers need, are the same names."""

import subprocess
import sys

_ASK = """
import inspect, sys
if sys.argv[1] == "lean":
    from desktop.ui import lean_qt
    lean_qt.load()
    assert "argparse" not in sys.modules, "what writes stub files was loaded"
    lean_qt.load()
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("a")
for mistake in (
    lambda: label.setText(3),
    lambda: label.setAlignment(3),
    lambda: label.move("a"),
    lambda: QPoint("a", "b"),
    lambda: QLabel(colour="red"),
    lambda: label.colour,
):
    try:
        mistake()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(QLabel.__doc__, QLabel.setText.__doc__)
help(label.setText)
from PySide6.support.signature import get_signature
print(get_signature(QLabel.setText), get_signature(QLabel), inspect.signature(Qt.AlignmentFlag))
"""


def test_what_qt_says_of_a_mistake_or_of_itself_is_the_same() -> None:
    usual, lean = (answers(way) for way in ("usual", "lean"))
    assert "Supported signatures" in usual
    assert lean == usual


_CHECK = """
import atexit, runpy, sys
sys.argv = ["forewarned", "--self-check"]
atexit.register(lambda: print("desktop.ui.lean_qt" in sys.modules))
runpy.run_module("desktop", run_name="__main__")
"""


def test_check_of_a_package_loads_qt_as_the_window_does() -> None:
    assert run("-c", _CHECK).endswith("works.\nTrue\n")


def test_modules_imported_later_are_not_searched_for_a_switch() -> None:
    ask = "import wave; from PySide6.support import feature; print('wave' in feature.pyside_feature_dict)"
    assert run("-c", f"import PySide6; {ask}") == "True\n"
    assert run("-c", f"from desktop.ui import lean_qt; lean_qt.load(); {ask}") == "False\n"


def answers(way: str) -> str:
    return run("-c", _ASK, way)


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout
