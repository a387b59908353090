"""Turns parsed TOML or JSON into frozen values and forces nothing: an unknown key or a wrong type is a problem.

Every problem knows its key; whoever read the file knows where in it that key stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import GenericAlias
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast, get_args

from desktop.i18n import _

if TYPE_CHECKING:
    # Loaded by the functions that need it, because it loads slowly and the window stands before any file is read.
    from cattrs import Converter

Key: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and places in lists."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProblem:
    """What is wrong with the value of one key."""

    key: Key
    text: str

    @property
    def shown_key(self) -> str:
        """The key as a person would write it, list places counted from one."""
        shown = ""
        for step in self.key:
            shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
        return shown


class StrictError(Exception):
    """The text does not have the shape asked for; `problems` has every reason."""

    def __init__(self, problems: tuple[KeyProblem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems")


def structure(raw: Mapping[str, object], kind: type[T], words: Mapping[type, Mapping[str, object]]) -> T:
    """Turn what was parsed into `kind`; `words` has, for each closed vocabulary, the words that stand for members."""
    from cattrs import BaseValidationError

    converter = _converter(tuple((vocabulary, tuple(members.items())) for vocabulary, members in words.items()))
    try:
        return converter.structure(raw, kind)
    except BaseValidationError as error:
        raise StrictError(tuple(_problems(error, ()))) from error


@cache
def _converter(words: tuple[tuple[type, tuple[tuple[str, object], ...]], ...]) -> "Converter":
    """Make a converter once per set of vocabularies: to make one takes longer than to read with it."""
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    for vocabulary, members in words:
        converter.register_structure_hook(vocabulary, partial(_one_of, dict(members)))
    for plain, name in ((str, _("text in quotes")), (int, _("a whole number")), (bool, _("true or false"))):
        converter.register_structure_hook(plain, partial(_exactly, name))
    converter.register_structure_hook_func(_is_tuple, partial(_list, converter))
    return converter


def _is_tuple(kind: object) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _one_of(words: Mapping[str, object], value: object, _kind: type) -> object:
    if not isinstance(value, str) or value not in words:
        raise ValueError(_("“{value}” is none of {words}").format(value=_shortened(value), words=", ".join(words)))
    return words[value]


def _exactly(name: str, value: object, kind: type) -> object:
    if type(value) is not kind:
        raise ValueError(_("“{value}” is not {name}").format(value=_shortened(value), name=name))
    return value


def _list(converter: "Converter", value: object, kind: type) -> object:
    # A text is a sequence of letters to Python; a list of sentences it is not.
    if not isinstance(value, list):
        raise TypeError(_("“{value}” is not a list in square brackets").format(value=_shortened(value)))
    wanted = cast("type[list[object]]", GenericAlias(list, get_args(kind)[:1]))
    return tuple(converter.structure(value, wanted))


def _shortened(value: object) -> str:
    text = str(value)
    longest = 60
    return text if len(text) <= longest else f"{text[:longest]}…"


def _problems(error: BaseException, key: Key) -> Iterator[KeyProblem]:
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    match error:
        case ForbiddenExtraKeysError():
            for extra in sorted(error.extra_fields):
                yield KeyProblem(key=(*key, extra), text=_("no such key is known; remove it or correct its spelling"))
        case BaseValidationError():
            for part in error.exceptions:
                yield from _problems(part, (*key, *_step(part)))
        case KeyError():
            yield KeyProblem(key=(*key, str(error.args[0])), text=_("the key is missing; add it"))
        case _:
            yield KeyProblem(key=key, text=str(error))


def _step(part: BaseException) -> Key:
    """Read from cattrs' notes which key or list place a problem lies under; a missing key is not under itself."""
    if isinstance(part, KeyError):
        return ()
    for note in getattr(part, "__notes__", []):
        if hasattr(note, "name"):
            return (str(note.name),)
        if hasattr(note, "index"):
            return (note.index,)
    return ()
