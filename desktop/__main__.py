"""Where the program starts: the window without arguments, the command line with them."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Open the window, check the package, or run the command that the arguments name; return the exit code."""
    # A packaged program without a console has no standard streams; writing must not fail for that.
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- lives as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 -- likewise
    if sys.argv[1:] == ["--self-check"]:
        from desktop import self_check

        return self_check.main()
    if len(sys.argv) > 1:
        from desktop import cli

        return cli.main(sys.argv[1:])
    from desktop import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
