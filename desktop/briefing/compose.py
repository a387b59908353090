"""Put a briefing together: trip, assessments and measures in, plain blocks out. Pure."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from desktop.advice.model import Measure
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.briefing.citation import Citations
from desktop.briefing.closing import checklist, references, sign_off
from desktop.briefing.context import StopContext
from desktop.briefing.date_words import date_text
from desktop.briefing.destination import destination
from desktop.briefing.model import Briefing, Section
from desktop.briefing.one_sheet import spilled
from desktop.briefing.options import BriefingOptions
from desktop.briefing.overview import countries, overview
from desktop.briefing.own import card_lines, own_line, own_sections
from desktop.briefing.own_facts import own_fact_line, own_fact_sections
from desktop.briefing.short import second_page
from desktop.dataset.codes import FactId, SourceId
from desktop.dataset.identity import DatasetIdentity
from desktop.dataset.model import Source
from desktop.i18n import _
from desktop.trip import Trip


def compose(
    trip: Trip,
    assessments: Sequence[Assessment],
    measures: Sequence[Measure],
    *,
    method: Method,
    identity: DatasetIdentity,
    advice_sources: Mapping[SourceId, Source],
    options: BriefingOptions,
) -> Briefing:
    """Compose the briefing of a trip; `assessments` stand in the order of its stops."""
    own = options.own
    sources: dict[SourceId, Source] = dict(advice_sources)
    for assessment in assessments:
        sources.update(assessment.facts.sources)
    found = sources_of(assessments)
    uses = Counter(source for cited in (*found.values(), *(each.source_ids for each in measures)) for source in cited)
    citations = Citations(sources, uses=uses)
    sections = [overview(trip, assessments, measures, citations, has_masthead=own is not None)]
    stops = [
        StopContext(
            stop=stop, assessment=assessment, place=place, of=len(assessments), method=method, citations=citations
        )
        for place, (stop, assessment) in enumerate(zip(trip.stops, assessments, strict=True), start=1)
    ]
    if options.is_short:
        lines = [line for line in (own_line(own) if own else None, own_fact_line(assessments)) if line]
        left_over = spilled(sections[0], has_masthead=own is not None)
        sections.append(second_page(stops, citations, spilled=left_over, closing=lines))
    else:
        sections += [destination(stop) for stop in stops]
        sections.append(checklist(measures, stops, card_lines(own) if own else ()))
        sections += own_sections(trip, assessments, own)
        sections += own_fact_sections(assessments, identity.overlay)
        sections.append(references(citations, identity))
    if options.has_sign_off:
        sections.append(sign_off(identity, fingerprint(sections), own.sign_off if own else ""))
    footer = _("Forewarned · dataset {date} · {digest}").format(date=date_text(identity.version), digest=identity.short)
    if identity.overlay:
        footer = _("{footer} · own facts {digest}").format(footer=footer, digest=identity.overlay.short)
    if own and own.letterhead.classification:
        footer = f"{own.letterhead.classification} · {footer}"
    return Briefing(
        title=_("Pre-travel briefing: {countries}").format(countries=countries(assessments)),
        subject=_("Surveillance that your devices and data will meet, and what to do about it"),
        language="en",
        footer=footer,
        page_label=_("Page {page} of {pages}"),
        sections=tuple(sections),
        identity=identity,
        facts=tuple(sorted(found)),
        letterhead=own.letterhead if own else None,
    )


def fingerprint(sections: Sequence[Section]) -> str:
    """Return the SHA-256 of the content: the same content has the same fingerprint on every machine."""
    return hashlib.sha256(repr(tuple(sections)).encode()).hexdigest()


def sources_of(assessments: Sequence[Assessment]) -> dict[FactId, tuple[SourceId, ...]]:
    """Map every fact that a briefing can name to its sources."""
    found: dict[FactId, tuple[SourceId, ...]] = {}
    for assessment in assessments:
        facts = assessment.facts
        found.update({fact.fact_id: fact.source_ids for fact in facts.deployments})
        found.update({fact.fact_id: fact.source_ids for fact in facts.laws})
        found.update({fact.fact_id: fact.source_ids for fact in facts.indicators})
        found.update({fact.fact_id: fact.source_ids for fact in facts.vulnerabilities})
        found.update({fact.fact_id: fact.source_ids for fact in facts.restrictions})
        for home in facts.home_states.values():
            found.update({fact.fact_id: fact.source_ids for fact in home.jurisdictions})
            found.update({fact.fact_id: fact.source_ids for fact in home.indicators})
    return found
