"""How the briefing is to be: for which organisation, how short, with a page to sign or without.

Lives in memory only, like the trip: an organisation's name says for whom one travels.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.briefing.options import BriefingOptions

if TYPE_CHECKING:
    from desktop.briefing.own import OwnWords


class OptionsState(QObject):
    """Holds the options and says when they changed."""

    own_changed = Signal()
    changed = Signal()
    """Follows the first, and every other change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = BriefingOptions()
        self._organisation_file: Path | None = None

    @property
    def options(self) -> BriefingOptions:
        """The options as the briefing is composed with."""
        return self._options

    @property
    def own(self) -> "OwnWords | None":
        """What the organisation says; None without one."""
        return self._options.own

    @property
    def organisation_file(self) -> Path | None:
        """Where the organisation's words were read; None without one."""
        return self._organisation_file

    def set_organisation(self, own: "OwnWords | None", file: Path | None) -> None:
        """Speak for an organisation, or for none."""
        self._organisation_file = file
        self._set(replace(self._options, own=own))

    def set_short(self, is_short: bool) -> None:  # noqa: FBT001 - a slot
        """Ask for one sheet, or for the whole briefing."""
        self._set(replace(self._options, is_short=is_short))

    def set_sign_off(self, has_sign_off: bool) -> None:  # noqa: FBT001 - a slot
        """Ask for a page to sign, or for none."""
        self._set(replace(self._options, has_sign_off=has_sign_off))

    def clear(self) -> None:
        """Forget everything."""
        self._organisation_file = None
        self._set(BriefingOptions())

    def _set(self, options: BriefingOptions) -> None:
        before, self._options = self._options, options
        if options.own != before.own:
            self.own_changed.emit()
        if options != before:
            self.changed.emit()
