"""The rules of the method as sentences, theme by theme, for someone who is no programmer.

Each rule quotes the very words that a briefing prints when it fires.
"""

from collections.abc import Iterable, Mapping, Sequence

from desktop.assessment.levels import Level, Theme
from desktop.assessment.method import (
    DeploymentRule,
    EquipmentRule,
    IndicatorRule,
    LawRule,
    Method,
    ReachRule,
    SafeguardRule,
)
from desktop.briefing.code_words import technology_words, topic_words
from desktop.briefing.words import level_word, theme_name, theme_question
from desktop.i18n import _


def theme_chapters(method: Method) -> tuple[str, ...]:
    """Return one chapter of Markdown for each theme."""
    return tuple(
        "\n\n".join(
            (f"### {theme_name(theme)}", theme_question(theme), *_notes(theme), "\n".join(_rules(theme, method)))
        )
        for theme in Theme
    )


def counted_systems(method: Method) -> str:
    """Return a table of the kinds of system that each rule counts."""
    return table(
        (_("Rule"), _("Kinds of system"), _("Not counted where it stands only beside")),
        (
            (f"`{rule.id}`", _technologies(rule.technologies), _technologies(rule.elsewhere_beside) or "–")
            for rule in method.deployment
        ),
    )


def _technologies(codes: Iterable[str]) -> str:
    words = technology_words()
    return ", ".join(words[code] for code in codes)


def _notes(theme: Theme) -> tuple[str, ...]:
    match theme:
        case Theme.SAFEGUARDS:
            return (
                _(
                    "Here a higher level means weaker safeguards, so the briefing says strong, partial, weak and very "
                    "weak instead of low to very high. The first row that holds counts."
                ),
            )
        case Theme.DATA_REACH:
            return (
                _(
                    "The host state can always reach what is recorded on its ground; this theme asks who else can. One "
                    "rule holds for every supplier, whichever state is its home: the gravest duty documented there, "
                    "moved by the safeguards of that state. Only systems in use or under way count; plans and history "
                    "reach nobody today. A supplier whose home state is unknown is named as such and rated as nothing."
                ),
            )
        case Theme.EQUIPMENT:
            return (
                _(
                    "A published weakness counts where its brand is documented in the country, in the kind of system "
                    "that the weak product is made for. A brand that resells another maker’s cameras counts as that "
                    "maker. Weaknesses known to be used in attacks come first."
                ),
            )
        case _:
            return ()


def _rules(theme: Theme, method: Method) -> Iterable[str]:
    yield from (_deployment(rule) for rule in method.deployment if rule.theme is theme)
    yield from (_law(rule) for rule in method.law if rule.theme is theme)
    yield from (_indicator(rule) for rule in method.indicator if rule.theme is theme)
    if theme is Theme.DATA_REACH:
        yield from map(_reach, method.reach)
    if theme is Theme.EQUIPMENT:
        yield from map(_weakness, method.equipment)
    if theme is Theme.SAFEGUARDS:
        yield from map(_safeguard, method.safeguards.rules)


def _deployment(rule: DeploymentRule) -> str:
    claim = _(rule.sentence).format(where=_("[where]"), who=_(", with [suppliers]"))
    effect = _("; safeguards move it") if rule.moderated else ""
    return _item(claim, rule.level, rule.id, rule.why, rule.sources, effect)


def _law(rule: LawRule) -> str:
    order = list(rule.levels)
    branches = [
        _("  - If “{claim}”, then **{level}**.").format(
            claim=_inside(_(rule.sentences[reach])), level=level_word(level).lower()
        )
        for reach, level in sorted(rule.levels.items(), key=lambda pair: (pair[1], order.index(pair[0])))
    ]
    head = _("- {topic}. Why: {why}{sources} `{rule}`").format(
        topic=topic_words()[rule.topic], why=_(rule.why), sources=_read_in(rule.sources), rule=rule.id
    )
    return "\n".join((head, *branches))


def _indicator(rule: IndicatorRule) -> str:
    claim = _(rule.sentence).format(value=_range(rule), year=_("[year]"))
    return _item(claim, rule.level, rule.id, rule.why, rule.sources)


def _range(rule: IndicatorRule) -> str:
    low, high = rule.at_least, rule.at_most
    if low is not None and high is not None:
        return _("{low} to {high}").format(low=f"{low:g}", high=f"{high:g}")
    if low is not None:
        return _("{low} or more").format(low=f"{low:g}")
    return "" if high is None else _("{high} or fewer").format(high=f"{high:g}")


def _reach(rule: ReachRule) -> str:
    claim = _(rule.sentence).format(country=_("[state]"), suppliers=_("[suppliers]"), law=_("[law]"))
    return _item(claim, rule.level, rule.id, rule.why, rule.sources)


def _weakness(rule: EquipmentRule) -> str:
    claim = _(rule.sentence).format(brands=_("[brands]"), cves=_("[CVE numbers]"))
    return _item(claim, rule.level, rule.id, rule.why, rule.sources)


def _safeguard(rule: SafeguardRule) -> str:
    claim = _(rule.sentence)
    if rule.below_score is not None:
        claim = _("{claim} (below {score} of 100)").format(claim=_inside(claim), score=f"{rule.below_score:g}")
    return _item(claim, rule.level, rule.id, rule.why, rule.sources, theme=Theme.SAFEGUARDS)


def _item(
    claim: str,
    level: Level,
    rule_id: str,
    why: str,
    sources: Sequence[str],
    effect: str = "",
    *,
    theme: Theme | None = None,
) -> str:
    return _("- If “{claim}”, then **{level}**{effect}. Why: {why}{sources} `{rule}`").format(
        claim=_inside(claim),
        level=level_word(level, theme).lower(),
        effect=effect,
        why=_(why),
        sources=_read_in(sources),
        rule=rule_id,
    )


def _inside(claim: str) -> str:
    """Take the full stop off a sentence that is quoted inside another, and begin it with a capital."""
    return (claim[:1].upper() + claim[1:]).rstrip(".")


def _read_in(sources: Sequence[str]) -> str:
    if not sources:
        return ""
    return _(" (source: {sources})").format(sources=", ".join(f"`{source}`" for source in sources))


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Set a table in Markdown."""
    lines = [" | ".join(titles), " | ".join("---" for _title in titles), *(" | ".join(row) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines)


def two_columns(titles: tuple[str, str], rows: Mapping[str, str]) -> str:
    """Set a table of two columns in Markdown."""
    return table(titles, rows.items())
