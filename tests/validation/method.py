"""Write data/METHOD.md from data/method.toml: `python -m tests.validation.method`."""

from pathlib import Path

from desktop.assessment.rule_book import shipped_method
from desktop.briefing.method_text import method_markdown

TARGET = Path(__file__).parent.parent.parent / "data" / "METHOD.md"


def main() -> None:
    """Write the method in words beside its rules."""
    TARGET.write_text(method_markdown(shipped_method()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
