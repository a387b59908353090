"""A pack as a file: a ZIP that holds what its kind of pack holds and nothing else, read with suspicion.

Names, sizes and kinds are checked before a byte is unpacked, and nothing is ever unpacked under a name from inside.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final, TypeAlias

from desktop.errors import OutputError, PackError, reason_of
from desktop.i18n import _

MAX_PACK_BYTES: Final = 512 * 1024 * 1024
MAX_FILES: Final = 600
CHUNK_BYTES: Final = 256 * 1024
_MAX_RATIO: Final = 200
# What zipfile raises where it should say BadZipFile: names that are no UTF-8, fields cut short.
_BROKEN: Final = (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

Limits: TypeAlias = Callable[[str], int | None]
"""How many bytes a file of this name may hold, None for a name that does not belong into this kind of pack."""


class PackFile:
    """An opened pack. Use `open_pack`."""

    def __init__(self, archive: zipfile.ZipFile, name: str, files: Mapping[str, zipfile.ZipInfo]) -> None:
        self._archive = archive
        self._files = files
        self._opened: list[IO[bytes]] = []
        self.name = name

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, in the order of the pack."""
        return tuple(self._files)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a file piece by piece; raises PackError if it is damaged."""
        try:
            with self._archive.open(self._files[name]) as file:
                # Whoever reads may stop before the end.
                self._opened.append(file)
                while chunk := file.read(CHUNK_BYTES):
                    yield chunk
        except (*_BROKEN, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise PackError(
                _("The pack “{pack}” is damaged at {name}; copy it again.").format(pack=self.name, name=name)
            ) from error

    def whole(self, name: str) -> bytes | None:
        """Return a small file, None where there is none."""
        return b"".join(self.chunks(name)) if name in self._files else None

    def close(self) -> None:
        """Let go of the file."""
        for file in self._opened:
            file.close()
        self._archive.close()


def open_pack(path: Path, limits: Limits) -> PackFile:
    """Open a pack once its table of contents has been checked; raises PackError."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            raise PackError(_("The pack “{pack}” is larger than 512 MB; it is no dataset.").format(pack=path.name))
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise PackError(
            _("The pack “{pack}” cannot be read ({reason}); choose another file.").format(
                pack=path.name, reason=reason_of(error)
            )
        ) from error
    except (*_BROKEN, OverflowError) as error:
        raise PackError(_("“{pack}” is no pack, or was cut short; copy it again.").format(pack=path.name)) from error
    try:
        return PackFile(archive, path.name, _checked(path.name, archive.infolist(), limits))
    except PackError:
        archive.close()
        raise


def _checked(pack: str, infos: list[zipfile.ZipInfo], limits: Limits) -> Mapping[str, zipfile.ZipInfo]:
    if len(infos) > MAX_FILES:
        raise PackError(_("The pack “{pack}” holds {n} files, far too many.").format(pack=pack, n=len(infos)))
    files: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename
        shown = name.encode("unicode_escape").decode()[:60]
        if name in files:
            raise PackError(
                _("The pack “{pack}” holds {name} twice, so it is not clear which counts.").format(
                    pack=pack, name=shown
                )
            )
        if stat.S_ISLNK(info.external_attr >> 16):
            raise PackError(
                _("The pack “{pack}” holds a link ({name}) instead of a file.").format(pack=pack, name=shown)
            )
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            raise PackError(
                _("The pack “{pack}” holds a file that points outside of it ({name}).").format(pack=pack, name=shown)
            )
        most = limits(name)
        if most is None:
            raise PackError(
                _("The pack “{pack}” holds {name}, which does not belong there.").format(pack=pack, name=shown)
            )
        _check_size(pack, shown, info, most)
        files[name] = info
    return files


def _check_size(pack: str, shown: str, info: zipfile.ZipInfo, most: int) -> None:
    if info.flag_bits & 1 or info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise PackError(
            _("The pack “{pack}” is packed in a way that packs are not ({name}).").format(pack=pack, name=shown)
        )
    if info.file_size > most or info.file_size > _MAX_RATIO * max(info.compress_size, 1024):
        raise PackError(
            _("The pack “{pack}” would unpack to far more than a dataset needs ({name}).").format(pack=pack, name=shown)
        )


def write_pack(path: Path, files: Mapping[str, Path | bytes]) -> None:
    """Write a pack; the same files give the same bytes."""
    draft = path.with_name(f".forewarned-{path.name}")
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = (stat.S_IFREG | 0o644) << 16
                content = files[name]
                archive.writestr(info, content if isinstance(content, bytes) else content.read_bytes())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            _("“{pack}” could not be written ({reason}); choose another folder, or free some space.").format(
                pack=path.name, reason=reason_of(error)
            )
        ) from error
