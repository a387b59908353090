"""Which part of the package each shipped file came from: a Python package, Qt, Python, a library of the system."""

import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from resources.setup import papers

OURS, PYTHON, BOOTLOADER, QT, ICU = "forewarned", "python", "pyinstaller", "qt", "icu"
GEONAMES, OUTLINES = "geonames", "world-atlas"
# Libraries of the system that come along, by the beginning of their file's name; beside the Debian package of each.
SYSTEM_LIBRARIES = {
    "libz.so": ("zlib", "zlib1g"),
    "libbz2.so": ("bzip2", "libbz2-1.0"),
    "liblzma.so": ("xz", "liblzma5"),
    "libffi.so": ("libffi", "libffi8"),
    "libexpat.so": ("expat", "libexpat1"),
    "libmpdec.so": ("mpdecimal", "libmpdec3"),
    "libsqlite3.so": ("sqlite", "libsqlite3-0"),
}
_INSIDE = "_internal/"
_BY_PLACE = (
    (re.compile(r"desktop/_bundle/data/geometry/markers\.csv"), GEONAMES),
    (re.compile(r"desktop/_bundle/data/geometry/countries-\d+m\.topojson"), OUTLINES),
    (re.compile(r"PySide6/Qt/(lib/libQt6|plugins/)"), QT),
    (re.compile(r"PySide6/Qt/lib/libicu"), ICU),
    (re.compile(r"base_library\.zip|libpython|python3\.\d+/|Python(\.framework/|$)"), PYTHON),
    *((re.compile(re.escape(start)), name) for start, (name, _) in SYSTEM_LIBRARIES.items()),
)
_ARCHIVED = re.compile(r"^\s*\[?\(?\('([\w.]+)',", re.MULTILINE)


class UnknownPartError(Exception):
    """A file or a module ships and nobody knows whose it is."""


def files_by_part(program: Path) -> Mapping[str, list[Path]]:
    """Return every file of the packed program by the part that it came from; links lead to files that stand here."""
    found: dict[str, list[Path]] = {}
    for path in sorted(program.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found.setdefault(_owner(path.relative_to(program)), []).append(path)
    return found


def archived_parts(listing: Path) -> set[str]:
    """Return the parts whose modules lie in PyInstaller's archive, from the list that it leaves of them."""
    tops = {name.split(".")[0] for name in _ARCHIVED.findall(listing.read_text(encoding="utf-8"))}
    return {_package(top) for top in tops}


def _owner(path: Path) -> str:
    inside = path.as_posix().removeprefix(_INSIDE)
    if path.parts[0] in papers.TOP:
        return OURS
    if inside == path.as_posix():
        # The program itself: PyInstaller's loader, with the archive of modules behind it.
        return BOOTLOADER
    known = next((part for place, part in _BY_PLACE if place.match(inside)), None)
    if known is None and "/" not in inside and sys.platform != "linux":
        # Elsewhere Python brings the libraries that it rests on.
        return PYTHON
    return known or _package(inside.split("/")[0].removesuffix(".libs"))


def _package(top: str) -> str:
    """Return the package that a module's first name belongs to."""
    if top == "desktop":
        return OURS
    if top in sys.stdlib_module_names:
        return PYTHON
    if top.startswith(("_pyi", "pyi")):
        return BOOTLOADER
    owners = {_normalised(owner) for owner in _distributions().get(top, ())} or set(_with_libraries(top))
    if len(owners) != 1:
        raise UnknownPartError(f"{top} ships and belongs to {', '.join(sorted(owners)) or 'no package'}.")
    return owners.pop()


def _with_libraries(name: str) -> Iterator[str]:
    """A wheel's own libraries lie in a folder that is named for the package and not for its modules."""
    for owners in _distributions().values():
        yield from (_normalised(owner) for owner in owners if _normalised(owner) == _normalised(name))


@cache
def _distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
