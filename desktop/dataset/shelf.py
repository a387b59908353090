"""Values of a file that never changes, each read once and kept."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")


class Shelf(Generic[Key, Value]):
    """Keeps what `read` returned for the ids that were asked for; an id that `read` does not know is asked again."""

    def __init__(self, read: Callable[[Collection[Key]], Mapping[Key, Value]]) -> None:
        self._read = read
        self._kept: dict[Key, Value] = {}

    def take(self, keys: Collection[Key]) -> Mapping[Key, Value]:
        """Return the values that are there, by id and in the order of the ids."""
        missing = [key for key in keys if key not in self._kept]
        if missing:
            self._kept |= self._read(missing)
        return MappingProxyType({key: self._kept[key] for key in sorted(keys) if key in self._kept})
