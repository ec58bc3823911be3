"""Requests that arrive in a crowd: which of their calls wait for a worker thread, and which run in one."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from conformance.app.current import EXCHANGE
from conformance.app.seams import NoFault
from conformance.faults.late import delay_statement

_SECONDS = 0.15


@dataclass(eq=False)
class Call:
    """A call that is to run in a worker thread: `thread` is which, once it does."""

    state: Literal["queued", "running", "done"] = "queued"
    thread: int = 0


class Crowded(NoFault):
    """Notes the calls of an exchange that need a worker thread; its database is busy, so that all others arrive."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._uses = 0

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
        """Keep the first statement waiting that is sent over a connection from the pool."""
        exchange = EXCHANGE.get()
        uses = len(exchange.pools) if exchange is not None else 0
        if uses > self._uses:
            self._uses = uses
            delay_statement(_SECONDS)

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
