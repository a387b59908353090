"""The documented systems of one destination: a table, what indexes list besides, and when systems appeared."""

from collections.abc import Sequence

from desktop.assessment.capability import join_words
from desktop.assessment.evidence import is_stale, newest_of
from desktop.assessment.levels import Level
from desktop.briefing.code_words import technology_words
from desktop.briefing.context import StopContext, notes
from desktop.briefing.model import (
    Block,
    Cell,
    Column,
    Heading,
    Span,
    Table,
    Timeline,
    TimelinePoint,
)
from desktop.briefing.words import confidence_word, status_word
from desktop.dataset.codes import Status
from desktop.dataset.model import Deployment
from desktop.i18n import _, ngettext

_TECHNOLOGIES_SHOWN = 4
_SUPPLIERS_LISTED = 8
_YEARS_FOR_A_TIMELINE = 3


def systems(stop: StopContext) -> list[Block]:
    """Show the documented systems: a table, what only indexes list, and a timeline."""
    facts = stop.assessment.facts
    named = [each for each in facts.deployments if not _is_listing(stop, each)]
    listed = [each for each in facts.deployments if _is_listing(stop, each)]
    if not facts.deployments:
        return []
    blocks: list[Block] = [Heading(text=_("Documented systems"))]
    shown = sorted(named, key=lambda each: _system_order(stop, each))[: stop.room.systems]
    if shown:
        blocks.append(_systems_table(stop, shown))
    blocks += notes(_left_out(len(named) - len(shown)), _listing(stop, listed))
    timeline = _timeline(stop, named)
    if timeline is not None:
        blocks += [Heading(text=_("When they appeared"), level=3), timeline]
    return blocks


def _is_listing(stop: StopContext, deployment: Deployment) -> bool:
    """Tell whether only an index names it, without place or system."""
    sources = stop.assessment.facts.sources
    return all(sources[source_id].kind in stop.method.confidence.dependent_kinds for source_id in deployment.source_ids)


def _system_order(stop: StopContext, deployment: Deployment) -> tuple[bool, int, int, str]:
    gravity = max(
        (
            rule.level
            for rule in stop.method.deployment
            if any(technology in rule.technologies for technology in deployment.technologies)
        ),
        default=Level.NOT_DOCUMENTED,
    )
    is_past = deployment.status not in stop.method.status.current
    return (is_past, -gravity, -deployment.confidence, deployment.fact_id)


def _systems_table(stop: StopContext, deployments: Sequence[Deployment]) -> Table:
    return Table(
        caption=_("Documented systems"),
        columns=(
            Column(title=_("Place"), share=0.20),
            Column(title=_("System"), share=0.29),
            Column(title=_("Supplier"), share=0.15),
            Column(title=_("Since"), share=0.12),
            Column(title=_("Status"), share=0.16),
            Column(title=_("Source"), share=0.08),
        ),
        rows=tuple(_system_row(stop, deployment) for deployment in deployments),
    )


def _system_row(stop: StopContext, deployment: Deployment) -> tuple[Cell, ...]:
    facts = stop.assessment.facts
    technologies = technologies_text(deployment.technologies)
    title = deployment.system_name or technologies[:1].upper() + technologies[1:]
    suppliers = [facts.suppliers[supplier].name for supplier in deployment.supplier_ids]
    place = deployment.place
    if place == stop.method.breadth.national:
        place = _("national")
    since = str(deployment.since.year) if deployment.since else "–"
    newest = newest_of(deployment.source_ids, facts.sources)
    age = ""
    if newest is not None and is_stale(newest, stop.assessment.as_of, stop.method.age):
        age = _("last seen {year}").format(year=newest.year)
    confidence = _("{word} confidence").format(word=confidence_word(deployment.confidence))
    detail = technologies if deployment.system_name else ""
    return (
        Cell(text=(Span(text=place),)),
        Cell(text=(Span(text=title, bold=True),), detail=(Span(text=detail),) if detail else ()),
        Cell(text=(Span(text=join_words(suppliers) if suppliers else _("not named")),)),
        Cell(text=(Span(text=since),), detail=(Span(text=age),) if age else ()),
        Cell(text=(Span(text=status_word(deployment.status)),), detail=(Span(text=confidence),)),
        Cell(text=(Span(text="", cites=stop.citations.cite(deployment.source_ids)),)),
    )


def _left_out(left: int) -> str:
    if not left:
        return ""
    return ngettext(
        "{n} more system is in the dataset; the window and “forewarned assess” show it.",
        "{n} more systems are in the dataset; the window and “forewarned assess” show them.",
        left,
    ).format(n=left)


def _listing(stop: StopContext, deployments: Sequence[Deployment]) -> Span | None:
    if not deployments:
        return None
    facts = stop.assessment.facts
    names = sorted(
        {facts.suppliers[supplier].name for each in deployments for supplier in each.supplier_ids},
        key=str.casefold,
    )
    technologies = technologies_text(
        tuple(sorted({technology for each in deployments for technology in each.technologies})), len(names)
    )
    sources = [source for each in deployments for source in each.source_ids]
    text = _("Listed by indexes without place or system (low confidence): {suppliers} for {technologies}.").format(
        suppliers=_at_most(names, _SUPPLIERS_LISTED) if names else _("unnamed suppliers"), technologies=technologies
    )
    return Span(text=text, cites=stop.citations.cite(sources))


def _timeline(stop: StopContext, deployments: Sequence[Deployment]) -> Timeline | None:
    begun = sorted(
        (each.since, each.fact_id, each)
        for each in deployments
        if each.since is not None and each.status is not Status.PLANNED
    )[-stop.room.systems :]
    if len({since.year for since, _fact_id, _system in begun}) < _YEARS_FOR_A_TIMELINE:
        return None
    points = tuple(
        TimelinePoint(
            year=since.year,
            label=system.system_name or technologies_text(system.technologies, 1),
            cites=stop.citations.cite(system.source_ids),
            is_past=system.status not in stop.method.status.current,
        )
        for since, _fact_id, system in begun
    )
    words = "; ".join(f"{point.year} {point.label}" for point in points)
    return Timeline(
        caption=_("Systems by the year in which they appeared"),
        points=points,
        alternative=_("Timeline: {points}.").format(points=words),
    )


def technologies_text(codes: Sequence[str], at_most: int = _TECHNOLOGIES_SHOWN) -> str:
    """Name technologies, the first few of them."""
    return _at_most([technology_words()[code] for code in codes], at_most)


def _at_most(words: Sequence[str], most: int) -> str:
    return join_words(words[:most], max(0, len(words) - most))
