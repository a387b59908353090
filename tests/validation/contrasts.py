"""The contrasts that the method must draw by rule: the letter's three countries, supplier states, known cases."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.assessment.levels import Level, Theme
from desktop.assessment.model import Assessment
from desktop.assessment.safeguards import freedom_level
from desktop.briefing.code_words import duty_words
from desktop.briefing.words import level_word, posture_title, theme_name
from desktop.dataset.codes import CountryCode
from desktop.dataset.model import Deployment, HomeState
from tests.validation.table import table
from tests.validation.world import World

CHINA = CountryCode("CN")
LETTER = (CountryCode("DE"), CountryCode("PK"), CountryCode("AE"))
PRESS = (CountryCode("RS"), CountryCode("UY"))
CITY_SYSTEMS = frozenset({"safe-city", "smart-city"})
_SUPPLIER_STATES = tuple(map(CountryCode, ("CN", "US", "RU", "IL", "GB", "FR", "DE", "JP", "KR")))


def supplied_by(state: CountryCode, assessment: Assessment) -> tuple[Deployment, ...]:
    """Return the systems of a destination, present ones and others, that a supplier of a state has a part in."""
    suppliers = assessment.facts.suppliers
    return tuple(
        deployment
        for deployment in assessment.facts.deployments
        if any(suppliers[key].hq == state for key in deployment.supplier_ids)
    )


def city_systems_of_china(world: World) -> tuple[CountryCode, ...]:
    """Return the destinations with a documented Chinese-supplied safe or smart city system."""
    return tuple(
        code
        for code, assessment in world.assessments.items()
        if any(CITY_SYSTEMS & set(each.technologies) for each in supplied_by(CHINA, assessment))
    )


def contrast_table(world: World, codes: tuple[CountryCode, ...]) -> str:
    """Set the levels of some destinations side by side."""
    shown = [world.assessments[code] for code in codes]
    rows = [(theme_name(theme), *(level_word(each.rating(theme).level, theme) for each in shown)) for theme in Theme]
    rows += [
        ("Posture, general profile", *(posture_title(each.posture.posture) for each in shown)),
        ("Systems documented", *(str(len(each.facts.deployments)) for each in shown)),
        ("… with a Chinese supplier", *(str(len(supplied_by(CHINA, each))) for each in shown)),
        (
            "… with a supplier from the United States",
            *(str(len(supplied_by(CountryCode("US"), each))) for each in shown),
        ),
        ("China in reach", *("yes" if _in_reach(CHINA, each) else "no" for each in shown)),
    ]
    return table(("", *(each.facts.country.name for each in shown)), rows)


def _in_reach(state: CountryCode, assessment: Assessment) -> bool:
    return any(reach.country == state for reach in assessment.reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierState:
    """What one rule makes of a state whose suppliers are seen abroad."""

    name: str
    duty: str
    home: Level
    destinations: int
    levels: Mapping[Level, int]


def supplier_states(world: World) -> tuple[SupplierState, ...]:
    """Return what the reach rules give for the states that supply most, by the same steps for each."""
    return tuple(_supplier_state(code, world) for code in _SUPPLIER_STATES)


def _supplier_state(code: CountryCode, world: World) -> SupplierState:
    reached = [each for each in world.assessments.values() if each.facts.country.code != code and _in_reach(code, each)]
    home = next(each.facts.home_states[code] for each in reached)
    laws = {law.fact_id for law in home.jurisdictions}
    levels = Counter(
        max(reason.level for reason in each.rating(Theme.DATA_REACH).reasons if laws & set(reason.facts))
        for each in reached
    )
    return SupplierState(
        name=home.country.name,
        duty=_gravest_duty(home, world),
        home=freedom_level(home.indicators, world.method),
        destinations=len(reached),
        levels=levels,
    )


def _gravest_duty(home: HomeState, world: World) -> str:
    duties = {law.duty for law in home.jurisdictions}
    rule = max((rule for rule in world.method.reach if rule.duty in duties), key=lambda rule: rule.level)
    return duty_words()[rule.duty]
