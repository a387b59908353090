"""The README and the other pages for people show nothing that does not work.

Each page is a story: its commands run in their order in one folder, with the examples beside them and a home of their
own. A name in capitals stands for a file that the page cannot show.
"""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop import cli
from tests.architecture import locks
from tests.architecture.documents import Document

CHECKOUT = Path(__file__).parents[2]
DOCUMENTS = [
    Document(path)
    for path in (
        *(CHECKOUT / name for name in ("README.md", "RELEASE.md", "SECURITY.md", "data/README.md")),
        *sorted((CHECKOUT / "docs").glob("*.md")),
    )
]
# What a package brings instead of the first: its links hold there (tests/architecture/test_package.py).
PACKED = Document(CHECKOUT / "resources" / "packaging" / "README.md")
# What a test does not run as it stands, and where it is tried instead.
LEFT_OUT = {
    "forewarned --self-check": "needs a process of its own: tests/frozen",
    "git clone . ../again": "takes minutes: tests/frozen/test_reproducible.py",
    "(cd dist": "takes minutes: tests/frozen/test_reproducible.py",
    "python -m pip install": "needs package registries: tests/architecture/test_wheel.py installs what pip would",
    "sudo apt install": "needs root: tests/frozen/test_debian.py",
}
# Written by a command that the page tells of.
MADE = {"tests/benchmarks/RESULTS.md"}
# Understood, and not carried out.
ONLY_PARSED = {
    "dataset build": "writes into the checkout: tests/unit/dataset",
    "dataset keys --rotate FOLDER": "names one option: tests/handout/test_pack.py",
}


def sit_down(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a folder the current one, with a home of its own beside it."""
    for name, value in (("HOME", folder.with_name("home")), ("PYTHONPATH", CHECKOUT)):
        patch.setenv(name, str(value))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        patch.delenv(name, raising=False)
    patch.chdir(folder)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let somebody publish the dataset, and give the second of two people a key; return the folder."""
    folder = tmp_path_factory.mktemp("elsewhere") / "published"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        sit_down(patch, folder)
        for command in (
            "dataset keys --make theirs.pem",
            "dataset keys --make ben.pem",
            "dataset keys --found theirs --key theirs.pem",
            "dataset export PACK --repository theirs --key theirs.pem",
        ):
            assert cli.main(shlex.split(command)) == 0
    shutil.copy(folder / "theirs" / "1.root.json", folder / "ROOT.JSON")
    return folder


@pytest.fixture
def desk(tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the examples and the files that the pages name in capitals, and make it the current one."""
    folder = tmp_path / "desk"
    for source in (CHECKOUT / "resources" / "examples", published):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    sit_down(monkeypatch, folder)
    return folder


@pytest.mark.parametrize("document", [*DOCUMENTS, PACKED], ids=lambda document: document.path.name)
def test_every_command_works_where_it_stands(document: Document, desk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    wrong = {}
    for command in document.commands():
        if any(command.startswith(start) for start in LEFT_OUT):
            continue
        code = run(command, desk)
        said = capfd.readouterr().err
        if code or said:
            wrong[command] = f"exit code {code}: {said}"
    assert wrong == {}


def test_every_reason_to_leave_a_command_out_is_needed() -> None:
    shown = [command for document in DOCUMENTS for command in document.commands()]
    starts = [*LEFT_OUT, *(f"forewarned {start}" for start in ONLY_PARSED)]
    assert [start for start in starts if not any(command.startswith(start) for command in shown)] == []


def test_readme_begins_with_two_commands_and_shows_a_briefing_made() -> None:
    commands = list(DOCUMENTS[0].commands())
    assert commands[:2] == ["make run", "make test"]
    assert any(command.startswith("forewarned brief ") for command in commands)


def test_readme_takes_three_screens_at_most() -> None:
    assert len(DOCUMENTS[0].text.splitlines()) <= 120


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path.name)
def test_every_link_leads_somewhere(document: Document) -> None:
    assert [link for link in document.links() if not (document.path.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path.name)
def test_every_file_that_is_named_is_there(document: Document) -> None:
    assert [name for name in document.paths() if name not in MADE and not (CHECKOUT / name).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.path.name)
def test_every_test_that_is_named_is_there(document: Document) -> None:
    missing = []
    for name, test in document.tests():
        path = CHECKOUT / name
        if not (path.exists() and f"def {test}(" in path.read_text(encoding="utf-8")):
            missing.append(f"{name}::{test}")
    assert missing == []


def test_each_promise_of_security_names_the_tests_that_prove_it() -> None:
    text = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
    promises = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    proofs = re.findall(r"^(\d+)\. `tests/[\w./]+::", text, re.MULTILINE)
    assert promises
    assert proofs == promises


def test_every_page_is_reached_from_the_readme() -> None:
    reached = {(CHECKOUT / link).resolve() for link in DOCUMENTS[0].links()}
    assert {document.path for document in DOCUMENTS[1:]} - reached == set()


def test_every_dependency_is_explained() -> None:
    packages = [
        *locks.runtime_packages(CHECKOUT),
        *locks.builder_packages(CHECKOUT),
        *locks.developer_packages(CHECKOUT),
    ]
    page = (CHECKOUT / "docs" / "developer.md").read_text(encoding="utf-8")
    assert [package for package in packages if f"`{package}`" not in page] == []


def run(command: str, folder: Path) -> int:
    """Run one command as the page shows it and return its exit code."""
    program, *arguments = shlex.split(command)
    if program == "make":
        return dry_run(arguments)
    assert program == "forewarned", f"say how to try “{command}”, or why it is left out"
    if not arguments:
        # It opens the window: tests/ui.
        return 0
    if any(" ".join(arguments).startswith(start) for start in ONLY_PARSED):
        arguments.append("--help")
    try:
        return cli.main([stand_in(argument, folder) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


def stand_in(argument: str, folder: Path) -> str:
    """Return the file that a name in capitals stands for."""
    match argument:
        case "OLD" | "NEW":
            return str(CHECKOUT / "data" / "build" / "forewarned.sqlite")
        case "FILE.pdf":
            return str(next(iter(sorted((folder / "out").glob("*.pdf")))))
        case "manifest.csv":
            return str(folder / "out" / "manifest.csv")
        case _:
            return argument


def dry_run(arguments: list[str]) -> int:
    """Let make say what it would do, without what an outer make hands down."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = [shutil.which("make") or "make", "--dry-run", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, check=False).returncode
