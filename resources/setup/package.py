"""Packs the program: `make dist`. Folder, archive, Debian package and list of parts, all below dist/.

Two runs on the same commit give the same files: the clock is the commit's, the hash seed is fixed, names are sorted.
"""

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from desktop import __version__
from resources.setup import bill, binutils, debian, papers
from resources.setup.freeze import environment, freeze
from resources.setup.icon import draw_into

ROOT = Path(__file__).parents[2]
WORK, DIST = ROOT / "build", ROOT / "dist"
FOLDER = DIST / "forewarned"
_SYSTEMS = {"linux": "linux", "darwin": "macos", "win32": "windows"}


def main() -> int:
    """Build everything that this system can build, and say how large it became."""
    if sys.platform == "linux":
        try:
            binutils.require()
        except binutils.MissingToolsError as error:
            # Before the last build is thrown away.
            print(error, file=sys.stderr)
            return 1
    moment = commit_time()
    shutil.rmtree(DIST, ignore_errors=True)
    draw_into(WORK / "icons")
    freeze(ROOT / "build.spec", dist=DIST, work=WORK / "pyinstaller", moment=moment)
    papers.write(ROOT, FOLDER, moment=moment)
    name = f"forewarned-{__version__}-{_SYSTEMS[sys.platform]}-{platform.machine().lower()}"
    made, tree = [archive(name, moment)], WORK / "debian"
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        made.append(
            debian.build(FOLDER, tree, ROOT, DIST, version=__version__, moment=moment, environment=environment(moment))
        )
    listing = WORK / "pyinstaller" / "build" / "PYZ-00.toc"
    made.append(
        bill.write(FOLDER, listing, DIST / f"{name}.cdx.json", version=__version__, moment=moment, installed=tree)
    )
    installed = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"dist/{FOLDER.name}: {installed / 1e6:.1f} MB installed")
    for path in made:
        print(f"dist/{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def commit_time() -> int:
    """Return when the commit was made; outside a clone, what SOURCE_DATE_EPOCH says."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    git = shutil.which("git") or "git"
    found = subprocess.run([git, "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(found.stdout)


def archive(name: str, moment: int) -> Path:
    """Pack the folder for those who install by unpacking."""
    match sys.platform:
        case "linux":
            return pack_tar(name, moment)
        case "darwin":
            target, folder = DIST / f"{name}.zip", WORK / name
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(DIST / "Forewarned.app", folder / "Forewarned.app", symlinks=True)
            papers.write(ROOT, folder, moment=moment)
            # Only ditto keeps the links that a signature covers.
            subprocess.run(["/usr/bin/ditto", "-c", "-k", "--keepParent", name, target], cwd=WORK, check=True)
            return target
        case _:
            return pack_zip(name, moment)


def pack_tar(name: str, moment: int) -> Path:
    """Write a tar.gz whose bytes depend on the files alone."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    target = DIST / f"{name}.tar.gz"
    with (
        target.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in sorted(FOLDER.rglob("*")):
            if path.is_symlink() or not path.is_dir():
                tar.add(path, f"{name}/{path.relative_to(FOLDER)}", recursive=False, filter=plain)
    return target


def pack_zip(name: str, moment: int) -> Path:
    """Write a zip whose bytes depend on the files alone."""
    target = DIST / f"{name}.zip"
    day = datetime.fromtimestamp(moment, UTC)
    stamp = (day.year, day.month, day.day, day.hour, day.minute, day.second)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{name}/{path.relative_to(FOLDER).as_posix()}", stamp)
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, path.read_bytes())
    return target


if __name__ == "__main__":
    sys.exit(main())
