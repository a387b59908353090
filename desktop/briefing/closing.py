"""What follows the destinations: checklist, what is not known, method, sources and sign-off."""

from collections.abc import Mapping, Sequence

from desktop.advice.model import Measure
from desktop.assessment.capability import join_words
from desktop.assessment.levels import Level
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment
from desktop.briefing.citation import Citations
from desktop.briefing.context import StopContext, note
from desktop.briefing.date_words import date_text
from desktop.briefing.model import (
    Block,
    BulletList,
    Checklist,
    ChecklistItem,
    Heading,
    Section,
    SignOff,
    SourceList,
    Span,
    Text,
)
from desktop.briefing.own_facts import title
from desktop.briefing.pocket_card import pocket_card
from desktop.briefing.words import phase_title, theme_name
from desktop.dataset.codes import CountryCode, Phase
from desktop.dataset.identity import DatasetIdentity, OverlayIdentity
from desktop.i18n import _

_STOPS_NAMED = 4


def checklist(measures: Sequence[Measure], stops: Sequence[StopContext], calls: tuple[Text, ...]) -> Section:
    """Compose the checklist: every measure with its reason and stops; then the pocket card and what is not known.

    `calls` are whom to call, for the card; without them it has lines to fill in.
    """
    assessments = [stop.assessment for stop in stops]
    citations, method = stops[0].citations, stops[0].method
    names = {each.facts.country.code: each.facts.country.name for each in assessments}
    blocks: list[Block] = []
    for phase in Phase:
        items = tuple(
            ChecklistItem(
                measure_id=measure.advice_id,
                action=measure.action,
                why=(Span(text=measure.why, cites=citations.cite(measure.source_ids)),),
                stops=_stops(measure, names) if len(assessments) > 1 else "",
            )
            for measure in measures
            if measure.phase is phase
        )
        if items:
            blocks.append(Checklist(phase=phase, title=phase_title(phase), items=items))
    return Section(
        section_id="checklist",
        kicker=_("What to do"),
        title=_("Checklist"),
        aside=(_("Tick as you go; each line says why."),),
        starts_page=False,
        blocks=(*blocks, *pocket_card(measures, stops, calls), *_unknowns(assessments, method)),
    )


def _stops(measure: Measure, names: Mapping[CountryCode, str]) -> str:
    if not measure.stops or len(measure.stops) == len(names):
        return _("Everywhere")
    named = [names[stop] for stop in measure.stops]
    return join_words(named[:_STOPS_NAMED], max(0, len(named) - _STOPS_NAMED))


def _unknowns(assessments: Sequence[Assessment], method: Method) -> tuple[Block, ...]:
    """Say what is not known, and how levels are made."""
    items = []
    for assessment in assessments:
        name = assessment.facts.country.name
        missing = [theme_name(each.theme).lower() for each in assessment.ratings if each.level is Level.NOT_DOCUMENTED]
        stale = [theme_name(each.theme).lower() for each in assessment.ratings if each.is_stale]
        if missing:
            text = _("{country}: nothing found on {themes}; this is no all-clear.").format(
                country=name, themes=join_words(missing)
            )
            items.append((Span(text=text),))
        if stale:
            text = _("{country}: the newest evidence is older than {years} years for {themes}.").format(
                country=name, years=method.age.mark_years, themes=join_words(stale)
            )
            items.append((Span(text=text),))
    items.append(
        (Span(text=_("What is secret, new or unreported cannot stand here. Ask before you rely on silence.")),)
    )
    method_words = _("{summary} The program has the whole method. Maps: Natural Earth; their borders take no position.")
    return (
        Heading(text=_("What is not known, and how levels are made")),
        BulletList(items=tuple(items)),
        note(method_words.format(summary=_(method.summary))),
    )


def references(citations: Citations, identity: DatasetIdentity) -> Section:
    """Compose the list of sources; call it last, when every claim has been cited."""
    return Section(
        section_id="sources",
        kicker=_("Where it was read"),
        title=_("Sources"),
        aside=(
            _("Dataset of {date}").format(date=date_text(identity.version)),
            _("Identity {digest}").format(digest=identity.short),
        ),
        starts_page=False,
        blocks=(SourceList(entries=citations.entries()),),
    )


def sign_off(identity: DatasetIdentity, fingerprint: str, statement: str = "") -> Section:
    """Compose the page to sign; `fingerprint` is the SHA-256 of the briefing's content, `statement` what is signed."""
    return Section(
        section_id="sign-off",
        kicker=_("Record"),
        title=_("Sign-off"),
        aside=(),
        blocks=(
            SignOff(
                statement=statement or _("I have read this briefing and had the chance to ask questions."),
                lines=(_("Name"), _("Date"), _("Signature"), _("Briefed by")),
                identity=(
                    (_("Fingerprint of this briefing (SHA-256)"), fingerprint),
                    (_("Dataset"), f"{identity.version.isoformat()} · {identity.sha256}"),
                    *_own_facts_line(identity.overlay),
                ),
            ),
        ),
    )


def _own_facts_line(overlay: OverlayIdentity | None) -> tuple[tuple[str, str], ...]:
    if overlay is None:
        return ()
    return ((title(overlay), f"{overlay.version.isoformat()} · {overlay.sha256}"),)
