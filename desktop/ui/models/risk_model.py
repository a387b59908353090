"""The ratings of one destination as a tree: theme, reasons, facts with their sources, what would change it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from desktop.assessment.levels import Level
from desktop.assessment.model import Assessment, Change, Rating, Reason
from desktop.briefing.code_words import step_words
from desktop.briefing.own_facts import caveat, own_facts, title
from desktop.briefing.words import confidence_word, level_word, not_documented, theme_name
from desktop.dataset.model import OwnFacts, Source
from desktop.i18n import _
from desktop.ui.evidence import fact_text, facts_by_id, source_text
from desktop.ui.models.row_model import NOWHERE, ROW_ROLE, Index


class Kind(Enum):
    """What a row of the tree says."""

    THEME = auto()
    REASON = auto()
    FACT = auto()
    SOURCE = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A row of the tree. `detail` is the quieter text beside or below `text`; `known` is confidence and age.

    `rule` is the id of the rule that set a level or gave a reason; a reason's `detail` names it. `below` makes the rows
    below it, which are many and mostly never looked at.
    """

    kind: Kind
    text: str
    detail: str = ""
    known: str = ""
    level: Level | None = None
    word: str = ""
    source: Source | None = None
    rule: str = ""
    below: Callable[[], tuple["Node", ...]] = field(default=tuple, compare=False)

    @property
    def children(self) -> tuple["Node", ...]:
        """The rows below, made anew."""
        return self.below()

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        if self.kind is not Kind.THEME:
            if not self.detail:
                return self.text
            # A sentence brings its full stop; a name does not.
            said = self.text if self.text.endswith(".") else _("{text}.").format(text=self.text)
            return _("{text} {detail}").format(text=said, detail=self.detail)
        return _("{theme}: {level}. {why} {known}").format(
            theme=self.text, level=self.word, why=self.detail, known=self.known
        )


def nodes_of(assessment: Assessment) -> tuple[Node, ...]:
    """Put an assessment in rows."""
    facts = facts_by_id(assessment)
    sources = assessment.facts.sources

    def evidence(reason: Reason) -> tuple[Node, ...]:
        children: list[Node] = []
        cited = set()
        for fact_id in reason.facts:
            fact = facts[fact_id]
            children.append(Node(kind=Kind.FACT, text=fact_text(fact)))
            for source_id in fact.source_ids:
                cited.add(source_id)
                children.append(_source_node(sources[source_id]))
        children.extend(_source_node(sources[each]) for each in reason.sources if each not in cited)
        return tuple(children)

    def reasons(rating: Rating) -> tuple[Node, ...]:
        return (*(reason_node(reason) for reason in rating.reasons), *_notes(rating))

    def reason_node(reason: Reason) -> Node:
        steps = "; ".join(step_words().get(step, step) for step in reason.steps)
        detail = _("rule {rule}").format(rule=reason.rule)
        if steps:
            detail = _("{rule} · {steps}").format(rule=detail, steps=steps)
        return Node(
            kind=Kind.REASON, text=reason.text, detail=detail, rule=reason.rule, below=partial(evidence, reason)
        )

    themes = tuple(
        Node(
            kind=Kind.THEME,
            text=theme_name(rating.theme),
            detail=rating.reasons[0].text if rating.reasons else _("Nothing found, which is no all-clear."),
            known=known_text(rating),
            level=rating.level,
            word=level_word(rating.level, rating.theme),
            rule=rating.reasons[0].rule if rating.reasons else "",
            below=partial(reasons, rating),
        )
        for rating in assessment.ratings
    )
    own = assessment.facts.own
    return themes if own is None else (*themes, _own_node(own))


def _own_node(own: OwnFacts) -> Node:
    """Put what an organisation adds below all themes, under its name."""
    children: list[Node] = []
    for fact in own_facts(own):
        text = _("{subject}: {text}").format(subject=fact.subject, text=fact.text)
        children.append(Node(kind=Kind.FACT, text=text, detail=fact.detail))
        children.extend(_source_node(source) for source in fact.sources)
    return Node(kind=Kind.REASON, text=title(own.identity), detail=caveat(own.identity), below=lambda: tuple(children))


def known_text(rating: Rating) -> str:
    """Return confidence and age of a rating in a few words."""
    if rating.confidence is None:
        return "–"
    word = confidence_word(rating.confidence)
    if rating.newest is None:
        return word
    if rating.is_stale:
        return _("{confidence} · {year}, old").format(confidence=word, year=rating.newest.year)
    return _("{confidence} · {year}").format(confidence=word, year=rating.newest.year)


def _source_node(source: Source) -> Node:
    return Node(kind=Kind.SOURCE, text=source_text(source), source=source)


def _notes(rating: Rating) -> tuple[Node, ...]:
    notes = [] if rating.reasons else [Node(kind=Kind.NOTE, text=not_documented())]
    if rating.changes:
        changes = tuple(Node(kind=Kind.NOTE, text=_change_text(rating, change)) for change in rating.changes)
        notes.append(Node(kind=Kind.REASON, text=_("What would change this"), below=lambda: changes))
    return tuple(notes)


def _change_text(rating: Rating, change: Change) -> str:
    word = level_word(change.to, rating.theme)
    if change.raises:
        return _("Up to {level}: {text}").format(level=word.lower(), text=change.text)
    return _("Down to {level}: {text}").format(level=word.lower(), text=change.text)


_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class _Place:
    node: Node
    row: int
    parent: int


class RiskModel(QAbstractItemModel):
    """Shows nodes in one column; a delegate lays each out over the whole width."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._roots: tuple[Node, ...] = ()
        self._places: list[_Place] = []
        self._children: dict[int, range] = {}

    def set_rows(self, nodes: tuple[Node, ...]) -> None:
        """Show other nodes."""
        self.beginResetModel()
        self._roots = nodes
        self._places = []
        self._children = {}
        self.endResetModel()

    def _below(self, parent: Index) -> range:
        """Return the places of the rows below one, given to them when they are first asked for."""
        above = parent.internalId() if parent.isValid() else _NOWHERE
        if above not in self._children:
            nodes = self._roots if above == _NOWHERE else self._places[above].node.children
            first = len(self._places)
            self._places += [_Place(node, row, above) for row, node in enumerate(nodes)]
            self._children[above] = range(first, len(self._places))
        return self._children[above]

    def node(self, index: Index) -> Node:
        """Return the node of a row."""
        return self._places[index.internalId()].node

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        children = self._below(parent)
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, 0, children[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        above = self._places[index.internalId()].parent
        return QModelIndex() if above == _NOWHERE else self.createIndex(self._places[above].row, 0, above)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return len(self._below(parent))

    def columnCount(self, parent: Index = NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return None if node.source is None else node.source.url
        if role == ROW_ROLE:
            return node
        return None
