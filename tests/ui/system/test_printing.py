"""Stories by keyboard, through Qt's own print dialog, to what reached a real CUPS queue."""

import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.ui.pdf_pages import draw_at_resolution, find_text, page_sizes
from tests.ui.system.conftest import Started, person, told_by

_PPD = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
_CONFIGURATION = """\
Listen {socket}
Browsing No
WebInterface No
DirtyCleanInterval 0
DefaultAuthType None
LogLevel warn
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_FILES = """\
ServerRoot {root}
RequestRoot {root}/spool
TempDir {root}/spool
CacheDir {root}/cache
StateDir {root}/state
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/pages
FileDevice Yes
SystemGroup root
"""


@pytest.fixture
def queue(environment: dict[str, str], start: Callable[[list[str], dict[str, str]], Started]) -> Iterator[Path]:
    """Run a CUPS of our own with one printer, `paper`, that takes jobs and keeps them; return its folder."""
    if os.geteuid() != 0:
        pytest.skip("only root can run a print server of its own")
    root = Path(f"/run/forewarned-test-{os.getpid()}")
    for folder in (root, root / "spool", root / "cache", root / "state"):
        folder.mkdir(mode=0o755)
    socket = root / "socket"
    (root / "cupsd.conf").write_text(_CONFIGURATION.format(socket=socket), encoding="utf-8")
    (root / "cups-files.conf").write_text(_FILES.format(root=root), encoding="utf-8")
    command = ["/usr/sbin/cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    server = start(command, environment)
    environment["CUPS_SERVER"] = str(socket)
    deadline = time.monotonic() + 20
    while not socket.exists():
        assert time.monotonic() < deadline, "cupsd did not start"
        time.sleep(0.1)
    # Without `-E` nothing is printed, which would leave a file in the home of whoever runs the tests.
    add = ["/usr/sbin/lpadmin", "-p", "paper", "-v", "cups-pdf:/", "-m", _PPD]
    for command in (add, ["/usr/sbin/cupsaccept", "paper"], ["/usr/sbin/lpadmin", "-d", "paper"]):
        subprocess.run(command, env=environment, check=True, capture_output=True)
    yield root
    # While it runs it writes there.
    server.terminate()
    server.wait(timeout=30)
    subprocess.run(["/usr/bin/rm", "-r", str(root)], check=True)


def printed(environment: dict[str, str], checkout: Path, *choices: str) -> list[str]:
    """Print a trip once for each choice; return what the window said of each."""
    return told_by(person("print-parts", *choices), environment, checkout).splitlines()


def asked(queue: Path, job: int) -> dict[str, list[bytes]]:
    """Return what a job asks of CUPS, which keeps it as an IPP message: each value after a tag and its name."""
    message, place, name = (queue / "spool" / f"c{job:05}").read_bytes(), 8, ""
    values: dict[str, list[bytes]] = {}
    while message[place] != 0x03:
        if message[place] < 0x10:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", message, place + 1)
        # Without a name it is one more value of the one before.
        name = message[place + 3 : place + 3 + length].decode() or name
        place += 3 + length
        (length,) = struct.unpack_from(">H", message, place)
        values.setdefault(name, []).append(message[place + 2 : place + 2 + length])
        place += 2 + length
    return values


def pages_asked(queue: Path, job: int) -> list[int]:
    """Return the pages that a job asks for, none if it asks for all."""
    ranges = [struct.unpack(">II", value) for value in asked(queue, job).get("page-ranges", [])]
    return [page for first, last in ranges for page in range(first, last + 1)]


def test_an_officer_prints_the_very_pages_that_were_saved(
    environment: dict[str, str], checkout: Path, queue: Path, tmp_path: Path
) -> None:
    organisation, target = checkout / "resources" / "examples" / "organisation.toml", tmp_path / "saved.pdf"
    told = told_by(person("hand-out", str(organisation), str(target)), environment, checkout)
    assert told.startswith("Sent to the printer.")
    jobs = subprocess.run(
        ["/usr/bin/lpstat", "-W", "all", "-o"], env=environment, check=True, capture_output=True, text=True
    )
    assert jobs.stdout.startswith("paper-1")
    # The spool holds what reached the queue: the briefing's own bytes, not pages drawn again.
    spooled = (queue / "spool" / "d00001-001").read_bytes()
    assert spooled == target.read_bytes()
    assert len(page_sizes(spooled)) > 1
    for words in ("Huawei", "Example Corp – internal use only", "I have read this briefing"):
        assert find_text(spooled, words), words
    for word in ("Serbia", "Quill"):
        assert word not in jobs.stdout


def test_cups_is_asked_for_what_was_chosen_in_the_dialog(
    environment: dict[str, str], checkout: Path, queue: Path
) -> None:
    choices = ("range=2-4 copies=2", "pages=1,3-4", "odd", "range=2-5 even", "pages=2,4 reverse", "pages=900", "")
    told = printed(environment, checkout, *choices)
    refused = told.pop(5)
    assert refused.startswith("None of the pages you chose")
    assert all(each.startswith("Sent to the printer.") for each in told)
    pages = range(1, len(page_sizes((queue / "spool" / "d00001-001").read_bytes())) + 1)
    assert len(pages) > 5
    assert [pages_asked(queue, job) for job in range(1, 7)] == [
        [2, 3, 4],
        [1, 3, 4],
        list(pages[::2]),
        [2, 4],
        [2, 4],
        [],
    ]
    first, last, whole = asked(queue, 1), asked(queue, 5), asked(queue, 6)
    assert first["copies"] == [struct.pack(">I", 2)]
    assert last["outputorder"] == [b"reverse"]
    assert whole["copies"] == [struct.pack(">I", 1)]
    assert "outputorder" not in whole


def test_without_lp_the_chosen_pages_are_drawn_in_their_order(
    environment: dict[str, str], checkout: Path, queue: Path
) -> None:
    printed(environment, checkout, "")
    whole = (queue / "spool" / "d00001-001").read_bytes()
    environment["PATH"] = str(queue)
    assert printed(environment, checkout, "pages=2,4-5 reverse")[0].startswith("Sent to the printer.")
    drawn = (queue / "spool" / "d00002-001").read_bytes()
    # CUPS would choose among the chosen pages.
    assert pages_asked(queue, 2) == []
    assert [likest(drawn, page, whole) for page in range(len(page_sizes(drawn)))] == [4, 3, 1]


def likest(pdf: bytes, page: int, among: bytes) -> int:
    """Return which page of another document looks most like this one."""
    seen = pixels(pdf, page)

    def difference(other: int) -> int:
        return sum(abs(one - two) for one, two in zip(seen, pixels(among, other), strict=True))

    return min(range(len(page_sizes(among))), key=difference)


def pixels(pdf: bytes, page: int) -> bytes:
    """Return a page in a few shades of grey."""
    image = draw_at_resolution(pdf, page, dots_per_inch=20)
    small = image.scaled(100, 140).convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(small.constBits())
