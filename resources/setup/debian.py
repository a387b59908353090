"""Makes the Debian package: the program, its menu entry, icon, file type, manual page, and what it depends on."""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import md5
from itertools import chain
from pathlib import Path
from textwrap import wrap

from resources.setup import papers
from resources.setup.binutils import tool
from resources.setup.icon import SIZES
from resources.setup.system_packages import DEBIAN_PACKAGES

# What the linker always has, and what a system without X or Wayland need not have for the program to start.
BASE = {"libc6": ("libc", "libm", "libdl", "libpthread", "librt", "libutil", "ld-linux-x86-64", "libresolv")}
COMPILER = {"libgcc_s.so.1": "libgcc-s1", "libstdc++.so.6": "libstdc++6"}
# Ubuntu 24.04 renamed these when times grew to 64 bits.
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64", "libcups2": "libcups2 | libcups2t64"}
_LARGEST_IN_MENU = 512
_NEEDED = re.compile(r"\(NEEDED\).*\[(?P<name>[^\]]+)\]")
_LIBC_SYMBOL = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_MAINTAINER = re.compile(r"^Maintainer: (.+)$", re.MULTILINE)


class UndeclaredLibraryError(Exception):
    """The program needs a library that is neither shipped nor known as a Debian package."""


def build(
    program: Path, tree: Path, root: Path, dist: Path, *, version: str, moment: int, environment: Mapping[str, str]
) -> Path:
    """Lay out below `tree` what is installed, write it as a .deb below `dist` and return its path."""
    shutil.rmtree(tree, ignore_errors=True)
    library = tree / "usr" / "lib" / "forewarned"
    # Debian keeps what is read elsewhere than what runs.
    shutil.copytree(program, library, symlinks=True, ignore=lambda at, _: papers.TOP if Path(at) == program else ())
    binaries = tree / "usr" / "bin"
    binaries.mkdir(parents=True)
    (binaries / "forewarned").symlink_to("../lib/forewarned/forewarned")
    _share(tree / "usr" / "share", root, version=version, moment=moment)
    _settle(tree, moment)
    kilobytes = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    depends = sorted(dependencies(program))
    text = (root / "resources" / "packaging" / "control").read_text(encoding="utf-8")
    control.write_text(text.format(version=version, size=kilobytes, depends=", ".join(depends)), encoding="utf-8")
    _write_digests(tree)
    _settle(control.parent, moment)
    target = dist / f"forewarned_{version}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return target


def dependencies(program: Path) -> set[str]:
    """Name the Debian packages of every library that the program's files need and that the program does not bring."""
    shipped = {path.name for path in program.rglob("*") if ".so" in path.name}
    packages = {**DEBIAN_PACKAGES, **COMPILER}
    oldest = max(version for path in sorted(program.rglob("*")) for version in _libc_versions(path))
    needed = {"libc6 (>= {}.{})".format(*oldest)}
    for path in sorted(program.rglob("*")):
        for library in _needs(path):
            if library in shipped or library.startswith(tuple(f"{name}.so" for name in BASE["libc6"])):
                continue
            if library not in packages:
                raise UndeclaredLibraryError(f"{path.name} needs {library}; add its package to system_packages.py.")
            needed.add(RENAMED.get(packages[library], packages[library]))
    return needed


def _needs(path: Path) -> Iterator[str]:
    for match in _NEEDED.finditer(_said_of(path, "--dynamic")):
        yield match["name"]


def _libc_versions(path: Path) -> Iterator[tuple[int, int]]:
    """Yield the versions of the C library from which a file takes a symbol."""
    for match in _LIBC_SYMBOL.finditer(_said_of(path, "--version-info")):
        yield int(match[1]), int(match[2])


def _said_of(path: Path, question: str) -> str:
    """Ask readelf of a file; nothing is to be said of one that is no program and no library."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        if file.read(4) != b"\x7fELF":
            return ""
    command = [tool("readelf"), question, "--wide", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _share(share: Path, root: Path, *, version: str, moment: int) -> None:
    packaging = root / "resources" / "packaging"
    for name, folder in (("forewarned.desktop", "applications"), ("forewarned.xml", "mime/packages")):
        (share / folder).mkdir(parents=True)
        shutil.copy(packaging / name, share / folder / name)
    for size in SIZES:
        if size <= _LARGEST_IN_MENU:
            icons = share / "icons" / "hicolor" / f"{size}x{size}" / "apps"
            icons.mkdir(parents=True)
            shutil.copy(root / "build" / "icons" / f"forewarned-{size}.png", icons / "forewarned.png")
    scalable = share / "icons" / "hicolor" / "scalable" / "apps"
    scalable.mkdir(parents=True)
    shutil.copy(root / "resources" / "icons" / "forewarned.svg", scalable)
    page = (packaging / "forewarned.1").read_text(encoding="utf-8")
    page = page.replace("{version}", version).replace("{date}", f"{datetime.fromtimestamp(moment, UTC):%Y-%m-%d}")
    _write_gzip(share / "man" / "man1" / "forewarned.1.gz", page.encode())
    documents = share / "doc" / "forewarned"
    papers.write(root, documents, moment=moment)
    # Where Debian looks for it instead: in the file `copyright`.
    (documents / papers.LICENCE).unlink()
    control = (packaging / "control").read_text(encoding="utf-8")
    found = _MAINTAINER.search(control)
    assert found is not None
    changes = changelog((root / "CHANGELOG.md").read_text(encoding="utf-8"), version, found[1], moment)
    _write_gzip(documents / "changelog.gz", changes.encode())
    shutil.copy(packaging / "copyright", documents)
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copy(packaging / "lintian-overrides", overrides / "forewarned")


def changelog(text: str, version: str, maintainer: str, moment: int) -> str:
    """Return what changed in this version, in the form that Debian's tools read."""
    (latest,) = text.split("\n## ")[1:2]
    points = [" ".join(point.split()) for point in re.split(r"^- ", latest, flags=re.MULTILINE)[1:]]
    lines = [wrap(point, 78, initial_indent="  * ", subsequent_indent="    ") for point in points]
    signed = f" -- {maintainer}  {format_datetime(datetime.fromtimestamp(moment, UTC))}"
    return "\n".join((f"forewarned ({version}) unstable; urgency=medium", "", *chain(*lines), "", signed, ""))


def _write_digests(tree: Path) -> None:
    """List the digest of every file, for those who check what is installed (`dpkg --verify`)."""
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    lines = [f"{md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree).as_posix()}\n" for path in files]  # noqa: S324 -- dpkg's choice
    (tree / "DEBIAN" / "md5sums").write_text("".join(lines), encoding="utf-8")


def _write_gzip(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Time 0 keeps the clock out of the file.
    path.write_bytes(gzip.compress(content, mtime=0))


def _settle(tree: Path, moment: int) -> None:
    """Give every file the rights and the time that do not depend on who packs it."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            os.utime(path, (moment, moment))
    tree.chmod(0o755)
