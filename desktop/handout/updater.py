"""python-tuf's own updater, fed from a pack instead of a network.

The updater's package imports a network library the moment it is loaded, and this program loads nothing that opens a
socket. So the one module that would bring it in is taken by an empty one first; the updater itself stays untouched.
"""

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Final

from desktop.dataset.pack_file import PackFile

_NETWORK_MODULE: Final = "tuf.ngclient.urllib3_fetcher"


def _keep_network_out() -> None:
    if _NETWORK_MODULE not in sys.modules:
        stand_in = ModuleType(_NETWORK_MODULE, "Stands where the network would be.")
        stand_in.__dict__["Urllib3Fetcher"] = type("Urllib3Fetcher", (), {})
        sys.modules[_NETWORK_MODULE] = stand_in


_keep_network_out()

# Only now may the updater be loaded.
from tuf.api.exceptions import DownloadHTTPError  # noqa: E402
from tuf.ngclient import Updater, UpdaterConfig  # noqa: E402
from tuf.ngclient.fetcher import FetcherInterface  # noqa: E402

__all__ = ["ADDRESS", "PackFetcher", "Updater", "UpdaterConfig"]

ADDRESS: Final = "pack:/"
_NOT_FOUND: Final = 404


class PackFetcher(FetcherInterface):
    """Reads what the updater asks for from a pack."""

    def __init__(self, pack: PackFile) -> None:
        self._pack = pack

    def _fetch(self, url: str) -> Iterator[bytes]:
        name = url.removeprefix(ADDRESS)
        if name not in self._pack:
            raise DownloadHTTPError(name, _NOT_FOUND)
        return self._pack.chunks(name)
