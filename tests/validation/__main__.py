"""Write data/VALIDATION.md from the facts and the method: `python -m tests.validation`; `--check` only compares."""

import sys

from tests.dataset_fixture import CHECKOUT
from tests.validation.report import report
from tests.validation.world import build_world

TARGET = CHECKOUT / "data" / "VALIDATION.md"


def main() -> int:
    """Measure the levels and write what was found; with ``--check``, return 1 if the written page says otherwise."""
    found = report(build_world())
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(found, encoding="utf-8", newline="\n")
    elif TARGET.read_text(encoding="utf-8") != found:
        sys.stderr.write("data/VALIDATION.md is stale; write it anew with “make validate”.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
