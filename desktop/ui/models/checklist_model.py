"""The measures of the trip by phase, with ticks."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from desktop.advice.model import Measure
from desktop.briefing.words import phase_title
from desktop.dataset.codes import CountryCode, Device, Phase
from desktop.i18n import _
from desktop.ui.models.row_model import Index, RowModel


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistRow:
    """A phase title (without a measure) or a measure to tick."""

    title: str
    why: str = ""
    stops: str = ""
    measure_id: str = ""


def rows_of(
    measures: tuple[Measure, ...],
    *,
    device: Device | None,
    stop: CountryCode | None,
    name_of: Callable[[CountryCode], str],
) -> tuple[ChecklistRow, ...]:
    """Put the measures for a device and a stop in rows; None means all."""
    shown = [measure for measure in measures if _is_about(measure, device) and _is_for(measure, stop)]
    rows: list[ChecklistRow] = []
    for phase in Phase:
        of_phase = [measure for measure in shown if measure.phase is phase]
        if of_phase:
            rows.append(ChecklistRow(title=phase_title(phase)))
        rows.extend(
            ChecklistRow(
                title=measure.action,
                why=measure.why,
                stops=", ".join(map(name_of, measure.stops)),
                measure_id=measure.advice_id,
            )
            for measure in of_phase
        )
    return tuple(rows)


def _is_about(measure: Measure, device: Device | None) -> bool:
    return device is None or not measure.devices or device in measure.devices or Device.ANY in measure.devices


def _is_for(measure: Measure, stop: CountryCode | None) -> bool:
    return stop is None or not measure.stops or stop in measure.stops


class ChecklistModel(RowModel[ChecklistRow]):
    """Shows measures; ticking one reports it and changes nothing here."""

    tick_wanted = Signal(str, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticked: frozenset[str] = frozenset()

    def set_ticked(self, ticked: frozenset[str]) -> None:
        """Show other ticks."""
        if ticked == self._ticked:
            return
        self._ticked = ticked
        if self.rows:
            roles = [int(Qt.ItemDataRole.CheckStateRole)]
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1), roles)

    def text_of(self, row: ChecklistRow) -> str:
        if not row.measure_id:
            return row.title
        if row.stops:
            return _("{action} {why} For {stops}.").format(action=row.title, why=row.why, stops=row.stops)
        return _("{action} {why}").format(action=row.title, why=row.why)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.rows[index.row()].measure_id else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            measure_id = self.rows[index.row()].measure_id
            if not measure_id:
                return None
            return Qt.CheckState.Checked if measure_id in self._ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self.rows[index.row()].measure_id:
            return False
        self.tick_wanted.emit(self.rows[index.row()].measure_id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True
