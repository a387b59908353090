"""One word for one idea: the names in the code are those of the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SAY_INSTEAD = {
    "vendor": "supplier",
    "vendors": "suppliers",
    "manufacturer": "supplier",
    "severity": "level",
    "recommendation": "measure",
    "recommendations": "measures",
    "itinerary": "trip",
    "leg": "stop",
    "traveler": "traveller",
    "license": "licence",
    "color": "colour, but for what Qt and reportlab name",
}
NO_SUBJECT = ("utils", "util", "common", "helpers", "helper", "misc", "manager", "core", "base")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
OUTSIDE_NAMES = {"ui", "pdf"}
"""Rooms that must spell colours as the libraries they draw with."""


def test_names_use_the_words_of_the_glossary(checkout: Path) -> None:
    found = [
        f"{path.relative_to(checkout)}: {name}: say {SAY_INSTEAD[word]}"
        for path in sorted((checkout / "desktop").rglob("*.py"))
        for name in defined_names(path)
        for word in words_of(name)
        if word in SAY_INSTEAD and not (word == "color" and OUTSIDE_NAMES & set(path.parts))
    ]
    assert found == []


def test_modules_are_named_for_a_subject(checkout: Path) -> None:
    found = [path.name for path in (checkout / "desktop").rglob("*.py") if path.stem in NO_SUBJECT]
    assert found == []


def test_names_are_cut_into_words() -> None:
    assert list(words_of("vendorName_PDFLevel")) == ["vendor", "name", "pdf", "level"]


def defined_names(path: Path) -> Iterator[str]:
    """Yield every name that a module gives: classes, functions, arguments, variables."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.ClassDef(name) | ast.FunctionDef(name) | ast.arg(name):
                yield name
            case ast.Name(name, ast.Store()):
                yield name
            case _:
                pass


def words_of(name: str) -> Iterator[str]:
    """Cut a name into lower-case words."""
    return (word.lower() for word in WORD.findall(name))
