"""Evidence of what is wrong with caches in memory: the same questions as to Redis, asked by taking entries away."""

from __future__ import annotations

from typing import Any

from conformance.app.code import UserCode
from conformance.app.contents import content
from conformance.app.differences import Leaves, differing
from conformance.app.driver import Driver
from conformance.app.exchange import Caller, Exchange
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.cache.failures import Failing, of_failures
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.cache.keys import Mingling, of_callers, of_parameters
from conformance.evidence.cache.remembering import Recalling, Remembered, Remembering
from conformance.evidence.cache.writes import Writing, left_stale, outdated
from conformance.finding import Place
from conformance.observe.stores import ABSENT, Entry
from conformance.rig import Rig


class _Mingling(Mingling[Remembered]):
    """Mingles requests to what is kept in memory."""

    def __init__(self, kept: Remembering, recalling: Recalling) -> None:
        super().__init__(kept)
        self._entries, self._recalling = kept.entries, recalling
        self._held: dict[Remembered, Leaves] = {}

    def clear(self) -> None:
        self._recalling.forget()

    def fill(self) -> Exchange:
        exchange = self._recalling.send()
        self._held = {one: content(one.entry.value) or {} for one in self._entries}
        return exchange

    def drop(self, one: Remembered) -> None:
        one.entry.store.remove([one.entry.key])

    def taken(self, exchange: Exchange) -> list[Remembered]:
        """Return the entries that the last request left as they were, and in whose store it put none of its own."""
        found = [one for one in self._entries if _may_be_found(one.entry, self._recalling)]
        return [one for one in found if not self._is_changed(one)]

    def _is_changed(self, one: Remembered) -> bool:
        """Return whether an entry holds something else by now: it is a record of who came, and no copy."""
        return bool(differing(self._held.get(one, {}), content(one.entry.value) or {}) - one.drifts)


def _may_be_found(entry: Entry, recalling: Recalling) -> bool:
    return entry.value is not ABSENT and not any(one.replaces(entry) for one in recalling.added)


# Keys


@evidence
def remembered_parameters(
    remembering: Remembering, recalling: Recalling, driver: Driver, operation: Operation
) -> list[Flaw]:
    """The entries in memory from which requests are answered though they ask for something else."""
    remembering.require()
    found = of_parameters(_Mingling(remembering, recalling), recalling, driver, operation)
    said = {one: f"for another value of {', '.join(dict.fromkeys(names))}" for one, names in found.mixed.items()}
    return [_mixed(remembering, one, whose) for one, whose in said.items()]


@evidence
def remembered_callers(
    remembering: Remembering, recalling: Recalling, operation: Operation, rig: Rig, other_callers: list[Caller]
) -> list[Flaw]:
    """The entries in memory from which callers are answered though they were kept for another."""
    remembering.require()
    mingling = _Mingling(remembering, recalling)
    found = of_callers(mingling, recalling, operation, rig.caller(False), other_callers, remembering.cold[0])
    return [_mixed(remembering, one, "for another caller") for one in found.mixed]


def _mixed(kept: Remembering, one: Remembered, whose: str) -> Flaw:
    name = kept.name(one.entry)
    message = f"{kept.operation} answers from {name} in memory what was kept {whose}"
    return Flaw(kept.operation, message, one.asked or kept.operation.at, f"key: {name}, and another answer without it")


@evidence
def passing_keys(remembering: Remembering, operation: Operation) -> list[Flaw]:
    """The caches in memory whose keys hold what is made for one request, so that no second one finds anything."""
    return [_passing(remembering, several[0]) for several in remembering.drifting]


def _passing(kept: Remembering, one: Remembered) -> Flaw:
    name = kept.name(one.entry)
    message = f"{kept.operation} keeps {name} under what is made for each request, so that nobody finds it"
    seen = f"key: {name}, another one with each request, and what it holds is kept alive"
    return Flaw(kept.operation, message, one.filled or kept.operation.at, seen)


# Truth


class _Writing(Writing[Remembered]):
    """Reads what is kept in memory."""

    def __init__(self, kept: Remembering, recalling: Recalling, driver: Driver) -> None:
        super().__init__(kept, driver, kept.operation)
        self._entries, self._recalling = kept.entries, recalling

    def recipe(self) -> Recipe:
        return self._recalling.recipe

    def clear(self) -> None:
        self._recalling.forget()

    def read(self, recipe: Recipe) -> Exchange:
        return self._recalling.send(recipe=recipe)

    def write(self, recipe: Recipe, operation: Operation) -> Exchange:
        return self._recalling.sent(recipe, operation)

    def filled(self, exchange: Exchange) -> list[Remembered]:
        known = [one.entry for one in self._entries]
        added = self._recalling.added
        return [Remembered(entry, {}) for entry in added if any(map(entry.replaces, known))]

    def found(self, exchange: Exchange, kept: list[Remembered]) -> Remembered | None:
        return next((one for one in kept if _may_be_found(one.entry, self._recalling)), None)

    def remove(self, kept: list[Remembered]) -> None:
        self._recalling.forget()

    def longest(self) -> float | None:
        return None


@evidence
def remembered_writes(remembering: Remembering, recalling: Recalling, driver: Driver, rig: Rig) -> list[Flaw]:
    """The entries in memory that are still answered from when another operation has changed what they hold."""
    remembering.require()
    found = left_stale(_Writing(remembering, recalling, driver), rig)
    return [outdated(write, remembering.operation, remembering.name(one.entry), str(one.entry)) for write, one in found]


class _Failing(Failing[Remembered]):
    """Lets fail what fills a cache in memory."""

    def __init__(self, kept: Remembering, recalling: Recalling) -> None:
        super().__init__(kept)
        self._kept, self._recalling = kept, recalling

    def clear(self) -> None:
        self._recalling.forget()

    def send(self, fault: object = None) -> Exchange:
        return self._recalling.send(fault)

    def lines(self) -> list[Place]:
        found = [place for one in self._kept.entries for place in (one.asked, *one.by)]
        return [place for place in found if place is not None]

    def filled(self, failed: Exchange) -> list[Remembered]:
        added = set(self._recalling.added)
        return [one for one in self._kept.entries if one.entry in added and not _is_brief(one)]

    def found(self, healed: Exchange, kept: list[Remembered]) -> list[Remembered]:
        return [one for one in kept if _may_be_found(one.entry, self._recalling)]

    def at(self, fill: Remembered) -> Place | None:
        return fill.filled or self._kept.operation.at

    def name(self, fill: Remembered) -> str:
        return self._kept.name(fill.entry)


def _is_brief(one: Remembered) -> bool:
    """Return whether something is kept for shorter than what is good: until before that would have ended."""
    if hasattr(type(one.entry.store.value), "ttu"):
        return True  # each entry has a life of its own there
    now = content(one.entry.value) or {}
    return any(_is_before(now.get(path), one.held[path]) for path in one.drifts)


def _is_before(one: Any, other: Any) -> bool:
    alike = type(one) is type(other) and isinstance(one, int | float | str) and not isinstance(one, bool)
    return alike and one < other


@evidence
def remembered_failures(
    remembering: Remembering, recalling: Recalling, operation: Operation, code: UserCode
) -> list[Flaw]:
    """The failures that an operation keeps in memory as if they were answers."""
    remembering.require()
    return of_failures(_Failing(remembering, recalling), operation, code)


EVIDENCE = (
    remembered_parameters,
    remembered_callers,
    passing_keys,
    remembered_writes,
    remembered_failures,
)
