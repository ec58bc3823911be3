"""Evidence of bursts: more requests at once than there are worker threads and connections in the pool."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from typing import Any

import anyio.to_thread

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.operations import Operation
from conformance.app.patching import replaced
from conformance.app.pooling import capacity
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.provoked import collect, sever
from conformance.faults.crowd import Call, Crowd, Crowded
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.pools import Use

_MORE = 6  # requests beyond those that could all hold a connection or a thread
_LARGEST = 40  # connections that are opened at most: a server has few, and they may be somebody's
_OPERATIONS = 3  # for each pool
_AGAIN = 2  # bursts in which the same has to be seen once more
_LOOK = 0.05
_STILL = 0.8  # seconds for which nothing moves where nothing can
_PATIENCE = 3.0  # seconds to wait for a connection, in place of the app's own limit
_FAST = 1.0  # a limit of the app's own that is meant to refuse rather than to wait
_SOON = 0.05  # the same, once it is known that everybody waits
_DRAIN = 4.0
_SLOWEST = 1.0  # seconds an operation may take by itself
_ROUNDS = 5  # limits that may pass one after another until all is over


@dataclass(frozen=True)
class Stall:
    """Requests that all wait for one another, and what for: the line `at` makes them hold what others need.

    `lingers` is whether all that hold something have answered, and have a dependency yet to leave.
    """

    what: str
    at: Place | None
    lingers: bool = False


@dataclass(frozen=True)
class Burst:
    """So many requests to an operation at the same time; `stall` is None where they all were served.

    `failed` is one that ended badly, of `failures`; `threads` and `connections` are how many there are.
    """

    operation: Operation
    number: int
    threads: int
    connections: int
    failures: int
    failed: Exchange | None = None
    stall: Stall | None = None


@dataclass
class Bursts:
    """What was tried, and why what was to be tried was not."""

    tried: list[Burst] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@evidence
def bursts(across: Across, driver: Driver, service: Service, code: UserCode) -> Bursts:
    """What becomes of bursts of requests to some operations that take connections out of a pool of limited size."""
    found = Bursts()
    for operation, pool in _chosen(across):
        try:
            found.tried.append(_Crowd(driver, service, operation, pool).run())
        except NotExercised as reason:
            found.problems.append(f"{operation}: {reason}")
    return found


def _chosen(across: Across) -> list[tuple[Operation, Any]]:
    """Return operations that only read, a few for each pool: such as differ in how they use it."""
    kinds: dict[tuple[Any, ...], tuple[Operation, Any]] = {}
    for operation, valid in across("valid"):
        if operation.method == "GET" and not valid.exchange.left:
            for pool, uses in _limited(valid).items():
                yields = tuple(id(one.call) for one in valid.exchange.yielded)
                goes_on = bool(valid.exchange.streams or valid.exchange.background)
                kinds.setdefault((-uses, operation.is_asynchronous, goes_on, id(pool), yields), (operation, pool))
    seen: Counter[int] = Counter()
    return [pair for _, pair in sorted(kinds.items(), key=lambda one: one[0][:3]) if _fits(seen, pair[1])]


def _fits(seen: Counter[int], pool: Any) -> bool:
    seen[id(pool)] += 1
    return seen[id(pool)] <= _OPERATIONS


def _limited(valid: Valid) -> Counter[Any]:
    return Counter(use.pool for use in valid.exchange.pools if capacity(use.pool) is not None)


class _Crowd:
    """Bursts of requests to one operation."""

    def __init__(self, driver: Driver, service: Service, operation: Operation, pool: Any) -> None:
        self._driver, self._service, self._operation, self._pool = driver, service, operation, pool
        self._limiter = service.run(_limiter)
        self._connections = capacity(pool) or 0
        self._number = 0

    def run(self) -> Burst:
        if self._connections > _LARGEST:
            raise NotExercised(f"its pool has {self._connections} connections, more than are opened here")
        self._alone = self._one_by_one()
        first = self._burst()
        if first.stall is not None and not any(self._burst().stall for _ in range(_AGAIN)):
            raise NotExercised(f"{first.number} requests at the same time stood still once, and not again")
        return first

    def _one_by_one(self) -> float:
        """Return how long the slowest of a few requests takes, one after another."""
        alone = [self._send(Crowded()) for _ in range(3)]
        failed = [exchange for exchange in alone if not exchange.ok]
        if failed:
            raise NotExercised(f"answers a valid request only sometimes: {failed[0]}")
        if not any(use.pool is self._pool for use in alone[-1].pools):
            raise NotExercised("does not ask its database for the same thing twice")
        threads = int(self._limiter.total_tokens) if any(one.fault.calls for one in alone) else self._connections
        self._number = self._connections + threads + _MORE
        seconds = max(exchange.seconds for exchange in alone)
        if seconds > _SLOWEST:
            raise NotExercised(f"takes {seconds:.1f} s by itself")
        return seconds

    def _send(self, fault: Crowded) -> Exchange:
        return self._driver.send(self._driver.fresh(self._operation).request(), self._operation, fault=fault)

    def _burst(self) -> Burst:
        own = self._pool._timeout
        limit = own if own <= _FAST else max(_PATIENCE, 4 * self._alone * self._number / self._connections)
        requests = [self._driver.fresh(self._operation).request() for _ in range(self._number)]
        with replaced(self._pool, "_timeout", lambda _: limit):
            crowd = Crowd(self._number)
            begun = [self._begin(one, crowd, limit * _ROUNDS) for one in requests]
            stall = self._watch(begun, limit * _ROUNDS)
        exchanges = [exchange for exchange, _ in begun]
        try:
            return self._judged(exchanges, stall, shortened=own > limit)
        finally:
            self._let_go(exchanges)

    def _begin(self, request: Request, crowd: Crowd, seconds: float) -> tuple[Exchange, Future[Any]]:
        """Send a request whose client waits for all of its answer, as clients do who get nothing for a while."""
        begun = self._driver.begin(request, self._operation, fault=Crowded(crowd), patience=seconds + _DRAIN)
        crowd.exchanges.append(begun[0])
        return begun

    def _let_go(self, exchanges: list[Exchange]) -> None:
        """Let go of what they hold: what was not closed goes back to its pool when it is collected."""
        for exchange in exchanges:
            sever(exchange)
        self._service.run(collect)

    def _judged(self, exchanges: list[Exchange], stall: Stall | None, *, shortened: bool) -> Burst:
        failed = [exchange for exchange in exchanges if not exchange.ok or exchange.exception is not None]
        in_vain = any(use.state == "failed" for one in failed for use in one.pools)
        refused = all(one.status == 503 for one in failed) and len(failed) < self._number - 1  # on purpose
        if (not stall or not in_vain) and failed and ((in_vain and shortened) or not refused):
            raise NotExercised(f"of {self._number} requests at the same time {len(failed)} failed: {_how(failed[0])}")
        threads = self._number - self._connections - _MORE
        counts = (self._number, threads, self._connections, len(failed))
        return Burst(self._operation, *counts, failed[0] if failed else None, stall if in_vain else None)

    def _watch(self, begun: list[tuple[Exchange, Future[Any]]], seconds: float) -> Stall | None:
        """Wait for all of them to end; return how they stood still, if they did."""
        end = time.perf_counter() + seconds
        found: Stall | None = None
        before: Any = None
        since = time.perf_counter()
        while left := [one for one in begun if not one[1].done()]:
            if time.perf_counter() > end:
                self._pool._timeout = _SOON  # so that what waits for connections does not go on waiting
            if time.perf_counter() > end + _DRAIN:
                break
            wait([future for _, future in left], _LOOK)
            now = _Standing([one for one, future in begun if not future.done()], self._pool, self._service.loop_thread)
            if now.signature != before:
                before, since = now.signature, time.perf_counter()
            elif found is None and time.perf_counter() - since > max(_STILL, 4 * self._alone):
                found = now.stall(self._limiter)
                self._pool._timeout = _SOON if found is not None else self._pool._timeout
        for exchange, future in left:
            self._give_up(exchange, future, seconds)
        return found

    def _give_up(self, exchange: Exchange, future: Future[Any], seconds: float) -> None:
        """Go on without a request; what holds a thread or the loop is made up for."""
        if exchange.threads.places() or self._service.held_in(_LOOK) is not None:
            self._service.abandon(exchange, future, seconds)
        exchange.failure = exchange.failure or f"did not answer within {seconds:g} s"


def _how(exchange: Exchange) -> str:
    return f"{exchange}, {type(exchange.exception).__name__}" if exchange.exception is not None else str(exchange)


async def _limiter() -> Any:
    return anyio.to_thread.current_default_thread_limiter()


class _Standing:
    """What unfinished requests hold and wait for at one moment."""

    def __init__(self, exchanges: list[Exchange], pool: Any, loop_thread: int | None) -> None:
        self._exchanges, self._pool, self._loop_thread = exchanges, pool, loop_thread
        self._waits = [use for one in exchanges for use in list(one.pools) if use.state == "waiting"]
        self._held = [one for one in exchanges if any(map(self._holds, list(one.pools)))]
        self._blocked = {use.thread for use in self._waits if not use.pool._is_asyncio}
        calls = [(id(call), call.state) for one in exchanges for call in _calls(one)]
        uses = [(id(use), use.state) for one in exchanges for use in list(one.pools)]
        self.signature = (calls, uses)

    def _holds(self, use: Use) -> bool:
        return use.pool is self._pool and use.state == "held"

    def stall(self, limiter: Any) -> Stall | None:
        """Return why none of them can go on: everybody who holds a connection waits, in the end for another."""
        if not self._exhausted() or not self._held:
            return None
        if any(self._runs(one) for one in self._held):
            return None
        if self._loop_thread in self._blocked:
            return Stall("the event loop itself waits for a connection", self._asked(self._on_the_loop()))
        if all(self._seconds(one) for one in self._held):
            seconds = [use for one in self._held for use in self._seconds(one)]
            return self._stall("each that holds a connection waits for one more", self._asked(seconds))
        if self._threads_blocked(limiter) and all(self._seconds(one) or _queued(one) for one in self._held):
            what = "those that hold a connection wait for a worker thread, and every thread waits for a connection"
            return self._stall(what, self._taken())
        return None

    def _stall(self, what: str, at: Place | None) -> Stall:
        return Stall(what, at, all(one.lingers for one in self._held))

    def _exhausted(self) -> bool:
        """Return whether all connections are out, and it is known who holds them."""
        known = sum(self._holds(use) for one in self._exchanges for use in list(one.pools))
        return known == capacity(self._pool) and any(use.pool is self._pool for use in self._waits)

    def _runs(self, exchange: Exchange) -> bool:
        return any(call.state == "running" and call.thread not in self._blocked for call in _calls(exchange))

    def _seconds(self, exchange: Exchange) -> list[Use]:
        return [use for use in self._waits if use in exchange.pools and use.pool is self._pool]

    def _on_the_loop(self) -> list[Use]:
        return [use for use in self._waits if use.thread == self._loop_thread and not use.pool._is_asyncio]

    def _threads_blocked(self, limiter: Any) -> bool:
        running = [call for one in self._exchanges for call in _calls(one) if call.state == "running"]
        return limiter.available_tokens <= 0 and all(call.thread in self._blocked for call in running)

    def _asked(self, uses: list[Use]) -> Place | None:
        return _most(use.at for use in uses)

    def _taken(self) -> Place | None:
        """Return the line that made most of the sessions that hold a connection, else the one that asked for it."""
        started = (one for exchange in self._held for one in exchange.started)
        made = _most(one.at for one in started if one.kind == "connection" and one.alive)
        return made or self._asked([use for one in self._held for use in one.pools if self._holds(use)])


def _calls(exchange: Exchange) -> list[Call]:
    return list(exchange.fault.calls)


def _queued(exchange: Exchange) -> bool:
    return any(call.state == "queued" for call in _calls(exchange))


def _most(places: Iterator[Place | None]) -> Place | None:
    known = Counter(at for at in places if at is not None)
    return known.most_common(1)[0][0] if known else None


EVIDENCE = (bursts,)
