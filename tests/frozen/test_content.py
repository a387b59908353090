import json
import re
from pathlib import Path

from tests.frozen.conftest import DIST

MEGABYTE = 1_000_000
NETWORK = re.compile(r"Qt6Network|libssl|libcrypto|libgnutls|/tls/|_ssl\.|_socket\.|networkinformation|_hashlib")


def files_of(folder: Path) -> list[str]:
    """Return the path of every file and link."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def test_no_library_that_opens_a_network_connection_is_shipped(package: Path) -> None:
    assert [name for name in files_of(package) if NETWORK.search(f"/{name}")] == []


def test_no_link_leads_nowhere(package: Path) -> None:
    assert [path.name for path in package.rglob("*") if path.is_symlink() and not path.exists()] == []


def test_facts_tools_and_tests_stay_at_home(package: Path) -> None:
    stray = re.compile(r"/facts/|/setup/|/tests/|sqlite_utils|pycountry/|hypothesis|\.py$")
    assert [name for name in files_of(package) if stray.search(f"/{name}")] == []


def test_windows_open_under_x_and_wayland(package: Path) -> None:
    names = {Path(name).name for name in files_of(package)}
    assert {"libqxcb.so", "libqwayland.so", "libqsvgicon.so", "libxdg-shell.so"} - names == set()


def test_every_licence_is_shipped(package: Path, checkout: Path) -> None:
    shipped = package / "_internal" / "desktop" / "_bundle" / "resources" / "licences"
    assert sorted(p.name for p in shipped.iterdir()) == sorted(
        p.name for p in (checkout / "resources" / "licences").iterdir()
    )


def test_installed_size_is_at_most_150_megabytes(package: Path) -> None:
    sizes = [path.stat().st_size for path in package.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(sizes) <= 150 * MEGABYTE


def test_debian_package_is_at_most_60_megabytes(debian_package: Path) -> None:
    assert debian_package.stat().st_size <= 60 * MEGABYTE


def test_list_of_parts_names_what_ships(package: Path) -> None:
    assert package.is_dir()
    document = json.loads(next(DIST.glob("*.cdx.json")).read_text(encoding="utf-8"))
    names = {component["name"] for component in document["components"]}
    assert {"python", "qt", "pyside6-essentials", "reportlab", "pypdfium2", "forewarned.sqlite"} - names == set()
    assert "pip" not in names
