"""Runs the program as an officer does, from a shell, in a home of its own."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from desktop import cli


@dataclass(frozen=True, kw_only=True)
class Desk:
    """An officer's computer: a home, a folder of work, and the program; `hidden` are packages that are not there."""

    folder: Path
    checkout: Path
    hidden: tuple[str, ...] = ()

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of every command."""
        shadow = self.folder / "not-installed"
        for name in self.hidden:
            (shadow / name).mkdir(parents=True, exist_ok=True)
            (shadow / name / "__init__.py").write_text("raise ImportError('not installed')\n", encoding="utf-8")
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(shadow), str(self.checkout))),
            "XDG_DATA_HOME": str(self.folder / "home"),
            "HOME": str(self.folder / "home"),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and do not wait for it."""
        return subprocess.Popen(
            [sys.executable, "-m", "desktop", *arguments],
            cwd=self.folder,
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command to its end and return what it said; it must end with `code`.

        Within this process, to spare a long story the start of the program at each of its steps.
        """
        said = StringIO()
        with (
            patch.dict(os.environ, self.surroundings),
            chdir(self.folder),
            redirect_stdout(said),
            redirect_stderr(said),
        ):
            ended = cli.main(list(arguments))
        assert ended == code, said.getvalue()
        return said.getvalue()

    def run_apart(self, *arguments: str, code: int = 0) -> str:
        """Run a command likewise, in a process of its own."""
        process = self.start(*arguments)
        said, complained = process.communicate()
        assert process.returncode == code, said + complained
        assert "Traceback" not in complained
        return said + complained


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
