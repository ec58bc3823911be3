"""An awaitable that is driven by hand, from one suspension to the next."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


class Stepped:
    """Awaits something step by step; subclasses say what is done around a step, and around a wait."""

    def __init__(self, awaitable: Any) -> None:
        self._awaitable = awaitable

    def __await__(self) -> Generator[Any, Any, Any]:
        steps = self._awaitable.__await__()
        sent: Any = None
        thrown: BaseException | None = None
        while True:
            try:
                yielded = self._step(steps, sent, thrown)
            except StopIteration as end:
                return end.value
            sent = thrown = None
            try:
                sent = yield from self._wait(yielded)
            except BaseException as error:
                thrown = error

    def _step(self, steps: Any, sent: Any, thrown: BaseException | None) -> Any:
        """Run until the next suspension; return what is waited for."""
        return steps.throw(thrown) if thrown is not None else steps.send(sent)

    def _wait(self, yielded: Any) -> Generator[Any, Any, Any]:
        """Wait for what was yielded; return what is sent for it."""
        return (yield yielded)


class TracedSteps(Stepped):
    """An awaitable traced only while it runs, not while it waits; the tracer that was there is given back."""

    def __init__(self, awaitable: Any, tracer: Tracer) -> None:
        super().__init__(awaitable)
        self._tracer = tracer

    def _step(self, steps: Any, sent: Any, thrown: BaseException | None) -> Any:
        before = sys.gettrace()
        sys.settrace(self._tracer)
        try:
            return super()._step(steps, sent, thrown)
        finally:
            sys.settrace(before)


class ProfiledSteps(Stepped):
    """An awaitable profiled only while it runs, not while it waits; the profiler that was there is given back."""

    def __init__(self, awaitable: Any, profiler: Tracer) -> None:
        super().__init__(awaitable)
        self._profiler = profiler

    def _step(self, steps: Any, sent: Any, thrown: BaseException | None) -> Any:
        before = sys.getprofile()
        sys.setprofile(self._profiler)
        try:
            return super()._step(steps, sent, thrown)
        finally:
            sys.setprofile(before)
