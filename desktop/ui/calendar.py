"""A month to pick a day from, in the colours of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPalette, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget


class Calendar(QCalendarWidget):
    """Qt's calendar without its red days and black arrows, which are hard to see in either theme."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self.palette().brush(QPalette.ColorRole.Text))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        signs = ("◂", "▸") if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else ("▸", "◂")
        for part, sign in zip(("qt_calendar_prevmonth", "qt_calendar_nextmonth"), signs, strict=True):
            button = self.findChild(QToolButton, part)
            if button is not None:
                button.setIcon(QIcon())
                button.setText(sign)
