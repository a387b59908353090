"""Set-up happens once, and the Makefile explains itself."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from resources.setup import system_packages

STAMPS = (".venv/run-ready", ".venv/test-ready", "data/build/forewarned.sqlite")
NEEDED = ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "hatch_build.py", "resources/setup")
DISPLAY_VARIABLES = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@pytest.fixture
def ready_tree(checkout: Path, tmp_path: Path) -> Path:
    """Copy what the Makefile looks at, as it is after a first run."""
    shutil.copy(checkout / "Makefile", tmp_path)
    for name in NEEDED:
        source, target = checkout / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    for name in STAMPS:
        stamp = tmp_path / name
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.touch()
    return tmp_path


def test_second_run_sets_nothing_up(ready_tree: Path) -> None:
    assert planned(ready_tree, "run", DISPLAY=":0") == [".venv/bin/forewarned"]


def test_second_test_sets_nothing_up(ready_tree: Path) -> None:
    assert planned(ready_tree, "test") == [".venv/bin/python -m pytest"]


def test_run_without_display_writes_the_example(ready_tree: Path) -> None:
    said, *_, last = planned(ready_tree, "run")
    assert "no display" in said
    assert last == ".venv/bin/forewarned brief RS UY -o build/serbia-and-uruguay.pdf"


def test_new_lock_sets_up_again(ready_tree: Path) -> None:
    os.utime(ready_tree / "requirements.lock", (2**33, 2**33))
    assert any("--require-hashes --requirement requirements.lock" in line for line in planned(ready_tree, "run"))


def test_changed_fact_builds_again(checkout: Path, ready_tree: Path) -> None:
    facts = ready_tree / "data" / "facts"
    facts.mkdir()
    shutil.copy(checkout / "README.md", facts / "laws.csv")
    os.utime(facts / "laws.csv", (2**33, 2**33))
    assert ".venv/bin/forewarned dataset build" in planned(ready_tree, "run")


def test_help_lists_every_target(checkout: Path) -> None:
    makefile = (checkout / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    shown = make(checkout, "help")
    assert [target for target in phony[1].split() if f"make {target} " not in shown] == []


def test_missing_packages_are_one_line_for_who_may_not_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    assert system_packages.main() == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "sudo apt-get install --no-install-recommends libegl1" in said


def test_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(system_packages, "OLDEST_PYTHON", (99, 0))
    assert system_packages.main() == 1
    assert "needs Python" in capsys.readouterr().err


def planned(tree: Path, target: str, **environment: str) -> list[str]:
    """Return what make would do."""
    return [line.strip() for line in make(tree, "--dry-run", target, **environment).splitlines()]


def make(tree: Path, *arguments: str, **environment: str) -> str:
    """Run make without the display of whoever runs the tests, and without what an outer make hands down."""
    handed_down = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS"}
    inherited = {name: value for name, value in os.environ.items() if name not in DISPLAY_VARIABLES | handed_down}
    command = [shutil.which("make") or "make", "--no-print-directory", *arguments]
    finished = subprocess.run(
        command, cwd=tree, capture_output=True, text=True, check=True, env={**inherited, **environment}
    )
    return finished.stdout
