"""Letters into the codes by which a page shows them: reportlab deals each face's letters out to subsets of 256."""

import re

from reportlab.lib.rl_accel import escapePDF

from desktop.pdf.document import Document
from desktop.pdf.fonts import Typeface

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_ESCAPES = {ord(each): f"\\{each}" for each in "\\()"}


class Codes:
    """The codes of one face's letters in one document; nearly all lie in its first subset, where ASCII is itself."""

    def __init__(self, face: Typeface, document: Document) -> None:
        self._face = face
        self._document = document
        self._known: dict[str, str] = {}
        # Letters that lie in another subset than the first.
        self._elsewhere: set[str] = set()
        # Asking for a code lets the face begin its first subset.
        face.splitString(" ", document)
        self.name: str = face.getSubsetInternalName(0, document)

    def shown(self, text: str, size: float) -> str:
        """Return the operators that show a text where the first subset is set at `size`."""
        if text.isascii():
            return f"({_escaped(text)})Tj"
        # In the order of the text: a letter's code is its place among the letters met, and the same on every run.
        letters = dict.fromkeys(_BEYOND_ASCII.findall(text))
        for letter in letters:
            if letter not in self._known and letter not in self._elsewhere:
                self._learn(letter)
        if not self._elsewhere.isdisjoint(letters):
            return self._from_several(text, size)
        text = _escaped(text)
        for letter in letters:
            text = text.replace(letter, self._known[letter])
        return f"({text})Tj"

    def _learn(self, letter: str) -> None:
        ((subset, code),) = self._face.splitString(letter, self._document)
        if subset:
            self._elsewhere.add(letter)
        else:
            self._known[letter] = f"\\{code[0]:03o}"

    def _from_several(self, text: str, size: float) -> str:
        """Set each subset in turn and the first one in the end."""
        parts = self._face.splitString(text, self._document)
        operators = [
            f"{self._face.getSubsetInternalName(subset, self._document)} {size:g} Tf ({escapePDF(part)})Tj"
            for subset, part in parts
        ]
        return " ".join((*operators, f"{self.name} {size:g} Tf"))


def _escaped(text: str) -> str:
    # Hardly any text holds one, and looking costs less than translating.
    if "(" in text or ")" in text or "\\" in text:
        return text.translate(_ESCAPES)
    return text
