"""Draws the program's icon in the sizes that each system wants, from resources/icons/forewarned.svg.

Run by the build of the package; the drawing is the only picture that is kept.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).parent.parent / "icons" / "forewarned.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512, 1024)
_LARGEST_IN_ICO = 256


def main() -> int:
    """Draw every size, and the files that hold several, into the folder that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 -- the script and one folder
        sys.stderr.write("usage: icon.py FOLDER\n")
        return 2
    draw_into(Path(sys.argv[1]))
    return 0


def draw_into(folder: Path) -> None:
    """Write forewarned-SIZE.png for each size, forewarned.ico for Windows and forewarned.icns for macOS."""
    app = QGuiApplication.instance() or QGuiApplication(["icon"])
    assert app is not None
    folder.mkdir(parents=True, exist_ok=True)
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        picture = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter)
        painter.end()
        picture.save(str(folder / f"forewarned-{size}.png"))
    pictures = {size: Image.open(folder / f"forewarned-{size}.png") for size in SIZES}
    in_ico = [size for size in SIZES if size <= _LARGEST_IN_ICO]
    pictures[_LARGEST_IN_ICO].save(
        folder / "forewarned.ico",
        sizes=[(size, size) for size in in_ico],
        append_images=[pictures[size] for size in in_ico],
    )
    pictures[SIZES[-1]].save(folder / "forewarned.icns", append_images=list(pictures.values()))


if __name__ == "__main__":
    sys.exit(main())
