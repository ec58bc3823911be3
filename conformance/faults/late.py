"""Answers that come late: from the network, from Redis, from a database, from worker threads."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import wraps
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.loop import serving
from conformance.app.patching import replaced
from conformance.faults.outage import in_greenlet
from conformance.faults.wire import Slow

_OF_THE_LOOP = "asyncio"  # how the threads of the pool are called that a loop makes for itself


class Late(Slow):
    """Makes everything an exchange waits for take `seconds` longer.

    What waits on the loop goes on letting it run; a synchronous call on the loop holds it that much longer. `times` is
    how often something was late.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds
        self.times = 0

    def delay(self, peer: str) -> float:
        self.times += 1
        return self.seconds

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
        self.times += 1
        delay_statement(self.seconds)

    def later(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` keeping its thread waiting first."""
        self.times += 1

        def late(*args: Any, **kwargs: Any) -> Any:
            time.sleep(self.seconds)
            return call(*args, **kwargs)

        return late


class Sluggish(Slow):
    """Every answer of some peers takes `seconds`; `strikes` is how many were waited for."""

    jitter = 0.0

    def __init__(self, peers: Iterable[str], seconds: float) -> None:
        super().__init__()
        self._peers, self._seconds = frozenset(peers), seconds
        self.strikes = 0

    def delay(self, peer: str) -> float:
        if peer not in self._peers:
            return 0.0
        self.strikes += 1
        return self._seconds


def delay_statement(seconds: float) -> None:
    """Keep a statement waiting, on the loop in the greenlet SQLAlchemy runs it in."""
    if in_greenlet():
        from sqlalchemy.util import await_only

        await_only(asyncio.sleep(seconds))
    else:
        time.sleep(seconds)


@contextmanager
def installed() -> Iterator[None]:
    """While entered, what is handed to a pool of threads knows its exchange there, and is late if that bears Late."""
    with replaced(ThreadPoolExecutor, "submit", _submitting):
        yield


def _submitting(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def submit(self: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is None:
            return original(self, fn, *args, **kwargs)
        own = getattr(self, "_thread_name_prefix", "") != _OF_THE_LOOP
        call = exchange.fault.later(fn) if own and isinstance(exchange.fault, Late) else fn
        return original(self, serving(call), *args, **kwargs)

    return submit
