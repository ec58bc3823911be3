"""Evidence of what caches still answer after a write: what was there before, though it is answered otherwise without.

Only what the run made is written to. That an answer may be old can be declared, by a `max-age` that covers the life of
the entry; not at the address that is written to, where it ends with the write (RFC 9111 section 4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.commands import Entry, fills
from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Exchange
from conformance.app.login import takes_login
from conformance.app.naming import segments
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.app.relations import renamed
from conformance.check import evidence
from conformance.evidence.cache_flaws import Flaw
from conformance.evidence.cache_keys import misled
from conformance.evidence.caching import Caching, Observing, finds, varying
from conformance.finding import NotApplicable, NotExercised
from conformance.rig import Rig

_TIMES = 2
_FRESH, _MORE = 3, 8  # answers that are compared with one another: what differs there is nobody's fault
_WRITES = 6  # operations that are tried on what one reads


@evidence
def stale_reads(caching: Caching, observing: Observing, driver: Driver, operation: Operation, rig: Rig) -> list[Flaw]:
    """The entries that an operation still answers from when another has changed what they hold; seen twice."""
    caching.require()
    writes = sorted(_writes_to(operation, rig.operations), key=lambda one: _distance(operation, one))[:_WRITES]
    if not writes:
        raise NotApplicable("nothing is sent to change what it reads")
    writing = _Writing(caching, observing, driver)
    found = [(write, entry) for write in writes if (entry := writing.left_stale(write)) is not None]
    if not writing.tried:
        raise NotExercised(writing.problem)
    return [_flaw(caching, write, entry) for write, entry in found]


def _flaw(caching: Caching, write: Operation, entry: Entry) -> Flaw:
    key = caching.name(entry)
    message = f"{write} leaves {key} in the cache, so that {caching.operation} answers what was there before"
    return Flaw(caching.operation, message, write.at, f"key: {key}, and another answer without it", str(entry))


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


@dataclass
class _Writing:
    """Reads, writes, and reads again; `tried` says that some write succeeded, `problem` why the last did not."""

    caching: Caching
    observing: Observing
    driver: Driver
    tried: bool = False
    problem: str = ""

    def left_stale(self, write: Operation) -> Entry | None:
        """Return an entry that a write leaves in the cache though it changes what is answered without it."""
        if self.driver.is_shared(write):
            self.problem = f"{write} changes what this run did not create"
            return None
        try:
            found = [self._round(write) for _ in range(_TIMES)]
        except NotExercised as reason:
            self.problem = str(reason)
            return None
        return found[0] if all(found) else None

    def _round(self, write: Operation) -> Entry | None:
        made = self.driver.fresh(write)
        path = renamed(write, self.caching.operation, made.path)
        recipe = self.observing.recipe
        recipe = recipe.having("path", {**recipe.path, **path})
        self.observing.remove(one.entry for one in self.caching.entries)
        before = self.observing.send(recipe=recipe)
        kept = self._kept(before)
        if not kept or not before.ok:
            self.problem = f"keeps nothing of what {write} changes"
        try:
            return self._outdated(write, made, recipe, before, kept) if before.ok and kept else None
        finally:
            self.observing.remove(kept)

    def _kept(self, exchange: Exchange) -> list[Entry]:
        """Return the entries that an exchange filled at the lines of what is known to be a cache."""
        lines = {(one.fill.read.at, one.fill.write.at) for one in self.caching.entries}
        return [one.entry for one in fills(exchange.commands) if (one.read.at, one.write.at) in lines]

    def _outdated(
        self, write: Operation, made: Recipe, recipe: Recipe, before: Exchange, kept: list[Entry]
    ) -> Entry | None:
        """Write, and return an entry that is found afterwards, and answered, and is not what is answered without it."""
        written = self.observing.sent(made, write)
        if not written.ok:
            self.problem = f"{write} answers {written.failure or written.status}"
            return None
        self.tried = True
        after = self.observing.send(recipe=recipe)
        found = next((entry for entry in kept if finds(after, entry)), None)
        if found is None or self._is_declared(written, before):
            return None
        own: list[Exchange] = []
        for number in (_FRESH, _MORE):
            own += [self._without(kept, recipe) for _ in range(number)]
            if not misled(before, after, own[0]) - self.caching.noise - varying(own):
                return None
        return found

    def _without(self, kept: list[Entry], recipe: Recipe) -> Exchange:
        self.observing.remove(kept)
        return self.observing.send(recipe=recipe)

    def _is_declared(self, written: Exchange, before: Exchange) -> bool:
        """Return whether an answer says how old its entry may become, and another address was written to."""
        said = re.search(r"max-age=\"?(\d+)", before.header("cache-control") or "")
        lives = [one.seconds for one in self.caching.entries]
        longest = max((float("inf") if one is None else one for one in lives), default=0)
        return said is not None and longest <= int(said[1]) and written.request.path != before.request.path


EVIDENCE = (stale_reads,)
