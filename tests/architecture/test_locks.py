"""The lock files are complete and tell nobody's address."""

import re
from pathlib import Path

import pytest

from tests.architecture import locks

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
LINE = re.compile(r"[a-z0-9-]+==[^ \\/:@]+( ; [^/:@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_versions_and_hashes_only(checkout: Path, lock: str) -> None:
    lines = (checkout / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_run_lock_covers_what_the_program_and_the_builder_need(checkout: Path) -> None:
    needed = {*locks.runtime_packages(checkout), *locks.builder_packages(checkout), "hatchling"}
    assert needed - locks.pins(checkout / "requirements.lock").keys() == set()


def test_developers_lock_adds_to_the_run_lock_and_changes_nothing(checkout: Path) -> None:
    run, dev, _ = (locks.pins(checkout / lock) for lock in LOCKS)
    assert run.items() - dev.items() == set()
    assert set(locks.developer_packages(checkout)) - dev.keys() == set()


def test_what_benchmarks_compare_with_rests_on_the_developers_versions(checkout: Path) -> None:
    _, dev, bench = (locks.pins(checkout / lock) for lock in LOCKS)
    assert {name for name in bench.keys() & dev.keys() if bench[name] != dev[name]} == set()
    assert set(locks.names(locks.settings(checkout)["dependency-groups"]["bench"])) - bench.keys() == set()


def test_wheel_is_built_with_the_locked_versions(checkout: Path) -> None:
    locked = locks.pins(checkout / "requirements.lock")
    for requirement in locks.settings(checkout)["build-system"]["requires"]:
        name, _, version = requirement.partition("==")
        assert locked[name] == version


def test_wheel_is_built_with_all_that_the_builder_needs(checkout: Path) -> None:
    requires = locks.names(locks.settings(checkout)["build-system"]["requires"])
    assert {*locks.builder_packages(checkout), "hatchling"} == set(requires)
