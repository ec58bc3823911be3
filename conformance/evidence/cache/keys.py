"""Evidence of what keys of caches leave out: requests that are answered what was kept for another.

The second request has to find the entry that the first one filled, to be answered there what the first was, and to be
answered otherwise where the entry is missing; all of it many times, with nothing that differs between fresh answers.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from conformance.app.alternatives import alternatives
from conformance.app.commands import Entry, fills
from conformance.app.differences import Path, differing
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.operations import Operation
from conformance.app.parameters import Parameter, parameters
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.cache.caching import Cached, Caching, Observing, answered, finds, varying
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.credentials import made_up
from conformance.evidence.provoked import guarded
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.rig import Rig

_NOMINATING, _DECIDING = 3, 8  # rounds
_VALUES = 12  # that one parameter is given
_PARAMETERS = 12
_PATHS = 3
_TOO_MANY, _BROKEN = 429, 500

T = TypeVar("T")


@dataclass(frozen=True)
class Other:
    """A request that is to be answered for itself: what it differs in from the first, and how it is sent."""

    what: str
    send: Callable[[], Exchange]


class Noisy(Protocol):
    """What knows where answers differ that are to be the same."""

    @property
    def noise(self) -> frozenset[Path]: ...


@dataclass
class Keys(Generic[T]):
    """What requests were answered from entries that others had filled: `mixed` by entry, what the key leaves out."""

    mixed: dict[T, list[str]] = field(default_factory=dict)
    told: int = 0


class Mingling(ABC, Generic[T]):
    """Sends the request that fills a cache, and others that are to find nothing of its answer."""

    def __init__(self, kept: Noisy) -> None:
        self._kept = kept

    @property
    def noise(self) -> frozenset[Path]:
        """Where answers differ that are to be the same."""
        return self._kept.noise

    @abstractmethod
    def clear(self) -> None:
        """Remove what these requests filled: another may find it."""

    @abstractmethod
    def fill(self) -> Exchange:
        """Send the request that fills the cache."""

    @abstractmethod
    def drop(self, one: T) -> None:
        """Remove one entry that the first request has filled."""

    @abstractmethod
    def taken(self, exchange: Exchange) -> list[T]:
        """Return the entries of the first request that another, the last one sent, may have found."""

    def keys(self, others: Iterable[Other]) -> Keys[T]:
        """Return which of the others are answered from an entry of the first."""
        found: Keys[T] = Keys()
        try:
            self._filled()
            for other in others:
                found.told += 1
                if self.taken(other.send()):
                    for one in self._mistaken(other):
                        found.mixed.setdefault(one, []).append(other.what)
                    self._filled()
        finally:
            self.clear()
        return found

    def _filled(self) -> Exchange:
        self.clear()
        return self.fill()

    def _mistaken(self, other: Other) -> list[T]:
        """Return the entries from which a request is answered what the first was, though that is not its answer."""
        found, where = _proved(self._kept, lambda: self._round(other))
        deciding = [one for one in found if where - self._misled_without([one], other)]
        return deciding or (found if where - self._misled_without(found, other) else [])

    def _misled_without(self, entries: list[T], other: Other) -> frozenset[Path]:
        """Return where a request is answered what the first was each time, though some entries are missing."""
        return frozenset.intersection(*(self._round(other, entries).misled for _ in range(_NOMINATING)))

    def _round(self, other: Other, missing: Sequence[T] = ()) -> Round[T]:
        first = self._filled()
        for one in missing:
            self.drop(one)
        given = other.send()
        taken = self.taken(given)
        self.clear()
        own = other.send()
        self.taken(own)
        return Round(taken, (first, own), misled(first, given, own) if taken or missing else frozenset())


class _InRedis(Mingling[Cached]):
    """Mingles requests to what is cached in Redis."""

    def __init__(self, caching: Caching, observing: Observing) -> None:
        super().__init__(caching)
        self._caching, self._observing = caching, observing
        self._made: set[Entry] = {one.entry for one in caching.entries}

    def clear(self) -> None:
        self._observing.remove(self._made)

    def fill(self) -> Exchange:
        return self._observing.send()

    def drop(self, one: Cached) -> None:
        self._observing.remove([one.entry])

    def taken(self, exchange: Exchange) -> list[Cached]:
        self._made |= {fill.entry for fill in fills(exchange.commands)}
        return [one for one in self._caching.entries if finds(exchange, one.entry)]


@dataclass(frozen=True)
class Round(Generic[T]):
    """What a request took that it should not have, the fresh answers around it, and where it was given another's."""

    taken: list[T]
    fresh: tuple[Exchange, ...]
    misled: frozenset[Path]


def proved(kept: Noisy, play: Callable[[], Round[T] | None]) -> list[T]:
    """Return what was taken in the first of some rounds, where all are misled at one place, by nothing that varies."""
    return _proved(kept, play)[0]


def _proved(kept: Noisy, play: Callable[[], Round[T] | None]) -> tuple[list[T], frozenset[Path]]:
    """Return what was taken in the first of some rounds, and where all are misled.

    More rounds are played before anything is returned: what is drawn by lot is often drawn again.
    """
    rounds: list[Round[T]] = []
    for number in (_NOMINATING, _DECIDING):
        for _ in range(number):
            one = play()
            if one is None or not one.misled:
                return [], frozenset()
            rounds.append(one)
        if not _misled_by_all(kept, rounds):
            return [], frozenset()
    return rounds[0].taken, _misled_by_all(kept, rounds)


def _misled_by_all(kept: Noisy, rounds: Sequence[Round[Any]]) -> frozenset[Path]:
    alike = zip(*(one.fresh for one in rounds), strict=True)
    noise = frozenset().union(kept.noise, *map(varying, alike))
    return frozenset.intersection(*(one.misled for one in rounds)) - noise


def says_nothing(exchange: Exchange) -> bool:
    """Return whether an answer is none to what was asked, by whom: too many requests, or a failure."""
    failed = bool(exchange.failure) or (exchange.status or _BROKEN) >= _BROKEN
    return failed or exchange.status == _TOO_MANY


def misled(first: Exchange, given: Exchange, own: Exchange) -> frozenset[Path]:
    """Return where an answer is that to another request, and not the own one, if there is such a thing."""
    if says_nothing(own):
        return frozenset()
    shown = answered(given)
    return differing(shown, answered(own)) - differing(answered(first), shown)


# Parameters


@evidence
def parameter_keys(
    caching: Caching, observing: Observing, driver: Driver, operation: Operation, sample: Valid
) -> Keys[Cached]:
    """What an operation answers to requests that differ in one declared parameter, once the first is kept."""
    caching.require()
    return of_parameters(_InRedis(caching, observing), observing, driver, operation)


def of_parameters(mingling: Mingling[T], asking: Asking, driver: Driver, operation: Operation) -> Keys[T]:
    """Return what is answered to requests that differ in one declared parameter, once the first is kept."""
    known = [one for one in parameters(operation) if one.where in ("path", "query", "header", "cookie")]
    if not known:
        raise NotApplicable("takes no parameters")
    found = mingling.keys(_varied(asking, driver, operation, known[:_PARAMETERS]))
    if not found.told:
        raise NotExercised(f"no other value is known of {', '.join(map(_spelled, known))}")
    return found


class Asking(Protocol):
    """What sends an operation's request, or another, as others as well."""

    @property
    def recipe(self) -> Recipe: ...

    def send(self, fault: object = None, recipe: Recipe | None = None) -> Exchange: ...

    def send_as(self, caller: Caller | None) -> Exchange: ...


def _varied(asking: Asking, driver: Driver, operation: Operation, known: Iterable[Parameter]) -> Iterator[Other]:
    for parameter in known:
        values = _known_values(driver, operation, parameter)
        for recipe in islice(alternatives(operation, parameter, asking.recipe, values), _VALUES):
            yield Other(_spelled(parameter), partial(asking.send, recipe=recipe))


def _known_values(driver: Driver, operation: Operation, parameter: Parameter) -> list[Any]:
    """Return what a parameter holds where all are sent, or what else may stand in its place in the path."""
    with suppress(NotExercised):
        if parameter.where == "path":
            return [path[parameter.name] for path in islice(driver.paths(operation), _PATHS) if parameter.name in path]
        full = [one.part(parameter.where) for one in driver.full(operation)]
        return [part[parameter.name] for part in full if parameter.name in part]
    return []


def _spelled(parameter: Parameter) -> str:
    return f"{parameter.where}.{parameter.name}"


@evidence
def sound_parameter_keys(across: Across) -> frozenset[Place]:
    """The lines that ask for entries whose keys tell parameters apart: what is wrong elsewhere is not wrong there."""
    return _sound(across, "parameter_keys")


def _sound(across: Across, name: str) -> frozenset[Place]:
    cachings = {operation.id: caching for operation, caching in across("caching")}
    return frozenset().union(*(_sound_lines(keys, cachings[operation.id]) for operation, keys in across(name)))


def _sound_lines(keys: Keys[Cached], caching: Caching) -> frozenset[Place]:
    """Return the lines that ask for entries whose keys were found to tell requests apart."""
    kept = [one for one in caching.entries if one not in keys.mixed and keys.told]
    return frozenset(place for one in kept for place in one.fill.read.by)


@evidence
def uncovered_parameters(
    caching: Caching, parameter_keys: Keys[Cached], sound_parameter_keys: frozenset[Place], operation: Operation
) -> list[Flaw]:
    """The entries that requests find though they ask for something else."""
    return [
        _flaw(caching, one, sound_parameter_keys, f"for another value of {', '.join(dict.fromkeys(names))}")
        for one, names in parameter_keys.mixed.items()
    ]


def _flaw(caching: Caching, one: Cached, sound: frozenset[Place], whose: str) -> Flaw:
    key = caching.name(one.entry)
    at = next((place for place in one.fill.read.by if place not in sound), None) or caching.at(one.fill.read)
    message = f"{caching.operation} answers from {key} in its cache what was kept {whose}"
    return Flaw(caching.operation, message, at, f"key: {key}, and another answer without it")


# Callers


@evidence
def caller_keys(
    caching: Caching, observing: Observing, operation: Operation, rig: Rig, other_callers: list[Caller]
) -> Keys[Cached]:
    """What an operation answers to other callers once its answer to the first is kept."""
    caching.require()
    mingling = _InRedis(caching, observing)
    return of_callers(mingling, observing, operation, rig.caller(False), other_callers, caching.cold[0])


def of_callers(
    mingling: Mingling[T],
    asking: Asking,
    operation: Operation,
    first: Caller | None,
    others: list[Caller],
    fresh: Exchange,
) -> Keys[T]:
    """Return what is answered to other callers once the answer to the first is kept."""
    if first is None and not guarded(operation):
        raise NotApplicable("is called by nobody in particular")
    strangers: list[Caller | None] = [*([None] if first is not None else []), *made_up(operation)]
    found = mingling.keys(_as(asking, caller) for caller in (*others, *strangers))
    if not found.mixed and not others and not _is_for_all(mingling, asking, strangers, fresh):
        raise NotExercised("is known by one caller only: name a second caller under [[tool.conformance.callers]]")
    return found


def _as(asking: Asking, caller: Caller | None) -> Other:
    return Other("caller", partial(asking.send_as, caller))


def _is_for_all(mingling: Mingling[T], asking: Asking, strangers: Iterable[Caller | None], fresh: Exchange) -> bool:
    """Return whether somebody else is answered the same by nature."""
    mingling.clear()
    answers = [asking.send_as(caller) for caller in strangers]
    mingling.clear()
    return any(not differing(answered(fresh), answered(one)) - mingling.noise for one in answers)


@evidence
def sound_caller_keys(across: Across) -> frozenset[Place]:
    """The lines that ask for entries whose keys tell callers apart."""
    return _sound(across, "caller_keys")


@evidence
def uncovered_callers(caching: Caching, caller_keys: Keys[Cached], sound_caller_keys: frozenset[Place]) -> list[Flaw]:
    """The entries that callers find though they were kept for another."""
    return [_flaw(caching, one, sound_caller_keys, "for another caller") for one in caller_keys.mixed]


EVIDENCE = (
    parameter_keys,
    sound_parameter_keys,
    uncovered_parameters,
    caller_keys,
    sound_caller_keys,
    uncovered_callers,
)
