"""The whole method in words: how facts become levels, posture and advice, written from the method itself.

The window shows it, and `make method` writes it to data/METHOD.md. No rule and no number stands here: the text takes
them from data/method.toml.
"""

from collections.abc import Iterable

from desktop.assessment.capability import join_words
from desktop.assessment.levels import Level, Posture, Theme
from desktop.assessment.method import Method, PostureRule
from desktop.briefing.method_rules import counted_systems, table, theme_chapters, two_columns
from desktop.briefing.words import (
    confidence_word,
    level_word,
    phase_title,
    posture_meaning,
    posture_title,
    profile_name,
    status_word,
    theme_name,
)
from desktop.dataset.codes import Confidence, Phase, Status
from desktop.i18n import _, ngettext
from desktop.trip import Profile


def method_short(method: Method) -> str:
    """Tell in a few sentences how a level comes about, for a page or a window."""
    return " ".join(
        (
            _(method.summary),
            _("Confidence says how sure it is that the level is at least this."),
            _("One rule holds for every state and every supplier; no country is rated by name."),
        )
    )


def method_markdown(method: Method) -> str:
    """Return the whole method as Markdown."""
    chapters = (
        *_opening(method),
        *_words(method),
        *_from_fact_to_level(method),
        *_confidence(method),
        *_safeguards(method),
        f"## {_('The rules, theme by theme')}",
        _how_to_read_rules(),
        *theme_chapters(method),
        f"### {_('Which systems a rule counts')}",
        counted_systems(method),
        *_posture(method),
        *_change(),
        *_measures(method),
    )
    return "\n\n".join(chapters) + "\n"


def _opening(method: Method) -> Iterable[str]:
    yield f"# {_('How levels are made')}"
    yield _(
        "Forewarned rates what a traveller’s devices and data will meet in a country, in nine themes. It does so by "
        "written rules and by nothing else. This page holds all of them, so that anyone can check a level or attack it."
    )
    yield _(method.summary)
    yield _(
        "Every level lists its reasons. Every reason names its rule by an id `like-this`, the facts that made it fire, "
        "and the sources of those facts. No state and no supplier has a rule of its own."
    )


def _words(method: Method) -> Iterable[str]:
    yield f"## {_('Words')}"
    yield two_columns(
        (_("Word"), _("Meaning")),
        {
            _("fact"): _("One documented statement with its source: a system, a law, a published score, a weakness."),
            _("theme"): _("What a traveller asks about: {themes}.").format(
                themes=join_words([theme_name(theme).lower() for theme in Theme])
            ),
            _("level"): _("How much a theme should concern you: {levels}.").format(
                levels=join_words([level_word(level).lower() for level in Level if level])
            ),
            level_word(Level.NOT_DOCUMENTED).lower(): _(
                "Nothing was found. This is never an all-clear, and never shown as low."
            ),
            _("confidence"): _("How sure it is that the level is at least this: {words}.").format(
                words=join_words([confidence_word(each) for each in Confidence])
            ),
            _("status"): _("The stage of a system: {words}.").format(
                words=join_words([status_word(each) for each in Status])
            ),
            _("safeguards"): _("How far law and courts protect you: {words}.").format(
                words=join_words([level_word(level, Theme.SAFEGUARDS).lower() for level in Level if level])
            ),
            _("reach"): _(
                "The governments that can compel access to what is recorded: the host, and the home state of each "
                "supplier."
            ),
            _("posture"): _("The decision that follows for your devices, one of four."),
            _("profile"): _("Who travels. It changes posture and advice, never a level."),
        },
    )
    marks = ngettext("{n} year", "{n} years", method.age.mark_years).format(n=method.age.mark_years)
    yield _("Evidence older than {years}, or without a date, is marked as old beside its level.").format(years=marks)


def _from_fact_to_level(method: Method) -> Iterable[str]:
    yield f"## {_('From a fact to a level')}"
    yield _(
        "A rule gives the level of a system that is in use nationwide, lately and surely documented, where "
        "safeguards are partial. From there the level of an actual system is worked out in this order:"
    )
    yield "\n".join(f"{number}. {step}" for number, step in enumerate(_level_steps(method), start=1))
    yield _(
        "A documented fact never counts for less than low. The gravest reason sets the level of a theme; reasons are "
        "not added up, and a milder fact never takes a graver one down. Where facts contradict each other, both are "
        "shown, and the graver one sets the level."
    )
    yield two_columns(
        (_("Stage of the system"), _("Its level is at most")),
        {status_word(status): level_word(method.status.cap[status]).lower() for status in Status},
    )
    yield two_columns(
        (_("Confidence of the evidence"), _("The level it can carry is at most")),
        {confidence_word(each): level_word(method.confidence.cap[each]).lower() for each in Confidence},
    )
    yield _(
        "Laws and published scores take only the last of these steps: their level is the one that the rule names, as "
        "far as their confidence carries it. Data reach and equipment take the steps for age, status and confidence."
    )


def _level_steps(method: Method) -> Iterable[str]:
    breadth, age = method.breadth, method.age
    steps = ngettext("{n} step less", "{n} steps less", breadth.local_steps).format(n=breadth.local_steps)
    yield _(
        "**Breadth.** Seen in fewer than {places} places and not reported for the whole country: {steps}. {why}"
    ).format(places=breadth.national_places, steps=steps, why=_(breadth.why))
    steps = ngettext("{n} step less", "{n} steps less", age.fade_steps).format(n=age.fade_steps)
    yield _(
        "**Age.** {steps} where the newest source is {years} years old or more, or bears no date. A later start of use "
        "that a source states counts as the date. {why}"
    ).format(steps=steps[:1].upper() + steps[1:], years=age.fade_years, why=_(age.why))
    yield _("**Safeguards.** Where the rule says so, safeguards move the level; the table stands below.")
    yield _("**Status.** The stage of the system limits the level (first table below). {why}").format(
        why=_(method.status.why)
    )
    yield _("**Confidence.** Thin evidence limits the level (second table below).")


def _confidence(method: Method) -> Iterable[str]:
    rule = method.confidence
    yield f"## {_('Confidence')}"
    yield _(
        "Confidence says how sure it is that the level is at least this. A fact is of high confidence where the "
        "government, the supplier or an official register says so, or two independent sources do; of medium confidence "
        "where one reputable source gives particulars; of low confidence where it is a listing or a passing mention."
    )
    yield _(
        "Several facts together are as sure as the surest of them, and one step surer where at least {n} facts of that "
        "confidence come from at least {n} publishers. Listings without particulars do not count as independent. {why}"
    ).format(n=rule.independent_sources, why=_(rule.why))
    yield _(
        "As long as safeguards stay the same, removing a source never makes the same level surer, and one more "
        "documented system or rule never lowers a level."
    )


def _safeguards(method: Method) -> Iterable[str]:
    safeguards = method.safeguards
    yield f"## {_('How safeguards move a level')}"
    yield _(safeguards.why)
    yield two_columns(
        (_("Safeguards in the country"), _("A moderated level moves by")),
        {level_word(level, Theme.SAFEGUARDS): _steps(safeguards.moderation[level]) for level in Level},
    )
    yield _(
        "How strong safeguards are follows from the Freedom House rating of the country, from its data-protection law "
        "and from a decision of the European Commission that the protection is adequate, by the rules of the theme "
        "{theme} below; the first that holds counts. Where facts on the law contradict each other, the weaker counts. "
        "Missing data is said and never taken for good."
    ).format(theme=theme_name(Theme.SAFEGUARDS))


def _steps(number: int) -> str:
    if number == 0:
        return _("nothing")
    if number > 0:
        return ngettext("{n} step up", "{n} steps up", number).format(n=number)
    return ngettext("{n} step down", "{n} steps down", -number).format(n=-number)


def _how_to_read_rules() -> str:
    return _(
        "The words in “quotation marks” are those that a briefing prints; what stands in [brackets] is filled in from "
        "the facts. The id at the end is the one that every reason names."
    )


def _posture(method: Method) -> Iterable[str]:
    yield f"## {_('From levels to a posture')}"
    yield two_columns(
        (_("Posture"), _("What it asks for")),
        {posture_title(posture): posture_meaning(posture) for posture in Posture},
    )
    profiles = method.profiles
    yield _("How exposed a traveller is follows from the profile. {why}").format(why=_(profiles.why))
    yield two_columns(
        (_("Exposure"), _("Profiles")),
        {
            exposure_word(exposure): join_words(
                [profile_name(each) for each in Profile if profiles.of[each] == exposure]
            )
            for exposure in profiles.sensitivities
        },
    )
    yield _(
        "The table is read from top to bottom; the first row that holds decides. A trip is as strict as its strictest "
        "stop."
    )
    yield table(
        (_("Who"), _("What must hold"), _("Posture"), _("Because"), _("Row")),
        (
            (_who(rule, method), _conditions(rule), posture_title(rule.posture), _(rule.why), f"`{rule.id}`")
            for rule in method.posture
        ),
    )


def exposure_word(sensitivity: str) -> str:
    """Name how exposed a profile is; a code that has no word stands for itself."""
    return {"ordinary": _("ordinary"), "exposed": _("exposed"), "targeted": _("targeted")}.get(sensitivity, sensitivity)


def _who(rule: PostureRule, method: Method) -> str:
    order = method.profiles.sensitivities
    counted = order[order.index(rule.sensitivity) :]
    if len(counted) == len(order):
        return _("everyone")
    return join_words([exposure_word(sensitivity) for sensitivity in counted])


def _conditions(rule: PostureRule) -> str:
    needs = [_need(theme, level) for theme, level in rule.needs.items()]
    gaps = [
        _("{theme}: {word}").format(theme=theme_name(theme), word=level_word(Level.NOT_DOCUMENTED).lower())
        for theme in rule.undocumented
    ]
    return "; ".join((*needs, *gaps)) or _("always")


def _need(theme: Theme, level: Level) -> str:
    word = level_word(level, theme).lower()
    if level is Level.VERY_HIGH:
        return _("{theme}: {word}").format(theme=theme_name(theme), word=word)
    if theme is Theme.SAFEGUARDS:
        return _("{theme}: {word} or weaker").format(theme=theme_name(theme), word=word)
    return _("{theme}: {word} or higher").format(theme=theme_name(theme), word=word)


def _change() -> Iterable[str]:
    yield f"## {_('What would change this')}"
    yield _(
        "Beside each level stands what would move it. Upwards it names the smallest step that one change of the facts "
        "could bring: a surer source, a system in more places, a pilot that becomes regular use, a wider law. "
        "Downwards it names what would take the gravest reason away: the end of the system, a law withdrawn, or the "
        "year in which evidence without a newer report has faded. Where several reasons hold the level, all of them "
        "would have to fall away. It is no forecast; it tells what to watch for."
    )


def _measures(method: Method) -> Iterable[str]:
    rule = method.advice
    yield f"## {_('How measures are ranked')}"
    yield _(
        "A measure is on the checklist when a documented fact of the trip calls for it, or when it holds everywhere, "
        "and when it fits posture, profile and devices. Of several that say the same in different strength, the one "
        "with the most points stays. Points are {weight} × its weight (1 to 5) + {level} × the level of the gravest "
        "theme that calls for it (low 1, very high 4), less its effort. {why}"
    ).format(weight=f"{rule.weight:g}", level=f"{rule.level:g}", why=_(rule.why))
    yield two_columns(
        (_("Effort"), _("Points taken off")),
        {_effort_word(code): f"{points:g}" for code, points in rule.effort.items()},
    )
    yield two_columns(
        (_("Part of the trip"), _("Measures at most")),
        {phase_title(phase): str(rule.limit[phase]) for phase in Phase},
    )


def _effort_word(code: str) -> str:
    return {"low": _("low"), "medium": _("medium"), "high": _("high")}.get(code, code)
