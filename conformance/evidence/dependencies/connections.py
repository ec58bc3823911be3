"""Evidence of connections of pools: given back however a request ends, and not two held by one request."""

from __future__ import annotations

import asyncio
import functools
import gc
import inspect
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.functions import code_behind
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.concurrency.tasks import Again
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import Provoked, canary, collect, sever
from conformance.evidence.spread import Spread
from conformance.faults.ending import FailsHolding
from conformance.faults.endpoint import After, Before, Injected
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.tasks import Started

_SOON = 1.0  # seconds for what a request started to give back what it took
_TIMES = 2


@dataclass(frozen=True)
class Kept:
    """A connection that a request did not give back: the line that took it, and the exchange."""

    at: Place | None
    provoked: Provoked


@dataclass(frozen=True)
class Second:
    """A connection that was taken from a pool while another one of it was held: the lines of both.

    `lingers` is whether a dependency was yet to be left, though the request was answered.
    """

    at: Place | None
    first: Place | None
    provoked: Provoked
    lingers: bool = False


@evidence
def connecting(operation: Operation, sample: Valid, again: Again) -> list[Exchange]:
    """Valid requests of an operation that takes connections from a pool."""
    exchanges = [sample.exchange, *again.exchanges]
    if not any(_connections(one) for one in exchanges):
        if not sample.exchange.ok:
            raise NotExercised(sample.problem)
        raise NotApplicable("it takes no connection from a pool that is known")
    return exchanges


Ending = tuple[str, Callable[[], Any]]

_ENDINGS: tuple[Ending, ...] = (
    ("it succeeds", NoFault),
    ("the endpoint raises an HTTPException", lambda: Before(lambda: HTTPException(418, canary()))),
    ("the endpoint raises an exception", lambda: Before(lambda: Injected(canary()))),
)
_FAILING: tuple[Ending, ...] = (
    ("an exception is raised after the endpoint did its work", lambda: After(lambda: Injected(canary()))),
    ("the request is cancelled", lambda: After(lambda: asyncio.CancelledError(canary()))),
)


@evidence
def kept_connections(driver: Driver, service: Service, operation: Operation, connecting: list[Exchange]) -> list[Kept]:
    """Connections that are still out when a request has ended, in the first way in which it leaves any; seen twice."""
    endings = (_kept(driver, service, operation, how, make) for how, make in _endings(operation, connecting))
    return next(filter(None, endings), [])


def _endings(operation: Operation, connecting: list[Exchange]) -> Iterator[Ending]:
    """Yield ways to end; no failing endpoint where a stream or a task takes over what that has taken."""
    yield from _ENDINGS
    if any(one.streams or one.background for one in connecting):
        return
    yield from _FAILING
    code = code_behind(operation.endpoint)
    yield "an exception is raised in the endpoint", lambda: FailsHolding(code, Injected(canary()))


def _kept(driver: Driver, service: Service, operation: Operation, how: str, make: Callable[[], Any]) -> list[Kept]:
    each: list[dict[Place | None, Kept]] = []
    for _ in range(_TIMES):
        exchange, out = _ended(driver, service, operation, make)
        if exchange.failure:
            raise NotExercised(f"{exchange.failure}, when {how}")
        each.append({one.at: Kept(one.at, Provoked(how, "connection", exchange, operation)) for one in out})
        if not out:
            return []
    return [one for at, one in each[0].items() if all(at in found for found in each)]


def _ended(
    driver: Driver, service: Service, operation: Operation, make: Callable[[], Any]
) -> tuple[Exchange, list[Started]]:
    """Send a request; return what is out when it has ended, without what only the garbage collector would give back."""
    request = driver.fresh(operation).request()
    collects = gc.isenabled()
    gc.disable()  # when it runs next is chance: until then the pool lacks the connection
    try:
        exchange = driver.send(request, operation, fault=make())
        sever(exchange)
        out = _out(exchange)
    finally:
        if collects:
            gc.enable()
    if out:
        service.run(functools.partial(_give_back, out))
        service.run(collect)  # what comes next finds the pool as full as can be
    return exchange, out


async def _give_back(out: list[Started]) -> None:
    for one in out:
        with suppress(Exception):
            giving = one.ref().give_back()
            if inspect.isawaitable(giving):
                await giving


def _out(exchange: Exchange) -> list[Started]:
    """Return what is out after a while; it cannot be told while tasks of the request are at work."""
    wait_while(lambda: any(one.alive for one in _connections(exchange)), _SOON)
    out = [one for one in _connections(exchange) if one.alive]
    if out and any(one.alive and (one.kind == "task" or (one.kind == "thread" and one.by)) for one in exchange.started):
        raise NotExercised("what it started was still at work, and may hold its connection")
    return out


def _connections(exchange: Exchange) -> list[Started]:
    return [one for one in exchange.started if one.kind == "connection"]


@evidence
def second_connections(operation: Operation, connecting: list[Exchange]) -> list[Second]:
    """Connections taken while the same request held another of the same pool; in most of the exchanges."""
    each = [{(one.at, first): one for one, first in _doubled(exchange)} for exchange in connecting]
    return [
        Second(at, first, Provoked("it succeeds", "connection", connecting[-1], operation), one.ref().lingers)
        for (at, first), one in each[-1].items()
        if sum((at, first) in found for found in each) > len(each) // 2
    ]


def _doubled(exchange: Exchange) -> Iterator[tuple[Started, Place | None]]:
    for one in _connections(exchange):
        beside = one.ref().beside
        if beside is not None:
            yield one, beside.at


@evidence
def spread_kept(across: Across) -> Spread:
    """The lines that do not give connections back for several operations."""
    return Spread.of(across, "kept_connections")


@evidence
def spread_seconds(across: Across) -> Spread:
    """The lines that take a second connection for several operations."""
    return Spread.of(across, "second_connections")


EVIDENCE = (connecting, kept_connections, second_connections, spread_kept, spread_seconds)
