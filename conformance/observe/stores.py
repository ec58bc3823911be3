"""Where an app keeps in memory what one request makes and the next may find: dicts, caches, results of functions."""

from __future__ import annotations

import functools
import gc
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from conformance.finding import Place

ABSENT = object()
RESULTS = type(functools.lru_cache(len))
_LINK = "_lru_list_elem"
_MOST = 2_000  # entries of one store that are looked through


@dataclass(eq=False)
class Store:
    """A dict, or a cache of cachetools or another library; `path` leads to it.

    `memo` says that it is there to keep results, `function` whose, where that is known.
    """

    value: Any
    path: tuple[str, ...]
    memo: bool = False
    function: Place | None = None

    @property
    def name(self) -> str:
        """What it is called in code: the last name that leads to it."""
        return next((part for part in reversed(self.path) if part.isidentifier()), "")

    @property
    def whole(self) -> bool:
        """Whether entries can be removed from it only all together, and not be put back."""
        return False

    @property
    def count(self) -> int:
        return len(self.value)

    @property
    def asked(self) -> int:
        """How often it was asked for something, 0 where it does not count that."""
        return 0

    @property
    def order(self) -> list[Any]:
        """The keys as they stand, where entries can be put back between them."""
        return list(self.value) if type(self.value) is dict else []

    def items(self) -> list[tuple[Any, Any]]:
        """Return its entries, those of the newest first where there are many."""
        for _ in range(_TRIES):
            with suppress(RuntimeError):  # it changes meanwhile
                return list(islice(_newest(self.value), _MOST))
        return []

    def listed(self) -> list[Any]:
        """Return the keys of its entries, those of the newest first where there are many."""
        for _ in range(_TRIES):
            with suppress(RuntimeError):
                return list(islice(reversed(self.value), _MOST)) if isinstance(self.value, dict) else list(self.value)
        return []

    def get(self, key: Any) -> Any:
        return dict.get(self.value, key, ABSENT) if isinstance(self.value, dict) else self.value.get(key, ABSENT)

    def remove(self, keys: Iterable[Any]) -> None:
        """Take entries out."""
        for key in keys:
            with suppress(Exception):  # it may be gone, or somebody's own class may refuse
                del self.value[key]

    def put_back(self, entries: dict[Any, Any], order: list[Any]) -> None:
        """Put entries back where they were; `order` are the keys that there were."""
        if type(self.value) is dict and entries:
            items = {**self.value, **entries}
            ordered = {key: items[key] for key in order if key in items} | items
            self.value.clear()
            self.value.update(ordered)
            return
        for key, value in entries.items():
            self.value[key] = value

    def shown(self, key: Any) -> str:
        """Return what an entry is called."""
        return f"{self.name or ('a cache' if self.memo else 'state')}[{spelled(key)}]"


_TRIES = 3


def _newest(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from zip(reversed(value.keys()), reversed(value.values()), strict=False)
    else:
        yield from ((key, value.get(key, ABSENT)) for key in reversed(list(value)))


class Results(Store):
    """The results that `functools.lru_cache` or `functools.cache` keeps of a function."""

    @property
    def whole(self) -> bool:
        return self.value.cache_parameters()["maxsize"] is not None

    @property
    def count(self) -> int:
        return int(self.value.cache_info().currsize)

    @property
    def asked(self) -> int:
        info = self.value.cache_info()
        return int(info.hits + info.misses)

    def listed(self) -> list[Any]:
        return list(kept_results(self.value))

    def items(self) -> list[tuple[Any, Any]]:
        kept = kept_results(self.value)
        if not self.whole:
            return list(kept.items())
        referents = gc.get_referents(self.value)
        # as the C code visits them: of each link its key, its result, and its type
        links = [index for index, one in enumerate(referents) if getattr(one, "__name__", "") == _LINK]
        pairs = {id(referents[index - 2]): referents[index - 1] for index in links if index >= 2}
        return [(key, pairs.get(id(key), ABSENT)) for key in kept]

    def get(self, key: Any) -> Any:
        return next((value for known, value in self.items() if _equal(known, key)), ABSENT)

    def remove(self, keys: Iterable[Any]) -> None:
        if self.whole:
            self.value.cache_clear()
        else:
            kept = kept_results(self.value)
            for key in keys:
                kept.pop(key, None)

    def put_back(self, entries: dict[Any, Any], order: list[Any]) -> None:
        if not self.whole:
            kept_results(self.value).update(entries)

    def shown(self, key: Any) -> str:
        given = key if isinstance(key, tuple) else (key,)
        return f"{self.name or self.value.__name__}({', '.join(map(spelled, _arguments(given)))})"


class Slots(Store):
    """Variables of a module, or attributes of an object: what is None, or not there, until it is asked for.

    Each is kept for itself; `known` are those that were there when they were found.
    """

    def __init__(self, value: dict[str, Any], path: tuple[str, ...]) -> None:
        super().__init__(value, path)
        self.known = frozenset(value)

    @property
    def count(self) -> int:
        return sum(value is not None for value in list(self.value.values()))

    def listed(self) -> list[Any]:
        return [name for name, _ in self.items()]

    def items(self) -> list[tuple[Any, Any]]:
        named = [(name, value) for name, value in list(self.value.items()) if isinstance(name, str)]
        return [(name, value) for name, value in named if value is not None and not name.startswith("__")]

    def get(self, key: Any) -> Any:
        found = self.value.get(key)
        return ABSENT if found is None else found

    def remove(self, keys: Iterable[Any]) -> None:
        for key in keys:
            if key in self.known:
                self.value[key] = None
            else:
                self.value.pop(key, None)

    def put_back(self, entries: dict[Any, Any], order: list[Any]) -> None:
        self.value.update(entries)

    def shown(self, key: Any) -> str:
        return ".".join((*self.path, key))


def kept_results(value: Any) -> dict[Any, Any]:
    """Return the dict in which `functools.lru_cache` keeps results, or what leads to them."""
    dicts = [one for one in gc.get_referents(value) if type(one) is dict and one is not value.__dict__]
    return dicts[-1] if dicts else {}  # before it come the results, which may be dicts


def _arguments(key: tuple[Any, ...]) -> list[Any]:
    """Return what a function was called with, without what separates names from the rest."""
    return [one for one in key if type(one) is not object]


def _equal(one: Any, other: Any) -> bool:
    """Return whether two keys are equal, also where somebody's own class fails to say so."""
    try:
        return one is other or bool(one == other)
    except Exception:
        return False


def spelled(key: Any) -> str:
    """Return a key as it is written, without the addresses of objects."""
    if isinstance(key, tuple | list):
        return f"({', '.join(map(spelled, key))})"
    if isinstance(key, dict):
        return f"{{{', '.join(f'{spelled(name)}: {spelled(value)}' for name, value in key.items())}}}"
    plain = isinstance(key, str | bytes | int | float | bool | type(None))
    return repr(key) if plain else f"<{type(key).__name__}>"


@dataclass(frozen=True, eq=False)
class Entry:
    """A key of a store."""

    store: Store
    key: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry) and self.store is other.store and _equal(self.key, other.key)

    def __hash__(self) -> int:
        return hash((id(self.store), self.key))

    def __str__(self) -> str:
        return self.store.shown(self.key)

    @property
    def value(self) -> Any:
        """What is kept there, ABSENT where nothing is."""
        return self.store.get(self.key)

    @property
    def name(self) -> str:
        """What it is found under in code."""
        return self.key if isinstance(self.store, Slots) else self.store.name

    def replaces(self, other: Entry) -> bool:
        """Return whether what puts this into a store has not found another entry there."""
        return self == other or (self.store is other.store and not isinstance(self.store, Slots))
