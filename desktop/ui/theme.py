"""Colours, sizes and the stylesheet: the only place that knows them.

Every colour is a palette role; the stylesheet names roles, never colours, and is set again with each palette.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.assessment.levels import Level
from desktop.ui.preferences import Appearance

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
"""The only distances in the window, in pixels at any text size."""
BAR = 10
"""How wide a scroll bar is."""

_TITLE, _HEADING, _BODY, _SMALL = 20, 16, 13, 12

_Role = QPalette.ColorRole

_LIGHT = {
    _Role.Window: "#F6F4EF",
    _Role.WindowText: "#1B2127",
    _Role.Base: "#FFFFFF",
    _Role.AlternateBase: "#F6F4EF",
    _Role.Text: "#1B2127",
    _Role.Button: "#FFFFFF",
    _Role.ButtonText: "#1B2127",
    _Role.PlaceholderText: "#55606B",
    _Role.Mid: "#D5DADF",
    _Role.Midlight: "#EAE7DF",
    _Role.Dark: "#8A949D",
    _Role.Light: "#FFFFFF",
    _Role.Shadow: "#1B2127",
    _Role.Highlight: "#1F4E79",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#1F4E79",
    _Role.Link: "#1F4E79",
    _Role.LinkVisited: "#1F4E79",
    _Role.BrightText: "#8E1B16",
    _Role.ToolTipBase: "#FFFFFF",
    _Role.ToolTipText: "#1B2127",
}

_DARK = {
    _Role.Window: "#20262C",
    _Role.WindowText: "#E9ECEF",
    _Role.Base: "#171C21",
    _Role.AlternateBase: "#20262C",
    _Role.Text: "#E9ECEF",
    _Role.Button: "#2A3138",
    _Role.ButtonText: "#E9ECEF",
    _Role.PlaceholderText: "#A9B3BC",
    _Role.Mid: "#3B444D",
    _Role.Midlight: "#2E363E",
    _Role.Dark: "#78838D",
    _Role.Light: "#3B444D",
    _Role.Shadow: "#0C0F12",
    _Role.Highlight: "#2F6EA8",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#8FBDEB",
    _Role.Link: "#8FBDEB",
    _Role.LinkVisited: "#8FBDEB",
    _Role.BrightText: "#FFA79B",
    _Role.ToolTipBase: "#2A3138",
    _Role.ToolTipText: "#E9ECEF",
}

_LEVEL_FILLS = {
    Level.LOW: QColor("#F4E6C8"),
    Level.MODERATE: QColor("#E2B06A"),
    Level.HIGH: QColor("#B25A22"),
    Level.VERY_HIGH: QColor("#6B1E1A"),
}


def level_fill(level: Level) -> QColor:
    """Return the fill of a documented level; it is the third hint, after shape and word."""
    return _LEVEL_FILLS[level]


def palette_for(*, is_dark: bool) -> QPalette:
    """Build the palette of a theme; disabled text takes the secondary colour, which keeps its contrast."""
    colours = _DARK if is_dark else _LIGHT
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    secondary = QColor(colours[_Role.PlaceholderText])
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, secondary)
    return palette


class Theme(QObject):
    """Applies appearance and text size to the application and follows the system when told to."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = Appearance.SYSTEM
        self._text_size = 100
        self._look = ("", "")
        self._system_font = app.font()
        app.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)

    @property
    def is_dark(self) -> bool:
        """Whether the window is dark now."""
        match self._appearance:
            case Appearance.DARK:
                return True
            case Appearance.LIGHT:
                return False
            case Appearance.SYSTEM:
                return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def size_text(self, text_size: int) -> None:
        """Set the size of all text; before any widget is made, for Qt tells no widget of it until its loop runs."""
        self._text_size = text_size
        font = self._system_font
        font.setPixelSize(self._pixels(_BODY))
        self._app.setFont(font)

    def apply(self, appearance: Appearance, text_size: int) -> None:
        """Change the look of the whole application."""
        self._appearance, self._text_size = appearance, text_size
        schemes = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
        QGuiApplication.styleHints().setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))
        self._paint()

    def _on_color_scheme_changed(self) -> None:
        self._paint()

    def _paint(self) -> None:
        self.size_text(self._text_size)
        self._app.setPalette(palette_for(is_dark=self.is_dark))
        # Set again after each palette: Qt resolves palette roles when it reads the sheet.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(self._sheet())
        self.changed.emit()

    def _pixels(self, size: int) -> int:
        return round(size * self._text_size / 100)

    def _sheet(self) -> str:
        for_sizes = {
            "title": self._pixels(_TITLE),
            "heading": self._pixels(_HEADING),
            "small": self._pixels(_SMALL),
            "bar": BAR,
        }
        return _SHEET % for_sizes


_SHEET = """
QMainWindow, #columns { background: palette(window); }
QWidget#panel, QScrollArea#panel { background: palette(window); }
QWidget#sheet, QScrollArea#sheet { background: palette(base); }
QAbstractScrollArea#preview { background: palette(window); border: none; }
QSplitter::handle { background: palette(mid); }

QLabel[look="title"] { font-size: %(title)dpx; font-weight: 600; }
QLabel[look="heading"] { font-size: %(heading)dpx; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="kicker"] { font-size: %(small)dpx; font-weight: 600; color: palette(placeholder-text); }
QLabel[look="secondary"] { font-size: %(small)dpx; color: palette(placeholder-text); }
QLabel[look="quiet"] { color: palette(placeholder-text); }
QLabel[look="error"] { color: palette(bright-text); }

QLineEdit { background: palette(base); border: 1px solid palette(dark); border-radius: 6px; padding: 6px 8px;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); }
QLineEdit:focus { border: 2px solid palette(accent); padding: 5px 7px; }

QPushButton { background: palette(button); color: palette(button-text); border: 1px solid palette(dark);
    border-radius: 6px; padding: 6px 12px; }
QPushButton:hover { background: palette(midlight); }
QPushButton:focus { border: 2px solid palette(accent); padding: 5px 11px; }
QPushButton:disabled { color: palette(placeholder-text); border-color: palette(mid); }
QPushButton[look="primary"] { background: palette(highlight); color: palette(highlighted-text);
    border-color: palette(highlight); font-weight: 600; }
QPushButton[look="primary"]:focus { border: 2px solid palette(text); }
QPushButton[look="primary"]:disabled { background: palette(midlight); color: palette(placeholder-text);
    border-color: palette(mid); }
QPushButton[look="link"] { background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; color: palette(link); padding: 4px 0 2px 0; text-align: left; }
QPushButton[look="link"]:hover { background: transparent; border-bottom-color: palette(dark); }
QPushButton[look="link"]:focus { border: none; border-bottom: 2px solid palette(accent); padding: 4px 0 2px 0; }
QPushButton[look="tool"] { background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; color: palette(link); min-width: 16px; padding: 4px 4px 2px 4px; }
QPushButton[look="tool"]:hover { background: palette(midlight); }
QPushButton[look="tool"]:focus { border-bottom: 2px solid palette(accent); }
QPushButton[look="tool"]:disabled { color: palette(placeholder-text); }
QPushButton[look="link"]:disabled { color: palette(placeholder-text); }

QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: palette(placeholder-text); border: none;
    border-bottom: 3px solid transparent; padding: 8px 4px 8px 4px; margin-right: 12px; }
QTabBar::tab:selected { color: palette(text); border-bottom-color: palette(accent); }
QTabBar::tab:hover { color: palette(text); }
QTabBar::tab:selected:focus { color: palette(accent); border: 2px solid palette(accent); border-bottom-width: 3px;
    border-top-left-radius: 4px; border-top-right-radius: 4px; padding: 6px 2px 8px 2px; }
QTabBar::scroller { width: 48px; }
QTabBar::tear { width: 0; border: none; }
QTabBar QToolButton { background: palette(base); border: none; border-bottom: 3px solid transparent; }
QTabBar QToolButton:hover { background: palette(midlight); }

QAbstractItemView { background: palette(base); border: none; outline: none;
    selection-background-color: palette(highlight); selection-color: palette(highlighted-text); }
QListView#results { border: 1px solid palette(mid); border-radius: 6px; }
QListView#stops, QListView#pages { background: palette(window); }
QComboBox QAbstractItemView { border: 1px solid palette(dark); }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenu { border: 1px solid palette(dark); }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: palette(alternate-base); }
QCalendarWidget QToolButton { background: transparent; color: palette(text); border: none; padding: 4px 8px; }
QCalendarWidget QToolButton:hover { background: palette(midlight); }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QHeaderView { background: palette(base); border: none; }
QHeaderView::section { background: palette(base); color: palette(placeholder-text); border: none;
    border-bottom: 1px solid palette(mid); padding: 6px 4px; font-size: %(small)dpx; font-weight: 600; }
QTextBrowser, QPlainTextEdit { background: palette(base); border: 2px solid transparent; }
QTextBrowser:focus, QPlainTextEdit:focus { border-color: palette(accent); }

QProgressBar { background: palette(midlight); border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: palette(accent); border-radius: 3px; }

QScrollArea { border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: %(bar)dpx; margin: 0; }
QScrollBar:horizontal { background: transparent; height: %(bar)dpx; margin: 0; }
QScrollBar::handle { background: palette(mid); border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: palette(dark); }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: palette(window); color: palette(window-text); }
QMenuBar::item { background: transparent; padding: 4px 8px; }
QMenuBar::item:selected { background: palette(midlight); }
QFrame#rule { background: palette(mid); border: none; max-height: 1px; min-height: 1px; }
"""
