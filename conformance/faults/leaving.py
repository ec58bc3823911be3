"""The client leaving: while an endpoint waits, or in the middle of a stream."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.seams import NoFault
from conformance.app.stepping import Stepped

_TURNS = 10  # of the loop that a stream gets to wait for its next part


class LeavesHandler(NoFault):
    """Leaves as soon as the endpoint waits for something; `struck` says whether it did."""

    def __init__(self) -> None:
        self.struck = False

    def wrap_await(self, awaitable: Any) -> Any:
        exchange = EXCHANGE.get()
        return awaitable if exchange is None or exchange.reached != "endpoint" else _Waits(awaitable, self)

    def leave(self) -> None:
        """Leave now; to be called on the loop, while the exchange is served."""
        exchange = EXCHANGE.get()
        if not self.struck and exchange is not None and exchange.leave is not None and not exchange.complete:
            self.struck = True
            exchange.leave()


class LeavesStream(LeavesHandler):
    """Leaves once the first part of a stream is there: when it waits for the next, or sends it or the end."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = 0

    def wrap_await(self, awaitable: Any) -> Any:
        return awaitable

    def part_sent(self) -> None:
        self._parts += 1
        if self._parts > 1:
            self.leave()
        else:
            self._turn(_TURNS)

    def ending(self) -> None:
        if self._parts:
            self.leave()

    def _turn(self, left: int) -> None:
        if left:
            asyncio.get_running_loop().call_soon(self._turn, left - 1)
        else:
            self.leave()


class _Waits(Stepped):
    """An awaitable whose first wait is told of."""

    def __init__(self, awaitable: Any, fault: LeavesHandler) -> None:
        super().__init__(awaitable)
        self._fault = fault

    def _wait(self, yielded: Any) -> Generator[Any, Any, Any]:
        self._fault.leave()
        return (yield yielded)
