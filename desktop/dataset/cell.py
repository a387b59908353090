"""Cells of a row as values: each reader checks one cell, notes what is wrong and goes on.

A wrong cell yields a harmless value, so that one build lists every problem at once.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from desktop.dataset.dates import PartialDate
from desktop.dataset.record import SEPARATOR
from desktop.dataset.sheet import Line, Problems

MAX_ID = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")
# Joiners are letters' business in Persian and Indic titles; everything else invisible is an accident or an attack.
_JOINERS = "\u200c\u200d"
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of one row, read one column at a time."""

    shown: str
    line: Line
    problems: Problems
    countries: Collection[str]
    dataset_date: date

    def wrong(self, column: str, text: str) -> None:
        """Note a problem of this row."""
        self.problems.add(self.shown, self.line.number, column, text)

    def text(self, column: str, *, limit: int, is_required: bool = False) -> str:
        """Read plain text of at most `limit` characters."""
        text = self.line.cells[column]
        if not text.strip():
            if text:
                self.wrong(column, "there is only white space; leave the cell empty")
            elif is_required:
                self.wrong(column, "the cell is empty; fill it in")
            return ""
        for character in text:
            if unicodedata.category(character) in _INVISIBLE and character not in _JOINERS:
                self.wrong(column, f"the invisible character U+{ord(character):04X} stands in it; remove it")
                return text
        if text != " ".join(text.split()):
            self.wrong(column, "white space stands at an end or is doubled; use single spaces between words")
        if text != unicodedata.normalize("NFC", text):
            self.wrong(column, "letters and accents are stored apart; save the text in composed form (NFC)")
        if len(text) > limit:
            self.wrong(column, f"{len(text)} characters is too long; keep to {limit}")
        return text

    def slug(self, column: str) -> str:
        """Read an id: lower-case words joined by hyphens."""
        text = self.text(column, limit=MAX_ID, is_required=True)
        if text and not _SLUG.fullmatch(text):
            self.wrong(column, f"“{text}” is no id; use lower-case letters, digits and single hyphens")
        return text

    def slugs(self, column: str, *, is_required: bool = False) -> tuple[str, ...]:
        """Read ids joined by semicolons; whether they exist is checked once all sheets are read."""
        return self._parts(column, is_required=is_required)

    def word(self, column: str, words: Collection[str], *, is_required: bool = True) -> str:
        """Read one word of a vocabulary; a wrong one yields the first word."""
        text = self.text(column, limit=MAX_ID, is_required=is_required)
        if text and text not in words:
            self.wrong(column, f"“{text}” is no {column}; {_offer(text, words)}")
        return text if text in words or not is_required else next(iter(words))

    def words(self, column: str, words: Collection[str], *, is_required: bool = False) -> tuple[str, ...]:
        """Read words of a vocabulary joined by semicolons; wrong ones are left out."""
        parts = self._parts(column, is_required=is_required)
        for part in parts:
            if part not in words:
                self.wrong(column, f"“{part}” is no code of {column}; {_offer(part, words)}")
        return tuple(part for part in parts if part in words)

    def names(self, column: str, *, limit: int) -> tuple[str, ...]:
        """Read free names joined by semicolons."""
        self.text(column, limit=limit)
        return self._parts(column, is_required=False)

    def country(self, column: str, *, is_required: bool = True, others: tuple[str, ...] = ()) -> str:
        """Read a country code, or one of `others`."""
        text = self.text(column, limit=MAX_ID, is_required=is_required)
        if text and text not in self.countries and text not in others:
            also = "".join(f", {other}" for other in others)
            self.wrong(column, f"“{text}” is no country; use an ISO 3166-1 alpha-2 code, XK for Kosovo{also}")
        return text

    def day(self, column: str, *, may_lie_ahead: bool = False) -> PartialDate | None:
        """Read a date as precise as its source, none if empty."""
        text = self.text(column, limit=MAX_ID)
        if not text:
            return None
        try:
            day = PartialDate.parse(text)
        except ValueError as error:
            reason = str(error) if "write" in str(error) else f"“{text}” is no date ({error}); write a day that exists"
            self.wrong(column, reason)
            return None
        if not may_lie_ahead and date(day.year, day.month or 1, day.day or 1) > self.dataset_date:
            self.wrong(
                column, f"{text} lies after the date of these facts, {self.dataset_date.isoformat()}; mend one of them"
            )
        return day

    def whole(self, column: str, *, low: int, high: int) -> int:
        """Read a whole number from `low` to `high`."""
        number = self.number(column, low=low, high=high, is_required=True, is_whole=True)
        return low if number is None else int(number)

    def number(
        self, column: str, *, low: float, high: float, is_required: bool = False, is_whole: bool = False
    ) -> float | None:
        """Read a number from `low` to `high`, none if empty."""
        text = self.text(column, limit=MAX_ID, is_required=is_required)
        if not text:
            return None
        pattern = r"\d{1,9}" if is_whole else r"\d{1,9}(?:\.\d{1,9})?"
        if not re.fullmatch(pattern, text, re.ASCII) or not low <= float(text) <= high:
            kind = "whole number" if is_whole else "number"
            self.wrong(column, f"“{text}” is no {kind} from {low:g} to {high:g}; correct it")
            return None
        return float(text)

    def address(self, column: str) -> str:
        """Read a web address, empty where a source has none."""
        text = self.text(column, limit=600)
        if text and not _ADDRESS.fullmatch(text):
            self.wrong(column, "it is no web address; start it with https:// or http:// and keep spaces out")
        return text

    def match(self, column: str, pattern: str, example: str) -> str:
        """Read a text of a certain form, such as a CVE number."""
        text = self.text(column, limit=MAX_ID, is_required=True)
        if text and not re.fullmatch(pattern, text, re.ASCII):
            self.wrong(column, f"“{text}” has not the form of {example}; correct it")
        return text

    def _parts(self, column: str, *, is_required: bool) -> tuple[str, ...]:
        text = self.line.cells[column]
        if not text:
            if is_required:
                self.wrong(column, "the cell is empty; fill it in")
            return ()
        parts = text.split(SEPARATOR)
        for part in parts:
            if not part or part != part.strip():
                self.wrong(column, "an entry is empty or has a space beside the semicolon; write a;b")
                return ()
        for part in sorted({part for part in parts if parts.count(part) > 1}):
            self.wrong(column, f"“{part}” stands twice; name it once")
        return tuple(dict.fromkeys(parts))


def _offer(text: str, words: Collection[str]) -> str:
    near = get_close_matches(text, words, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    return f"{hint}use one of {', '.join(words)}"
