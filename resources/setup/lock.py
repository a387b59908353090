"""Chooses versions for everything that pyproject.toml asks for and writes the lock files.

requirements.lock runs the program, builds the dataset and installs the project; requirements-dev.lock adds the
developers' tools to the same versions, requirements-bench.lock what the benchmarks compare with. They hold names,
versions and hashes and no address, so that any mirror serves.
"""

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

RUN_LOCK = Path("requirements.lock")
DEV_LOCK = Path("requirements-dev.lock")
BENCH_LOCK = Path("requirements-bench.lock")


def main() -> None:
    """Write every lock file."""
    settings = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    run: list[str] = [
        *project["dependencies"],
        *project["optional-dependencies"]["data"],
        *project["optional-dependencies"]["sign"],
        *settings["build-system"]["requires"],
    ]
    lock(run, RUN_LOCK)
    groups = settings["dependency-groups"]
    lock([*run, *groups["dev"]], DEV_LOCK, "--constraint", str(RUN_LOCK))
    lock(groups["bench"], BENCH_LOCK, "--constraint", str(DEV_LOCK))


def lock(requirements: Sequence[str], output: Path, *options: str) -> None:
    """Resolve requirements to versions with the hashes of every file that the index has for them."""
    command = [sys.executable, "-m", "piptools", "compile", "--quiet", "--rebuild", "--no-config", "--generate-hashes"]
    command += ["--no-emit-options", "--no-annotate", "--no-header", "--strip-extras", "--allow-unsafe", *options]
    draft = output.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    subprocess.run([*command, "--output-file", str(draft), "-"], input="\n".join(requirements), text=True, check=True)
    lines = draft.read_text(encoding="utf-8").splitlines()
    draft.unlink()
    kept = [line for line in lines if line and not line.lstrip().startswith("#")]
    output.write_text("\n".join(kept) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
