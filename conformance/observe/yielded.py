"""Dependencies with `yield`: which were entered, what was thrown into them, and what ran when they were left."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

import fastapi.dependencies.utils

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, LEAVING, PHASE
from conformance.app.patching import replaced
from conformance.app.stepping import TracedSteps, Tracer
from conformance.app.swallowing import swallowed_at
from conformance.finding import Place

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


@dataclass(eq=False)
class Yielded:
    """A dependency with `yield` that an exchange entered; `scope` are the globals of its code.

    `threw` is whether an exception was thrown in at its `yield`, `swallowed` whether it kept that to itself, and
    `caught_at` the clause that did. `lines` are the lines of the user's generators that ran when it was left, if the
    exchange's fault asks for them by `follows_exits`.
    """

    call: Callable[..., Any]
    code: CodeType | None
    scope: dict[str, Any] = field(default_factory=dict, repr=False)
    threw: bool = False
    swallowed: bool = False
    caught_at: Place | None = None
    lines: dict[CodeType, set[int]] = field(default_factory=dict)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note the dependencies with `yield` they enter."""
    with ExitStack() as stack:
        for name, follow in (("contextmanager", _Sync), ("asynccontextmanager", _Async)):
            replacing = functools.partial(_noting, follow=follow, code=code)
            stack.enter_context(replaced(fastapi.dependencies.utils, name, replacing))
        yield


def _noting(original: Callable[..., Any], follow: Any, code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def decorate(call: Callable[..., Any]) -> Callable[..., Any]:
        make = original(call)

        def opened(*args: Any, **kwargs: Any) -> Any:
            exchange, manager = EXCHANGE.get(), make(*args, **kwargs)
            if exchange is None or not hasattr(manager, "gen"):
                return manager
            one = Yielded(call, *_source(manager.gen))
            exchange.yielded.append(one)
            traces = getattr(exchange.fault, "follows_exits", False)
            return follow(manager, _Leaving(one, manager.gen, code, _tracer(one.lines, code) if traces else None))

        return opened

    return decorate


def _source(generator: Any) -> tuple[CodeType | None, dict[str, Any]]:
    frame = _frame(generator)
    return (frame.f_code, frame.f_globals) if frame is not None else (None, {})


def _frame(generator: Any) -> FrameType | None:
    return getattr(generator, "gi_frame", None) or getattr(generator, "ag_frame", None)


class _Leaving:
    """Notes how a dependency is left."""

    def __init__(self, one: Yielded, generator: Any, code: UserCode, tracer: Tracer | None) -> None:
        self.tracer = tracer
        self._one, self._generator, self._code = one, generator, code

    @contextmanager
    def phase(self, error: BaseException | None) -> Iterator[None]:
        """Surround its exit code, into which `error` is thrown."""
        self._one.threw = error is not None
        phase, leaving = PHASE.set("exit"), LEAVING.set(self._at())
        try:
            yield
        finally:
            PHASE.reset(phase)
            LEAVING.reset(leaving)

    def _at(self) -> Place | None:
        """Return the line of the `yield` it waits at."""
        frame = _frame(self._generator)
        return Place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else None

    def left(self, error: BaseException | None, swallowed: bool) -> bool:
        """Be told that its exit code is done without an exception; return `swallowed`."""
        if error is not None and swallowed:
            self._one.swallowed, self._one.caught_at = True, swallowed_at(error, self._code)
        return swallowed


class _Sync:
    """A context manager that tells how it is left."""

    def __init__(self, manager: Any, leaving: _Leaving) -> None:
        self._manager, self._leaving = manager, leaving

    def __enter__(self) -> Any:
        return self._manager.__enter__()

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        before = sys.gettrace()
        if self._leaving.tracer is not None:
            sys.settrace(self._leaving.tracer)
        try:
            with self._leaving.phase(error):
                return self._leaving.left(error, bool(self._manager.__exit__(kind, error, trace)))
        finally:
            sys.settrace(before)


class _Async:
    """An asynchronous context manager that tells how it is left."""

    def __init__(self, manager: Any, leaving: _Leaving) -> None:
        self._manager, self._leaving = manager, leaving

    async def __aenter__(self) -> Any:
        return await self._manager.__aenter__()

    async def __aexit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        exit, tracer = self._manager.__aexit__(kind, error, trace), self._leaving.tracer
        with self._leaving.phase(error):
            return self._leaving.left(error, bool(await (TracedSteps(exit, tracer) if tracer is not None else exit)))


def _tracer(lines: dict[CodeType, set[int]], code: UserCode) -> Tracer:
    """Return a tracer that notes the lines of the user's generators that run."""

    def line(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            lines.setdefault(frame.f_code, set()).add(frame.f_lineno)
        return line

    def call(frame: FrameType, event: str, arg: Any) -> Any:
        return line if frame.f_code.co_flags & _GENERATORS and code.owns(frame.f_code.co_filename) else None

    return call
