"""A request whose body goes on and on, until it is answered or more of it was taken than anybody needs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.seams import NoFault

_PART = b"x" * (256 << 10)


class Endless(NoFault):
    """Sends `first` and then more; once more than `limit` bytes were taken it leaves: `taken_in` says that it had to.

    What is sent is one object again and again, so that what an app only keeps in a list takes no memory.
    """

    def __init__(self, first: bytes, limit: int) -> None:
        self._first, self._limit = first, limit
        self._received = 0
        self.taken_in = False

    def wrap_receive(self, receive: Callable[[], Any]) -> Callable[[], Any]:
        exchange = EXCHANGE.get()

        async def feed() -> dict[str, Any]:
            await asyncio.sleep(0)  # where a server waits for its socket
            if exchange is not None and exchange.status is not None:
                return {"type": "http.disconnect"}
            if self._received > self._limit:
                self.taken_in = True
                return {"type": "http.disconnect"}
            part = _PART if self._received else self._first
            self._received += len(part)
            return {"type": "http.request", "body": part, "more_body": True}

        made: Callable[[], Awaitable[Any]] = feed
        return made
