"""Evidence of queueing: what becomes of several requests to one operation that are sent at the same time."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.functions import code_behind
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.spread import Spread
from conformance.faults.late import Late
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.scheduling import closed, opened, queued
from conformance.observe.waits import Wait, of_thread, waits

SECONDS = 0.025  # how much later everything answers
_MEASURABLE = 0.005
_SHARE = 0.6  # of the time that requests one after another take: what is less is not one after another
_DOUBT = 0.75  # of that: what is more is looked at again
_SURE = 0.8  # of that: what has to be left without the time in which threads wanted a core
_TOGETHER = 8
_CHANGING = 4  # each of these needs things of its own
_REPEATS = 3
_LOOKS = 60
_WATCH = "conformance-watch"  # the thread that looks at what holds the loop


@dataclass(frozen=True)
class Batch:
    """Requests sent at the same time: for how many seconds they `waited` altogether, and the `shortest` of them took.

    They did not compute for `idle` seconds, some of which may be waiting for a core. `late` is how often one
    of them was answered late; `seen` are the waits that were seen meanwhile, `held` those that held the loop, and
    `holding` says that something did wait on it.
    """

    idle: float
    waited: float
    late: int
    shortest: float
    seen: Counter[Wait]
    held: Counter[Wait]
    holding: bool


@dataclass(frozen=True)
class Queueing:
    """What several requests at the same time did: waited for `together` seconds, one alone for `alone`.

    `wait` is where they wait for one another, None when they do not; `held` says that it is the loop they wait for.
    """

    number: int
    alone: float
    together: float
    wait: Wait | None = None
    held: bool = False
    deliberate: bool = False

    @property
    def at(self) -> Place | None:
        """The line at which they wait for one another without being meant to."""
        return self.wait.at if self.wait is not None and not self.deliberate else None


@evidence
def queueing(driver: Driver, service: Service, operation: Operation, valid: Valid, code: UserCode) -> Queueing:
    """Whether requests to the operation that are sent at the same time are served one after another, and where."""
    if valid.exchange.left:
        raise NotApplicable("answers without end")
    return _Trial(driver, service, operation, code, valid.exchange.seconds).run()


@evidence
def spread_queues(across: Across) -> Spread:
    """The lines at which requests of several operations wait for one another; elsewhere they do not."""
    return Spread((operation, one.at) for operation, one in across("queueing") if one.at is not None)


class _Trial:
    """Requests to one operation, with everything they wait for answering a little later."""

    def __init__(self, driver: Driver, service: Service, operation: Operation, code: UserCode, once: float) -> None:
        self._driver, self._service, self._operation, self._code = driver, service, operation, code
        self._once = once
        self._number = _TOGETHER if operation.method in SAFE or "{" not in operation.path else _CHANGING

    def run(self) -> Queueing:
        first = self._together(self._number)
        likely = min(first.shortest, self._once + first.late * SECONDS)
        if first.idle < self._limit(likely) * _DOUBT:
            return Queueing(self._number, likely, first.waited)
        return self._confirmed(first)

    def _limit(self, alone: float) -> float:
        return _SHARE * self._number * max(alone, _MEASURABLE)

    def _confirmed(self, first: Batch) -> Queueing:
        alone = min(self._together(1).idle for _ in range(_REPEATS))
        again = self._together(self._number, looking=True)
        together = min(first.idle, again.idle)
        busy_with_others = min(first.waited, again.waited) < self._limit(alone) * _SURE
        if alone < _MEASURABLE or together < self._limit(alone) or busy_with_others:
            return Queueing(self._number, alone, together)
        held = again.holding and again.held.total() > again.seen.total() / 2
        seen = again.held if held else again.seen
        at = seen.most_common(1)[0][0] if seen else None
        return Queueing(self._number, alone, together, at, held, at is not None and self._deliberate(at, held))

    def _deliberate(self, at: Wait, held: bool) -> bool:
        """Return whether requests wait for one another on purpose: for a lock of their own, or for what they change."""
        changes = self._operation.method not in SAFE
        if held:
            return False
        if at.lock is not None:
            return changes or at.code is code_behind(self._operation.endpoint) or at.lock.keyed
        return changes and at.in_database

    def _together(self, number: int, *, looking: bool = False) -> Batch:
        requests = [self._driver.fresh(self._operation).request() for _ in range(number)]
        seen: Counter[Wait] = Counter()
        held: Counter[Wait] = Counter()
        clock = _Clock()
        begun = [self._driver.begin(one, self._operation, fault=Late(SECONDS)) for one in requests]
        if looking:
            self._look(begun, seen, held)
        wait([future for _, future in begun], self._service.deadline)
        idle, waited = clock.read()
        exchanges = [exchange for exchange, _ in begun]
        self._require(begun)
        late = max(exchange.fault.times for exchange in exchanges)
        holding = any(hold.waited >= max(SECONDS / 2, hold.computed) for one in exchanges for hold in one.holds)
        return Batch(idle, waited, late, min(one.seconds for one in exchanges), seen, held, holding)

    def _look(self, begun: list[tuple[Exchange, Future[Any]]], seen: Counter[Wait], held: Counter[Wait]) -> None:
        """Wait for all of them to end, noting meanwhile where they wait."""
        end = time.perf_counter() + self._service.deadline
        while left := [one for one in begun if not one[1].done()]:
            wait([future for _, future in left], SECONDS / 2 if len(seen) < _LOOKS else SECONDS)
            if time.perf_counter() > end:
                return
            left = [one for one in left if not one[1].done()]
            if len(left) > 1:
                seen.update(filter(None, (waits(exchange, self._code) for exchange, _ in left)))
                holder = of_thread(self._service.loop_frame, self._code)
                held.update([holder] * len(left) if holder is not None else [])

    def _require(self, begun: list[tuple[Exchange, Future[Any]]]) -> None:
        for exchange, future in begun:
            if not future.done():
                self._service.abandon(exchange, future, self._service.deadline)
        failed = [exchange for exchange, _ in begun if not exchange.ok]
        if failed:
            raise NotExercised(f"of {len(begun)} requests at the same time {len(failed)} failed: {failed[0]}")


class _Clock:
    """Tells for how long the app has waited, as far as can be told on a machine that is busy with other things."""

    def __init__(self) -> None:
        self._began, self._computing, self._queued = time.perf_counter(), _computing(), dict(_queued())

    def read(self) -> tuple[float, float]:
        """Return for how many seconds the app has not computed, and for how many of these it cannot have wanted to."""
        idle = time.perf_counter() - self._began - (_computing() - self._computing)
        kept = max((now - self._queued.get(thread, 0.0) for thread, now in _queued()), default=0.0)
        return idle, max(0.0, idle - kept)


def _computing() -> float:
    """Return for how many seconds this process and its children have computed, but for this thread: it looks on."""
    times = os.times()
    return times.children_user + times.children_system + time.process_time() - time.thread_time()


def _queued() -> Iterator[tuple[int, float]]:
    """Yield for how many seconds each thread of the app was ready and had no core."""
    onlookers = (threading.main_thread(), threading.current_thread())
    for thread in threading.enumerate():
        if thread in onlookers or thread.name == _WATCH:
            continue
        told = opened(thread.native_id or 0)
        if told < 0:
            continue  # the thread has ended, or the system does not tell
        yield thread.native_id or 0, queued(told) / 1e9
        closed(told)


EVIDENCE = (queueing, spread_queues)
