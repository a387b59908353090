import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.frozen.conftest import Published, Run, in_checkout

TRIP = ("RS", "UY", "--arrive", "2027-01-10", "--leave", "2027-01-17", "--traveller", "A. Secretname")


def test_package_checks_itself(packed: Run) -> None:
    finished = packed("--self-check")
    assert finished.returncode == 0, finished.stderr
    assert "Everything is there and works." in finished.stdout


@pytest.mark.parametrize(
    "part",
    [
        "desktop/_bundle/data/build/forewarned.sqlite",
        "desktop/_bundle/data/geometry/countries-50m.topojson",
        "desktop/_bundle/data/geometry/countries-110m.topojson",
        "desktop/_bundle/data/geometry/markers.csv",
        "desktop/_bundle/data/method.toml",
        "desktop/_bundle/data/METHOD.md",
        "desktop/_bundle/resources/examples/logo.svg",
        "desktop/_bundle/resources/examples/journey.trip",
        "desktop/_bundle/resources/icons/forewarned.svg",
        "desktop/_bundle/resources/licences/qt.txt",
        "font_source_sans_pro/files/SourceSansPro-Semibold.ttf",
        "PySide6/Qt/plugins/imageformats/libqsvg.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/QtPrintSupport.abi3.so",
        "pikepdf/*.so",
        "pypdfium2_raw/libpdfium.so",
    ],
)
def test_package_that_lacks_a_part_says_so(package: Path, tmp_path: Path, part: str) -> None:
    lacking = tmp_path / "lacking"
    shutil.copytree(package, lacking, symlinks=True, copy_function=linked)
    (gone,) = (lacking / "_internal").glob(part)
    gone.unlink()
    finished = subprocess.run([lacking / "forewarned", "--self-check"], capture_output=True, text=True, check=False)
    assert finished.returncode != 0
    assert "Everything is there" not in finished.stdout


def linked(source: str, target: str) -> None:
    """Give a file a second name, where the folders share a disk; a copy does as well."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def test_command_line_answers(packed: Run) -> None:
    assert json.loads(packed("search", "Belgrad", "--json").stdout)
    assert packed("dataset", "verify").returncode == 0
    assert packed("brief", "Nowhere", "-o", "x.pdf").returncode == 2


@pytest.mark.parametrize("arguments", [("--version",), ("search", "Belgrad")])
def test_command_loads_nothing_of_qt(packed: Run, arguments: tuple[str, ...]) -> None:
    libraries = packed(*arguments, LD_DEBUG="files").stderr
    assert "libpython3" in libraries
    assert "libQt6" not in libraries


def test_parts_of_another_qt_are_not_taken(packed: Run, package: Path, tmp_path: Path) -> None:
    others = tmp_path / "others" / "platforms"
    others.mkdir(parents=True)
    for plugin in (package / "_internal" / "PySide6" / "Qt" / "plugins" / "platforms").iterdir():
        shutil.copy2(plugin, others)
    told = packed("--self-check", LD_DEBUG="files", QT_PLUGIN_PATH=str(others.parent))
    assert told.returncode == 0
    assert "libqoffscreen" in told.stderr
    assert str(others) not in told.stderr
    told = packed("--self-check", LD_DEBUG="files", QT_QPA_PLATFORM_PLUGIN_PATH=str(others))
    assert str(others) not in told.stderr


def test_pdf_equals_that_of_the_checkout_byte_for_byte(packed: Run, checkout: Path, tmp_path: Path) -> None:
    assert packed("brief", *TRIP, "-o", "packed.pdf").returncode == 0
    in_checkout(checkout, "brief", *TRIP, "-o", str(tmp_path / "checkout.pdf"))
    assert (tmp_path / "packed.pdf").read_bytes() == (tmp_path / "checkout.pdf").read_bytes()


def test_batch_starts_its_own_workers_and_each_briefing_is_known_again(
    packed: Run, checkout: Path, tmp_path: Path
) -> None:
    travellers = checkout / "resources" / "examples" / "travellers.csv"
    finished = packed("batch", str(travellers), "-o", "out", "--jobs", "2")
    assert finished.returncode == 0, finished.stderr
    first, *others = sorted((tmp_path / "out").glob("*.pdf"))
    assert others
    manifest = str(tmp_path / "out" / "manifest.csv")
    assert packed("verify-briefing", str(first), "--manifest", manifest).returncode == 0
    first.write_bytes(first.read_bytes() + b" ")
    assert packed("verify-briefing", str(first), "--manifest", manifest).returncode == 1


def test_signed_pack_is_taken_in_and_given_back(packed: Run, published: Published) -> None:
    assert packed("dataset", "import", str(published.pack)).returncode == 1, "nobody is trusted yet"
    assert packed("dataset", "keys", "--trust", str(published.root)).returncode == 0
    finished = packed("dataset", "import", str(published.pack))
    assert (finished.returncode, finished.stderr) == (0, "")
    assert packed("brief", "RS", "-o", "imported.pdf").returncode == 0
    assert packed("dataset", "restore").returncode == 0


def test_altered_pack_is_refused(packed: Run, published: Published, tmp_path: Path) -> None:
    assert packed("dataset", "keys", "--trust", str(published.root)).returncode == 0
    content = bytearray(published.pack.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "altered.pack").write_bytes(content)
    finished = packed("dataset", "import", "altered.pack")
    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1


def test_pack_that_is_none_is_refused_in_one_line(packed: Run, tmp_path: Path) -> None:
    (tmp_path / "none.pack").write_bytes(b"PK")
    finished = packed("dataset", "import", "none.pack")
    assert finished.returncode == 1
    assert finished.stderr.count("\n") == 1


def test_signing_is_left_to_publishers(packed: Run) -> None:
    finished = packed("dataset", "keys", "--make", "key")
    assert finished.returncode == 1
    assert "cryptography" in finished.stderr


def test_nothing_is_written_but_the_pdf(packed: Run, tmp_path: Path) -> None:
    assert packed("brief", *TRIP, "-o", "trip.pdf").returncode == 0
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["trip.pdf"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_system_calls_open_no_socket(package: Path, packed: Run, tmp_path: Path) -> None:
    assert packed("--version").returncode == 0
    log = tmp_path / "calls"
    command = ["strace", "-f", "-e", "trace=socket,connect,bind", "-o", str(log)]
    command += [str(package / "forewarned"), "brief", *TRIP, "-o", str(tmp_path / "trip.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    assert re.findall(r"^.*(?:socket|connect|bind)\(.*$", log.read_text(encoding="utf-8"), re.MULTILINE) == []


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare")
def test_package_works_without_a_network_interface(package: Path) -> None:
    command = ["unshare", "--user", "--map-root-user", "--net", str(package / "forewarned"), "--self-check"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if "unshare failed" in finished.stderr:
        pytest.skip("this system lets nobody make a network namespace")
    assert finished.returncode == 0, finished.stderr
