"""Evidence of waiting: for peers that never answer, for each other, and for a worker thread."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.service import Service
from conformance.check import evidence
from conformance.faults.network import BlackHole
from conformance.faults.redis import GIVEN_UP
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.waits import waits

Peers = dict[str, Place | None]
_Wanted = tuple[Operation, str, Place | None]

_TICK = 0.1  # seconds between two looks at what is going on
_HELD = 0.5  # seconds after which a loop that does not answer is held
_KNOWN = 1.0  # seconds to hold the loop at a line that is known to hang
_MOVED = 1.0  # seconds a request has to go on, once what it waits for is gone
_ROUNDS = 3
_LENIENT = 1.15  # what gives up after just the time it has takes a little longer to say so


@evidence
def peers(driver: Driver, operation: Operation) -> Peers:
    """Whom the operation talks to over the network while serving, each with the user's line."""
    found: Peers = {}
    for exchange in driver.attempts(operation):
        for name, at in {**exchange.peers, **exchange.touched}.items():
            if name not in ("database", "redis") or name in exchange.peers:
                found[name] = found.get(name) or at
    if not found:
        driver.valid(operation)
        raise NotApplicable("talks to nobody over the network while serving")
    return found


@dataclass
class Trial:
    """A request one of whose peers never answers, and what came of it.

    `hung` says that it waited for that peer until it was freed, `at` is the user's line it waited at, and `waited` for
    how many seconds; `unclear` that it did not end, for whatever reason.
    """

    operation: Operation
    peer: str
    opened: Place | None
    fault: BlackHole
    exchange: Exchange
    future: Future[Any]
    hung: bool = False
    unclear: bool = False
    at: Place | None = None
    waited: float = 0.0

    @property
    def ended(self) -> bool:
        return self.future.done()

    @property
    def streams(self) -> bool:
        """Whether it answers part by part, and has begun to."""
        return bool(self.exchange.streams) and self.exchange.status is not None and not self.exchange.complete


class Silence:
    """What operations do when those they talk to accept everything and never answer."""

    def __init__(self, driver: Driver, service: Service, code: UserCode, peers: list[tuple[Operation, Peers]]) -> None:
        self._driver, self._service, self._code, self._peers = driver, service, code, peers
        self._memo: dict[float, dict[tuple[str, str], list[Trial]]] = {}

    def within(self, seconds: float, hosts: Collection[str] | None = None) -> list[Trial]:
        """Return a trial for each operation and peer of it: whether it ended within `seconds`, and where it waited.

        With `hosts`, only of those peers. A peer that was not asked at all this time has none.
        """
        known = self._memo.setdefault(seconds, {})
        wanted = [
            (operation, name, at)
            for operation, found in self._peers
            for name, at in found.items()
            if name != GIVEN_UP and (hosts is None or name in hosts)
        ]
        new = [one for one in wanted if (one[0].id, one[1]) not in known]
        tried = self._tried(new, seconds)
        for operation, name, _ in new:
            known[operation.id, name] = [one for one in tried if one.operation is operation and one.peer == name]
        return [one for operation, name, _ in wanted for one in known[operation.id, name]]

    def _tried(self, left: list[_Wanted], seconds: float) -> list[Trial]:
        tried: list[Trial] = []
        for _ in range(_ROUNDS):
            trials = list(self._begun(left))
            _Watch(self._service, self._code, trials, seconds).settle()
            left = [(one.operation, one.peer, one.opened) for one in trials if one.unclear]
            tried += [one for one in trials if not one.unclear and one.fault.struck]
        return tried

    def _begun(self, wanted: list[_Wanted]) -> Iterator[Trial]:
        requests = []
        for operation, peer, at in wanted:
            with suppress(NotExercised):
                requests.append((operation, peer, at, self._driver.fresh(operation).request()))
        for operation, peer, at, request in requests:
            fault = BlackHole(peer)
            yield Trial(operation, peer, at, fault, *self._driver.begin(request, operation, fault=fault))


class _Watch:
    """Waits for trials that go on at the same time, and tells those that hang from those that only had to wait."""

    def __init__(self, service: Service, code: UserCode, trials: list[Trial], seconds: float) -> None:
        self._service, self._code, self._trials, self._seconds = service, code, trials, seconds
        self._known: set[Place | None] = set()

    def settle(self) -> None:
        """Return once every trial has ended, or was freed from what it waited for."""
        end = time.perf_counter() + self._seconds * _LENIENT
        while self._pending() and time.perf_counter() < end:
            wait([one.future for one in self._pending()], _TICK)
            if self._pending():
                end += self._held()
        for one in self._pending():
            one.at = waiting_at(one.exchange, self._code)
        for one in self._pending():
            self._free(one)
        for one in self._trials:
            one.fault.close()
        self._abandon([one for one in self._trials if not one.ended and not one.streams])

    def _pending(self) -> list[Trial]:
        return [one for one in self._trials if not one.ended and not one.hung]

    def _held(self) -> float:
        """Return for how long the loop was held by a call that it was freed from in the end; 0 when it was not."""
        began = time.perf_counter()
        at = self._holding(_HELD)
        if at is _RUNS:
            return 0.0
        holder = self._holder()
        since = holder.fault.strikes[-1][0] if holder is not None else began
        limit = min(self._seconds, _KNOWN) if at in self._known else self._seconds * _LENIENT
        while time.perf_counter() < since + limit:
            if self._holding(_TICK) != at:
                return time.perf_counter() - began
        if holder is not None:
            holder.at, holder.exchange.held = at, True
            self._free(holder)
            self._known.add(at)
        else:
            self._disturb()
        return time.perf_counter() - began

    def _holding(self, seconds: float) -> Place | None:
        """Return the user's line that has held the loop for `seconds`, _RUNS when none does."""
        frame = self._service.held_in(seconds)
        return _RUNS if frame is None else self._code.calling(frame)

    def _holder(self) -> Trial | None:
        """Return the trial that asked its peer last on the loop's thread: it has not given it back."""
        thread = self._service.loop_thread
        asked = [one for one in self._pending() if any(by == thread for _, by in one.fault.strikes[-1:])]
        return max(asked, key=lambda one: one.fault.strikes[-1], default=None)

    def _disturb(self) -> None:
        """Close everything until the loop runs: who it was that held it is to be seen another time."""
        for one in self._pending():
            one.fault.close()
            one.unclear = True
            if self._holding(_HELD) is _RUNS:
                return

    def _free(self, one: Trial) -> None:
        """Take away what a trial waits for, and see whether it goes on: then that was it."""
        one.waited = time.perf_counter() - one.fault.strikes[0][0] if one.fault.struck else 0.0
        awaited = one.fault.waited_for
        one.fault.close()
        end = time.perf_counter() + _MOVED
        while not (moved := one.ended or one.fault.revisits > 0 or self._where(one) != one.at):
            wait([one.future], _TICK)
            if time.perf_counter() > end:
                break
        one.hung = awaited and moved and not one.streams
        one.unclear = not one.hung and not one.streams
        one.exchange.failure = f"did not answer within {self._seconds:g} s" if one.hung else one.exchange.failure

    def _where(self, one: Trial) -> Place | None:
        return self._holding(_TICK) if one.exchange.held else waiting_at(one.exchange, self._code)

    def _abandon(self, left: list[Trial]) -> None:
        """Give up what goes on and on even so."""
        wait([one.future for one in left], _MOVED)
        for one in left:
            if not one.ended:
                self._service.abandon(one.exchange, one.future, self._seconds)


_RUNS = Place("", 0)


def waiting_at(exchange: Exchange, code: UserCode) -> Place | None:
    """Return the user's line at which an exchange waits now."""
    wait = waits(exchange, code)
    return wait.at if wait is not None else None


@evidence
def silence(driver: Driver, service: Service, across: Across, code: UserCode) -> Silence:
    """What operations do when those they talk to accept everything and never answer."""
    return Silence(driver, service, code, list(across("peers")))


EVIDENCE = (peers, silence)
