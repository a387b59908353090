"""One destination: posture, the nine levels, and everything behind each of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.assessment.levels import Theme
from desktop.assessment.model import Assessment
from desktop.briefing.date_words import date_text
from desktop.briefing.words import level_word
from desktop.dataset.codes import CountryCode
from desktop.i18n import _, ngettext
from desktop.ui.models.risk_model import RiskModel, nodes_of
from desktop.ui.pages.posture_box import PostureBox
from desktop.ui.parts import beside_bar, button, clear_of_bar, label, rule, spaced
from desktop.ui.risk_tree import RiskTree
from desktop.ui.theme import XL, XS, L, M, S
from desktop.ui.when_seen import WhenSeen


class StopPage(QWidget):
    """Shows an assessment, written when it is seen."""

    rule_wanted = Signal(str)
    """Somebody wants to read the rule of this id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._country: CountryCode | None = None
        self._assessment: Assessment | None = None
        self._writing = WhenSeen(self, self._write)
        self._title = label("", "title", self)
        self._summary = label("", "secondary", self)
        self._posture = PostureBox(self)
        self.model = RiskModel(self)
        self.tree = RiskTree(model=self.model, parent=self)
        self._hint = label("", "secondary", self)
        self._address = ""
        self.read_rule = button(_("Read the rule"), "link", self)
        self.copy_citation = button(_("Copy citation"), "link", self)
        self.copy_address = button(_("Copy address"), "link", self)
        for each, action in (
            (self.copy_citation, self.tree.copy_citation),
            (self.copy_address, self.tree.copy_address),
            (self.read_rule, self.tree.read_rule),
        ):
            each.setEnabled(False)
            each.clicked.connect(action.trigger)
            action.enabledChanged.connect(each.setEnabled)
        self.tree.copied.connect(self._on_copied)
        self.tree.source_selected.connect(self._on_source_selected)
        self.tree.rule_selected.connect(self._on_rule_selected)
        self.tree.rule_wanted.connect(self.rule_wanted)
        self._lay_out()
        self._on_source_selected("")

    def _lay_out(self) -> None:
        at_hand = QHBoxLayout()
        spaced(at_hand, gap=L)
        at_hand.addWidget(self._hint, 1)
        # One at a time, in the room of the wider: what is at hand for the current row.
        self._at_hand = QStackedWidget(self)
        for buttons in ((self.read_rule,), (self.copy_citation, self.copy_address)):
            group = QWidget(self)
            row = QHBoxLayout(group)
            spaced(row, gap=L)
            row.addStretch(1)
            for each in buttons:
                row.addWidget(each)
            self._at_hand.addWidget(group)
        at_hand.addWidget(self._at_hand)
        foot = QVBoxLayout()
        spaced(foot, margin=clear_of_bar())
        foot.addWidget(rule(self))
        foot.addLayout(at_hand)
        layout = QVBoxLayout(self)
        spaced(layout, margin=beside_bar(XL, L, M), gap=S)
        head = QVBoxLayout()
        spaced(head, margin=clear_of_bar(), gap=S)
        head.addWidget(self._title)
        head.addWidget(self._summary)
        head.addSpacing(XS)
        head.addWidget(self._posture)
        head.addSpacing(XS)
        layout.addLayout(head)
        layout.addWidget(self.tree, 1)
        layout.addLayout(foot)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show a destination; rows that are open stay open, and one of which nothing is new stays as it is."""
        is_other = assessment != self._assessment
        self._assessment = assessment
        if is_other:
            self._writing.want()

    def open_theme(self, theme: Theme) -> None:
        """Open a theme's reasons and go there."""
        assert self._assessment is not None
        themes = [rating.theme for rating in self._assessment.ratings]
        index = self.model.index(themes.index(theme), 0)
        self.tree.expand(index)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index, RiskTree.ScrollHint.PositionAtTop)
        self.tree.setFocus()

    def forget(self) -> None:
        """Let go of the destination. The page is to be deleted, but what Python keeps of it stays for a while."""
        self._assessment = None
        self.model.set_rows(())

    def showEvent(self, event: QShowEvent) -> None:
        self._writing.catch_up()
        super().showEvent(event)

    def _write(self) -> None:
        assessment = self._assessment
        assert assessment is not None
        country = assessment.facts.country
        opened = self.tree.open_all() if country.code == self._country else frozenset()
        self._country = country.code
        self._title.setText(country.name)
        self._summary.setText(_summary(assessment))
        self._posture.show_decision(assessment.posture)
        self.model.set_rows(nodes_of(assessment))
        self.tree.reopen(opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._address:
            self._show_on_one_line(self._address)

    def _on_source_selected(self, address: str) -> None:
        self._address = address
        self._at_hand.setCurrentIndex(1 if address else 0)
        self._hint.setToolTip(address)
        if address:
            self._show_on_one_line(address)
        else:
            self._hint.setText(_("Open a level for its reasons. At the right: how sure, how new."))

    def _on_rule_selected(self, rule: str) -> None:
        said = _("Read the rule {rule}").format(rule=rule) if rule else self.read_rule.text()
        self.read_rule.setAccessibleName(said)
        self.read_rule.setToolTip(rule)

    def _on_copied(self, text: str) -> None:
        self._show_on_one_line(_("Copied: {text}").format(text=text))

    def _show_on_one_line(self, text: str) -> None:
        """Show what is as long as it is, without moving the buttons beside it."""
        metrics = self._hint.fontMetrics()
        self._hint.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, self._hint.width()))


def _summary(assessment: Assessment) -> str:
    count = assessment.facts.count
    parts = [ngettext("{n} fact", "{n} facts", count).format(n=count)]
    newest = max((rating.newest for rating in assessment.ratings if rating.newest is not None), default=None)
    if newest is not None:
        parts.append(_("newest {date}").format(date=date_text(newest)))
    word = level_word(assessment.rating(Theme.SAFEGUARDS).level, Theme.SAFEGUARDS)
    parts.append(_("safeguards {word}").format(word=word.lower()))
    return " · ".join(parts)
