"""Evidence of clients that leave: what an exchange has not given back some seconds after it was left alone."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.concurrency.tasks import Loss, note
from conformance.evidence.concurrency.waiting import waiting_at
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import collect
from conformance.faults.leaving import LeavesHandler, LeavesStream
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.endings import ends_soon, going_on
from conformance.observe.holders import code_of
from conformance.observe.tasks import Started

_TIMES = 2
_BRIEFLY = 0.5  # seconds to wait for one exchange before the next is begun
_LATE = 5.0  # seconds that it may take on a busy machine until there is a moment to leave
_SOON = 30.0  # seconds a timer may still run on
# What is held is told once, by what holds it.
_ORDER = ("request", "thread", "task", "connection", "socket", "stream", "queue")
_UNCOLLECTED = ("stream", "queue")  # these are gone once they are collected

_SAYING = {
    "request": "goes on and on after its client has left",
    "thread": "leaves a thread running when its client leaves",
    "task": "leaves the task of {} running when its client leaves",
    "connection": "does not give a database connection back when its client leaves",
    "socket": "does not close a connection when its client leaves",
    "stream": "leaves its stream open when its client leaves",
    "queue": "keeps the queue of a client that has left",
}


@dataclass(frozen=True)
class Unreturned:
    """Something an exchange still holds."""

    kind: str
    at: Place | None
    name: str = field(default="", compare=False)


@dataclass
class Departure:
    """A request whose client left midway: it is over once `future` is done."""

    operation: Operation
    exchange: Exchange
    future: Future[Any]
    fault: LeavesHandler
    sources: list[Callable[[], Any]] = field(default_factory=list)

    def leftovers(self, code: UserCode) -> Iterator[Unreturned]:
        """Yield what is not given back by now."""
        if not self.future.done():
            yield Unreturned("request", going_on_at(self.exchange, code) or self.operation.at)
        yield from _held(self.exchange)
        for source in self.sources:
            frame = _frame(source())
            if frame is not None and frame.f_lasti >= 0 and code.owns(frame.f_code.co_filename):
                yield Unreturned("stream", Place(frame.f_code.co_filename, frame.f_lineno))

    def forget(self) -> None:
        """Let go of what the exchange kept for others to see: it would keep alive what is looked for."""
        for source in self.exchange.streams:
            with suppress(TypeError):
                self.sources.append(weakref.ref(source))
        self.exchange.forget()


def _held(exchange: Exchange) -> Iterator[Unreturned]:
    for one in exchange.started:
        if one.kind != "loop" and one.at is not None and one.alive and not _ends(one):
            yield Unreturned(one.kind, one.at, one.name)


def _ends(one: Started) -> bool:
    return one.pool() is not None or (one.kind in ("task", "thread") and ends_soon(one.ref(), _SOON))


def _frame(source: Any) -> Any:
    return getattr(source, "ag_frame", None) or getattr(source, "gi_frame", None)


@dataclass(frozen=True)
class Left:
    """The lines that hold something back from clients that left, and the operations whose clients could leave.

    `problems` says why others did not do their work.
    """

    lines: dict[Place, Loss]
    tried: frozenset[str]
    problems: dict[str, str]


class Departures:
    """Clients that left every operation that can be left; what that leaves is looked at for as long as asked."""

    def __init__(self, driver: Driver, service: Service, code: UserCode, across: Across) -> None:
        self._driver, self._service, self._code, self._across = driver, service, code, across
        self._memo: dict[float, Left] = {}

    def within(self, seconds: float) -> Left:
        """Return what is not given back within `seconds` of the client's leaving, each time again."""
        if seconds not in self._memo:
            self._memo[seconds] = self._watched(seconds)
        return self._memo[seconds]

    def _watched(self, seconds: float) -> Left:
        operations = [one for one in self._driver.operations.values() if one.kind == "http"]
        problems = {one.id: problem for one in operations if (problem := self._problem(one))}
        leaving = [one for one in operations if one.id not in problems]
        gone = [departure for one in leaving for _ in range(_TIMES) for departure in self._left(one)]
        suspects = self._suspects(gone, seconds)
        again = [departure for one in leaving if one.id in suspects for departure in self._left(one)]
        confirmed = self._suspects(again, seconds) if again else {}
        lines: dict[Place, Loss] = {}
        for operation in operations:
            both = suspects.get(operation.id, set()) & confirmed.get(operation.id, set())
            for one in [*_foremost(both), *self._never_ended(operation)]:
                assert one.at is not None
                message = f"{operation.id} {_SAYING[one.kind].format(one.name)}"
                note(lines, one.at, operation, message, f"{seconds:g} s after the client left, every time")
        self._end([*gone, *again], seconds)
        return Left(lines, frozenset(one.operation.id for one in gone), problems)

    def _problem(self, operation: Operation) -> str:
        try:
            return self._driver.sample(operation).problem
        except NotExercised as reason:
            return str(reason)

    def _left(self, operation: Operation) -> Iterator[Departure]:
        """Send a request and leave; yield nothing when there was no moment to do so."""
        sample = self._driver.sample(operation)
        streams = _streams(sample.exchange)
        if not (streams or operation.is_asynchronous):
            return
        fault = LeavesStream() if streams else LeavesHandler()
        try:
            made = self._driver.fresh(operation).request()
            exchange, future = self._driver.begin(made, operation, fault=fault)
        except NotExercised:
            return
        wait([future], max(_BRIEFLY, 0.0 if streams else 2 * sample.exchange.seconds))
        wait_while(lambda: not (fault.struck or future.done()), _LATE)
        if fault.struck:
            departure = Departure(operation, exchange, future, fault)
            departure.forget()
            yield departure

    def _suspects(self, gone: list[Departure], seconds: float) -> dict[str, set[Unreturned]]:
        """Return what is held after `seconds`, of each operation that holds the same each time."""
        wait_while(lambda: any(_cheap(found) for found in self._held(gone).values()), seconds)
        for one in gone:
            one.forget()
        self._service.run(collect)
        return {id: found for id, found in self._held(gone).items() if found}

    def _held(self, gone: list[Departure]) -> dict[str, set[Unreturned]]:
        each: dict[str, list[set[Unreturned]]] = {}
        for one in gone:
            each.setdefault(one.operation.id, []).append(set(one.leftovers(self._code)))
        stays = {id: self._stays(id) for id in each}
        return {id: set.intersection(*found) - stays[id] for id, found in each.items()}

    def _stays(self, id: str) -> set[Unreturned]:
        """Return what requests of an operation keep whose client did not leave."""
        sent = self._across.at("again", self._driver.operations[id])
        exchanges = [one for again in sent for one in again.exchanges if not one.left and not one.failure]
        return {leftover for exchange in exchanges for leftover in _held(exchange)}

    def _never_ended(self, operation: Operation) -> list[Unreturned]:
        """Return where a stream went on that was left before, each time until it was given up."""
        # The driver sends what failed in this way twice, and keeps the second.
        tried = [one for one in self._driver.attempts(operation) if one.left and one.failure and not one.held]
        if not tried:
            return []
        at = going_on_at(tried[-1], self._code) or operation.at
        for exchange in tried:
            _close(self._service, exchange)
        return [Unreturned("request", at)]

    def _end(self, gone: list[Departure], seconds: float) -> None:
        """Put an end to what goes on and on."""
        for one in gone:
            if not one.future.done():
                _close(self._service, one.exchange)
                self._service.abandon(one.exchange, one.future, seconds)


@evidence
def departures(driver: Driver, service: Service, code: UserCode, across: Across) -> Departures:
    """What is left of requests whose clients leave in the middle of them."""
    return Departures(driver, service, code, across)


def going_on_at(exchange: Exchange, code: UserCode) -> Place | None:
    """Return where an exchange that does not end goes on: the clause that catches its end, or else the loop."""
    at = waiting_at(exchange, code)
    return going_on(at) if at is not None else None


def _streams(exchange: Exchange) -> bool:
    return bool(exchange.streams) or len(exchange.chunks) > 1 or exchange.left


def _cheap(found: Iterable[Unreturned]) -> bool:
    return any(one.kind not in _UNCOLLECTED for one in found)


def _foremost(found: set[Unreturned]) -> list[Unreturned]:
    """Return the leftovers of the kind that holds the others."""
    for kind in _ORDER:
        of_kind = sorted((one for one in found if one.kind == kind and one.at is not None), key=lambda one: str(one.at))
        if of_kind:
            return of_kind
    return []


def _close(service: Service, exchange: Exchange) -> None:
    """End the tasks of an exchange whose code takes no cancelling: close what they run."""

    async def close() -> None:
        for task in [one.ref() for one in exchange.started if one.kind == "task" and one.alive]:
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
            for running in reversed(list(code_of(task))):
                with suppress(Exception):
                    running.close()

    with suppress(TimeoutError):
        service.run(close, seconds=1.0)


EVIDENCE = (departures,)
