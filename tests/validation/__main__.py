"""Write data/VALIDATION.md from the facts and the method: `python -m tests.validation`."""

from tests.dataset_fixture import CHECKOUT
from tests.validation.report import report
from tests.validation.world import build_world

TARGET = CHECKOUT / "data" / "VALIDATION.md"


def main() -> None:
    """Measure the levels and write what was found."""
    TARGET.write_text(report(build_world()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
