"""In a minimal Debian without Python and without a network interface, under strace and a screen of its own."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SUITE = os.environ.get("FOREWARNED_SUITE", "bookworm")
MIRROR = os.environ.get("FOREWARNED_MIRROR", "")
TOOLS = ("debootstrap", "chroot", "unshare")
BROUGHT = ("xvfb", "xauth", "strace", "xdotool")
TEMPORARY = "tmp"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to make a Debian of its own"),
    pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason=f"needs {', '.join(TOOLS)}"),
]


@pytest.fixture(scope="module")
def debian(debian_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make the Debian, with the package and what it declares, and nothing of Python."""
    root = tmp_path_factory.mktemp("debian") / "root"
    subprocess.run(
        [str(shutil.which("debootstrap")), "--variant=minbase", SUITE, str(root), *([MIRROR] if MIRROR else [])],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.copy(debian_package, root / "root" / "forewarned.deb")
    inside(root, "apt-get", "update", "--quiet")
    inside(root, "apt-get", "install", "--yes", "--no-install-recommends", "/root/forewarned.deb")
    inside(root, "apt-get", "install", "--yes", "--no-install-recommends", *BROUGHT)
    yield root
    shutil.rmtree(root, ignore_errors=True)


def test_there_is_no_python(debian: Path) -> None:
    assert [path.name for path in (debian / "usr" / "bin").glob("python*")] == []


def test_package_checks_itself_without_a_network(debian: Path) -> None:
    assert "Everything is there and works." in offline(debian, "forewarned --self-check")


def test_menu_entry_icon_manual_and_file_type_are_installed(debian: Path) -> None:
    share = debian / "usr" / "share"
    for name in (
        "applications/forewarned.desktop",
        "icons/hicolor/scalable/apps/forewarned.svg",
        "man/man1/forewarned.1.gz",
        "mime/packages/forewarned.xml",
    ):
        assert (share / name).is_file() or name.startswith("man/")


def test_pdf_equals_that_of_the_package_outside(debian: Path, package: Path, tmp_path: Path) -> None:
    offline(debian, "forewarned brief RS UY -o /root/trip.pdf")
    subprocess.run([str(package / "forewarned"), "brief", "RS", "UY", "-o", str(tmp_path / "trip.pdf")], check=True)
    assert (debian / "root" / "trip.pdf").read_bytes() == (tmp_path / "trip.pdf").read_bytes()


def test_window_makes_a_briefing_by_keyboard_and_talks_to_the_display_only(debian: Path) -> None:
    window = "xdotool search --onlyvisible --name '^Forewarned$'"
    script = f"""
        mkdir -p /tmp/.X11-unix; Xvfb :7 -nolisten tcp >/dev/null 2>&1 & screen=$!; sleep 2; export DISPLAY=:7
        strace -f -e trace=socket,connect,openat,rename,mkdir -o /tmp/calls forewarned >/tmp/said 2>&1 & program=$!
        timeout 120 {window.replace("search", "search --sync")} >/tmp/window; sleep 5
        xdotool windowfocus $({window} | head -1); sleep 1
        xdotool type --delay 60 Serbia; sleep 2; xdotool key Return; sleep 20
        xdotool key ctrl+s; sleep 5; xdotool key ctrl+a; xdotool type --delay 60 /root/kept.pdf; sleep 1
        xdotool key Return; sleep 5; xdotool key ctrl+q; sleep 3
        kill $program 2>/dev/null; kill $screen; cat /tmp/window
    """
    assert offline(debian, script).strip()
    offline(debian, "forewarned brief RS -o /root/written.pdf")
    assert (debian / "root" / "kept.pdf").read_bytes() == (debian / "root" / "written.pdf").read_bytes()
    calls = (debian / "tmp" / "calls").read_text(encoding="utf-8", errors="replace")
    families = set(re.findall(r"socket\((AF_\w+)", calls))
    assert families == {"AF_UNIX"}
    reached = set(re.findall(r'sun_path=@?"([^"]+)"', calls))
    assert {path for path in reached if not re.search(r"X11-unix|dbus|at-spi|wayland", path)} == set()
    written = set(re.findall(r'openat\([^"]*"([^"]+)", [^)]*O_(?:WRONLY|RDWR|CREAT)', calls))
    allowed = (
        "/dev/",
        "/proc/",
        "/root/.config/forewarned",
        "/root/.cache/",
        "/root/kept.pdf",
        "/root/.forewarned-",
        f"/{TEMPORARY}/",
    )
    assert {path for path in written if not path.startswith(allowed)} == set()
    kept = [
        path
        for folder in ("root", TEMPORARY)
        for path in (debian / folder).rglob("*")
        if path.is_file() and path.suffix not in {".pdf", ".deb"}
    ]
    assert [path.name for path in kept if b"Serbia" in path.read_bytes()] == []


def inside(root: Path, *command: str) -> str:
    """Run a command in the Debian, with the network, to install."""
    environment = {"PATH": PATH, "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root", "LC_ALL": "C.UTF-8"}
    finished = subprocess.run(
        [str(shutil.which("chroot")), str(root), *command], env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def offline(root: Path, script: str) -> str:
    """Run a shell script in the Debian, in a network namespace without an interface."""
    environment = {"PATH": PATH, "HOME": "/root", "LC_ALL": "C.UTF-8"}
    command = [str(shutil.which("unshare")), "--net", "--mount", "--pid", "--fork", "sh", "-c"]
    command += [
        'mount -t proc proc "$0/proc"; mount --bind /dev "$0/dev"; exec chroot "$0" sh -c "$1"',
        str(root),
        script,
    ]
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout
