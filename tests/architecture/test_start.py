"""The window stands before anything is loaded that nobody sees at first."""

import os
import subprocess
import sys
from pathlib import Path

LOADED_LATER = {
    # To read a file, to find a name, to draw a page, to make one: each takes longer than a column of the window.
    *("cattrs", "rapidfuzz", "pypdfium2", "reportlab", "tuf", "lxml", "pikepdf", "PySide6.QtPrintSupport", "sqlite3"),
    # What the first search and the first stop ask for.
    *("desktop.assessment.assess", "desktop.assessment.method", "desktop.briefing.compose", "desktop.briefing.model"),
    *("desktop.assessment.model", "desktop.dataset.model", "desktop.dataset.search", "desktop.dataset.store"),
    *("desktop.ui.pages.result_list", "desktop.ui.pages.stop_editor", "desktop.ui.pages.stop_list"),
    # What somebody has to choose.
    *("desktop.trip_file", "desktop.ui.dataset_files", "desktop.ui.file_dialog", "desktop.ui.printing"),
    *("desktop.ui.dialogs.about", "desktop.ui.dialogs.batch", "desktop.ui.dialogs.report"),
}
_LIST_LOADED = """
import sys
from unittest.mock import patch
from desktop import app

class Shown(app.Application):
    @staticmethod
    def exec():
        print(*sys.modules)
        return 0

with patch.object(app, "Application", Shown):
    app.main()
"""


def test_what_nobody_sees_at_first_is_loaded_later(checkout: Path, tmp_path: Path) -> None:
    surroundings = {"HOME": str(tmp_path), "PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _LIST_LOADED]
    finished = subprocess.run(command, cwd=checkout, env=surroundings, capture_output=True, text=True, check=True)
    loaded = set(finished.stdout.split())
    assert "desktop.ui.main_window" in loaded
    assert loaded & LOADED_LATER == set()
