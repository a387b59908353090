"""Tables and figures as the report prints them."""

from collections.abc import Iterable, Sequence

from tests.validation.ranking import Agreement


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set a table in Markdown."""
    lines = [" | ".join(titles), " | ".join("---" for _title in titles)]
    lines += [" | ".join(cell.replace("|", "/") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def share(part: int, whole: int) -> str:
    """Write a share in per cent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def signed(number: float) -> str:
    """Write a correlation with its sign."""
    return f"{number:+.2f}".replace("-", "−")


def interval(found: Agreement | None) -> str:
    """Write a correlation with its interval."""
    if found is None:
        return "same"
    return f"{signed(found.rho)} ({signed(found.low)} to {signed(found.high)})"
