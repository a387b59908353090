"""Language: every visible word goes through `_` or `ngettext`.

Catalogues lie in ``resources/locale``; English is the language of the code and needs none.
"""

import gettext

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


class _Chosen:
    """Holds the one catalogue in use, because words are asked for from everywhere."""

    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(catalogue: gettext.NullTranslations) -> None:
    """Speak another language from now on; windows that are open keep their words."""
    _Chosen.catalogue = catalogue


def language() -> str:
    """Return the code of the chosen language, such as ``en``."""
    return _Chosen.catalogue.info().get("language", "en").partition("_")[0]


def is_right_to_left() -> bool:
    """Tell whether the chosen language is written from the right."""
    return language() in _RIGHT_TO_LEFT


def _(message: str) -> str:
    """Return `message` in the chosen language; pass literals only and format the result."""
    # Gettext keeps its catalogue's header under the empty message.
    return _Chosen.catalogue.gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a counted phrase that fits `number` in the chosen language."""
    return _Chosen.catalogue.ngettext(singular, plural, number)
