"""Reads the picture file of a logo with suspicion: what it is, how large it is, and that it holds nothing else."""

import struct
import zlib
from typing import Final

from desktop.briefing.letterhead import Logo, PictureLogo
from desktop.handout.drawing import read_svg
from desktop.i18n import _

MAX_LOGO_BYTES: Final = 1024 * 1024
MAX_SIDE: Final = 4000
MAX_PIXELS: Final = 4_000_000
_PNG_MARK: Final = b"\x89PNG\r\n\x1a\n"
_SAMPLES: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples per pixel, by PNG colour type."""
_HEADER: Final = struct.Struct(">IIBBBBB")
_HEADER_END: Final = 33


class PictureError(ValueError):
    """The file is no picture that can be printed; the message is the rest of a sentence that begins with its name."""


def read_logo(content: bytes, alternative: str) -> Logo:
    """Read a PNG or an SVG; `alternative` says in words what it shows. Raises PictureError."""
    if len(content) > MAX_LOGO_BYTES:
        raise PictureError(_("is larger than 1 MB; save a smaller one"))
    if content.startswith(_PNG_MARK):
        return _read_png(content, alternative)
    try:
        return read_svg(content, alternative)
    except ValueError as error:
        raise PictureError(str(error)) from error


def _read_png(content: bytes, alternative: str) -> PictureLogo:
    data = bytearray()
    place = len(_PNG_MARK)
    kinds = []
    while place < len(content):
        if place + 12 > len(content):
            raise PictureError(_("is cut short; save it again"))
        length, kind = struct.unpack_from(">I4s", content, place)
        body = content[place + 8 : place + 8 + length]
        if len(body) != length or place + 12 + length > len(content):
            raise PictureError(_("is cut short; save it again"))
        (checksum,) = struct.unpack_from(">I", content, place + 8 + length)
        if checksum != zlib.crc32(kind + body):
            raise PictureError(_("is damaged; save it again"))
        kinds.append(kind)
        if kind == b"IDAT":
            data += body
        place += 12 + length
        if kind == b"IEND":
            break
    if not kinds or kinds[0] != b"IHDR" or kinds[-1] != b"IEND" or len(content) < _HEADER_END:
        raise PictureError(_("is cut short; save it again"))
    width, height, depth, colour, *_rest = _HEADER.unpack_from(content, 16)
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and width * height <= MAX_PIXELS):
        raise PictureError(
            _(
                "has {width} × {height} pixels; keep each side from 1 to {side} and the whole below {million} million"
            ).format(width=width, height=height, side=MAX_SIDE, million=MAX_PIXELS // 1_000_000)
        )
    samples = _SAMPLES.get(colour)
    if samples is None or depth not in {1, 2, 4, 8, 16}:
        raise PictureError(_("is damaged; save it again"))
    # Interlaced pictures need a little more: seven passes, each with its own filter bytes.
    most = height * ((width * samples * depth + 7) // 8 + 1) * 2 + 64
    _check_pixels(bytes(data), most)
    return PictureLogo(width=width, height=height, content=content, alternative=alternative)


def _check_pixels(data: bytes, most: int) -> None:
    """Unpack the pixels as far as they may go, so that what follows cannot be made to fill the memory."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, most)
    except zlib.error as error:
        raise PictureError(_("is damaged; save it again")) from error
    if not unpacked or unpacker.unconsumed_tail or not unpacker.eof:
        raise PictureError(_("is damaged; save it again"))
