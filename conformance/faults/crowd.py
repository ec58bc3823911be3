"""Requests that arrive in a crowd: which of their calls wait for a worker thread, and which run in one."""

from __future__ import annotations

import asyncio
import functools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange
from conformance.app.seams import NoFault
from conformance.faults.late import delay_statement
from conformance.faults.outage import in_greenlet

_SECONDS = 0.15
_TURN = 0.05
_LONGEST = 1.5  # seconds for all to arrive: some apps let only a few in


@dataclass(eq=False)
class Call:
    """A call that is to run in a worker thread: `thread` is which, once it does."""

    state: Literal["queued", "running", "done"] = "queued"
    thread: int = 0


@dataclass
class Crowd:
    """So many requests at once; they have arrived when each was answered, or waits for a thread or a connection."""

    number: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    _end: float = field(default_factory=lambda: time.perf_counter() + _LONGEST)

    def is_here(self) -> bool:
        """Return whether all have arrived, or had the time to."""
        all_begun = len(self.exchanges) >= self.number
        return (all_begun and all(map(_has_arrived, self.exchanges))) or time.perf_counter() > self._end


def _has_arrived(exchange: Exchange) -> bool:
    calls: list[Call] = list(exchange.fault.calls)
    return bool(exchange.status or exchange.pools or any(call.state != "done" for call in calls))


class Crowded(NoFault):
    """Notes the calls of an exchange that need a worker thread; its database is busy, so that all others arrive."""

    def __init__(self, crowd: Crowd | None = None) -> None:
        self.calls: list[Call] = []
        self._crowd = crowd or Crowd()
        self._uses = 0

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
        """Keep the first statement waiting that is sent over a connection from the pool."""
        exchange = EXCHANGE.get()
        uses = len(exchange.pools) if exchange is not None else 0
        if uses > self._uses:
            self._uses = uses
            delay_statement(_SECONDS)
            while _lets_others_run() and not self._crowd.is_here():
                delay_statement(_TURN)

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        noted = Call()
        self.calls.append(noted)

        @functools.wraps(call, updated=())
        def run(*args: Any, **kwargs: Any) -> Any:
            noted.thread, noted.state = threading.get_ident(), "running"
            try:
                return call(*args, **kwargs)
            finally:
                noted.state = "done"

        return run


def _lets_others_run() -> bool:
    """Return whether a statement that waits here does not hold the event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return True
    return in_greenlet()
