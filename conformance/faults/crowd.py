"""Requests that arrive in a crowd: which of their calls wait for a worker thread, and which run in one."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from conformance.app.seams import NoFault
from conformance.faults.late import delay_statement

_SECONDS = 0.02


@dataclass(eq=False)
class Call:
    """A call that is to run in a worker thread: `thread` is which, once it does."""

    state: Literal["queued", "running", "done"] = "queued"
    thread: int = 0


class Crowded(NoFault):
    """Notes the calls of an exchange that need a worker thread; its database is as far away as one over a network."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
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
