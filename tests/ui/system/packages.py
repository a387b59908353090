"""Installs the Debian packages that these tests, those of the package and `make pictures` use."""

import os
import shutil
import subprocess
import sys

PACKAGES = (
    "at-spi2-core",
    "cups",
    "cups-client",
    "dbus",
    "gir1.2-atspi-2.0",
    "lintian",
    "printer-driver-cups-pdf",
    "python3-gi",
    "strace",
    "xauth",
    "xvfb",
)


def missing() -> list[str]:
    """Name the packages that are not installed."""
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return list(PACKAGES)
    asked = subprocess.run(
        [dpkg, "--show", "--showformat", "${Package} ${db:Status-Status}\n", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    there = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in PACKAGES if package not in there]


def main() -> int:
    """Install what is missing, as root on Debian and its kin; otherwise the tests say what they lack."""
    wanted = missing()
    apt = shutil.which("apt-get")
    if not wanted or apt is None or os.geteuid() != 0:
        return 0
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "update", "-q"], [apt, "install", "-q", "-y", "--no-install-recommends", *wanted]):
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
