"""Reads a briefing as a person would: every word of every block, and every source number."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from desktop.briefing.model import Briefing, Section, SourceEntry, SourceList, Span


def spans(value: object) -> Iterator[Span]:
    """Yield every run of text below a block, a section or a briefing."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def strings(value: object) -> Iterator[str]:
    """Yield every string below a block, a section or a briefing, codes included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def cited(value: object) -> set[int]:
    """Return every source number below a block, a section or a briefing."""
    return {number for span in spans(value) for number in span.cites} | set(_point_cites(value))


def _point_cites(value: object) -> Iterator[int]:
    if isinstance(value, tuple):
        for part in value:
            yield from _point_cites(part)
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            child = getattr(value, field.name)
            if field.name == "cites":
                yield from child
            else:
                yield from _point_cites(child)


def section(briefing: Briefing, section_id: str) -> Section:
    """Return one section."""
    return next(section for section in briefing.sections if section.section_id == section_id)


def entries(briefing: Briefing) -> tuple[SourceEntry, ...]:
    """Return the numbered sources."""
    return next(block.entries for part in briefing.sections for block in part.blocks if isinstance(block, SourceList))


def text(value: object) -> str:
    """Return all words below a value, with line breaks between them."""
    return "\n".join(strings(value))
