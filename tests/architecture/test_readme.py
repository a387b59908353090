"""README.md and docs/ show nothing that does not work."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import locks

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"^ {4}forewarned (.+)$|`forewarned ([^`]+)`", re.MULTILINE)
DOCUMENTS = (README, *(path.read_text(encoding="utf-8") for path in sorted((CHECKOUT / "docs").glob("*.md"))))
COMMANDS = sorted({first or second for text in DOCUMENTS for first, second in COMMAND.findall(text)})
# These write into the checkout or the home folder, or need a file that no README can show; other tests run them.
ONLY_PARSED = (
    "dataset build",
    "dataset import",
    "dataset restore",
    "dataset diff",
    "dataset keys",
    "dataset export",
    "dataset overlay import",
    "dataset overlay remove",
    "verify-briefing",
)
EXAMPLES = CHECKOUT / "resources" / "examples"


def test_readme_shows_commands() -> None:
    assert any(command.startswith("brief ") for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_in_readme_works(command: str, tmp_path: Path) -> None:
    if command.startswith(ONLY_PARSED):
        command = f"{command} --help"
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    finished = subprocess.run(
        [sys.executable, "-m", "desktop", *shlex.split(command)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def test_make_targets_in_readme_exist() -> None:
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    shown = set(re.findall(r"`make ([a-z]+)", README)) | set(re.findall(r"^ {4}make ([a-z]+)$", README, re.MULTILINE))
    assert {"run", "test"} <= shown <= targets


def test_every_dependency_is_explained() -> None:
    packages = [
        *locks.runtime_packages(CHECKOUT),
        *locks.builder_packages(CHECKOUT),
        *locks.developer_packages(CHECKOUT),
    ]
    assert [package for package in packages if f"`{package}`" not in README] == []


def test_pictures_in_readme_exist() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert [picture for picture in pictures if not (CHECKOUT / picture).is_file()] == []
