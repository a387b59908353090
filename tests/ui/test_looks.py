"""How the window looks, and what of it is kept: contrast, themes, settings."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from desktop.trip import Profile
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Appearance, PaperSize, PreferenceFile, Preferences
from desktop.ui.theme import Theme, palette_for

_Role = QPalette.ColorRole
TEXT_ON_GROUND = [
    (_Role.Text, _Role.Base),
    (_Role.Text, _Role.AlternateBase),
    (_Role.Text, _Role.Midlight),
    (_Role.WindowText, _Role.Window),
    (_Role.ButtonText, _Role.Button),
    (_Role.ButtonText, _Role.Midlight),
    (_Role.PlaceholderText, _Role.Base),
    (_Role.PlaceholderText, _Role.Window),
    (_Role.PlaceholderText, _Role.AlternateBase),
    (_Role.PlaceholderText, _Role.Midlight),
    (_Role.HighlightedText, _Role.Highlight),
    (_Role.Link, _Role.Base),
    (_Role.Link, _Role.Window),
    (_Role.Accent, _Role.Base),
    (_Role.BrightText, _Role.Window),
    (_Role.BrightText, _Role.Base),
    (_Role.ToolTipText, _Role.ToolTipBase),
]


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("pair", TEXT_ON_GROUND, ids=lambda pair: f"{pair[0].name}-on-{pair[1].name}")
def test_text_stands_out_from_its_ground(pair: tuple[QPalette.ColorRole, QPalette.ColorRole], *, is_dark: bool) -> None:
    palette = palette_for(is_dark=is_dark)
    lighter, darker = sorted((luminance(palette.color(role)) for role in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_theme_changes_the_palette_at_once(window: MainWindow, theme: Theme) -> None:
    theme.apply(Appearance.DARK, 100)
    try:
        assert window.palette().color(_Role.Window) == palette_for(is_dark=True).color(_Role.Window)
    finally:
        theme.apply(Appearance.LIGHT, 100)
    assert window.palette().color(_Role.Window) == palette_for(is_dark=False).color(_Role.Window)


def test_a_choice_of_looks_is_reported_to_be_kept(qtbot: QtBot, window: MainWindow) -> None:
    dark = next(action for action in window.menu.appearances.actions() if Appearance(action.data()) is Appearance.DARK)
    with qtbot.waitSignal(window.preferences_changed) as changed:
        dark.trigger()
    assert changed.args == [Preferences(appearance=Appearance.DARK)]


def test_the_usual_profile_is_kept_and_waits_for_the_next_trip(qtbot: QtBot, window: MainWindow) -> None:
    window.trip.example.click()
    journalist = next(each for each in window.menu.profiles.actions() if Profile(each.data()) is Profile.JOURNALIST)
    with qtbot.waitSignal(window.preferences_changed) as changed:
        journalist.trigger()
    assert changed.args == [Preferences(profile=Profile.JOURNALIST)]
    profiles = [window.state.profile]
    window.clear_everything()
    profiles.append(window.state.profile)
    assert profiles == [Profile.GENERAL, Profile.JOURNALIST]


def test_settings_come_back_and_nonsense_counts_as_not_set(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    kept = Preferences(appearance=Appearance.DARK, text_size=150, paper=PaperSize.LETTER, profile=Profile.JOURNALIST)
    PreferenceFile(path).write(kept)
    assert PreferenceFile(path).read() == kept
    path.write_text("[General]\nappearance=pink\ntext_size=-3\npaper=\n", encoding="utf-8")
    assert PreferenceFile(path).read() == Preferences()
