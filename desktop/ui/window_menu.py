"""The menus of the window: what can be done, by which key. Who does it is the window's business."""

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.briefing.words import profile_name
from desktop.i18n import _
from desktop.trip import Profile
from desktop.ui.preferences import TEXT_SIZES, Appearance, Preferences

Key = QKeySequence.StandardKey


class WindowMenu(QMenuBar):
    """Holds every action by name; the settings are groups of which one is chosen."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fill_file(self.addMenu(_("&File")))
        self._fill_go(self.addMenu(_("&Go")))
        self._fill_dataset(self.addMenu(_("Da&taset")))
        self._fill_settings(self.addMenu(_("S&ettings")), preferences)
        self._fill_help(self.addMenu(_("&Help")))

    def _fill_file(self, menu: QMenu) -> None:
        self.new_trip = _action(menu, _("&New trip"), Key.New)
        self.open_trip = _action(menu, _("&Open trip…"), Key.Open)
        self.save_trip = _action(menu, _("Save &trip…"), "Ctrl+Shift+S")
        menu.addSeparator()
        self.save = _action(menu, _("&Save PDF…"), Key.Save)
        self.print = _action(menu, _("&Print…"), Key.Print)
        menu.addSeparator()
        self.organisation = _action(menu, _("O&rganisation…"), "Ctrl+Shift+O")
        self.brief_many = _action(menu, _("Brief &many travellers…"), "Ctrl+B")
        menu.addSeparator()
        self.clear_everything = _action(menu, _("&Clear everything"), "Ctrl+Shift+Delete")
        menu.addSeparator()
        self.quit = _action(menu, _("&Quit"), Key.Quit)

    def _fill_go(self, menu: QMenu) -> None:
        self.go_to_search = _action(menu, _("&Destination"), "Ctrl+L")
        self.go_to_stops = _action(menu, _("S&tops"), "Ctrl+1")
        self.go_to_risks = _action(menu, _("&Risks"), "Ctrl+2")
        self.go_to_briefing = _action(menu, _("&Briefing"), "Ctrl+3")
        self.go_to_map = _action(menu, _("&Map"), "Ctrl+4")
        self.go_to_find = _action(menu, _("&Find in the briefing"), "Ctrl+F")

    def _fill_dataset(self, menu: QMenu) -> None:
        self.update_dataset = _action(menu, _("&Update from file…"))
        self.restore_dataset = _action(menu, _("&Restore previous…"))
        menu.addSeparator()
        self.trust_publisher = _action(menu, _("&Trust a publisher…"))

    def _fill_settings(self, menu: QMenu, chosen: Preferences) -> None:
        """Offer what is kept between two uses; the paper is chosen beside the pages."""
        self.appearances = QActionGroup(self)
        for appearance, text in (
            (Appearance.SYSTEM, _("As the &system")),
            (Appearance.LIGHT, _("&Light")),
            (Appearance.DARK, _("&Dark")),
        ):
            _choice(menu, self.appearances, text, appearance, is_chosen=appearance is chosen.appearance)
        menu.addSeparator()
        self.text_sizes = QActionGroup(self)
        for size in TEXT_SIZES:
            text = _("Text at {percent} %").format(percent=size)
            _choice(menu, self.text_sizes, text, size, is_chosen=size == chosen.text_size)
        menu.addSeparator()
        profiles = menu.addMenu(_("A new trip is for the &profile"))
        self.profiles = QActionGroup(self)
        for profile in Profile:
            _choice(profiles, self.profiles, profile_name(profile), profile, is_chosen=profile is chosen.profile)

    def _fill_help(self, menu: QMenu) -> None:
        self.method = _action(menu, _("&How levels are made"), Key.HelpContents)
        self.about = _action(menu, _("&About Forewarned"))


def _action(menu: QMenu, text: str, key: QKeySequence.StandardKey | str | None = None) -> QAction:
    action = menu.addAction(text)
    if key is not None:
        action.setShortcut(QKeySequence(key))
    return action


def _choice(menu: QMenu, group: QActionGroup, text: str, value: object, *, is_chosen: bool) -> None:
    action = _action(menu, text)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.setData(value)
    group.addAction(action)
