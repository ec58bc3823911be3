"""Evidence of caches in memory: what an operation leaves in a dict or a cache, and finds there the next time.

An operation remembers when a request adds an entry that the next one leaves as it is, and the one after adds again once
it is taken away. Nothing is taken away but what requests that only read were seen to add, and what turns out to be
no cache is put back. That an entry decides on an answer is proved where something is found: by taking it away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from conformance.app.code import UserCode
from conformance.app.contents import content
from conformance.app.differences import Leaves, Path, differing
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.keeping import asked_at
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.app.seams import NoFault
from conformance.check import evidence
from conformance.evidence.cache.caching import shown, varying
from conformance.evidence.patience import wait_while
from conformance.faults.changes import Changes
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.observe.fillings import Keys, Watch
from conformance.observe.stores import ABSENT, Entry, Store
from conformance.rig import Rig

_LATE = 0.3  # seconds a task that an answer leaves behind has to fill a cache
_MORE = 3  # answers from memory
_LONGEST = 120  # characters of a key that are shown
_ROUNDS = 2
_STORES = 32  # that are looked at one by one
_NOTHING = "keeps nothing in memory that is found again"


@dataclass(eq=False)
class Remembered:
    """An entry that an operation keeps in memory, what it holds, and the user's lines that fill it.

    `drifts` is where it holds something else each time that it is filled with the same: the time, mostly.
    """

    entry: Entry
    held: Leaves
    drifts: frozenset[Path] = frozenset()
    by: tuple[Place, ...] = ()

    @property
    def asked(self) -> Place | None:
        """The line that asks for it: that of the function whose results are kept, or the one that looks it up."""
        return self.entry.store.function or asked_at(self.by, self.entry.name)

    @property
    def filled(self) -> Place | None:
        """The line that keeps it."""
        return self.entry.store.function or next(iter(self.by), None)


@dataclass(eq=False)
class Remembering:
    """What an operation keeps in memory, and its answers: fresh, and from memory by turns.

    `drifting` are entries of one cache that no two requests share.
    """

    operation: Operation
    cold: list[Exchange] = field(default_factory=list)
    warm: list[Exchange] = field(default_factory=list)
    entries: list[Remembered] = field(default_factory=list)
    drifting: list[list[Remembered]] = field(default_factory=list)

    @cached_property
    def noise(self) -> frozenset[Path]:
        """Where fresh answers differ from one another, or those from memory do."""
        return varying(self.cold) | varying(self.warm)

    def require(self) -> None:
        """Raise NotApplicable where nothing that is kept is found again."""
        if not self.entries:
            raise NotApplicable(_NOTHING)

    def name(self, entry: Entry) -> str:
        """Return what an entry is called, in short, without what callers are known by."""
        text = shown(entry, self.cold[0])
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


@evidence
def writes_seen(driver: Driver, rig: Rig) -> bool:
    """Every operation was sent a request: what those that change something put into memory is known."""
    return all(driver.attempts(operation) is not None for operation in rig.operations)


@evidence
def recalling(
    driver: Driver, operation: Operation, reading: Valid, rig: Rig, code: UserCode, writes_seen: bool
) -> Recalling:
    """What sends an operation's request with entries of its memory taken away."""
    reading.require()
    if not rig.stores.follows:
        raise NotExercised("what requests leave in memory was not followed: no check of the area cache was selected")
    if not _filled(rig.stores):
        raise NotApplicable(_NOTHING)
    return Recalling(driver, operation, rig, code)


@evidence
def remembering(recalling: Recalling) -> Remembering:
    """What an operation keeps in memory, and its answers to one request: fresh, from memory, and both once more."""
    return recalling.remembering()


def _filled(watch: Watch) -> list[Entry]:
    """Return what requests that only read have left, where it is data."""
    return [entry for entry in watch.filled if content(entry.value) is not None and not _is_settings(entry.value)]


def _is_settings(value: object) -> bool:
    """Return whether something is read from the environment, which may be another by now."""
    return any(cls.__module__.partition(".")[0] == "pydantic_settings" for cls in type(value).__mro__)


class Recalling:
    """Sends an operation's request, and takes away what that was seen to add to memory."""

    def __init__(self, driver: Driver, operation: Operation, rig: Rig, code: UserCode) -> None:
        self._driver, self._operation, self._rig, self._code = driver, operation, rig, code
        self._watch: Watch = rig.stores
        self._made: dict[Entry, None] = {}
        self.added: list[Entry] = []

    @property
    def recipe(self) -> Recipe:
        """The valid request."""
        return self._driver.sample(self._operation).recipe

    def send(self, fault: object = None, recipe: Recipe | None = None) -> Exchange:
        """Send the valid request or another; note what it `added`."""
        made = (recipe or self.recipe).request()
        return self._noting(lambda: self._driver.send(made, self._operation, fault=fault))

    def send_as(self, caller: Caller | None) -> Exchange:
        """Send the valid request as another caller, or as nobody."""
        return self._noting(lambda: self._driver.send_as(caller, self.recipe.request(), self._operation))

    def sent(self, recipe: Recipe, operation: Operation) -> Exchange:
        """Send a request to another operation: what it adds is not taken away."""
        return self._settled(self._driver.send(recipe.request(), operation))

    def _noting(self, send: Callable[[], Exchange]) -> Exchange:
        before = Keys(self._watch.stores)
        exchange = self._settled(send())
        self.added = before.added(self._watch.stores)
        self._made |= dict.fromkeys(entry for entry in self.added if self._may_go(entry))
        return exchange

    def _may_go(self, entry: Entry) -> bool:
        """Return whether an entry can be taken away: it is data, and so is what would be gone with it."""
        whole = [value for _, value in entry.store.items()] if entry.store.whole else [entry.value]
        return all(content(value) is not None and not _is_settings(value) for value in whole)

    def _settled(self, exchange: Exchange) -> Exchange:
        wait_while(lambda: any((task := made()) is not None and not task.done() for made in exchange.tasks), _LATE)
        return exchange

    def forget(self) -> None:
        """Take away what requests of this operation were seen to add."""
        _remove(self._made)

    def put(self, entry: Entry, value: object) -> None:
        """Put something else into an entry of this operation's."""
        entry.store.put_back({entry.key: value}, [])

    def remembering(self) -> Remembering:
        """Return what the operation keeps; raise NotApplicable where that is nothing."""
        self._watch.refresh()
        self._begin()
        found = Remembering(self._operation)
        rounds = [self._round(found) for _ in range(_ROUNDS)]
        found.warm += [self.send() for _ in range(_MORE)]
        if not all(one.ok for one in (*found.cold, *found.warm)):
            raise NotApplicable("does not do its work without what it keeps in memory")
        found.entries = list(_kept(*rounds))
        found.drifting = list(_drifting(rounds))
        if not (found.entries or found.drifting):
            raise NotApplicable(_NOTHING)
        self._locate([*found.entries, *(one for several in found.drifting for one in several)])
        return found

    def _begin(self) -> None:
        """Learn which entries are this operation's: those that come back; the others are put back."""
        asked = {store: store.asked for store in self._watch.stores if store.whole}
        self.send()
        idle = {store for store, times in asked.items() if store.asked == times}
        known = [one for one in _filled(self._watch) if one.store not in idle and self._may_go(one)]
        if not self._take(known):
            for store in list(dict.fromkeys(one.store for one in known))[:_STORES]:
                self._take([one for one in known if one.store is store])

    def _take(self, entries: list[Entry]) -> bool:
        """Take entries away, and learn which come back; put back what does not. Return whether all went well."""
        taken = {one: one.value for one in entries}
        order = {one.store: one.store.order for one in taken}
        _remove(taken)
        try:
            went_well = self.send().ok
        finally:
            for store, keys in order.items():
                lost = {one.key: value for one, value in taken.items() if one.store is store and one.value is ABSENT}
                store.put_back(lost, keys)
        self._made |= dict.fromkeys(one for one in taken if one in self.added and went_well)
        return went_well

    def _round(self, found: Remembering) -> _Round:
        """Send a request that finds nothing, and one that finds what that left."""
        self.forget()
        found.cold.append(self.send())
        fresh = {one: content(one.value) for one in self.added}
        found.warm.append(self.send())
        return _Round(fresh, {one: content(one.value) for one in fresh}, list(self.added))

    def _locate(self, entries: list[Remembered]) -> None:
        """Find the lines that fill dicts, while one more request does so."""
        stores = list(dict.fromkeys(one.entry.store for one in entries if one.entry.store.function is None))
        if not stores:
            return
        self.forget()
        changes = Changes(lambda: tuple(store.count for store in stores), self._code, NoFault())
        self._rig.service.run(changes.begin)
        try:
            self.send(changes)
        finally:
            self._rig.service.run(changes.end)
        for number, store in enumerate(stores):
            by = next((one.by for one in changes.changes if one.after[number] > one.before[number]), ())
            for one in entries:
                one.by = by if one.entry.store is store else one.by


@dataclass(frozen=True)
class _Round:
    """What a request that found nothing added, what that was after the next one, and what the next one added."""

    fresh: dict[Entry, Leaves | None]
    later: dict[Entry, Leaves | None]
    again: list[Entry]


def _kept(first: _Round, second: _Round) -> Iterator[Remembered]:
    """Yield what both rounds added, and left as it was: what goes on to change is a counter, a session, a record."""
    for entry, held in first.fresh.items():
        again = second.fresh.get(entry)
        if held is None or again is None or entry in first.again or entry in second.again:
            continue
        noise = differing(held, again)
        pairs = ((held, first.later[entry]), (again, second.later[entry]))
        steady = all(after is not None and not differing(before, after) - noise for before, after in pairs)
        if entry.store.memo or (steady and not noise >= held.keys()):
            yield Remembered(entry, held, noise)


def _drifting(rounds: list[_Round]) -> Iterator[list[Remembered]]:
    """Yield what each request put into a cache under another key, though each was the same."""
    added = [entries for one in rounds for entries in (list(one.fresh), one.again)]
    for store in dict.fromkeys(entry.store for entry in added[0] if entry.store.memo):
        here = [[entry for entry in entries if entry.store is store] for entries in added]
        keys = [entry.key for entries in here for entry in entries]
        if all(here) and len(set(keys)) == len(keys) and _is_passing([entries[0].key for entries in here]):
            yield [Remembered(entries[0], {}) for entries in here]


def _is_passing(keys: list[Any]) -> bool:
    """Return whether keys differ only in objects made for one request, none of which equals another."""
    if not all(isinstance(key, tuple) and len(key) == len(keys[0]) for key in keys):
        return all(map(_is_identity, keys))
    parts = [part for part in zip(*keys, strict=True) if len(set(part)) > 1]
    return bool(parts) and all(_is_identity(one) for part in parts for one in part)


def _is_identity(value: Any) -> bool:
    own = [cls for cls in type(value).__mro__ if cls is not object]
    return type(value) is not object and not any({"__hash__", "__eq__"} & vars(cls).keys() for cls in own)


def _remove(entries: Iterable[Entry]) -> None:
    keys: dict[Store, list[Any]] = {}
    for entry in entries:
        keys.setdefault(entry.store, []).append(entry.key)
    for store, some in keys.items():
        store.remove(some)


EVIDENCE = (writes_seen, recalling, remembering)
