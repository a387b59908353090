"""The program's own icon, from the drawing that ships."""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QIcon, QPixmap

from desktop.assets import asset


def program_icon() -> QIcon:
    """Return the icon for window frames and task bars; drawn at its own size, which is larger than any of these."""
    picture = QPixmap()
    picture.loadFromData(QByteArray(asset("resources", "icons", "forewarned.svg").read_bytes()), "SVG")
    return QIcon(picture)
