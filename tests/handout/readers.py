"""Every reader of files from outside, as a function of bytes that only ever fails in the way it promises."""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from desktop.dataset.codes import CountryCode
from desktop.dataset.overlay import Known
from desktop.dataset.overlay_sheets import check_overlay, read_overlay
from desktop.dataset.pack_file import open_pack
from desktop.errors import BatchError, DatasetBuildError, OrganisationError, PackError, TravellersError, TripFileError
from desktop.handout.manifest import read_manifest
from desktop.handout.organisation import read_organisation
from desktop.handout.own_facts import plain
from desktop.handout.pack import limits
from desktop.handout.picture import PictureError, read_logo
from desktop.handout.travellers import read_travellers
from desktop.handout.trust import read_trust
from desktop.trip_file import read_trip
from tests.own_sheets import example_sheets


def organisation(content: bytes) -> None:
    """Read bytes as an organisation file."""
    with _written(content) as path, suppress(OrganisationError):
        read_organisation(path)


def travellers(content: bytes) -> None:
    """Read bytes as a list of travellers."""
    with _written(content) as path, suppress(TravellersError):
        read_travellers(path)


def manifest(content: bytes) -> None:
    """Read bytes as a manifest."""
    with _written(content) as path, suppress(BatchError):
        read_manifest(path)


def logo(content: bytes) -> None:
    """Read bytes as a logo."""
    with suppress(PictureError):
        read_logo(content, "A logo")


def keys(content: bytes) -> None:
    """Read bytes as a file of keys."""
    with suppress(PackError):
        read_trust(content)


def pack(content: bytes) -> None:
    """Open bytes as a pack and read all that is in it."""
    with _written(content) as path, suppress(PackError):
        opened = open_pack(path, limits)
        try:
            for name in opened.names:
                for _chunk in opened.chunks(name):
                    pass
        finally:
            opened.close()


def own_facts(content: bytes) -> None:
    """Read bytes as a pack of own facts."""
    known = Known(countries=(CountryCode("RS"), CountryCode("UY")), makers={})
    with _written(content) as path, suppress(PackError, DatasetBuildError):
        read_overlay(path, known)


def own_sheet(content: bytes) -> None:
    """Read bytes as a sheet of own facts that a spreadsheet saved."""
    known = Known(countries=(CountryCode("RS"), CountryCode("UY")), makers={})
    with suppress(DatasetBuildError):
        check_overlay(example_sheets() | {"deployments": plain(content)}, Path("own-facts"), known)


def trip(content: bytes) -> None:
    """Read bytes as a trip file."""
    with _written(content) as path, suppress(TripFileError):
        read_trip(path)


READERS: Mapping[str, Callable[[bytes], None]] = MappingProxyType(
    {each.__name__: each for each in (organisation, travellers, manifest, logo, keys, pack, own_facts, own_sheet, trip)}
)


class _written:  # noqa: N801  # reads as a verb where it is used
    """A file with this content, for as long as it is looked at."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._folder = tempfile.TemporaryDirectory()

    def __enter__(self) -> Path:
        path = Path(self._folder.name, "file")
        path.write_bytes(self._content)
        return path

    def __exit__(self, *_error: object) -> None:
        self._folder.cleanup()
