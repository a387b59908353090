"""The left column: where, when and who."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.briefing.date_words import date_text
from desktop.briefing.words import device_name, profile_name
from desktop.dataset.codes import CountryCode
from desktop.errors import StopOrderError
from desktop.i18n import _
from desktop.trip import ALL_DEVICES, MAX_TRAVELLER, Profile
from desktop.ui import messages
from desktop.ui.outlook import Outlook
from desktop.ui.pages.search_box import SearchBox
from desktop.ui.parts import Choice, MessageLine, TickBox, beside_bar, button, keep_room_for_bar, label, spaced
from desktop.ui.services import PreparedT, Services
from desktop.ui.tab_order import place_after
from desktop.ui.theme import XS, L, S
from desktop.ui.trip_state import TripState

if TYPE_CHECKING:
    from desktop.ui.pages.stop_editor import StopEditor
    from desktop.ui.pages.stop_list import StopList


class TripPage(QScrollArea):
    """Prepares the trip."""

    stop_expected = Signal(str)
    """This country will be added, and then be selected."""
    stop_selected = Signal(int)

    def __init__(
        self,
        *,
        state: TripState,
        outlook: Outlook[PreparedT],
        services: Services[PreparedT],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._outlook = outlook
        self._example = services.example
        self.setObjectName("panel")
        self.setWidgetResizable(True)
        keep_room_for_bar(self)
        # The area itself takes no focus; what is inside does.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        inside.setObjectName("panel")
        self._inside = inside
        self.setWidget(inside)

        self.search = SearchBox(find=services.find, parent=inside)
        self.message = MessageLine(_("Trip"), inside)
        self.invitation = label(_("Where are you going? Type a country, a city or an airport, then press Enter."))
        self.example = button(_("Show an example: Serbia and Uruguay"), "link", inside)
        self.hint = label(_("Drag, or Alt+↑ ↓, to reorder"), "secondary")
        self.profile = Choice(_("Profile"), inside)
        for profile in Profile:
            self.profile.addItem(profile_name(profile), profile)
        self.devices = tuple(TickBox(device_name(device), inside) for device in ALL_DEVICES)
        self.traveller = QLineEdit(inside)
        self.traveller.setAccessibleName(_("Name on the briefing"))
        self.traveller.setPlaceholderText(_("Optional"))
        self.traveller.setMaxLength(MAX_TRAVELLER)

        self.dataset = label(_("Checking the dataset…"), "secondary", inside)
        self._identity = services.identity

        self._lay_out(inside)
        self._connect()
        self._on_stops_changed()
        self._on_traveller_changed()

    def minimumSizeHint(self) -> QSize:
        # Nothing in this column may be cut off at the side: it scrolls downwards only.
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inside.minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def _lay_out(self, inside: QWidget) -> None:
        devices = QGridLayout()
        devices.setSpacing(XS)
        for place, box in enumerate(self.devices):
            devices.addWidget(box, place // 2, place % 2)
        profile_label = label(_("P&rofile"), "secondary")
        profile_label.setBuddy(self.profile)
        name_label = label(_("&Name on the briefing"), "secondary")
        name_label.setBuddy(self.traveller)

        layout = self._column = QVBoxLayout(inside)
        spaced(layout, margin=beside_bar(L, L, L))
        for widget in (
            self.search,
            self.message,
            self.invitation,
            self.example,
            self.hint,
        ):
            layout.addWidget(widget)
        layout.setAlignment(self.example, Qt.AlignmentFlag.AlignLeading)
        layout.addSpacing(L)
        layout.addWidget(label(_("You"), "kicker"))
        layout.addWidget(profile_label)
        layout.addWidget(self.profile)
        layout.addWidget(label(_("Devices you carry"), "secondary"))
        layout.addLayout(devices)
        layout.addWidget(name_label)
        layout.addWidget(self.traveller)
        layout.addStretch(1)
        layout.addSpacing(S)
        layout.addWidget(label(_("Nothing about this trip is stored."), "secondary"))
        layout.addWidget(self.dataset)

    def _connect(self) -> None:
        self.search.chosen.connect(self.add)
        self.search.field.textEdited.connect(self._forget_refusal)
        self.example.clicked.connect(self._on_example_clicked)
        self.profile.activated.connect(self._on_profile_activated)
        self.traveller.textEdited.connect(self._state.set_traveller)
        for box in self.devices:
            box.clicked.connect(self._on_device_clicked)
        self._state.stops_changed.connect(self._on_stops_changed)
        self._state.traveller_changed.connect(self._on_traveller_changed)
        self._state.trip_changed.connect(self._on_trip_changed)

    @cached_property
    def stops(self) -> "StopList":
        """The stops of the trip; made for the first one."""
        from desktop.ui.pages.stop_list import StopList

        made = StopList()
        made.hide()
        made.move_wanted.connect(self._on_move_wanted)
        made.remove_wanted.connect(self._on_remove_wanted)
        made.selectionModel().currentChanged.connect(self._on_current_changed)
        made.clicked.connect(self._on_stop_clicked)
        made.stop_wanted.connect(self._on_stop_wanted)
        column = self._column
        place_after(self.example, made, lambda stops: column.insertWidget(column.indexOf(self.example) + 1, stops))
        return made

    @cached_property
    def editor(self) -> "StopEditor":
        """Dates and transit of the chosen stop; made for the first one."""
        from desktop.ui.pages.stop_editor import StopEditor

        made = StopEditor(state=self._state)
        made.hide()
        made.removed.connect(self._on_remove_wanted)
        column = self._column
        place_after(self.stops, made, lambda editor: column.insertWidget(column.indexOf(self.hint) + 1, editor))
        return made

    @cached_property
    def refusal(self) -> MessageLine:
        """Why a stop could not move, below the stops; made for the first that could not."""
        made = MessageLine(_("Stops"))
        self._column.insertWidget(self._column.indexOf(self.hint) + 1, made)
        return made

    def make_ready(self) -> tuple[QWidget, ...]:
        """Make what the first search and the first stop show, and return it; say which dataset is in use."""
        self.show_dataset()
        return (self.search.results, self.stops, self.editor)

    def show_dataset(self) -> None:
        """Say which dataset is in use, once it has been looked through."""
        identity = self._identity()
        text = _("Dataset of {date}, verified").format(date=date_text(identity.version))
        if identity.overlay:
            # Few have own facts, and their words load slowly.
            from desktop.briefing.own_facts import title

            text = _("{dataset}. {own}").format(dataset=text, own=title(identity.overlay))
        self.dataset.setText(text)

    def add(self, country: CountryCode) -> None:
        """Add a destination and show its page; one that is in the trip already is only shown."""
        row = self._state.row_of(country)
        if row is None:
            row = len(self._state.stops)
            self.stop_expected.emit(country)
            self._state.add_stop(country)
        else:
            self.search.say(_("{name} is in the trip already.").format(name=self._outlook.name_of(country)))
        self.stops.select(row)
        self.stop_selected.emit(row)

    def _on_example_clicked(self) -> None:
        self._state.load(self._example)
        self.stops.setFocus()

    def _on_move_wanted(self, row: int, to: int) -> None:
        try:
            self._state.move_stop(row, to)
        except StopOrderError as error:
            self.refusal.show_error(messages.text_for_move(error, self._state.stops, self._outlook.name_of))
        else:
            self.stops.select(to)

    def _forget_refusal(self) -> None:
        if "refusal" in vars(self):
            self.refusal.clear()

    def _on_remove_wanted(self, row: int) -> None:
        self._state.remove_stop(row)
        if self._state.stops:
            self.stops.select(min(row, len(self._state.stops) - 1))
        else:
            self.search.field.setFocus()

    def _on_current_changed(self, current: QModelIndex) -> None:
        self._forget_refusal()
        self._edit(current.row() if current.isValid() else None)

    def _on_stop_clicked(self, index: QModelIndex) -> None:
        self._on_stop_wanted(index.row())

    def _on_stop_wanted(self, row: int) -> None:
        self._forget_refusal()
        self.stop_selected.emit(row)

    def _on_profile_activated(self, row: int) -> None:
        self._state.set_profile(Profile(self.profile.itemData(row)))

    def _on_device_clicked(self) -> None:
        for device, box in zip(ALL_DEVICES, self.devices, strict=True):
            self._state.set_carried(device, is_carried=box.isChecked())

    def _on_stops_changed(self) -> None:
        stops = self._state.stops
        has_stops = bool(stops)
        self.invitation.setVisible(not has_stops)
        self.example.setVisible(not has_stops)
        self.hint.setVisible(len(stops) > 1)
        if not has_stops:
            # What was looked for says where somebody thought of going.
            self.search.clear()
        if has_stops or "stops" in vars(self):
            self.stops.show_stops(stops, self._outlook.name_of)
            self._edit(self.stops.current_row())

    def _on_trip_changed(self) -> None:
        self.message.clear()
        self._forget_refusal()

    def _edit(self, row: int | None) -> None:
        if row is not None or "editor" in vars(self):
            self.editor.show_stop(row)

    def _on_traveller_changed(self) -> None:
        self.profile.setCurrentIndex(self.profile.findData(self._state.profile))
        for device, box in zip(ALL_DEVICES, self.devices, strict=True):
            box.setChecked(device in self._state.devices)
        if self.traveller.text() != self._state.traveller:
            self.traveller.setText(self._state.traveller)
