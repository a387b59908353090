import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PyInstaller.archive.readers import CArchiveReader

from resources.setup import papers
from tests.architecture.documents import dead_links
from tests.frozen.conftest import DIST

CHECKOUT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
NETWORK_LIBRARY = re.compile(
    r"Qt6?(Network|Qml|Quick|Sql|Test|VirtualKeyboard|Pdf|WebEngine)|libssl|libcrypto|libgnutls|libcurl"
    r"|/tls/|_ssl\.|_socket\.|networkinformation|_hashlib|_asyncio"
)
NETWORK_MODULES = {
    *("socket", "ssl", "http", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc", "webbrowser"),
    *("requests", "urllib3", "cryptography", "certifi", "idna"),
}
# The terms that the LGPL builds on.
REFERRED_TO = {"gpl-3"}
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def modules(package: Path) -> set[str]:
    """Return the name of every module in the program's archive."""
    archive = CArchiveReader(str(package / ("forewarned.exe" if sys.platform == "win32" else "forewarned")))
    return set(archive.open_embedded_archive("PYZ.pyz").toc)


@pytest.fixture(scope="module")
def parts(package: Path) -> list[Entry]:
    """Return the components of the list of parts that lies beside the archive."""
    assert package.is_dir()
    document = json.loads(next(DIST.glob("*.cdx.json")).read_text(encoding="utf-8"))
    components: list[Entry] = document["components"]
    return components


@pytest.fixture(scope="module")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the archive and return its folder."""
    assert package.is_dir()
    folder = tmp_path_factory.mktemp("unpacked")
    (archive,) = [*DIST.glob("forewarned-*.tar.gz"), *DIST.glob("forewarned-*.zip")]
    subprocess.run([str(shutil.which("tar")), "-xf", str(archive), "-C", str(folder)], check=True)
    (top,) = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def installed(debian_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the Debian package installs."""
    folder = tmp_path_factory.mktemp("installed")
    subprocess.run([str(shutil.which("dpkg-deb")), "--extract", str(debian_package), str(folder)], check=True)
    return folder


def files_of(folder: Path) -> list[str]:
    """Return the path of every file and link."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_no_library_that_opens_a_network_connection_is_shipped(package: Path) -> None:
    assert [name for name in files_of(package) if NETWORK_LIBRARY.search(f"/{name}")] == []


def test_no_module_that_opens_a_network_connection_is_shipped(modules: set[str]) -> None:
    assert "desktop.app" in modules
    assert {name for name in modules if name.split(".")[0] in NETWORK_MODULES} == set()
    assert {"urllib.request", "PySide6.QtNetwork", "tuf.ngclient.urllib3_fetcher"} & modules == set()


def test_no_link_leads_nowhere(package: Path) -> None:
    assert [path.name for path in package.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_only_the_program_can_be_started(package: Path) -> None:
    files = [path for path in package.rglob("*") if path.is_file() and not path.is_symlink()]
    assert [path.name for path in files if path.stat().st_mode & 0o111] == ["forewarned"]


@pytest.mark.skipif(shutil.which("readelf") is None, reason="needs readelf")
def test_no_library_looks_for_others_where_its_builder_kept_them(package: Path) -> None:
    libraries = [path for path in package.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    command = ["readelf", "--dynamic", "--wide", *map(str, libraries)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    places = {place for found in re.findall(r"\(R(?:UN)?PATH\).*\[(.*)\]", said) for place in found.split(":")}
    assert places
    assert {place for place in places if not place.startswith("$ORIGIN")} == set()


SORTING = """
from functools import cmp_to_key
from PySide6.QtCore import QCollator, QLocale, QStringDecoder
words = "ö z a ä å Z éa ea eb çok cok ılık ilik ch cz dž 你 好 世 界 に ほ ん ア 가 나 ښ ب ไ ก ß ss I i x10 x9".split()
for locale in QLocale.matchingLocales(QLocale.AnyLanguage, QLocale.AnyScript, QLocale.AnyTerritory):
    print(ascii((locale.bcp47Name(), sorted(words, key=cmp_to_key(QCollator(locale).compare)))))
print([(name, QStringDecoder(name).isValid()) for name in QStringDecoder.availableCodecs()])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the tables are reduced on Linux only")
def test_unicode_tables_that_ship_sort_and_decode_as_all_of_them_do(package: Path) -> None:
    (tables,) = (package / "_internal" / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")

    def said(**environment: str) -> str:
        command = [sys.executable, "-c", SORTING]
        return subprocess.run(
            command, env={**os.environ, **environment}, capture_output=True, text=True, check=True
        ).stdout

    assert said() == said(LD_PRELOAD=str(tables))


def test_facts_tools_and_tests_stay_at_home(package: Path) -> None:
    stray = re.compile(r"/facts/|/setup/|/tests/|sqlite_utils|pycountry/|hypothesis|\.py$")
    assert [name for name in files_of(package) if stray.search(f"/{name}")] == []


def test_what_opens_windows_under_x_and_wayland_is_shipped(package: Path) -> None:
    names = {Path(name).name for name in files_of(package)}
    assert {"libqxcb.so", "libqwayland.so", "libqsvgicon.so", "libxdg-shell.so"} - names == set()


def test_every_part_ships_with_its_licence_and_no_other_licence_does(package: Path, parts: list[Entry]) -> None:
    folder = package / "_internal" / "desktop" / "_bundle" / "resources" / "licences"
    names = {part["name"] for part in parts if part["type"] in {"library", "data"}}
    needed = names | REFERRED_TO
    assert {path.stem for path in folder.iterdir()} == needed


def test_installed_size_is_at_most_150_megabytes(package: Path) -> None:
    sizes = [path.stat().st_size for path in package.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(sizes) <= 150 * MEGABYTE


def test_debian_package_is_at_most_60_megabytes(debian_package: Path) -> None:
    assert debian_package.stat().st_size <= 60 * MEGABYTE


@pytest.mark.skipif(shutil.which("lintian") is None, reason="needs lintian")
def test_debians_own_check_finds_nothing_to_mend(debian_package: Path) -> None:
    command = ["lintian", "--fail-on", "error,warning", "--allow-root", str(debian_package)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stdout) == (0, "")


def test_list_of_parts_holds_every_file_with_its_digest_and_no_other(package: Path, parts: list[Entry]) -> None:
    assert {name: digest for name, digest in listed(parts).items() if not name.startswith("usr/")} == digests(package)


def test_list_of_parts_holds_every_file_of_the_archive(unpacked: Path, parts: list[Entry]) -> None:
    assert {name: digest for name, digest in listed(parts).items() if not name.startswith("usr/")} == digests(unpacked)


def test_list_of_parts_holds_every_file_of_the_debian_package(installed: Path, parts: list[Entry]) -> None:
    program = "usr/lib/forewarned/"
    found = {name.removeprefix(program): digest for name, digest in digests(installed).items()}
    of_archive = papers.papers(CHECKOUT).keys()
    assert {name: digest for name, digest in listed(parts).items() if name not in of_archive} == found


@pytest.mark.parametrize("kind", ["unpacked", "installed"])
def test_papers_come_along_and_no_link_between_them_is_dead(kind: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(kind)
    if kind == "installed":
        folder = folder / "usr" / "share" / "doc" / "forewarned"
    assert (folder / "docs" / "found-on-you.md").is_file()
    assert dead_links(folder) == []


def test_list_of_parts_holds_every_package_whose_modules_ship(modules: set[str], parts: list[Entry]) -> None:
    names = {part["name"] for part in parts}
    assert {"python", "qt", "icu", "sqlite", "reportlab", "tuf", "pycountry"} - names == set()
    assert all(part.get("version") and part["licenses"] for part in parts if part["type"] == "library")
    assert names & {"pip", "hypothesis", "sqlite-utils", "tabulate"} == set()
    assert "tabulate" not in modules


def test_list_of_parts_holds_the_data_of_others_with_its_files(parts: list[Entry]) -> None:
    data = {part["name"]: part for part in parts if part["type"] == "data"}
    assert {"geonames", "natural-earth", "world-atlas"} - data.keys() == set()
    assert all(part["licenses"] for part in data.values())
    files = {Path(file["name"]).name for part in data.values() for file in part.get("components", [])}
    assert files == {"countries-110m.topojson", "countries-50m.topojson", "markers.csv"}


def listed(parts: list[Entry]) -> dict[str, str]:
    """Return the digest of each file that the list of parts names."""
    return {entry["name"]: entry["hashes"][0]["content"] for entry in entries(parts) if entry["type"] == "file"}


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder; a link leads to one of them."""
    files = {name: folder / name for name in files_of(folder) if not (folder / name).is_symlink()}
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()}


def entries(parts: list[Entry]) -> Iterator[Entry]:
    """Yield every part and what lies below it."""
    for part in parts:
        yield part
        yield from entries(part.get("components", []))
