"""What requests leave in the stores of an app, noted as they are sent: so that nothing else need ever be taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from conformance.app.contents import content
from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Request
from conformance.app.operations import Operation
from conformance.app.patching import replaced, within
from conformance.observe.stores import ABSENT, Entry, Slots, Store

_SENDS = 4  # requests to one operation that are followed
_EACH = 8  # operations before each of which it is looked for new stores; then as often as their number doubles


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
        self._fresh = False  # nothing was sent since it was looked for stores
        self.follows = False

    @contextmanager
    def following(self, driver: Driver) -> Iterator[None]:
        """Note what requests leave that are sent meanwhile; it `follows` from then on."""
        self.follows = True
        with replaced(driver, "send", lambda send: within(send, self._around)):
            yield

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
    def _around(self, request: Request, operation: Operation | None = None, **_: Any) -> Iterator[None]:
        """Note what the request that is sent meanwhile leaves."""
        if operation is None or self._sent[operation.id] >= _SENDS:
            self._fresh = False
            yield
            return
        self._sent[operation.id] += 1
        first = self._sent[operation.id] == 1 and _is_time(len(self._sent))
        if first and not self._fresh:
            self.refresh()
        self._fresh = False
        with self._reading(first) if operation.method in SAFE else self._writing():
            yield

    @contextmanager
    def _reading(self, first: bool) -> Iterator[None]:
        before = Keys(self.stores)
        yield
        if first:
            self.refresh()
            self._fresh = True
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
        self._known = {store: (store.count, store.listed()) for store in given}

    def added(self, now: Iterable[Store]) -> list[Entry]:
        """Return what is there now and was not then."""
        found: list[Entry] = []
        for store in now:
            with suppress(Exception):  # keys of somebody's own class may not let themselves be compared
                found += self._added(store)
        return found

    def _added(self, store: Store) -> list[Entry]:
        if store not in self._known and isinstance(store, Slots):
            return []  # what an object has from its making was not put there later
        count, keys = self._known.get(store, (0, []))
        if store.count == count and not store.memo:
            return []
        known = set(keys)
        return [Entry(store, key) for key in store.listed() if key not in known]
