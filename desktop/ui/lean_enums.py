"""Makes enumerations of many plain numbers faster than `enum`, because Qt for Python makes 190 of them at each start.

`enum` looks at each class and each member as if a person had written it: whether it mixes in a type, is a descriptor,
private, automatic. Qt's are plain, and all of one kind are alike but for their names and numbers. So a class is copied
from an empty one that `enum` made, and each member gets what `enum` would give it. A sample of each kind is held
against `enum`'s own at the start: where they differ, as they may in another version of Python, `enum` makes that kind.
"""

import enum
import sys
from functools import cache
from typing import Any

_Numbers = list[tuple[str, int]]
_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_SAMPLE: _Numbers = [("Two", 2), ("One", 1), ("Pair", 2), ("None_", 0), ("Both", 3)]
"""Out of order, with an alias, nothing, and more than one bit."""
_TAKEN = {kind: {"mro", "", *(name for base in kind.__mro__ for name in vars(base))} for kind in _KINDS}
_MAKER: Any = enum.EnumType
"""Whatever is asked of it here is `enum`'s own affair, of which types know nothing."""

_create_as_usual = _MAKER._create_
_alike: set[type[enum.Enum]] = set()


def make_fast() -> None:
    """Do so for each enumeration that is made by a call from now on, as Qt's are."""
    _alike.update(kind for kind in _KINDS if _is_alike(kind))
    _MAKER._create_ = _create


def _is_alike(kind: type[enum.Enum]) -> bool:
    boundary = enum.FlagBoundary.KEEP
    usual: Any = _create_as_usual(kind, "Sample", _SAMPLE, module=__name__, boundary=boundary)
    try:
        return contents(_copy(kind, "Sample", _SAMPLE, __name__, boundary)) == contents(usual)
    except (AttributeError, KeyError, TypeError):
        # This `enum` keeps its books in another way.
        return False


def contents(made: type[enum.Enum]) -> str:
    """Return all that an enumeration holds, in words."""
    held = {name: getattr(value, "__func__", value) for name, value in vars(made).items()}
    members = {name: vars(member) for name, member in made.__members__.items()}
    return f"{made.__mro__} {sorted(held.items())} {list(made)} {members}"


def _create(cls: Any, class_name: str, names: Any, *, module: str | None = None, **named: Any) -> Any:  # noqa: ANN401 - as in `enum`
    if module is None:
        # Where `enum` would look for it: past itself and the call.
        module = sys._getframe(2).f_globals.get("__name__")  # noqa: SLF001 - as in `enum`
    boundary = named.get("boundary")
    if cls not in _alike or named.get("qualname") or named.get("type") or not module or not _is_plain(cls, names):
        return _create_as_usual(cls, class_name, names, module=module, **named)
    return _copy(cls, class_name, names, module, boundary)


def _is_plain(kind: type[enum.Enum], names: object) -> bool:
    if type(names) is not list:
        return False
    if not all(type(pair) is tuple and type(pair[0]) is str and type(pair[1]) is int for pair in names):
        return False
    unique = {name for name, _value in names}
    is_clear = unique.isdisjoint(_TAKEN[kind]) and not any(name.startswith("_") for name in unique)
    return len(unique) == len(names) and is_clear and (kind in _KINDS[:2] or all(value >= 0 for _name, value in names))


def _copy(kind: Any, name: str, names: _Numbers, module: str, boundary: enum.FlagBoundary | None) -> Any:  # noqa: ANN401
    empty = _empty(kind, boundary)
    # Lists and the like are each class's own.
    held = {key: value.copy() if isinstance(value, list | dict) else value for key, value in empty.items()}
    made: Any = type.__new__(_MAKER, name, (kind,), held | {"__module__": module})
    _fill(made, names)
    if issubclass(kind, enum.Flag):
        _set_bits(made, [value for _name, value in names])
    return made


@cache
def _empty(kind: type[enum.Enum], boundary: enum.FlagBoundary | None) -> dict[str, Any]:
    """Return what `enum` gives a class without members."""
    made = _create_as_usual(kind, "Empty", (), module=__name__, boundary=boundary)
    return {key: value for key, value in vars(made).items() if key != "__weakref__"}


def _fill(made: Any, names: _Numbers) -> None:  # noqa: ANN401 - as in `enum`
    order, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
    new, is_number, is_flag = made._new_member_, made._member_type_ is int, issubclass(made, enum.Flag)
    put = type.__setattr__
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = new(made, value) if is_number else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(order)
            by_value[value] = member
            if not is_flag or value.bit_count() == 1:
                order.append(name)
        put(made, name, member)
        by_name[name] = member


def _set_bits(made: Any, values: list[int]) -> None:  # noqa: ANN401 - as in `enum`
    for value in values:
        made._flag_mask_ |= value
        if value.bit_count() == 1:
            made._singles_mask_ |= value
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    singles = [member._value_ for member in made]
    if singles != sorted(singles):
        made._iter_member_ = made._iter_member_by_def_
