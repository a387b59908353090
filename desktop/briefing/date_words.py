"""Dates and spans of dates as a traveller reads them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.dataset.dates import PartialDate

# Each is put into the reader's language when it is asked for, and no other with it: dates are many.
_MONTHS: tuple[Callable[[], str], ...] = (
    lambda: _("January"),
    lambda: _("February"),
    lambda: _("March"),
    lambda: _("April"),
    lambda: _("May"),
    lambda: _("June"),
    lambda: _("July"),
    lambda: _("August"),
    lambda: _("September"),
    lambda: _("October"),
    lambda: _("November"),
    lambda: _("December"),
)


def month_name(month: int) -> str:
    """Name a month, 1 to 12."""
    return _MONTHS[month - 1]()


def date_text(when: "PartialDate | date | None") -> str:
    """Write a date as precise as it is known, such as “10 January 2027” or “January 2027”; empty for None."""
    if when is None:
        return ""
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return _("{month} {year}").format(month=month_name(when.month), year=when.year)
    return _("{day} {month} {year}").format(day=when.day, month=month_name(when.month), year=when.year)


def span_text(arrive: date | None, leave: date | None) -> str:
    """Write the dates of a stay, such as “10–17 January 2027”; empty where neither is known."""
    if arrive is None or leave is None:
        return _open_span_text(arrive, leave)
    if arrive == leave:
        return date_text(arrive)
    if (arrive.year, arrive.month) == (leave.year, leave.month):
        return _("{first}–{last}").format(first=arrive.day, last=date_text(leave))
    if arrive.year == leave.year:
        first = _("{day} {month}").format(day=arrive.day, month=month_name(arrive.month))
        return _("{first} – {last}").format(first=first, last=date_text(leave))
    return _("{first} – {last}").format(first=date_text(arrive), last=date_text(leave))


def _open_span_text(arrive: date | None, leave: date | None) -> str:
    if arrive is not None:
        return _("from {date}").format(date=date_text(arrive))
    return _("until {date}").format(date=date_text(leave)) if leave is not None else ""
