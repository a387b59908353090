"""Where the program starts: the window without arguments or with a trip file, the command line with any others."""

import gc
import os
import sys
from pathlib import Path

_TRIP = ".trip"
_WITH_ONE = 2


def main() -> int:
    """Open the window, serve one, check the package, or run what the arguments name; return the exit code."""
    # A packaged program without a console has no standard streams; writing must not fail for that.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- lives as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- likewise
    if sys.argv[1:] == ["--self-check"]:
        from desktop import self_check

        return self_check.main()
    if sys.argv[1:] == ["press"]:
        from desktop import press_worker

        return press_worker.main()
    # A file manager hands over the trip file that a person opened.
    trip = Path(sys.argv[1]) if len(sys.argv) == _WITH_ONE and sys.argv[1].endswith(_TRIP) else None
    if len(sys.argv) > 1 and trip is None:
        from desktop import cli

        return cli.main(sys.argv[1:])
    # Nothing that is loaded for the window can go; `LateStart` ends this.
    gc.disable()
    from desktop.ui import lean_qt

    # Before any name of Qt's is loaded.
    lean_qt.load()
    from desktop import app

    return app.main(trip)


if __name__ == "__main__":
    sys.exit(main())
