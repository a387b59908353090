"""Who may import whom."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_import_contracts_hold(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(checkout / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_builder_is_imported_only_when_asked(checkout: Path) -> None:
    at_start = [
        path.relative_to(checkout).as_posix()
        for path in sorted((checkout / "desktop").rglob("*.py"))
        if any("desktop.dataset.build" in modules_of(statement) for statement in top_level_of(path))
    ]
    assert at_start == []


def top_level_of(path: Path) -> list[ast.stmt]:
    """Return the statements that run when a module is imported."""
    return ast.parse(path.read_text(encoding="utf-8")).body


def modules_of(statement: ast.stmt) -> set[str]:
    """Name the modules that a statement imports, the names taken from a module included."""
    match statement:
        case ast.Import(names):
            return {alias.name for alias in names}
        case ast.ImportFrom(str() as module, names):
            return {module, *(f"{module}.{alias.name}" for alias in names)}
        case _:
            return set()
