"""The least that a packaged PySide6 program can be: one empty window, as large as Forewarned's."""

import sys

from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> int:
    """Show the window until it is closed."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1360, 850)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
