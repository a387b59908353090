"""What a person may want kept between two uses: looks, paper and profile, never anything of a trip."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSettings

from desktop.trip import Profile

TEXT_SIZES = (100, 125, 150, 175, 200)
"""Per cent of the normal text size."""

Choice = TypeVar("Choice", bound=StrEnum)


class Appearance(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class PaperSize(StrEnum):
    """The paper a briefing is made for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The settings."""

    appearance: Appearance = Appearance.SYSTEM
    text_size: int = 100
    paper: PaperSize = PaperSize.A4
    profile: Profile = Profile.GENERAL


class PreferenceFile:
    """Reads and writes the settings in a file of our own; a value that makes no sense counts as not set."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def read(self) -> Preferences:
        """Return the settings, defaults where there are none."""
        standard = Preferences()
        size = str(self._settings.value("text_size", ""))
        return Preferences(
            appearance=self._choice("appearance", standard.appearance),
            text_size=int(size) if size.isdecimal() and int(size) in TEXT_SIZES else standard.text_size,
            paper=self._choice("paper", standard.paper),
            profile=self._choice("profile", standard.profile),
        )

    def write(self, preferences: Preferences) -> None:
        """Keep the settings."""
        self._settings.setValue("appearance", preferences.appearance.value)
        self._settings.setValue("text_size", preferences.text_size)
        self._settings.setValue("paper", preferences.paper.value)
        self._settings.setValue("profile", preferences.profile.value)
        self._settings.sync()

    def _choice(self, key: str, standard: Choice) -> Choice:
        stored = str(self._settings.value(key, ""))
        return next((each for each in type(standard) if each.value == stored), standard)
