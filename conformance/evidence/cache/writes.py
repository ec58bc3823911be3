"""Evidence of what caches still answer after a write: what was there before, though it is answered otherwise without.

Only what the run made is written to. That an answer may be old can be declared, by a `max-age` that covers the life of
the entry; not at the address that is written to, where it ends with the write (RFC 9111 section 4.4).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Generic, TypeVar

from conformance.app.commands import Entry, fills
from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Exchange
from conformance.app.login import takes_login
from conformance.app.naming import segments
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.app.relations import renamed
from conformance.check import evidence
from conformance.evidence.cache.caching import Caching, Observing, finds, varying
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.cache.keys import Noisy, misled
from conformance.finding import NotApplicable, NotExercised
from conformance.rig import Rig

T = TypeVar("T")

_TIMES = 2
_FRESH, _MORE = 3, 8  # answers that are compared with one another: what differs there is nobody's fault
_WRITES = 6  # operations that are tried on what one reads


@evidence
def stale_reads(caching: Caching, observing: Observing, driver: Driver, operation: Operation, rig: Rig) -> list[Flaw]:
    """The entries that an operation still answers from when another has changed what they hold; seen twice."""
    caching.require()
    found = left_stale(_InRedis(caching, observing, driver, operation), rig)
    return [outdated(write, operation, caching.name(entry), str(entry)) for write, entry in found]


def left_stale(writing: Writing[T], rig: Rig) -> list[tuple[Operation, T]]:
    """Return the operations that leave in a cache what they change, each with the entry.

    Raises NotApplicable where nothing changes what is read, NotExercised where nothing could be changed.
    """
    operation = writing.operation
    writes = writes_to(operation, rig.operations)
    found = [(write, entry) for write in writes if (entry := writing.left_stale(write)) is not None]
    if not writing.tried:
        raise NotExercised(writing.problem)
    return found


def outdated(write: Operation, read: Operation, name: str, key: str) -> Flaw:
    """Return what is wrong with a write that leaves an entry in the cache."""
    message = f"{write} leaves {name} in the cache, so that {read} answers what was there before"
    return Flaw(read, message, write.at, f"key: {name}, and another answer without it", key)


def writes_to(read: Operation, operations: list[Operation]) -> list[Operation]:
    """Return the operations that may change what another reads, the nearest first; raise NotApplicable without any."""
    writes = sorted(_writes_to(read, operations), key=lambda one: _distance(read, one))[:_WRITES]
    if not writes:
        raise NotApplicable("nothing is sent to change what it reads")
    return writes


def _writes_to(read: Operation, operations: list[Operation]) -> Iterator[Operation]:
    """Yield the operations that may change what another reads: at its address, below it, or above it."""
    mine = _shape(read)
    for one in operations:
        theirs = _shape(one)
        below = theirs[: len(mine)] == mine
        above = mine[: len(theirs)] == theirs and one.method != "POST" and bool(theirs)
        if one.kind == "http" and one.method not in SAFE and (below or above) and mine and not takes_login(one):
            yield one


def _distance(read: Operation, write: Operation) -> int:
    return abs(len(_shape(read)) - len(_shape(write)))


def _shape(operation: Operation) -> list[str]:
    return ["{}" if part.startswith("{") else part for part in segments(operation.path)]


class Writing(ABC, Generic[T]):
    """Reads, writes, and reads again; `tried` says that some write succeeded, `problem` why the last did not."""

    def __init__(self, kept: Noisy, driver: Driver, operation: Operation) -> None:
        self._kept, self._driver, self.operation = kept, driver, operation
        self.tried = False
        self.problem = ""

    @abstractmethod
    def recipe(self) -> Recipe:
        """Return the valid request that reads."""

    @abstractmethod
    def clear(self) -> None:
        """Remove what is kept for that request."""

    @abstractmethod
    def read(self, recipe: Recipe) -> Exchange:
        """Send a request that reads."""

    @abstractmethod
    def write(self, recipe: Recipe, operation: Operation) -> Exchange:
        """Send a request that writes."""

    @abstractmethod
    def filled(self, exchange: Exchange) -> list[T]:
        """Return the entries of the cache that the last request to read, this exchange, has filled."""

    @abstractmethod
    def found(self, exchange: Exchange, kept: list[T]) -> T | None:
        """Return one of some entries that the last request to read, this exchange, has found."""

    @abstractmethod
    def remove(self, kept: list[T]) -> None:
        """Remove entries that were filled."""

    @abstractmethod
    def longest(self) -> float | None:
        """Return how many seconds entries live at most, None where that is not known."""

    def left_stale(self, write: Operation) -> T | None:
        """Return an entry that a write leaves in the cache though it changes what is answered without it."""
        if self._driver.is_shared(write):
            self.problem = f"{write} changes what this run did not create"
            return None
        try:
            found = [self._round(write) for _ in range(_TIMES)]
        except NotExercised as reason:
            self.problem = str(reason)
            return None
        return found[0] if all(one is not None for one in found) else None

    def _round(self, write: Operation) -> T | None:
        made = self._driver.fresh(write)
        recipe = self.recipe()
        recipe = recipe.having("path", {**recipe.path, **renamed(write, self.operation, made.path)})
        self.clear()
        before = self.read(recipe)
        kept = self.filled(before)
        if not kept or not before.ok:
            self.problem = f"keeps nothing of what {write} changes"
        try:
            return self._outdated(write, made, recipe, before, kept) if before.ok and kept else None
        finally:
            self.remove(kept)

    def _outdated(self, write: Operation, made: Recipe, recipe: Recipe, before: Exchange, kept: list[T]) -> T | None:
        """Write, and return an entry that is found afterwards, and answered, and is not what is answered without it."""
        written = self.write(made, write)
        if not written.ok:
            self.problem = f"{write} answers {written.failure or written.status}"
            return None
        self.tried = True
        after = self.read(recipe)
        found = self.found(after, kept)
        if found is None or self._is_declared(written, before):
            return None
        own: list[Exchange] = []
        for number in (_FRESH, _MORE):
            own += [self._without(kept, recipe) for _ in range(number)]
            if not misled(before, after, own[0]) - self._kept.noise - varying(own):
                return None
        return found

    def _without(self, kept: list[T], recipe: Recipe) -> Exchange:
        self.remove(kept)
        return self.read(recipe)

    def _is_declared(self, written: Exchange, before: Exchange) -> bool:
        """Return whether an answer says how old its entry may become, and another address was written to."""
        said = re.search(r"max-age=\"?(\d+)", before.header("cache-control") or "")
        longest = self.longest()
        long_enough = said is not None and (longest is None or longest <= int(said[1]))
        return long_enough and written.request.path != before.request.path


class _InRedis(Writing[Entry]):
    """Reads what is cached in Redis."""

    def __init__(self, caching: Caching, observing: Observing, driver: Driver, operation: Operation) -> None:
        super().__init__(caching, driver, operation)
        self._caching, self._observing = caching, observing

    def recipe(self) -> Recipe:
        return self._observing.recipe

    def clear(self) -> None:
        self._observing.remove(one.entry for one in self._caching.entries)

    def read(self, recipe: Recipe) -> Exchange:
        return self._observing.send(recipe=recipe)

    def write(self, recipe: Recipe, operation: Operation) -> Exchange:
        return self._observing.sent(recipe, operation)

    def filled(self, exchange: Exchange) -> list[Entry]:
        """Return the entries that an exchange filled at the lines of what is known to be a cache."""
        lines = {(one.fill.read.at, one.fill.write.at) for one in self._caching.entries}
        return [one.entry for one in fills(exchange.commands) if (one.read.at, one.write.at) in lines]

    def found(self, exchange: Exchange, kept: list[Entry]) -> Entry | None:
        return next((entry for entry in kept if finds(exchange, entry)), None)

    def remove(self, kept: list[Entry]) -> None:
        self._observing.remove(kept)

    def longest(self) -> float | None:
        lives = [one.seconds for one in self._caching.entries]
        return max((float("inf") if one is None else one for one in lives), default=0)


EVIDENCE = (stale_reads,)
