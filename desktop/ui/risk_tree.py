"""The tree of ratings: opens by click, Enter or arrows, leads to the rules, and copies citations."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyleOptionViewItem, QTreeView, QWidget

from desktop.dataset.model import Source
from desktop.i18n import _
from desktop.ui.evidence import citation
from desktop.ui.models.risk_model import Kind, Node, RiskModel
from desktop.ui.models.row_model import ROW_ROLE, Index
from desktop.ui.parts import keep_room_for_bar
from desktop.ui.risk_delegate import RiskDelegate


class RiskTree(QTreeView):
    """Shows a RiskModel over its whole width."""

    copied = Signal(str)
    """What was put on the clipboard."""
    source_selected = Signal(str)
    """The address of the current source; empty where the current row is none."""
    rule_selected = Signal(str)
    """The id of the rule behind the current row; empty where there is none."""
    rule_wanted = Signal(str)
    """Somebody wants to read this rule."""

    def __init__(self, *, model: RiskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Levels and their reasons"))
        self.setAccessibleDescription(
            _("Right arrow opens a row, Left arrow closes it, Ctrl+Enter reads its rule, Ctrl+C copies a citation.")
        )
        self.setHeaderHidden(True)
        # It stretches with the view all the same, and would then have the view painted a second time.
        self.header().blockSignals(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keep_room_for_bar(self)
        self.copy_citation = QAction(_("Copy citation"), self)
        self.copy_citation.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy_address = QAction(_("Copy address"), self)
        self.copy_address.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.read_rule = QAction(_("Read the rule"), self)
        self.read_rule.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        for action in (self.copy_citation, self.copy_address, self.read_rule):
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(False)
            self.addAction(action)
        self._is_rule_clicked = False
        self.setModel(model)
        self._delegate = RiskDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.copy_citation.triggered.connect(self._on_copy_citation)
        self.copy_address.triggered.connect(self._on_copy_address)
        self.read_rule.triggered.connect(self._on_read_rule)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self._on_model_reset)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        source = self._current_source()
        self.copy_citation.setEnabled(source is not None)
        self.copy_address.setEnabled(source is not None)
        self.source_selected.emit(source.url if source else "")
        rule = self._current_rule()
        self.read_rule.setEnabled(bool(rule))
        self.rule_selected.emit(rule)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._is_on_rule(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_rule_clicked = self._is_on_rule(event.position().toPoint())
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The width decides how high the rows are; laid out before they are painted, they are painted once.
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()

    def open_all(self) -> frozenset[tuple[int, ...]]:
        """Return the paths of the rows that are open, so that they can be opened again."""
        paths: set[tuple[int, ...]] = set()
        self._gather(QModelIndex(), (), paths)
        return frozenset(paths)

    def reopen(self, paths: frozenset[tuple[int, ...]]) -> None:
        """Open the rows at these paths, as far as they still exist."""
        for path in sorted(paths):
            index = QModelIndex()
            for row in path:
                index = self.model().index(row, 0, index)
            if index.isValid():
                self.expand(index)

    def _gather(self, parent: QModelIndex, path: tuple[int, ...], paths: set[tuple[int, ...]]) -> None:
        for row in range(self.model().rowCount(parent)):
            index = self.model().index(row, 0, parent)
            if self.isExpanded(index):
                paths.add((*path, row))
                self._gather(index, (*path, row), paths)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._is_rule_clicked:
            self.read_rule.trigger()
        else:
            self._toggle(index)

    def _is_on_rule(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        if not index.isValid():
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._delegate.is_on_rule(option, index, place)

    def _current_rule(self) -> str:
        """Return the rule of the current row, or of the nearest row above it that has one."""
        index = self.currentIndex()
        while index.isValid():
            node: Node = index.data(ROW_ROLE)
            if node.rule:
                return node.rule
            index = index.parent()
        return ""

    def _on_read_rule(self) -> None:
        self.rule_wanted.emit(self._current_rule())

    def _toggle(self, index: QModelIndex) -> None:
        self.setExpanded(index, not self.isExpanded(index))

    def _current_source(self) -> Source | None:
        index = self.currentIndex()
        if not index.isValid():
            return None
        node: Node = index.data(ROW_ROLE)
        return node.source if node.kind is Kind.SOURCE else None

    def _on_menu_requested(self, place: QPoint) -> None:
        useful = [each for each in (self.read_rule, self.copy_citation, self.copy_address) if each.isEnabled()]
        if not useful:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(useful)
        menu.popup(self.viewport().mapToGlobal(place))

    def _on_copy_citation(self) -> None:
        source = self._current_source()
        if source is not None:
            self._copy(citation(source))

    def _on_copy_address(self) -> None:
        source = self._current_source()
        if source is not None:
            self._copy(source.url)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _on_model_reset(self) -> None:
        # A current row from the start, or a screen reader says nothing when Tab enters the tree.
        self.setCurrentIndex(self.model().index(0, 0))
