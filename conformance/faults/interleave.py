"""Requests that run into one another: they meet before and after the endpoint, and are slow wherever they wait.

Nothing is made to happen that a server could not: a task is resumed late, a thread is switched between two lines.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any

from conformance.app.current import PHASE
from conformance.app.seams import NoFault
from conformance.app.stepping import Stepped

_PATIENCE = 0.3  # seconds to wait for those that may be waiting for us: behind a lock, or for a connection
_TURNS = 3  # turns of the loop for which a task that could go on does not
_PAUSE = 0.001  # seconds a thread rests at a line
_LINES = 25


class Meeting:
    """Lets exchanges go on together: at each point, once all are there or it has waited for one in vain.

    `witness` is called on the loop whenever all have come to a point.
    """

    def __init__(self, size: int, witness: Callable[[], None] = lambda: None) -> None:
        self._size, self._witness = size, witness
        self._points: dict[str, asyncio.Barrier] = {}
        self._threads = threading.Barrier(size)
        self._over = False

    async def at(self, point: str) -> None:
        """Wait for the others at a point, in a task."""
        if self._over:
            return
        barrier = self._points.setdefault(point, asyncio.Barrier(self._size))
        if barrier.n_waiting == self._size - 1:
            self._witness()
        try:
            async with asyncio.timeout(_PATIENCE):
                await barrier.wait()
        except (TimeoutError, asyncio.BrokenBarrierError):
            await self.give_up()

    def in_thread(self) -> None:
        """Wait for the others in a worker thread."""
        try:
            self._threads.wait(_PATIENCE)
        except threading.BrokenBarrierError:
            return

    async def give_up(self) -> None:
        """Tell the others not to wait any more: one does not come."""
        self._over = True
        self._threads.abort()
        for barrier in self._points.values():
            await barrier.abort()


class Interleaved(NoFault):
    """Makes an exchange meet the others of `meeting`, and run in small steps in between."""

    def __init__(self, meeting: Meeting, owns: Callable[[str], bool]) -> None:
        self._meeting, self._owns = meeting, owns

    def wrap_await(self, awaitable: Any) -> Any:
        return self._through(awaitable, PHASE.get())

    async def _through(self, awaitable: Any, phase: str) -> Any:
        try:
            result = await _Late(awaitable)
        except BaseException:
            await self._meeting.give_up()
            raise
        await self._meeting.at(phase)
        return result

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **kwargs: Any) -> Any:
            if PHASE.get() == "endpoint":
                self._meeting.in_thread()
            before = sys.gettrace()
            sys.settrace(_Stepper(self._owns).call)
            try:
                return call(*args, **kwargs)
            finally:
                sys.settrace(before)

        return stepping


class _Stepper:
    """Rests at the lines of the user's that a thread comes to, where the interpreter may switch to another."""

    def __init__(self, owns: Callable[[str], bool]) -> None:
        self._owns, self._left = owns, _LINES

    def call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if self._left and self._owns(frame.f_code.co_filename) else None

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line" and self._left:
            self._left -= 1
            time.sleep(_PAUSE)
        return self._line if self._left else None


class _Late(Stepped):
    """An awaitable that goes on some turns of the loop after it could."""

    def _wait(self, yielded: Any) -> Generator[Any, Any, Any]:
        sent = yield yielded
        for _ in range(_TURNS):
            yield None
        return sent
