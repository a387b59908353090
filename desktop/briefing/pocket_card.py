"""The card for the moment when no device is at hand: whom to call, what to do at the border, which rules to keep."""

from collections.abc import Sequence

from desktop.advice.model import Measure
from desktop.assessment.capability import join_words
from desktop.assessment.levels import Theme
from desktop.briefing.code_words import inside, topic_words
from desktop.briefing.context import StopContext
from desktop.briefing.model import Block, Heading, PocketCard, Span, Text
from desktop.briefing.overview import countries
from desktop.briefing.rules import binding_rules
from desktop.dataset.codes import Phase
from desktop.i18n import _

_BORDER_LINES = 5
_STAY_LINES = 3
_RULES_PER_STOP = 3
_STOPS_WITH_RULES = 3
# Rules about these bind the traveller; the others bind operators and networks.
_TRAVELLERS_THEMES = frozenset({Theme.BORDER, Theme.IDENTIFICATION, Theme.TOOLS})


def pocket_card(
    measures: Sequence[Measure], stops: Sequence[StopContext], calls: tuple[Text, ...]
) -> tuple[Block, ...]:
    """Compose the card; `calls` are whom to call, and without them there are lines to fill in.

    The most important lines come first on either side: what does not fit the card is left off.
    """
    border = [measure for measure in measures if measure.phase is Phase.BORDER][:_BORDER_LINES]
    stay = [measure for measure in measures if measure.phase is Phase.DURING][:_STAY_LINES]
    front: list[Text] = [
        _bold(_("Call at home")),
        *(calls or (_plain(_("Name and number: ")),)),
        _plain(_("Embassy or lawyer: ")),
        _plain(_("Check-in agreed for: ")),
    ]
    if stay:
        front += [_bold(_("During the stay")), *(_plain(measure.headline) for measure in stay)]
    back: list[Text] = []
    if border:
        back += [_bold(_("At the border")), *(_plain(measure.action) for measure in border)]
    if len(stops) <= _STOPS_WITH_RULES:
        back += _rules(stops)
    card = PocketCard(title=countries([stop.assessment for stop in stops]), front=tuple(front), back=tuple(back))
    return (Heading(text=_("Pocket card: cut out, fold, fill in by hand")), card)


def _rules(stops: Sequence[StopContext]) -> list[Text]:
    lines = [_rule_line(stop, topics) for stop in stops if (topics := _topics(stop))]
    return [_bold(_("Rules to keep")), *lines] if lines else []


def _topics(stop: StopContext) -> list[str]:
    """Name the weightiest rules that bind the traveller, each topic once."""
    binding = {rule.topic for rule in stop.method.law if rule.theme in _TRAVELLERS_THEMES}
    topics = [inside(topic_words()[law.topic]) for law in binding_rules(stop) if law.topic in binding]
    return list(dict.fromkeys(topics))[:_RULES_PER_STOP]


def _rule_line(stop: StopContext, topics: Sequence[str]) -> Text:
    return _plain(_("{country}: {rules}.").format(country=stop.assessment.facts.country.name, rules=join_words(topics)))


def _bold(text: str) -> Text:
    return (Span(text=text, bold=True),)


def _plain(text: str) -> Text:
    return (Span(text=text),)
