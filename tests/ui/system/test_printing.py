"""The story of an officer, by keyboard, to a page that reached a real CUPS queue."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.ui.pdf_pages import find_text, page_sizes
from tests.ui.system.conftest import Started, person

_PPD = "lsb/usr/cups-pdf/CUPS-PDF_noopt.ppd"
_CONFIGURATION = """\
Listen {socket}
Browsing No
WebInterface No
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
    """Run a CUPS of our own with one printer, `paper`; return its folder."""
    if os.geteuid() != 0:
        pytest.skip("only root can run a print server of its own")
    root = Path(f"/run/forewarned-test-{os.getpid()}")
    for folder in (root, root / "spool", root / "cache", root / "state"):
        folder.mkdir(mode=0o755)
    socket = root / "socket"
    (root / "cupsd.conf").write_text(_CONFIGURATION.format(socket=socket), encoding="utf-8")
    (root / "cups-files.conf").write_text(_FILES.format(root=root), encoding="utf-8")
    server = ["/usr/sbin/cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    start(server, environment)
    environment["CUPS_SERVER"] = str(socket)
    deadline = time.monotonic() + 20
    while not socket.exists():
        assert time.monotonic() < deadline, "cupsd did not start"
        time.sleep(0.1)
    add = ["/usr/sbin/lpadmin", "-p", "paper", "-E", "-v", "cups-pdf:/", "-m", _PPD]
    for command in (add, ["/usr/sbin/lpadmin", "-d", "paper"]):
        subprocess.run(command, env=environment, check=True, capture_output=True)
    yield root
    subprocess.run(["/usr/bin/rm", "-r", str(root)], check=True)


def test_an_officer_prints_the_very_pages_that_were_saved(
    environment: dict[str, str], checkout: Path, queue: Path, tmp_path: Path
) -> None:
    organisation, target = checkout / "resources" / "examples" / "organisation.toml", tmp_path / "saved.pdf"
    told = subprocess.run(
        person("hand-out", str(organisation), str(target)),
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Sent to the printer.")
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
