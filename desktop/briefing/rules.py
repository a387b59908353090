"""Which rules bind devices and data at one destination, and which safeguards stand against misuse."""

from collections.abc import Sequence

from desktop.assessment.capability import join_words
from desktop.assessment.levels import Level
from desktop.briefing.code_words import inside, topic_words
from desktop.briefing.context import StopContext, notes
from desktop.briefing.model import Block, Cell, Column, Heading, Span, Table, Text
from desktop.briefing.words import confidence_word, law_level_word
from desktop.dataset.codes import LawLevel
from desktop.dataset.model import Law
from desktop.i18n import _, ngettext


def binding_rules(stop: StopContext) -> list[Law]:
    """Return the rules that restrict something, those that weigh most first; data protection restricts others."""
    protection = stop.method.safeguards.data_protection
    laws = stop.assessment.facts.laws
    binding = [law for law in laws if law.topic != protection and law.level is not LawLevel.NONE]
    return sorted(binding, key=lambda law: _law_order(stop, law))


def rules(stop: StopContext) -> list[Block]:
    """List the rules that bind devices and data, widest first, and what is not restricted."""
    protection = stop.method.safeguards.data_protection
    rules = binding_rules(stop)
    free = [law for law in stop.assessment.facts.laws if law.topic != protection and law.level is LawLevel.NONE]
    if not rules and not free:
        return []
    blocks: list[Block] = [Heading(text=_("Rules that bind your devices and data"))]
    shown = rules[: stop.room.laws]
    if shown:
        rows = tuple(
            (
                Cell(text=(Span(text=topic_words()[law.topic], bold=True),), detail=_law_detail(law)),
                Cell(text=(Span(text=law.summary, cites=stop.citations.cite(law.source_ids)),)),
            )
            for law in shown
        )
        blocks.append(
            Table(
                caption=_("Rules that bind your devices and data"),
                columns=(Column(title=_("Topic"), share=0.26), Column(title=_("Rule"), share=0.74)),
                rows=rows,
            )
        )
    left = len(rules) - len(shown)
    further = ngettext("{n} further rule is in the dataset.", "{n} further rules are in the dataset.", left)
    return [*blocks, *notes(further.format(n=left) if left else "", _unrestricted(stop, free))]


def _unrestricted(stop: StopContext, free: Sequence[Law]) -> Span | None:
    if not free:
        return None
    names = list(dict.fromkeys(inside(topic_words()[law.topic]) for law in free))
    sources = [source for law in free for source in law.source_ids]
    text = _("No restriction documented for: {topics}.").format(topics=join_words(names))
    return Span(text=text, cites=stop.citations.cite(sources))


def _law_order(stop: StopContext, law: Law) -> tuple[int, str]:
    levels = [
        rule.levels[law.level] for rule in stop.method.law if rule.topic == law.topic and law.level in rule.levels
    ]
    return (-max(levels, default=Level.NOT_DOCUMENTED), law.fact_id)


def _law_detail(law: Law) -> Text:
    parts = [law_level_word(law.level), _("confidence {word}").format(word=confidence_word(law.confidence))]
    if law.since:
        parts.insert(1, _("since {year}").format(year=law.since.year))
    return (Span(text=" · ".join(parts)),)


def safeguards(stop: StopContext) -> list[Block]:
    """Show freedom scores with their trend, and data-protection law."""
    rows = [
        *_trend(stop, "fiw-score", _("Freedom in the World"), "fiw-status"),
        *_trend(stop, "fotn-score", _("Freedom on the Net"), "fotn-status"),
    ]
    rows += [
        (
            Cell(text=(Span(text=_("Data-protection law"), bold=True),)),
            Cell(text=(Span(text=law_level_word(law.level)),)),
            Cell(text=(Span(text=law.summary, cites=stop.citations.cite(law.source_ids)),)),
        )
        for law in stop.assessment.facts.laws
        if law.topic == stop.method.safeguards.data_protection
    ]
    if not rows:
        return []
    return [
        Heading(text=_("Safeguards")),
        Table(
            caption=_("Safeguards"),
            columns=(
                Column(title=_("Measure"), share=0.26),
                Column(title=_("Now"), share=0.18),
                Column(title=_("Trend and meaning"), share=0.56),
            ),
            rows=tuple(rows),
        ),
    ]


def _trend(stop: StopContext, score: str, name: str, status: str) -> list[tuple[Cell, ...]]:
    """Show the newest score with the one before it."""
    scores = sorted(
        (row for row in stop.assessment.facts.indicators if row.indicator == score), key=lambda row: -row.year
    )
    if not scores:
        return []
    newest = scores[0]
    statuses = [row for row in stop.assessment.facts.indicators if row.indicator == status and row.year == newest.year]
    text = _("{value} of 100 in {year}").format(value=newest.value, year=newest.year)
    if len(scores) > 1:
        before = scores[1]
        change = round(float(newest.value) - float(before.value))
        moved = (
            _("unchanged since") if change == 0 else _("{change} since").format(change=f"{change:+d}".replace("-", "−"))
        )
        text += _("; {moved} {year} ({value})").format(moved=moved, year=before.year, value=before.value)
    sources = [source for row in (*scores[:2], *statuses) for source in row.source_ids]
    return [
        (
            Cell(text=(Span(text=name, bold=True),)),
            Cell(text=(Span(text=statuses[0].value if statuses else "–"),)),
            Cell(text=(Span(text=text, cites=stop.citations.cite(sources)),)),
        )
    ]
