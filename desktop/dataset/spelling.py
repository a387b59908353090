"""One spelling for names that people write differently: case, accents and punctuation fall away, the script stays.

Shared by the gazetteer, which stores names so spelt, and the search, which asks for them.
"""

import unicodedata

# Letters that Unicode does not decompose, and marks that people leave out or type in their own way.
_LETTERS = str.maketrans(
    "øđðłħıŋəĸŧƙɗɓɛɔىیکہة",
    "oddlhinektkdbeoييكهه",
    "'`´’‘ʼʻʹʿʾ׳״\N{ARABIC TATWEEL}",
) | {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("&"): " and "}


def normalise(text: str) -> str:
    """Spell `text` as the gazetteer does: ``Côte d’Ivoire`` becomes ``cote divoire``.

    Doing it twice changes nothing more.
    """
    # Folding case may compose letters anew, and taking letters apart may bring out a capital: both until at rest.
    before = ""
    while before != text:
        before, text = text, _fold(text)
    return text


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    letters = unicodedata.normalize("NFKD", apart).translate(_LETTERS)
    return " ".join("".join(map(_kept, letters)).split())


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter.isalnum():
        return letter
    if kind.startswith("M"):
        return "" if _is_accent(letter) else letter
    return "" if kind == "Cf" else " "


def _is_accent(mark: str) -> bool:
    """Tell an accent, which people leave out, from a vowel sign of an Indic script or a kana's voicing."""
    return mark < "\u0900" or any(first <= mark <= last for first, last in _ACCENTS)


_ACCENTS = (
    ("\u1ab0", "\u1aff"),
    ("\u1dc0", "\u1dff"),
    ("\u20d0", "\u20ff"),
    ("\ufe00", "\ufe0f"),
    ("\ufe20", "\ufe2f"),
    ("\U000e0100", "\U000e01ef"),
)
