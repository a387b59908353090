"""What a person does in Qt's own print dialog, said in words: `pages=1,3-4 reverse`."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPushButton, QSpinBox, QTabWidget

_HEEDED: Final = {
    *("printers", "copies", "collate", "reverse", "noDuplex", "duplexLong", "duplexShort"),
    *("printAll", "printRange", "from", "to", "pagesRadioButton", "pageSetCombo"),
}
"""The choices that reach the printer. Another one that Qt offers would be ignored."""
_SETS: Final = {"odd": "Odd Pages", "even": "Even Pages"}


def choose(dialog: QAbstractPrintDialog, words: str) -> None:
    """Open the dialog's options and choose what the words say."""
    next(each for each in dialog.findChildren(QPushButton) if each.text().startswith("&Options")).click()
    assert _offered(dialog) == _HEEDED, _offered(dialog) ^ _HEEDED
    for word in words.split():
        name, _sign, value = word.partition("=")
        if name == "pages":
            _button(dialog, "pagesRadioButton").click()
            line = dialog.findChild(QLineEdit, "pagesLineEdit")
            assert line is not None
            QTest.keyClicks(line, value)
        elif name == "range":
            _button(dialog, "printRange").click()
            first, last = value.split("-")
            _count(dialog, "to", last)
            _count(dialog, "from", first)
        elif name == "copies":
            _count(dialog, "copies", value)
        elif name in _SETS:
            sets = dialog.findChild(QComboBox, "pageSetCombo")
            assert sets is not None
            QTest.keyClicks(sets, _SETS[name])
        else:
            _button(dialog, name).click()


def _offered(dialog: QAbstractPrintDialog) -> set[str]:
    tabs = dialog.findChild(QTabWidget, "tabs")
    assert tabs is not None
    names: set[str] = set()
    for tab in reversed(range(tabs.count())):
        tabs.setCurrentIndex(tab)
        fields = [
            field for kind in (QAbstractButton, QAbstractSpinBox, QComboBox) for field in dialog.findChildren(kind)
        ]
        names |= {field.objectName() for field in fields if field.isVisible() and field.objectName()}
    return names


def _button(dialog: QAbstractPrintDialog, name: str) -> QAbstractButton:
    button = dialog.findChild(QAbstractButton, name)
    assert button is not None
    assert button.isEnabled()
    return button


def _count(dialog: QAbstractPrintDialog, name: str, value: str) -> None:
    box = dialog.findChild(QSpinBox, name)
    assert box is not None
    assert box.isEnabled()
    box.selectAll()
    QTest.keyClicks(box, value)
    QTest.keyClick(box, Qt.Key.Key_Tab)
