"""In a minimal Debian without Python and without a network interface, under strace and a screen of its own."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.frozen.calls import Calls
from tests.frozen.conftest import Published, in_checkout

SUITE = os.environ.get("FOREWARNED_SUITE", "bookworm")
MIRROR = os.environ.get("FOREWARNED_MIRROR", "")
TOOLS = ("debootstrap", "chroot", "unshare")
BROUGHT = ("xvfb", "weston", "xauth", "strace", "xdotool", "desktop-file-utils", "shared-mime-info")
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
KEYBOARD = Path(__file__).with_name("use_by_keyboard.sh")
DISPLAY_OR_BUS = re.compile(r"/\.X11-unix/|/dbus|at-spi|wayland")
# The PDF, the draft that becomes it, the settings, and the lists of fonts that the system keeps for every program.
MAY_CHANGE = re.compile(
    r"/root/(kept\.pdf|\.forewarned-\w+|\.config(/forewarned.*)?|\.cache(/.*)?|\.fontconfig(/.*)?)$"
    r"|/var/cache/fontconfig(/.*)?$|/dev/\w+$|/proc/self/|/tmp/"
)

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
        assert (share / name).is_file(), name
    assert offline(debian, "desktop-file-validate /usr/share/applications/forewarned.desktop") == ""
    assert "application/vnd.forewarned.trip+json:*.trip" in (share / "mime" / "globs").read_text(encoding="utf-8")


def test_pdf_equals_that_of_the_checkout_byte_for_byte(debian: Path, checkout: Path, tmp_path: Path) -> None:
    offline(debian, "forewarned brief RS UY -o /root/trip.pdf")
    in_checkout(checkout, "brief", "RS", "UY", "-o", str(tmp_path / "trip.pdf"))
    assert (debian / "root" / "trip.pdf").read_bytes() == (tmp_path / "trip.pdf").read_bytes()


def test_officers_commands_work_without_a_network(debian: Path, checkout: Path, published: Published) -> None:
    shutil.copy(checkout / "resources" / "examples" / "travellers.csv", debian / "root")
    shutil.copy(published.root, debian / "root" / "root.json")
    shutil.copy(published.pack, debian / "root" / "facts.pack")
    offline(
        debian,
        """
        set -e; cd /root; export HOME=/root/officer
        forewarned batch travellers.csv -o out --jobs 2
        for briefing in out/*.pdf; do forewarned verify-briefing "$briefing" --manifest out/manifest.csv; done
        forewarned dataset keys --trust root.json
        forewarned dataset import facts.pack
        forewarned dataset verify
        """,
    )


@pytest.fixture(scope="module")
def watched(debian: Path) -> Calls:
    """Make a briefing by keyboard and return what the program asked of the system meanwhile."""
    shutil.copy(KEYBOARD, debian / "root")
    offline(debian, "sh /root/use_by_keyboard.sh /root/kept.pdf /root/calls")
    return Calls.read(debian / "root" / "calls")


def test_window_makes_a_briefing_by_keyboard_and_it_is_the_checkouts(
    debian: Path, watched: Calls, checkout: Path, tmp_path: Path
) -> None:
    assert watched.lines
    in_checkout(checkout, "brief", "RS", "-o", str(tmp_path / "written.pdf"))
    assert (debian / "root" / "kept.pdf").read_bytes() == (tmp_path / "written.pdf").read_bytes()


def test_window_talks_to_the_display_and_the_desktops_bus_only(watched: Calls) -> None:
    assert watched.families() == {"AF_UNIX"}
    assert {path for path in watched.addresses() if not DISPLAY_OR_BUS.search(path)} == set()


def test_window_changes_nothing_but_the_chosen_file_and_its_settings(watched: Calls) -> None:
    assert {path for path in watched.changed_paths() if not MAY_CHANGE.match(path)} == set()


def test_no_file_and_no_message_holds_anything_of_the_trip(debian: Path, watched: Calls) -> None:
    assert list(watched.written("Serbia")) == []
    folders = ("root/.config", "root/.cache", "root/.fontconfig", "var/cache/fontconfig", "tmp")
    left = [path for folder in folders for path in (debian / folder).rglob("*")]
    assert [path for path in left if path.is_file() and b"Serbia" in path.read_bytes()] == []


def test_window_opens_under_wayland(debian: Path) -> None:
    said = offline(
        debian,
        """
        export XDG_RUNTIME_DIR=/tmp/wayland HOME=/tmp/wayland
        mkdir -m 700 /tmp/wayland
        weston --backend=headless-backend.so --socket=screen --idle-time=0 >/dev/null 2>&1 &
        screen=$!
        until [ -S /tmp/wayland/screen ]; do sleep 0.2; done
        export WAYLAND_DISPLAY=screen QT_QPA_PLATFORM=wayland WAYLAND_DEBUG=1
        timeout 20 forewarned 2>&1 | grep -E 'set_title|wl_surface@[0-9]+\\.attach|[Ff]ailed|[Ww]arning'
        kill $screen
        """,
    )
    assert 'set_title("Forewarned")' in said
    assert "attach(wl_buffer@" in said
    assert "ailed" not in said
    assert "arning" not in said.replace("Forewarned", "")


def test_program_leaves_nothing_in_the_folder_for_temporary_files(debian: Path, watched: Calls) -> None:
    assert watched.lines
    assert list((debian / "tmp").glob("forewarned*")) == []


def test_removal_leaves_nothing(debian: Path) -> None:
    inside(debian, "dpkg", "--purge", "forewarned")
    left = list((debian / "usr").rglob("*forewarned*"))
    inside(debian, "dpkg", "--install", "/root/forewarned.deb")
    assert left == []


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
