"""A file is written whole or not at all."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import OutputError
from desktop.output import write_file


def test_a_file_is_written_and_replaces_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "briefing.pdf"
    target.write_bytes(b"old")

    write_file(target, b"new")

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_only_the_owner_may_read_a_new_file(tmp_path: Path) -> None:
    target = tmp_path / "briefing.pdf"

    write_file(target, b"trip")

    assert target.stat().st_mode & 0o077 == 0


def test_a_missing_folder_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"could not be written: No such file or directory\. Choose another folder"):
        write_file(tmp_path / "nowhere" / "briefing.pdf", b"trip")

    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "briefing.pdf", tmp_path / "latest.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target)

    write_file(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["/usr/bin/cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_file(pipe, b"trip")
        assert reader.communicate()[0] == b"trip"

    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="Is a directory"):
        write_file(tmp_path, b"trip")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of 64 kB; only root can."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["/usr/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this system does not let root mount a file system")
    yield disk
    subprocess.run(["/usr/bin/umount", str(disk)], check=True)


def test_a_full_disk_leaves_the_old_file_and_no_rest(small_disk: Path) -> None:
    target = small_disk / "briefing.pdf"
    write_file(target, b"old")

    with pytest.raises(OutputError, match="No space left on device"):
        write_file(target, b"x" * 1_000_000)

    assert target.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [target]
