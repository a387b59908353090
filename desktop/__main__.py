"""Where the program starts: the window without arguments or with a trip file, the command line with any others."""

import gc
import os
import sys
from io import TextIOWrapper
from pathlib import Path

_TRIP = ".trip"
_WITH_ONE = 2
_OF_OTHER_PROGRAMS = (
    "PYSIDE_DISABLE_INTERNAL_QT_CONF",
    "QT_PLUGIN_PATH",
    "QT_QPA_GENERIC_PLUGINS",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
"""Where another program's Qt has its parts; a packaged Forewarned takes none but its own, which open no socket."""


def main() -> int:
    """Open the window, serve one, check the package, or run what the arguments name; return the exit code."""
    _settle_surroundings()
    if sys.argv[1:] == ["--self-check"]:
        _load_qt()
        from desktop import self_check

        return self_check.main()
    if sys.argv[1:] == ["press"]:
        from desktop import press_worker

        return press_worker.main()
    # A file manager hands over the trip file that a person opened.
    trip = Path(sys.argv[1]) if len(sys.argv) == _WITH_ONE and sys.argv[1].lower().endswith(_TRIP) else None
    if len(sys.argv) > 1 and trip is None:
        from desktop import cli

        return cli.main(sys.argv[1:])
    # Nothing that is loaded for the window can go; `LateStart` ends this.
    gc.disable()
    _load_qt()
    from desktop import app

    return app.main(trip)


def _settle_surroundings() -> None:
    """Have streams to write on, in any letters, and no parts of another program's Qt."""
    # A packaged program without a console has no standard streams; writing must not fail for that.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- lives as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- likewise
    if sys.platform == "win32":
        # There a pipe or a file would take the letters of one language only.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8")
    if getattr(sys, "frozen", False):
        for name in _OF_OTHER_PROGRAMS:
            os.environ.pop(name, None)


def _load_qt() -> None:
    """Load it faster than it loads itself, which must happen before any of its names is loaded."""
    from desktop.ui import lean_qt

    lean_qt.load()


if __name__ == "__main__":
    sys.exit(main())
