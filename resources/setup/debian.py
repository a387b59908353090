"""Makes the Debian package: the program, its menu entry, icon, file type, manual page, and what it depends on."""

import gzip
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from resources.setup.icon import SIZES
from resources.setup.system_packages import DEBIAN_PACKAGES

# What the linker always has, and what a system without X or Wayland need not have for the program to start.
BASE = {"libc6": ("libc", "libm", "libdl", "libpthread", "librt", "libutil", "ld-linux-x86-64", "libresolv")}
COMPILER = {"libgcc_s.so.1": "libgcc-s1", "libstdc++.so.6": "libstdc++6"}
# Ubuntu 24.04 renamed these when times grew to 64 bits.
RENAMED = {"libglib2.0-0": "libglib2.0-0 | libglib2.0-0t64", "libcups2": "libcups2 | libcups2t64"}
_LARGEST_IN_MENU = 512
_NEEDED = re.compile(r"\(NEEDED\).*\[(?P<name>[^\]]+)\]")


class UndeclaredLibraryError(Exception):
    """The program needs a library that is neither shipped nor known as a Debian package."""


def build(program: Path, root: Path, dist: Path, *, version: str, moment: int, environment: Mapping[str, str]) -> Path:
    """Write the .deb below `dist` and return its path."""
    tree = root / "build" / "debian"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "usr" / "lib" / "forewarned", symlinks=True)
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
    _settle(control.parent, moment)
    target = dist / f"forewarned_{version}_amd64.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(target)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return target


def dependencies(program: Path) -> set[str]:
    """Name the Debian packages of every library that the program's files need and that the program does not bring."""
    shipped = {path.name for path in program.rglob("*") if ".so" in path.name}
    packages = {**DEBIAN_PACKAGES, **COMPILER}
    needed = {"libc6"}
    for path in sorted(program.rglob("*")):
        for library in _needs(path):
            if library in shipped or library.startswith(tuple(f"{name}.so" for name in BASE["libc6"])):
                continue
            if library not in packages:
                raise UndeclaredLibraryError(f"{path.name} needs {library}; add its package to system_packages.py.")
            needed.add(RENAMED.get(packages[library], packages[library]))
    return needed


def _needs(path: Path) -> Iterator[str]:
    if path.is_symlink() or not path.is_file():
        return
    with path.open("rb") as file:
        if file.read(4) != b"\x7fELF":
            return
    found = subprocess.run(["/usr/bin/readelf", "-d", str(path)], capture_output=True, text=True, check=True)
    for match in _NEEDED.finditer(found.stdout):
        yield match["name"]


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
    documents.mkdir(parents=True)
    _write_gzip(documents / "changelog.gz", (root / "CHANGELOG.md").read_bytes())
    (documents / "copyright").write_text(
        "Forewarned is under the Apache License 2.0 (/usr/share/common-licenses/Apache-2.0).\n"
        "What ships with it is under the licences in\n"
        "/usr/lib/forewarned/_internal/desktop/_bundle/resources/licences/.\n",
        encoding="utf-8",
    )


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
