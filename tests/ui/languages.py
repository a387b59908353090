"""Made-up languages: one 40 % longer than English, and one written from the right."""

import gettext
import math
import re

_WORDS = re.compile(r"\{[^{}]*\}|[A-Za-z’]+")
_LONGER_BY = 0.4


class LongLanguage(gettext.NullTranslations):
    """Every word is 40 % longer; what is filled in later stays as it is."""

    def gettext(self, message: str) -> str:
        """Lengthen a message."""
        return _WORDS.sub(_longer, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Lengthen the form that fits."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class MirroredLanguage(LongLanguage):
    """As long, and written from the right."""

    def info(self) -> dict[str, str]:
        """Say which language this stands for."""
        return {"language": "ar"}


def _longer(found: re.Match[str]) -> str:
    word = found.group()
    return word if word.startswith("{") else word + "o" * math.ceil(len(word) * _LONGER_BY)
