"""Reads lock files and the requirements of pyproject.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ \\;]+)")
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def pins(lock: Path) -> dict[str, str]:
    """Return the version of each package in a lock file."""
    found = (PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    return {match["name"]: match["version"] for match in found if match}


def settings(checkout: Path) -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))


def runtime_packages(checkout: Path) -> list[str]:
    """Name the packages that the program needs to run."""
    return names(settings(checkout)["project"]["dependencies"])


def builder_packages(checkout: Path) -> list[str]:
    """Name the packages that only building the dataset needs."""
    return names(settings(checkout)["project"]["optional-dependencies"]["data"])


def developer_packages(checkout: Path) -> list[str]:
    """Name the packages that only developers need."""
    return names(settings(checkout)["dependency-groups"]["dev"])


def names(requirements: list[str]) -> list[str]:
    """Return the bare, normalised names of requirements."""
    found = (NAME.match(requirement) for requirement in requirements)
    return [re.sub(r"[._-]+", "-", match[0]).lower() for match in found if match]
