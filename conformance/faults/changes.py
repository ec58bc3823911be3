"""After which lines of the user's something changed, in one exchange: a tracer that looks at each of them."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from types import FrameType
from typing import Any, Generic, TypeVar

from conformance.app.code import UserCode
from conformance.app.seams import NoFault
from conformance.finding import Place

_SECONDS = 0.5  # for all looks together
_LINES = 4  # of the user's that lead to a change
_DISPATCHING = ("fastapi", "starlette")

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Change(Generic[T]):
    """What was measured before and after a line; `by` are the user's lines that lead there, the nearest first."""

    by: tuple[Place, ...]
    before: T
    after: T

    @property
    def at(self) -> Place:
        return self.by[0]


class Changes(NoFault, Generic[T]):
    """Notes the user's lines that change what `measure` returns, whatever `inner` breaks meanwhile.

    The loop's thread is traced between `begin` and `end`, which it has to run itself: middleware, handlers and
    background tasks are seen too. The tracer that was there is given back.
    """

    def __init__(self, measure: Callable[[], T], code: UserCode, inner: NoFault) -> None:
        self._measure, self._code, self._inner = measure, code, inner
        self._last: dict[int, tuple[Place, ...]] = {}
        self._looking = 0.0
        self._known = measure()
        self._before: Any = None
        self.changes: list[Change[T]] = []

    async def begin(self) -> None:
        """Trace this thread from now on."""
        self._before = sys.gettrace()
        sys.settrace(self._call)

    async def end(self) -> None:
        """Give back the tracer that was there."""
        sys.settrace(self._before)
        self._look()

    def before_endpoint(self) -> None:
        self._inner.before_endpoint()

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def traced(*args: Any, **kwargs: Any) -> Any:
            before = sys.gettrace()
            sys.settrace(self._call)
            try:
                return call(*args, **kwargs)
            finally:
                sys.settrace(before)

        return traced

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        if not self._code.owns(frame.f_code.co_filename):
            return None
        return self._line(frame, "line", arg)

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        self._look()
        outer = frame.f_back if event == "return" else frame
        self._last[threading.get_ident()] = self._leading_to(outer)
        return self._line

    def _leading_to(self, frame: FrameType | None) -> tuple[Place, ...]:
        """Return the user's lines that lead to a frame, or else the one that waits for who dispatched it."""
        within = tuple(itertools.islice(self._code.chain(frame, _DISPATCHING), _LINES))
        return within or tuple(itertools.islice(self._code.chain(frame), 1))

    def _look(self) -> None:
        if self._looking > _SECONDS:
            return
        started = time.perf_counter()
        now = self._measure()
        by = self._last.get(threading.get_ident(), ())
        if now != self._known and by:
            self.changes.append(Change(by, self._known, now))
        self._known = now
        self._looking += time.perf_counter() - started
