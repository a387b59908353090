"""What an organisation adds to a briefing in its own words, visibly apart from what sources bear out.

Its posture floor raises a posture and never lowers one; it changes no level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from desktop.assessment.levels import Posture
from desktop.assessment.model import Assessment, PostureDecision
from desktop.briefing.context import note
from desktop.briefing.letterhead import Letterhead
from desktop.briefing.model import Block, BulletList, Heading, Paragraph, Section, Span, Text
from desktop.briefing.words import phase_title, posture_title
from desktop.dataset.codes import CountryCode, Phase
from desktop.i18n import _
from desktop.trip import Profile, Trip

FLOOR_RULE: Final = "organisation-floor"
"""Stands where a posture names its rule, when the organisation's floor gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnContact:
    """Someone to call: what for, who, and the number."""

    role: str
    phone: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The mildest posture an organisation allows: at least the strictest of those that apply."""

    everywhere: Posture = Posture.OWN_HARDENED
    by_country: Mapping[CountryCode, Posture] = field(default_factory=lambda: MappingProxyType({}))
    by_profile: Mapping[Profile, Posture] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, country: CountryCode, profile: Profile) -> Posture:
        """Return the mildest posture for a traveller of this profile in this country."""
        return max(
            self.everywhere,
            self.by_country.get(country, self.everywhere),
            self.by_profile.get(profile, self.everywhere),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Everything that is the organisation's: letterhead, contacts, advice, notes, posture floor and sign-off text."""

    letterhead: Letterhead
    duty_phone: str = ""
    contacts: tuple[OwnContact, ...] = ()
    advice: Mapping[Phase, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[CountryCode, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    floor: Floor = field(default_factory=Floor)
    sign_off: str = ""

    @property
    def name(self) -> str:
        """The organisation's name."""
        return self.letterhead.name


def raised(assessment: Assessment, own: OwnWords, profile: Profile) -> Assessment:
    """Raise the posture of an assessment to the organisation's floor; a stricter one stays."""
    floor = own.floor.of(assessment.facts.country.code, profile)
    decision = assessment.posture
    if decision.posture >= floor:
        return assessment
    text = _("{organisation} asks for at least this; by the documented facts alone it would be “{posture}”.").format(
        organisation=own.name, posture=posture_title(decision.posture)
    )
    return replace(assessment, posture=PostureDecision(posture=floor, rule=FLOOR_RULE, text=text, drivers=()))


def own_sections(trip: Trip, assessments: Sequence[Assessment], own: OwnWords | None) -> tuple[Section, ...]:
    """Compose the organisation's own part: one section, or none where nobody has anything to say on this trip."""
    if own is None:
        return ()
    blocks: list[Block] = []
    blocks += _contacts(own)
    for phase in Phase:
        if items := own.advice.get(phase, ()):
            blocks += [Heading(text=phase_title(phase)), _bullets(items)]
    names = {each.facts.country.code: each.facts.country.name for each in assessments}
    for stop in trip.stops:
        if items := own.notes.get(stop.country, ()):
            heading = _("{organisation} on {country}").format(organisation=own.name, country=names[stop.country])
            blocks += [Heading(text=heading), _bullets(items)]
    if not blocks:
        return ()
    apart = _("What stands here comes from {organisation}, not from the dataset, and has no source number.")
    section = Section(
        section_id="own",
        kicker=_("From your organisation"),
        title=own.name,
        aside=(),
        blocks=(note(apart.format(organisation=own.name)), *blocks),
        starts_page=False,
    )
    return (section,)


def own_line(own: OwnWords) -> Paragraph | None:
    """Return the one line a short briefing keeps: whom to call, None where nobody is named."""
    calls = [Span(text=_("{organisation}: ").format(organisation=own.name), bold=True)]
    numbers = [own.duty_phone] if own.duty_phone else []
    numbers += [_contact_text(contact) for contact in own.contacts]
    if not numbers:
        return None
    return Paragraph(text=(*calls, Span(text="; ".join(numbers))))


def card_lines(own: OwnWords) -> tuple[Text, ...]:
    """Return whom to call, for the pocket card; without any, the card keeps its blank lines."""
    lines: list[Text] = []
    if own.duty_phone:
        lines.append((Span(text=_("{organisation}, day and night: ").format(organisation=own.name) + own.duty_phone),))
    lines += [(Span(text=_contact_text(contact)),) for contact in own.contacts]
    return tuple(lines)


def _contacts(own: OwnWords) -> list[Block]:
    lines = card_lines(own)
    return [Heading(text=_("Whom to call")), BulletList(items=lines)] if lines else []


def _contact_text(contact: OwnContact) -> str:
    if contact.name:
        return _("{role}: {name}, {phone}").format(role=contact.role, name=contact.name, phone=contact.phone)
    return _("{role}: {phone}").format(role=contact.role, phone=contact.phone)


def _bullets(items: Sequence[str]) -> BulletList:
    return BulletList(items=tuple((Span(text=item),) for item in items))
