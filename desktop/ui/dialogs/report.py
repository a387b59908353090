"""An unexpected error: a report to copy by hand, with versions and the trace and nothing of the trip."""

import platform
import traceback
from pathlib import PurePath
from types import TracebackType

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import __version__
from desktop.i18n import _
from desktop.ui.parts import button, label, make_roomy, spaced
from desktop.ui.theme import L, S


def report_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return versions, the error's type and where it happened; never its message, which may quote the trip."""
    lines = [
        f"Forewarned {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {pyside_version}, {platform.system()}",
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        # Whole paths would name the user.
        parts = PurePath(frame.filename).parts
        place = "/".join(parts[parts.index("desktop") :]) if "desktop" in parts else parts[-1]
        lines.append(f"  {place}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class ReportDialog(QDialog):
    """Shows the report; the trip stays open behind it."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Unexpected error"))
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.copy = button(_("&Copy report"), parent=self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        spaced(layout, margin=L, gap=S)
        layout.addWidget(label(_("Something went wrong in the program itself"), "heading"))
        layout.addWidget(
            label(_("Your trip is still here. The report below holds versions and the place in the program, no trip."))
        )
        layout.addWidget(self.report, 1)
        layout.addWidget(buttons)
        make_roomy(self, 52, 34)
        self.copy.clicked.connect(self._on_copy_clicked)
        buttons.rejected.connect(self.reject)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
