"""Where an app keeps in memory what one request makes and the next may find: dicts, caches, results of functions.

What requests that only read put there is noted as they are sent, so that nothing else need ever be taken out.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from types import FunctionType, ModuleType
from typing import Any

from conformance.app.contents import content
from conformance.app.driver import SAFE
from conformance.app.exchange import Request
from conformance.app.functions import place_of
from conformance.app.operations import Operation
from conformance.finding import Place
from conformance.observe.state import Node, attributes, reachable

ABSENT = object()
_LIBRARIES = frozenset({"aiocache", "cashews", "fastapi_cache"})  # that keep entries in a dict of their own
_DECORATING = _LIBRARIES | {"cachetools", "async_lru"}
_RESULTS = type(functools.lru_cache(len))
_LINK = "_lru_list_elem"
_MOST = 2_000  # entries of one store that are looked through
_SENDS = 12  # requests to one operation that are followed
_EACH = 20  # operations before each of which it is looked for new stores; then as often as their number doubles
_NEAR = 3  # names that lead to an object whose attributes are looked at
_LONGEST = 80  # characters of a key that are shown


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

    def items(self) -> list[tuple[Any, Any]]:
        """Return its entries, those of the newest first where there are many."""
        for _ in range(_TRIES):
            with suppress(RuntimeError):  # it changes meanwhile
                return list(islice(_newest(self.value), _MOST))
        return []

    def get(self, key: Any) -> Any:
        return self.value.get(key, ABSENT)

    def remove(self, keys: Iterable[Any]) -> None:
        """Take entries out."""
        for key in keys:
            with suppress(KeyError):
                del self.value[key]

    def put_back(self, entries: dict[Any, Any], order: list[Any]) -> None:
        """Put entries back where they were; `order` are the keys that there were."""
        now = dict(self.value.items())
        self.value.update(entries)
        if type(self.value) is dict and entries:
            items = {key: self.value[key] for key in order if key in self.value} | now | entries
            self.value.clear()
            self.value.update(items)

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

    def items(self) -> list[tuple[Any, Any]]:
        kept = _kept(self.value)
        if not self.whole:
            return list(kept.items())
        referents = gc.get_referents(self.value)
        # as the C code visits them: of each link its key, its result, and its type
        links = [index for index, one in enumerate(referents) if getattr(one, "__name__", "") == _LINK]
        pairs = {id(referents[index - 2]): referents[index - 1] for index in links if index >= 2}
        return [(key, pairs.get(id(key), ABSENT)) for key in kept]

    def get(self, key: Any) -> Any:
        return next((value for known, value in self.items() if known == key), ABSENT)

    def remove(self, keys: Iterable[Any]) -> None:
        if self.whole:
            self.value.cache_clear()
        else:
            kept = _kept(self.value)
            for key in keys:
                kept.pop(key, None)

    def put_back(self, entries: dict[Any, Any], order: list[Any]) -> None:
        if not self.whole:
            _kept(self.value).update(entries)

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


def _kept(value: Any) -> dict[Any, Any]:
    dicts = [one for one in gc.get_referents(value) if type(one) is dict and one is not value.__dict__]
    return dicts[-1] if dicts else {}  # before it come the results, which may be dicts


def _arguments(key: tuple[Any, ...]) -> list[Any]:
    """Return what a function was called with, without what separates names from the rest."""
    return [one for one in key if type(one) is not object]


def spelled(key: Any) -> str:
    """Return a key in short, without the addresses of objects."""
    if isinstance(key, tuple | list):
        return f"({', '.join(map(spelled, key))})"
    if isinstance(key, dict):
        return f"{{{', '.join(f'{spelled(name)}: {spelled(value)}' for name, value in key.items())}}}"
    plain = isinstance(key, str | bytes | int | float | bool | type(None))
    text = repr(key) if plain else f"<{type(key).__name__}>"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


@dataclass(frozen=True)
class Entry:
    """A key of a store."""

    store: Store
    key: Any

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


def stores(modules: Iterable[ModuleType], roots: Iterable[Any], owns: Callable[[str], bool]) -> Iterator[Store]:
    """Yield the stores in reach; of functions' results those of the user's functions."""
    given = list(modules)
    yield from (Slots(vars(module), ()) for module in given)
    names = {module.__name__ for module in given}
    inner: set[int] = set()  # what caches keep their entries in
    owned: set[int] = set()  # what stands in the user's objects and functions, however they are reached
    functions: dict[int, Place | None] = {}
    for node in list(reachable(given, [*roots, *_backends()])):
        value = node.value
        if getattr(value if isinstance(value, FunctionType) else type(value), "__module__", "") in names:
            owned.update(map(id, _inside(value)))
            if _has_slots(node):
                yield Slots(vars(value), node.path)
        functions |= _wrapping(value)
        if isinstance(value, _RESULTS):
            inner |= {id(_kept(value)), id(value.__dict__)}
            at = place_of(value.__wrapped__)
            if at is not None and owns(at.path):
                yield Results(value, node.path, True, at)
        elif (found := _of_library(value)) is not None:
            inner.add(id(found))
            yield Store(found, node.path, True, functions.get(id(value)) or _wrapped(value))
        elif isinstance(value, dict) and not node.path:
            yield Slots(value, ("state",))
        elif _is_plain(value) and (not node.strange or id(value) in owned) and id(value) not in inner:
            yield Store(value, node.path, False, functions.get(id(value)))


def _has_slots(node: Node) -> bool:
    """Return whether something is an object of the user's that code knows by a name, and no item of a collection."""
    single = node.path and node.path == node.names and not node.crowded and node.depth <= _NEAR
    return bool(single) and not isinstance(node.value, FunctionType | type) and hasattr(node.value, "__dict__")


def _is_plain(value: Any) -> bool:
    return isinstance(value, dict) and not isinstance(value, Counter)


def _wrapping(value: Any) -> dict[int, Place | None]:
    """Return the function that a wrapper of a library is around, by the caches that the wrapper knows."""
    if isinstance(value, FunctionType):
        library = value.__globals__.get("__name__", "")
        known = [*_closed_over(value), *vars(value).values()]
    else:
        library = type(value).__module__
        known = [item for _, item in attributes(value)] if library.partition(".")[0] in _DECORATING else []
    wrapped = getattr(value, "__wrapped__", None) if library.partition(".")[0] in _DECORATING else None
    if wrapped is None:
        return {}
    caches = [found for one in known for found in (one, _of_library(one)) if found is not None]
    return dict.fromkeys(map(id, caches), place_of(wrapped))


def _inside(value: Any) -> list[Any]:
    """Return what an object, or what a function closes over, holds."""
    return _closed_over(value) if isinstance(value, FunctionType) else list(getattr(value, "__dict__", {}).values())


def _closed_over(function: FunctionType) -> list[Any]:
    return [cell.cell_contents for cell in function.__closure__ or () if _is_set(cell)]


def _is_set(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True


def _of_library(value: Any) -> Any:
    """Return what a cache of a library keeps its entries in, None where it is none."""
    library = type(value).__module__.partition(".")[0]
    if library == "cachetools" and hasattr(type(value), "currsize"):
        return value
    if library == "async_lru" and hasattr(type(value), "cache_clear"):
        return getattr(value, "_LRUCacheWrapper__cache", None)
    names = ("store", "_store", "_cache") if library in _LIBRARIES else ()
    found = (getattr(value, name, None) for name in names)
    return next((one for one in found if isinstance(one, dict)), None)


def _wrapped(value: Any) -> Place | None:
    function = getattr(value, "__wrapped__", None)
    return place_of(function) if function is not None else None


def _backends() -> Iterator[Any]:
    """Yield what libraries keep their caches in, where no name of the user's leads to it."""
    for module, owner, name in (
        ("fastapi_cache", "FastAPICache", "_backend"),
        ("aiocache", "caches", "_caches"),
    ):
        found = getattr(getattr(sys.modules.get(module), owner, None), name, None)
        if found is not None:
            yield found


class Watch:
    """Follows what requests leave in stores; `find` finds all stores there are.

    What only requests that read fill is a cache; where others add, or change what is there, things are kept.
    """

    def __init__(self, find: Callable[[], Iterable[Store]]) -> None:
        self._find = find
        self._sent: Counter[str] = Counter()
        self._stores: dict[int, Store] = {}
        self._filled: dict[Entry, None] = {}
        self._written: set[Store | Entry] = set()

    @property
    def stores(self) -> list[Store]:
        """The stores that are known."""
        return list(self._stores.values())

    @property
    def filled(self) -> list[Entry]:
        """The entries that requests which only read made, as far as they are still there, and in no other use."""
        there = [entry for entry in self._filled if entry.value is not ABSENT]
        return [entry for entry in there if not {entry, entry.store} & self._written]

    def refresh(self) -> None:
        """Look for new stores."""
        for store in self._find():
            self._stores.setdefault(id(store.value), store)

    @contextmanager
    def around(self, request: Request, operation: Operation | None = None, **_: Any) -> Iterator[None]:
        """Note what the request that is sent meanwhile leaves."""
        if operation is None or self._sent[operation.id] >= _SENDS:
            yield
            return
        self._sent[operation.id] += 1
        first = self._sent[operation.id] == 1 and _is_time(len(self._sent))
        if first:
            self.refresh()
        with self._reading(first) if operation.method in SAFE else self._writing():
            yield

    @contextmanager
    def _reading(self, first: bool) -> Iterator[None]:
        before = Keys(self.stores)
        yield
        if first:
            self.refresh()
        self._filled |= dict.fromkeys(before.added(self.stores))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        before, held = Keys(self.stores), {entry: content(entry.value) for entry in self.filled}
        yield
        added = [entry for entry in before.added(self.stores) if entry not in self._filled]
        self._written.update(map(_as_written, [entry for entry in added if not entry.store.memo]))
        changed = [entry for entry, was in held.items() if entry.value is not ABSENT and content(entry.value) != was]
        self._written.update(map(_as_written, changed))


def _as_written(entry: Entry) -> Store | Entry:
    return entry if isinstance(entry.store, Slots) else entry.store


def _is_time(number: int) -> bool:
    return number <= _EACH or number & (number - 1) == 0


class Keys:
    """What is in some stores now; what is added later can be told from it."""

    def __init__(self, given: Iterable[Store]) -> None:
        self._known = {store: (store.count, {key for key, _ in store.items()}) for store in given}

    def added(self, now: Iterable[Store]) -> list[Entry]:
        """Return what is there now and was not then."""
        found: list[Entry] = []
        for store in now:
            count, keys = self._known.get(store, (0, set()))
            if store.count != count or store.memo:
                found += [Entry(store, key) for key, _ in store.items() if key not in keys]
        return found
