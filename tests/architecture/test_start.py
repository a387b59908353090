"""The window stands before anything is loaded that nobody sees at first."""

import subprocess
import sys
from pathlib import Path

LOADED_LATER = {
    # To read a file, to find a name, to draw a page, to make one: each takes longer than a column of the window.
    *("cattrs", "rapidfuzz", "pypdfium2", "reportlab", "tuf", "lxml", "pikepdf", "PySide6.QtPrintSupport"),
    # What the first stop asks for.
    *("desktop.assessment.assess", "desktop.assessment.method", "desktop.briefing.compose", "desktop.briefing.model"),
    *(
        "desktop.dataset.search",
        "desktop.ui.dialogs.about",
        "desktop.ui.dialogs.batch",
        "desktop.ui.dialogs.report",
        "desktop.ui.printing",
    ),
}


def test_what_nobody_sees_at_first_is_loaded_later(checkout: Path) -> None:
    script = "import sys, desktop.app; print(*sys.modules)"
    finished = subprocess.run([sys.executable, "-c", script], cwd=checkout, capture_output=True, text=True, check=True)
    loaded = set(finished.stdout.split())
    assert "desktop.ui.main_window" in loaded
    assert loaded & LOADED_LATER == set()
