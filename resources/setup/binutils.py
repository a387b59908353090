"""The tools that a build on Linux takes from the system to look into libraries and to rewrite them."""

import shutil

DEBIAN_PACKAGE = "binutils"
# PyInstaller looks for objdump.
TOOLS = ("ld", "objcopy", "objdump", "readelf", "strip")


class MissingToolsError(Exception):
    """The system lacks tools without which no package can be made, or not the same one as elsewhere."""


def require() -> None:
    """Stop before anything is built, and name what is missing and the Debian package that has it."""
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing:
        raise MissingToolsError(
            f"A package cannot be built without {', '.join(missing)}; install the Debian package {DEBIAN_PACKAGE}: "
            f"sudo apt-get install --no-install-recommends {DEBIAN_PACKAGE}"
        )


def tool(name: str) -> str:
    """Return where a tool lies."""
    found = shutil.which(name)
    assert found is not None, f"require() comes before {name}"
    return found
