"""Who can reach what is recorded at one destination, and which weaknesses the equipment has."""

from collections.abc import Sequence

from desktop.assessment.capability import join_words
from desktop.briefing.code_words import duty_words, exposure_words
from desktop.briefing.context import StopContext, note
from desktop.briefing.model import Block, Cell, Column, Heading, Span, Table, Text
from desktop.dataset.codes import SupplierId
from desktop.dataset.model import Restriction, Vulnerability
from desktop.i18n import _, ngettext

_SUPPLIERS_SHOWN = 4
_STATES_SHOWN = 2


def reach_table(stop: StopContext) -> list[Block]:
    """List the governments that can compel access, through whom and by what law."""
    facts = stop.assessment.facts
    rows = []
    for reach in stop.assessment.reach[: stop.room.reach]:
        suppliers = [facts.suppliers[supplier].name for supplier in reach.through]
        through = (
            _("its own systems")
            if reach.is_host
            else join_words(suppliers[:_SUPPLIERS_SHOWN], max(0, len(suppliers) - _SUPPLIERS_SHOWN))
        )
        laws: list[Span] = []
        for law in reach.laws[:1]:
            duty = duty_words()[law.duty]
            text = _("{law}: must {duty}").format(law=law.law, duty=duty)
            opening = "; " if laws else ""
            laws.append(Span(text=opening + text, cites=stop.citations.cite(law.source_ids)))
        if not laws:
            text = (
                _("Host state; no law of this kind is documented here.")
                if reach.is_host
                else _("No law that compels its suppliers is documented here.")
            )
            laws.append(Span(text=text))
        rows.append(
            (
                Cell(text=(Span(text=reach.name, bold=True),)),
                Cell(text=(Span(text=through),)),
                Cell(text=tuple(laws), detail=_restrictions(stop, reach.restrictions)),
            )
        )
    blocks: list[Block] = [
        Heading(text=_("Who can reach what is recorded")),
        Table(
            caption=_("Governments that can compel access"),
            columns=(
                Column(title=_("Government"), share=0.17),
                Column(title=_("Through"), share=0.21),
                Column(title=_("By what law"), share=0.62),
            ),
            rows=tuple(rows),
        ),
    ]
    unknown = [facts.suppliers[supplier].name for supplier in stop.assessment.unknown_home]
    if unknown:
        shown = join_words(unknown[:_SUPPLIERS_SHOWN], max(0, len(unknown) - _SUPPLIERS_SHOWN))
        blocks.append(note(_("Home state unknown: {suppliers}.").format(suppliers=shown)))
    return blocks


def _restrictions(stop: StopContext, restrictions: Sequence[Restriction]) -> Text:
    """Name who has restricted these suppliers: per state its newest list, states with most lists first."""
    by_state: dict[str, list[Restriction]] = {}
    for row in sorted(restrictions, key=_newest_first):
        by_state.setdefault(row.imposed_by, []).append(row)
    if not by_state:
        return ()
    states = sorted(by_state, key=lambda state: (-len(by_state[state]), state))
    shown = states[:_STATES_SHOWN]
    words = [_one_state(stop.assessment.facts.names[state], by_state[state]) for state in shown]
    text = _("Restricted by {states}").format(states=join_words(words, len(states) - len(shown)))
    sources = [source for state in shown for source in by_state[state][0].source_ids]
    return (Span(text=text, cites=stop.citations.cite(sources)),)


def _one_state(name: str, rows: Sequence[Restriction]) -> str:
    newest = rows[0]
    lists = len({row.list_name for row in rows})
    year = _(", {year}").format(year=newest.effective.year) if newest.effective else ""
    more = ngettext("; {n} more", "; {n} more", lists - 1).format(n=lists - 1) if lists > 1 else ""
    return _("{state} ({list}{year}{more})").format(state=name, list=newest.list_name, year=year, more=more)


def _newest_first(row: Restriction) -> tuple[int, str]:
    return (-row.effective.last_day().toordinal() if row.effective else 0, row.fact_id)


def weaknesses(stop: StopContext) -> list[Block]:
    """List the known weaknesses of the brands documented here, gravest first; those that read alike share a row."""
    alike: dict[tuple[object, ...], list[Vulnerability]] = {}
    for weakness in stop.assessment.weaknesses:
        found = weakness.vulnerability
        looks = (weakness.through, found.summary, found.exposes, found.known_exploited, found.fix)
        alike.setdefault(looks, []).append(found)
    shown = list(alike.values())[: stop.room.weaknesses]
    if not shown:
        return []
    through = {each.vulnerability.fact_id: each.through for each in stop.assessment.weaknesses}
    rows = tuple(_weakness_row(stop, group, through[group[0].fact_id]) for group in shown)
    blocks: list[Block] = [
        Heading(text=_("Weaknesses of the equipment")),
        Table(
            caption=_("Known weaknesses of brands documented here"),
            columns=(
                Column(title=_("Brand"), share=0.18),
                Column(title=_("Weakness"), share=0.42),
                Column(title=_("Exposes"), share=0.14),
                Column(title=_("Fix"), share=0.26),
            ),
            rows=rows,
        ),
    ]
    left = len(stop.assessment.weaknesses) - sum(len(group) for group in shown)
    if left:
        blocks.append(
            note(ngettext("{n} further weakness is known.", "{n} further weaknesses are known.", left).format(n=left))
        )
    return blocks


def _weakness_row(stop: StopContext, group: Sequence[Vulnerability], through: Sequence[SupplierId]) -> tuple[Cell, ...]:
    first = group[0]
    brands = join_words([stop.assessment.facts.suppliers[brand].name for brand in through])
    cves = join_words([each.cve for each in group])
    exposed = join_words([exposure_words()[each] for each in first.exposes])
    known = _("used in attacks") if first.known_exploited else _("published")
    sources = [source for each in group for source in each.source_ids]
    return (
        Cell(text=(Span(text=brands, bold=True),), detail=(Span(text=cves),)),
        Cell(text=(Span(text=first.summary, cites=stop.citations.cite(sources)),)),
        Cell(text=(Span(text=exposed),), detail=(Span(text=known),)),
        Cell(text=(Span(text=first.fix or _("not stated")),)),
    )
