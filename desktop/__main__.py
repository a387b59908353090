"""Where the program starts: the window without arguments, the command line with them."""

import os
import sys


def main() -> int:
    """Open the window, or run the command that the arguments name; return the exit code."""
    # A packaged program without a console has no standard streams; writing must not fail for that.
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if len(sys.argv) > 1:
        from desktop import cli

        return cli.main(sys.argv[1:])
    from desktop import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
