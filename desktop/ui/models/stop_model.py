"""The stops of the trip as a list that can be reordered by dragging."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal

from desktop.briefing.date_words import span_text
from desktop.dataset.codes import CountryCode
from desktop.i18n import _
from desktop.trip import Stop
from desktop.ui.models.row_model import Index, RowModel

_MIME = "application/x-forewarned-stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """A stop as it is shown."""

    number: int
    country: CountryCode
    name: str
    dates: str
    kind: str


def rows_of(stops: tuple[Stop, ...], name_of: Callable[[CountryCode], str]) -> tuple[StopRow, ...]:
    """Put stops in words."""
    return tuple(
        StopRow(
            number=number,
            country=stop.country,
            name=name_of(stop.country),
            dates=span_text(stop.arrive, stop.leave) or _("no dates yet"),
            kind=_("transit") if stop.is_transit else _("stay"),
        )
        for number, stop in enumerate(stops, start=1)
    )


class StopModel(RowModel[StopRow]):
    """Shows stops; a drop reports where a stop should go and moves nothing itself."""

    move_wanted = Signal(int, int)

    def text_of(self, row: StopRow) -> str:
        return _("{number}. {name}, {kind}, {dates}").format(
            number=row.number, name=row.name, kind=row.kind, dates=row.dates
        )

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | (Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled)

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        data = QMimeData()
        data.setData(_MIME, str(indexes[0].row()).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:  # noqa: ARG002
        if not data.hasFormat(_MIME):
            return False
        moved = int(bytes(data.data(_MIME).data()).decode())
        place = row if row >= 0 else len(self.rows)
        to = place - 1 if place > moved else place
        if to != moved:
            self.move_wanted.emit(moved, to)
        # False keeps the view from removing the row it believes to have moved.
        return False
