"""What Forewarned needs from the system before Python packages can work: Qt's libraries and Python's venv.

Run by the Makefile with the system's own Python, so it imports only the standard library. Installs what is missing when
it may, and otherwise stops with the one line to run.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

OLDEST_PYTHON = (3, 11)

# Every library that PySide6 links and does not bring (read with `readelf -d` from QtCore, QtGui, QtWidgets, QtSvg,
# QtPrintSupport, the offscreen, xcb and Wayland platforms and the CUPS plugin), beside the Debian package that has it.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}


def main() -> int:
    """Install what is missing, or say in one line what to run."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:2]))
        print(
            f"Forewarned needs Python 3.11 or newer and {sys.executable} is {found}; name another, such as "
            "`make run PYTHON=python3.12`.",
            file=sys.stderr,
        )
        return 1
    missing = missing_packages()
    if not missing:
        return 0
    if shutil.which("apt-get") is None:
        print(
            "Qt needs libraries that this system lacks; install what your system calls these Debian packages: "
            f"{' '.join(missing)}",
            file=sys.stderr,
        )
        return 1
    if os.geteuid() != 0:
        print(
            "System packages are missing; run this line, then make again: "
            f"sudo apt-get install --no-install-recommends {' '.join(missing)}",
            file=sys.stderr,
        )
        return 1
    return install(missing)


def missing_packages() -> list[str]:
    """Name the Debian packages that are needed and not there, sorted."""
    missing = {
        package for library, package in DEBIAN_PACKAGES.items() if sys.platform == "linux" and not loads(library)
    }
    if importlib.util.find_spec("ensurepip") is None:
        missing.add(f"python3.{sys.version_info.minor}-venv")
    return sorted(missing)


def loads(library: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> int:
    """Install Debian packages as root."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "--quiet"],
        ["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", *packages],
    ):
        finished = subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)
        if finished.returncode != 0:
            print(f"`{' '.join(command)}` failed; mend what it says above, then run make again.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
