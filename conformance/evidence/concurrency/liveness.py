"""Evidence of being busy: what probes answer when every worker thread, or every connection, is in use."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import anyio.to_thread

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange
from conformance.app.naming import segments
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.check import evidence
from conformance.faults.outage import PoolExhausted
from conformance.finding import NotExercised, Place
from conformance.observe.waits import thread_wanted

_LIVENESS = frozenset({"live", "livez", "liveness", "alive", "isalive", "ping", "heartbeat", "lbheartbeat"})
_HEALTH = frozenset({"health", "healthz", "healthy", "healthcheck"})
_CONNECTIONS = "every connection of the database's pool"
_GRACE = 5.0  # seconds a probe has to end, once it could


@dataclass(frozen=True)
class Probe:
    """A probe that did not answer as it does otherwise when `busy` was in use, and what of the user's needed that.

    `answered` says that it did answer in time, but not that all is well.
    """

    operation: Operation
    busy: str
    exchange: Exchange
    answered: bool
    at: Place | None


class Probes:
    """The operations that tell whether the process lives, and what they answer when it is busy."""

    def __init__(self, driver: Driver, service: Service, code: UserCode, operations: Sequence[Operation]) -> None:
        self._driver, self._service, self._code, self._operations = driver, service, code, operations

    def named(self, paths: Sequence[str]) -> list[Operation]:
        """Return the operations that are probes by their names, and those at `paths`."""
        reads = [one for one in self._operations if one.kind == "http" and one.method == "GET"]
        return [one for one in reads if one.path in paths or is_probe(one)]

    def failing(self, probes: list[Operation], seconds: float) -> list[Probe]:
        """Return the probes that do not answer within `seconds` while everything they may need is in use.

        Raises NotExercised when none of them answers at all.
        """
        answering = [one for one in probes if self._answers(one)]
        if not answering:
            raise NotExercised(f"no probe answers: {', '.join(one.id for one in probes)}")
        failing = self._without_threads(answering, seconds)
        again = {one.operation.id for one in self._without_threads([one.operation for one in failing], seconds)}
        starved = [one for one in failing if one.operation.id in again]
        left = [one for one in answering if one.id not in again and _last(one) in _LIVENESS]
        return starved + [found for one in left if (found := self._without_connections(one, seconds)) is not None]

    def _answers(self, operation: Operation) -> bool:
        with suppress(NotExercised):
            return not self._driver.sample(operation).problem
        return False

    def _without_threads(self, operations: list[Operation], seconds: float) -> list[Probe]:
        if not operations:
            return []
        with self._busy_threads():
            begun = [(one, *self._begin(one, None)) for one in operations]
            wait([future for _, _, future in begun], seconds)
            failing = [
                Probe(
                    one, "every worker thread", exchange, future.done(), thread_wanted(exchange, self._code) or one.at
                )
                for one, exchange, future in begun
                if not (future.done() and exchange.ok)
            ]
        self._end([(exchange, future) for _, exchange, future in begun])
        return failing

    def _without_connections(self, operation: Operation, seconds: float) -> Probe | None:
        """Return a probe that asks the database, when it does not answer without a connection to it."""
        at = self._driver.sample(operation).exchange.touched.get("database")
        if "database" not in self._driver.sample(operation).exchange.touched:
            return None
        fault = PoolExhausted()
        exchange, future = self._begin(operation, fault)
        wait([future], seconds)
        answered = future.done()
        failed = fault.struck and not (answered and exchange.ok)
        fault.release()
        self._end([(exchange, future)])
        return Probe(operation, _CONNECTIONS, exchange, answered, at or operation.at) if failed else None

    def _begin(self, operation: Operation, fault: Any) -> tuple[Exchange, Future[Any]]:
        return self._driver.begin(self._driver.fresh(operation).request(), operation, fault=fault)

    def _end(self, begun: list[tuple[Exchange, Future[Any]]]) -> None:
        wait([future for _, future in begun], _GRACE)
        for exchange, future in begun:
            if not future.done():
                self._service.abandon(exchange, future, _GRACE)

    @contextmanager
    def _busy_threads(self) -> Iterator[None]:
        """While entered, every worker thread of the app is in use: of AnyIO's limiter and of the loop's own pool."""
        release = threading.Event()
        borrowers = self._service.run(lambda: _occupied(release))
        try:
            yield
        finally:
            release.set()
            self._service.run(lambda: _given_back(borrowers))


async def _occupied(release: threading.Event) -> list[object]:
    loop = asyncio.get_running_loop()
    first = loop.run_in_executor(None, lambda: None)  # makes the pool where there is none yet
    await first
    for _ in range(getattr(loop._default_executor, "_max_workers", 0)):  # type: ignore[attr-defined]
        loop.run_in_executor(None, release.wait)
    limiter = anyio.to_thread.current_default_thread_limiter()
    free = 0 if limiter.total_tokens == math.inf else int(limiter.available_tokens)
    borrowers = [object() for _ in range(free)]
    for borrower in borrowers:
        limiter.acquire_on_behalf_of_nowait(borrower)
    return borrowers


async def _given_back(borrowers: list[object]) -> None:
    limiter = anyio.to_thread.current_default_thread_limiter()
    for borrower in borrowers:
        limiter.release_on_behalf_of(borrower)


def _last(operation: Operation) -> str:
    names = [name for name in segments(operation.path) if name]
    return names[-1].lower().replace("-", "").replace("_", "") if names else ""


def is_probe(operation: Operation) -> bool:
    """Return whether an operation tells, by its name, whether the process lives."""
    return _last(operation) in _LIVENESS | _HEALTH and "{" not in operation.path and not _is_readiness(operation)


def asks_how_it_is(operation: Operation) -> bool:
    """Return whether an operation tells, by its name, whether the process lives or is ready."""
    return is_probe(operation) or _is_readiness(operation)


def _is_readiness(operation: Operation) -> bool:
    return any(name.lower().startswith(("ready", "readi")) for name in segments(operation.path))


@evidence
def probes(driver: Driver, service: Service, code: UserCode, operations: Sequence[Operation]) -> Probes:
    """The operations that tell whether the process lives, and what they answer when it is busy."""
    return Probes(driver, service, code, operations)


EVIDENCE = (probes,)
