"""What holds for every country, whatever its facts: the promises of the method, tested on generated data."""

import random
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.assessment.levels import Level, Theme
from desktop.dataset.model import CountryFacts, Deployment, Law
from desktop.trip import Profile
from tests.unit.assessment.places import SOURCES, a_place, deployments, laws, places, rate, renamed, without_source


@given(places(), deployments())
def test_one_more_system_never_lowers_a_level(facts: CountryFacts, further: Deployment) -> None:
    more = replace(facts, deployments=(*facts.deployments, replace(further, fact_id=renamed(further.fact_id))))

    for before, after in zip(rate(facts).ratings, rate(more).ratings, strict=True):
        assert after.level >= before.level


@given(places(), laws())
def test_one_more_law_never_lowers_a_level(facts: CountryFacts, further: Law) -> None:
    more = replace(facts, laws=(*facts.laws, replace(further, fact_id=renamed(further.fact_id))))

    for before, after in zip(rate(facts).ratings, rate(more).ratings, strict=True):
        assert after.level >= before.level


@given(places(), st.sampled_from([source.source_id for source in SOURCES[:5]]))
def test_removing_a_source_never_makes_a_level_surer(facts: CountryFacts, gone: object) -> None:
    fewer = without_source(facts, next(source.source_id for source in SOURCES if source.source_id == gone))

    # Safeguards that go with the source no longer take anything down, which is said and is no gain in confidence.
    assume(rate(fewer).rating(Theme.SAFEGUARDS).level is rate(facts).rating(Theme.SAFEGUARDS).level)

    for before, after in zip(rate(facts).ratings, rate(fewer).ratings, strict=True):
        assert after.level <= before.level
        if after.level is before.level and after.confidence is not None:
            assert before.confidence is not None
            assert after.confidence <= before.confidence


@given(places(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: CountryFacts, chance: random.Random) -> None:
    mixed_deployments, mixed_laws = list(facts.deployments), list(facts.laws)
    chance.shuffle(mixed_deployments)
    chance.shuffle(mixed_laws)
    mixed = replace(facts, deployments=tuple(mixed_deployments), laws=tuple(mixed_laws))

    assert rate(mixed).ratings == rate(facts).ratings
    assert rate(mixed).reach == rate(facts).reach


@given(places(), st.sampled_from(list(Profile)))
def test_a_profile_never_changes_a_level(facts: CountryFacts, profile: Profile) -> None:
    assert rate(facts, profile=profile).ratings == rate(facts).ratings


@given(places())
def test_a_more_exposed_profile_never_gets_a_milder_posture(facts: CountryFacts) -> None:
    ordinary = rate(facts, profile=Profile.GENERAL).posture.posture
    exposed = rate(facts, profile=Profile.EXECUTIVE).posture.posture
    targeted = rate(facts, profile=Profile.JOURNALIST).posture.posture

    assert ordinary <= exposed <= targeted


@given(places())
def test_every_reason_names_its_rule_its_facts_and_their_sources(facts: CountryFacts) -> None:
    method_rules = set(rate.__globals__["METHOD"].rule_ids())
    known = {
        fact.fact_id
        for group in (facts.deployments, facts.laws, facts.indicators, facts.vulnerabilities)
        for fact in group
    } | {law.fact_id for home in facts.home_states.values() for law in home.jurisdictions}

    for rating in rate(facts).ratings:
        assert (rating.level is Level.NOT_DOCUMENTED) == (not rating.reasons)
        for reason in rating.reasons:
            assert reason.rule in method_rules
            assert reason.facts
            assert set(reason.facts) <= known
            assert reason.sources
            assert set(reason.sources) <= set(facts.sources)
            assert reason.level <= rating.level


@given(places())
def test_a_level_is_that_of_its_gravest_reason(facts: CountryFacts) -> None:
    for rating in rate(facts).ratings:
        assert rating.level == max((reason.level for reason in rating.reasons), default=Level.NOT_DOCUMENTED)


def test_a_country_without_facts_is_not_documented_and_not_low() -> None:
    for rating in rate(a_place()).ratings:
        assert rating.level is Level.NOT_DOCUMENTED
        assert rating.confidence is None
        assert not rating.reasons


@given(places())
def test_every_change_it_names_would_move_the_level_its_way(facts: CountryFacts) -> None:
    for rating in rate(facts).ratings:
        for change in rating.changes:
            assert change.text
            assert (change.to > rating.level) if change.raises else (change.to < rating.level)
