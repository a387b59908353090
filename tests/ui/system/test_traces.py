"""After a whole use, the files that the process wrote are the saved briefing and the settings, and no other."""

import re
from pathlib import Path

from tests.ui.system.conftest import person, told_by

_OPENED = re.compile(r'(?:openat|open|creat)\([^"]*"([^"]+)", ([A-Z_|]+).*\) = \d')
_MADE = re.compile(r'(?:rename|renameat|renameat2|link|linkat|symlink|mkdir|mkdirat)\(.*"([^"]+)"[^"]*\) = 0')
_NOWHERE = ("/dev/", "/proc/", "/memfd:")


def test_nothing_of_the_trip_is_left(environment: dict[str, str], checkout: Path, tmp_path: Path) -> None:
    saved, log = tmp_path / "saved.pdf", tmp_path / "strace"
    calls = "open,openat,creat,rename,renameat,renameat2,link,linkat,symlink,mkdir,mkdirat"
    environment |= {"PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path / "temporary")}
    (tmp_path / "temporary").mkdir()
    watch = ["/usr/bin/strace", "-f", "-qq", "-e", f"trace={calls}", "-s", "4096", "-o", str(log)]
    told_by([*watch, *person("use-it-all", str(saved))], environment, checkout)
    written = {Path(path) for path in _written(log.read_text(errors="replace"))}
    settings = Path(environment["XDG_CONFIG_HOME"]) / "forewarned"
    drafts = {path for path in written if path.parent == saved.parent and path.name.startswith(".forewarned-")}
    elsewhere = {
        path for path in written - drafts - {saved} if not path.is_relative_to(settings) and path != settings.parent
    }
    assert not elsewhere
    # What the settings needed for a moment is gone again.
    left = {path for path in tmp_path.rglob("*") if path.is_file()} - {log}
    assert left == {saved, settings / "settings.ini"}
    assert not list(Path(environment["TMPDIR"]).iterdir())
    kept = (settings / "settings.ini").read_text(encoding="utf-8")
    assert "appearance=dark" in kept
    for word in ("RS", "Serbia", "Uruguay", "2027", "Quill", "saved.pdf"):
        assert word not in kept


def _written(trace: str) -> set[str]:
    found = {path for path, flags in _OPENED.findall(trace) if re.search(r"O_(WRONLY|RDWR|CREAT)", flags)}
    found |= set(_MADE.findall(trace))
    return {path for path in found if not path.startswith(_NOWHERE)}
