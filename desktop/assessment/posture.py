"""From ratings and profile to the decision a security officer needs.

Source of the table: `[[posture]]` and `[profiles]` in data/method.toml.
"""

from collections.abc import Mapping, Sequence

from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import Method, PostureRule
from desktop.assessment.model import PostureDecision, Rating
from desktop.i18n import _
from desktop.trip import Profile


def decide(ratings: Sequence[Rating], profile: Profile, method: Method) -> PostureDecision:
    """Return the posture of the first row of the decision table that holds."""
    levels = {rating.theme: rating.level for rating in ratings}
    rule = next(rule for rule in method.posture if _holds(rule, levels, profile, method))
    return PostureDecision(
        posture=rule.posture, rule=rule.id, text=_(rule.why), drivers=(*rule.needs, *rule.undocumented)
    )


def _holds(rule: PostureRule, levels: Mapping[Theme, Level], profile: Profile, method: Method) -> bool:
    order = method.profiles.sensitivities
    return (
        order.index(method.profiles.of[profile]) >= order.index(rule.sensitivity)
        and all(levels[theme] >= level for theme, level in rule.needs.items())
        and all(levels[theme] is Level.NOT_DOCUMENTED for theme in rule.undocumented)
    )


def strictest(decisions: Sequence[PostureDecision]) -> PostureDecision:
    """Return the strictest of several decisions, the first of equals: a trip is as strict as its strictest stop."""
    return max(decisions, key=lambda decision: decision.posture)
