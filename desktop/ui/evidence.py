"""Facts and sources in words, for the rows that open below a level. Qt-free."""

from desktop.assessment.model import Assessment
from desktop.briefing.date_words import date_text
from desktop.dataset.codes import FactId
from desktop.dataset.model import Deployment, Fact, Indicator, Jurisdiction, Law, Restriction, Source, Vulnerability
from desktop.i18n import _


def facts_by_id(assessment: Assessment) -> dict[FactId, Fact]:
    """Return every fact an assessment can name."""
    facts = assessment.facts
    every: list[Fact] = [
        *facts.deployments,
        *facts.laws,
        *facts.indicators,
        *facts.vulnerabilities,
        *facts.restrictions,
        *(law for state in facts.home_states.values() for law in state.jurisdictions),
        *(indicator for state in facts.home_states.values() for indicator in state.indicators),
    ]
    return {fact.fact_id: fact for fact in every}


def fact_text(fact: Fact) -> str:
    """Say a fact in one line."""
    match fact:
        case Deployment(place=place, summary=summary) if place not in {"", "national"}:
            return _("{place}: {summary}").format(place=place, summary=summary)
        case Deployment(summary=summary) | Law(summary=summary):
            return summary
        case Jurisdiction(law=law, summary=summary):
            return _("{law}: {summary}").format(law=law, summary=summary)
        case Indicator(indicator=indicator, value=value, year=year):
            return _("{indicator}: {value} in {year}").format(indicator=indicator, value=value, year=year)
        case Restriction(imposed_by=state, list_name=name, scope=scope):
            return _("{state}, {list}: {scope}").format(state=state, list=name, scope=scope)
        case Vulnerability(cve=cve, summary=summary):
            return _("{cve}: {summary}").format(cve=cve, summary=summary)


def source_text(source: Source) -> str:
    """Name a source as a reader looks it up: publisher, date, title."""
    if source.published is None:
        return _("{publisher} — {title}").format(publisher=source.publisher, title=source.shown_title)
    return _("{publisher}, {date} — {title}").format(
        publisher=source.publisher, date=date_text(source.published), title=source.shown_title
    )


def citation(source: Source) -> str:
    """Write a source out for a reference list, with its address."""
    return _("{source}. {url}").format(source=source_text(source), url=source.url)
