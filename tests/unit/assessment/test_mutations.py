"""The promises of the method are worth something: each one fails as soon as the method is broken on purpose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from desktop.assessment import assess as evaluator
from desktop.assessment import capability, legal, supplied
from desktop.assessment.finding import Finding
from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import Method
from desktop.assessment.model import Assessment, Rating
from desktop.dataset.codes import Confidence
from desktop.dataset.model import CountryFacts, Deployment, Law
from desktop.trip import Profile
from tests.unit.assessment import places as generated
from tests.unit.assessment import test_laws_of_the_method as laws_of_the_method
from tests.unit.assessment.places import SOURCES, deployments, laws, places

_SOURCES = st.sampled_from([source.source_id for source in SOURCES[:5]])
_CHANCE = st.randoms(use_true_random=False)
_PROFILES = st.sampled_from(list(Profile))
# Any example will do, so none is made smaller.
_SEARCH = settings(max_examples=2000, database=None, derandomize=True, deadline=None, phases=[Phase.generate])


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A promise, what it is tested on, and a way to break the method that must break the promise."""

    promise: str
    given: tuple[SearchStrategy[object], ...]
    break_it: Callable[[pytest.MonkeyPatch], None]


def mildest_reason_counts(patch: pytest.MonkeyPatch) -> None:
    """Let the mildest reason set the level: the smallest instead of the greatest."""
    rating = evaluator._rating  # noqa: SLF001 - the part to break

    def mildest(theme: Theme, findings: Sequence[Finding], method: Method, as_of: date) -> Rating:
        return rating(theme, sorted(findings, key=lambda each: each.reason.level)[:1], method, as_of)

    patch.setattr(evaluator, "_rating", mildest)


def one_source_is_surest(patch: pytest.MonkeyPatch) -> None:
    """Trust a single source more than several."""

    def distrustful(facts: Sequence[Deployment | Law], *_others: object) -> Confidence:
        sources = {source for fact in facts for source in fact.source_ids}
        return Confidence.HIGH if len(sources) == 1 else Confidence.LOW

    for module in (capability, legal, supplied):
        patch.setattr(module, "group_confidence", distrustful)


def only_the_first_system_counts(patch: pytest.MonkeyPatch) -> None:
    """Look at the first documented system and no further."""
    capabilities = capability.find_capabilities

    def first(
        facts: CountryFacts, sightings: Sequence[capability.Sighting], method: Method, shift: int
    ) -> tuple[Finding, ...]:
        return capabilities(facts, sightings[:1], method, shift)

    patch.setattr(evaluator, "find_capabilities", first)


def journalists_get_other_levels(patch: pytest.MonkeyPatch) -> None:
    """Let a profile move levels: for all but the general one, safeguards always raise."""
    assess = evaluator.assess

    def by_profile(facts: CountryFacts, *, method: Method, profile: Profile, as_of: date) -> Assessment:
        safeguards = replace(method.safeguards, moderation=dict.fromkeys(Level, 1))
        other = method if profile is Profile.GENERAL else replace(method, safeguards=safeguards)
        return assess(facts, method=other, profile=profile, as_of=as_of)

    patch.setattr(generated, "assess", by_profile)


def exposure_is_upside_down(patch: pytest.MonkeyPatch) -> None:
    """Read the profiles from the most exposed to the least."""
    assess = evaluator.assess

    def reversed_order(facts: CountryFacts, *, method: Method, profile: Profile, as_of: date) -> Assessment:
        order = tuple(reversed(method.profiles.sensitivities))
        perverse = replace(method, profiles=replace(method.profiles, sensitivities=order))
        return assess(facts, method=perverse, profile=profile, as_of=as_of)

    patch.setattr(generated, "assess", reversed_order)


def _changed_ratings(patch: pytest.MonkeyPatch, change: Callable[[Rating], Rating]) -> None:
    rating = evaluator._rating  # noqa: SLF001 - the part to break

    def changed(theme: Theme, findings: Sequence[Finding], method: Method, as_of: date) -> Rating:
        return change(rating(theme, findings, method, as_of))

    patch.setattr(evaluator, "_rating", changed)


def reasons_forget_their_facts(patch: pytest.MonkeyPatch) -> None:
    """Give reasons that no fact bears."""
    _changed_ratings(
        patch, lambda rating: replace(rating, reasons=tuple(replace(each, facts=()) for each in rating.reasons))
    )


def levels_exceed_their_reasons(patch: pytest.MonkeyPatch) -> None:
    """Rate one step above the gravest reason."""
    _changed_ratings(
        patch, lambda rating: replace(rating, level=Level(min(Level.VERY_HIGH, rating.level + bool(rating.level))))
    )


def changes_point_the_wrong_way(patch: pytest.MonkeyPatch) -> None:
    """Say of what would raise a level that it lowers it."""
    _changed_ratings(
        patch,
        lambda rating: replace(rating, changes=tuple(replace(each, raises=not each.raises) for each in rating.changes)),
    )


BROKEN = (
    Broken(
        promise="test_one_more_system_never_lowers_a_level",
        given=(places(), deployments()),
        break_it=mildest_reason_counts,
    ),
    Broken(promise="test_one_more_law_never_lowers_a_level", given=(places(), laws()), break_it=mildest_reason_counts),
    Broken(
        promise="test_removing_a_source_never_makes_a_level_surer",
        given=(places(), _SOURCES),
        break_it=one_source_is_surest,
    ),
    Broken(
        promise="test_the_order_of_facts_does_not_matter",
        given=(places(), _CHANCE),
        break_it=only_the_first_system_counts,
    ),
    Broken(
        promise="test_a_profile_never_changes_a_level",
        given=(places(), _PROFILES),
        break_it=journalists_get_other_levels,
    ),
    Broken(
        promise="test_a_more_exposed_profile_never_gets_a_milder_posture",
        given=(places(),),
        break_it=exposure_is_upside_down,
    ),
    Broken(
        promise="test_every_reason_names_its_rule_its_facts_and_their_sources",
        given=(places(),),
        break_it=reasons_forget_their_facts,
    ),
    Broken(
        promise="test_a_level_is_that_of_its_gravest_reason",
        given=(places(),),
        break_it=levels_exceed_their_reasons,
    ),
    Broken(
        promise="test_every_change_it_names_would_move_the_level_its_way",
        given=(places(),),
        break_it=changes_point_the_wrong_way,
    ),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.promise.removeprefix("test_"))
def test_a_broken_method_breaks_its_promise(broken: Broken, monkeypatch: pytest.MonkeyPatch) -> None:
    check = getattr(laws_of_the_method, broken.promise).hypothesis.inner_test

    def is_violated(example: tuple[object, ...]) -> bool:
        try:
            check(*example)
        except AssertionError:
            return True
        return False

    broken.break_it(monkeypatch)

    # `find` raises NoSuchExample where the promise withstands every generated country.
    find(st.tuples(*broken.given), is_violated, settings=_SEARCH)


def test_low_for_an_empty_country_breaks_its_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    _changed_ratings(monkeypatch, lambda rating: replace(rating, level=max(Level.LOW, rating.level)))

    with pytest.raises(AssertionError):
        laws_of_the_method.test_a_country_without_facts_is_not_documented_and_not_low()


def test_every_promise_is_broken_once() -> None:
    promises = {name for name in vars(laws_of_the_method) if name.startswith("test_")}
    empty = "test_a_country_without_facts_is_not_documented_and_not_low"

    assert {broken.promise for broken in BROKEN} | {empty} == promises
