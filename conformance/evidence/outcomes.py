"""Evidence of how requests end: well, and in every way in which they may fail; and what dependencies did then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

from starlette.exceptions import HTTPException

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.functions import place_of
from conformance.app.operations import Operation
from conformance.app.protected import handlers
from conformance.app.releases import releases
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.broken import instance_of
from conformance.evidence.provoked import Provoked, canary, let_go
from conformance.evidence.spread import Spread
from conformance.faults.ending import FailsAfter, FailsBefore, Followed
from conformance.faults.endpoint import Injected
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.yielded import Yielded

Makes = Callable[[str], BaseException]


@dataclass(frozen=True)
class Outcomes:
    """A request that ended well, `success`, and those that were made to fail."""

    success: Exchange
    failed: list[Provoked]


_FAILING: tuple[tuple[str, str, type[FailsBefore | FailsAfter], Makes], ...] = (
    ("http", "the endpoint raises an HTTPException", FailsBefore, lambda mark: HTTPException(418, mark)),
    ("unhandled", "the endpoint raises an exception", FailsBefore, Injected),
    ("unhandled", "an exception is raised after the endpoint did its work", FailsAfter, Injected),
    ("cancelled", "the request is cancelled", FailsBefore, lambda mark: asyncio.CancelledError(mark)),
)


@evidence
def outcomes(driver: Driver, service: Service, operation: Operation, sample: Valid) -> Outcomes:
    """The valid request once more, and the same with the endpoint failing; what its dependencies ran when left."""
    if operation.dependant is None:
        raise NotApplicable("not an operation of FastAPI")
    if not sample.exchange.yielded:
        if sample.problem and sample.exchange.reached != "endpoint":
            raise NotExercised(sample.problem)
        raise NotApplicable("it has no dependency with yield")
    success = driver.send(driver.fresh(operation).request(), operation, fault=Followed())
    return Outcomes(success, list(_failed(driver, service, operation, success.yielded)))


def _failed(driver: Driver, service: Service, operation: Operation, entered: list[Yielded]) -> Iterator[Provoked]:
    named = [("caught", f"the endpoint raises {one!r}", FailsBefore, one) for one in _named(entered)]
    for kind, how, fails, make in _FAILING:
        yield from _struck(driver, service, operation, kind, how, fails(_making(make)))
    for kind, how, before, error in named:
        yield from _struck(driver, service, operation, kind, how, before(_given(error)))


def _struck(
    driver: Driver, service: Service, operation: Operation, kind: str, how: str, fault: Any
) -> Iterator[Provoked]:
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    struck = fault.error in exchange.errors
    let_go(exchange, service)
    if struck:
        yield Provoked(how, kind, exchange, operation, fault=Followed())


def _making(make: Makes) -> Callable[[], BaseException]:
    return lambda: make(canary())


def _given(error: BaseException) -> Callable[[], BaseException]:
    return lambda: error


def _named(entered: list[Yielded]) -> Iterator[BaseException]:
    """Yield an error for each `except` clause around a `yield` that names which errors it catches."""
    for one in entered:
        for handler in handlers(one.code) if one.code is not None else ():
            error = instance_of(handler, one.scope, canary()) if not handler.broad else None
            if error is not None:
                yield error


# What became of dependencies


@dataclass(frozen=True)
class Skipped:
    """A line of a dependency that gives something back, and did not run when its request failed in some ways.

    `provoked` is the first of them, `kinds` are those of all.
    """

    at: Place
    text: str
    name: str
    provoked: Provoked
    kinds: frozenset[str]


@evidence
def skipped_releases(outcomes: Outcomes) -> list[Skipped]:
    """What dependencies give back when the endpoint succeeds, and not when it fails."""
    found: dict[Place, Skipped] = {}
    for provoked in outcomes.failed:
        for name, code, line, text in _missing(outcomes.success, provoked.exchange):
            at = Place(code.co_filename, line)
            known = found.get(at) or Skipped(at, text, name, provoked, frozenset())
            found[at] = replace(known, kinds=known.kinds | {provoked.kind})
    return list(found.values())


def _missing(success: Exchange, failed: Exchange) -> Iterator[tuple[str, CodeType, int, str]]:
    for before, after in _pairs(success.yielded, failed.yielded):
        for code, lines in before.lines.items() if after.threw else ():
            done = {one.text for one in releases(code) if one.line in after.lines.get(code, ())}
            for one in releases(code):
                if one.line in lines and one.text not in done:
                    yield _name(before), code, one.line, one.text


def _pairs(success: list[Yielded], failed: list[Yielded]) -> Iterator[tuple[Yielded, Yielded]]:
    """Yield each dependency of a request beside the same one of another."""
    left = list(failed)
    for one in success:
        same = next((other for other in left if other.call is one.call), None)
        if same is not None:
            left.remove(same)
            yield one, same


def _name(one: Yielded) -> str:
    return getattr(one.call, "__name__", None) or type(one.call).__name__


@dataclass(frozen=True)
class Swallowed:
    """A dependency that kept an exception of its endpoint to itself."""

    name: str
    provoked: Provoked
    at: Place | None


@evidence
def swallowed_errors(outcomes: Outcomes) -> list[Swallowed]:
    """The exceptions of the endpoint that a dependency swallowed."""
    return [
        Swallowed(_name(one), provoked, one.caught_at or place_of(one.call))
        for provoked in outcomes.failed
        if provoked.kind != "cancelled"
        for one in provoked.exchange.yielded
        if one.swallowed
    ]


@evidence
def spread_releases(across: Across) -> Spread:
    """The lines of dependencies that do not run for several operations."""
    return Spread((operation, one.at) for operation, ones in across("skipped_releases") for one in ones)


@evidence
def spread_swallows(across: Across) -> Spread:
    """The clauses of dependencies that swallow exceptions of several operations."""
    return Spread((operation, one.at) for operation, ones in across("swallowed_errors") for one in ones)


EVIDENCE = (outcomes, skipped_releases, swallowed_errors, spread_releases, spread_swallows)
