"""Language: every visible word goes through `_` or `ngettext`.

Catalogues lie in ``resources/locale``; English is the language of the code and needs none.
"""

import gettext

_translation: gettext.NullTranslations = gettext.NullTranslations()


def _(message: str) -> str:
    """Return `message` in the chosen language; pass literals only and format the result."""
    return _translation.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a counted phrase that fits `number` in the chosen language."""
    return _translation.ngettext(singular, plural, number)
