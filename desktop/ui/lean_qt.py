"""Loads Qt for Python without what only its programmers need, which takes it longer than Qt itself.

PySide6 compiles, at every start, the part of itself that describes the signatures of its functions for error messages,
help texts and stub files; and it reads the source of every module imported later, in search of a switch that turns its
names into snake_case. The first waits here until it is asked for, which only a mistake in a call does; the second is
undone. Its enumerations are made in a shorter way (`lean_enums.py`). What Qt's names do stays the same;
`tests/ui/test_lean_qt.py` holds both ways of loading side by side.
"""

import builtins
import sys
from collections.abc import Callable
from threading import RLock
from types import CodeType
from typing import Any

from desktop.ui import lean_enums

_WAITING = frozenset(
    f"shibokensupport/signature/{name}.py"
    for name in ("errorhandler", "layout", "lib/enum_sig", "lib/pyi_generator", "lib/tool", "mapping", "parser")
)
"""Modules of PySide6 that others ask for functions when they are called, and not before."""

_IN_ITS_PLACE = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from desktop.ui.lean_qt import fill
    try:
        return fill(globals())[name]
    except KeyError:
        raise AttributeError(name) from None

def update_mapping():
    return __getattr__("update_mapping")()
"""
"""The function is what Qt's own code takes out of a module without asking the module for it."""

_sources: dict[str, bytes] = {}
_filling = RLock()


def load() -> None:
    """Load PySide6, if it is not there yet."""
    if "PySide6" in sys.modules:
        return
    lean_enums.make_fast()
    compile_at_once = builtins.compile

    def compile_later(source: Any, filename: str, mode: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as built in
        if filename in _WAITING:
            _sources[filename] = source
            source = _IN_ITS_PLACE
        return compile_at_once(source, filename, mode, *rest, **named)

    _put_in_place("compile", compile_later)
    try:
        import PySide6  # noqa: F401 - loading it is the purpose
    finally:
        _put_in_place("compile", compile_at_once)
    # Only names in snake_case need PySide6's own way to import.
    _put_in_place("__import__", getattr(builtins, "__orig_import__", builtins.__import__))


def fill(module: dict[str, Any]) -> dict[str, Any]:
    """Run the source of a module of PySide6 that had to wait, in the module's namespace, and return that.

    Several threads may ask at once: the names that stand in for the module's own go when these are there.
    """
    filename = module["__file__"]
    with _filling:
        source = _sources.pop(filename, None)
        if source is not None:
            stand_ins = {name: module[name] for name in ("__getattr__", "update_mapping")}
            code: CodeType = compile(source, filename, "exec")
            exec(code, module)  # noqa: S102 - PySide6's own source, which it would have run itself
            for name, stand_in in stand_ins.items():
                if module[name] is stand_in:
                    del module[name]
    return module


def _put_in_place(name: str, function: Callable[..., Any]) -> None:
    setattr(builtins, name, function)
