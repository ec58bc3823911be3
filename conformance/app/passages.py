"""What one exchange does at each boundary of a stack of middleware, and what may stand there in place of the routes."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.exchange import Pairs
from conformance.app.stack import Slot

Asgi = Callable[[Any, Any, Any], Awaitable[None]]
Context = contextvars.Context
_TURNS = 200  # of the loop, for what is on its way when the time is up: a busy machine makes no difference


@dataclass
class Passage:
    """What an exchange did between two layers: whether it came in, and what came out.

    `entry` is the context it came in with, `answered` the one in which its answer began, `left` the one at its end, all
    in `task`; `streamed` says that a part came out with more to follow.
    """

    entered: bool = False
    entry: Context = field(default_factory=Context)
    answered: Context = field(default_factory=Context)
    left: Context = field(default_factory=Context)
    task: asyncio.Task[Any] | None = None
    status: int | None = None
    headers: Pairs = ()
    size: int = 0
    streamed: bool = False
    complete: bool = False
    error: BaseException | None = None
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def header(self, name: str) -> str | None:
        """Return the first response header called `name`, None when there is none."""
        return next((value for key, value in self.headers if key == name), None)

    def note(self, message: Any) -> None:
        """Note a message that came out."""
        if message["type"] == "http.response.start":
            self.status, self.answered = message["status"], contextvars.copy_context()
            pairs = message.get("headers", ())
            self.headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in pairs)
        elif message["type"] == "http.response.body":
            self._note_body(len(message.get("body", b"")), bool(message.get("more_body", False)))

    def _note_body(self, size: int, more: bool) -> None:
        self.size += size
        self.streamed = self.streamed or (more and size > 0)
        if self.size:
            self.arrived.set()
        if not more:
            self.complete = True
            self.ended.set()


async def happens(event: asyncio.Event, seconds: float) -> bool:
    """Return whether an event is set within some seconds, and the turns of the loop that it may then still need."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    for _ in range(_TURNS):
        if event.is_set():
            return True
        await asyncio.sleep(0)
    return False


StandIn = Callable[[Sequence[Passage]], Asgi]
Around = Callable[[int, Awaitable[None]], Awaitable[None]]


@contextmanager
def tapped(
    slots: Sequence[Slot], fault: Any, stand_in: StandIn | None = None, at: int = -1, around: Around | None = None
) -> Iterator[list[Passage]]:
    """While entered, note what the exchange that bears `fault` does in front of each slot; others pass untouched.

    With `stand_in` that exchange finds in one slot, the last by default, what this makes of the passages, the
    client's first. With `around` this says what is awaited instead of each layer, which it is given by its number.
    Where a slot cannot be written to, nothing is noted.
    """
    passages = [Passage() for _ in slots]
    known = _Known(fault)
    kept = [slot.get() for slot in slots]
    try:
        for number, (slot, inner, passage) in enumerate(zip(slots, kept, passages, strict=True)):
            instead = stand_in(passages) if stand_in is not None and slot is slots[at] else None
            _put(slot, _Tap(inner, known, passage, instead, partial(around or _plainly, number)))
        yield passages
    finally:
        for slot, inner in zip(slots, kept, strict=True):
            _put(slot, inner)


def _plainly(number: int, awaitable: Awaitable[None]) -> Awaitable[None]:
    return awaitable


def _put(slot: Slot, value: Any) -> None:
    try:
        slot.put(value)
    except (AttributeError, TypeError):
        return


class _Known:
    """Tells an exchange by the fault it bears, and where its context is lost by the connection it came on."""

    def __init__(self, fault: Any) -> None:
        self._fault = fault
        self._client: Any = None

    def is_it(self, scope: Any) -> bool:
        exchange = EXCHANGE.get()
        if exchange is None:
            return self._client is not None and scope.get("client") == self._client
        if exchange.fault is not self._fault:
            return False
        self._client = self._client or scope.get("client")
        return True


class _Tap:
    """Stands between two layers."""

    def __init__(
        self, app: Any, known: _Known, passage: Passage, stand_in: Asgi | None, around: Callable[..., Awaitable[None]]
    ) -> None:
        self.app = app
        self._known, self._passage, self._stand_in, self._around = known, passage, stand_in, around

    def __getattr__(self, name: str) -> Any:
        return getattr(self.app, name)  # a layer may ask the next one for more than to be called

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if not self._known.is_it(scope):
            await self.app(scope, receive, send)
            return
        passage = self._passage
        passage.entered, passage.entry = True, contextvars.copy_context()
        passage.task = asyncio.current_task()

        async def noting(message: Any) -> None:
            passage.note(message)
            await send(message)

        try:
            await self._around((self._stand_in or self.app)(scope, receive, noting))
        except BaseException as error:
            passage.error = error
            raise
        finally:
            passage.left = contextvars.copy_context()
