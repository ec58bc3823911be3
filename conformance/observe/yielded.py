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
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.app.stepping import TracedSteps, Tracer

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


@dataclass(eq=False)
class Yielded:
    """A dependency with `yield` that an exchange entered; `scope` are the globals of its code.

    `left` is whether its exit code was asked to run, `thrown` what was thrown in at the `yield`, `swallowed` whether it
    kept that to itself, `raised` what came out instead. `lines` are the lines of the user's generators that ran then,
    if the exchange's fault asks for them by `follows_exits`.
    """

    call: Callable[..., Any]
    code: CodeType | None
    scope: dict[str, Any] = field(default_factory=dict, repr=False)
    left: bool = False
    thrown: BaseException | None = None
    swallowed: bool = False
    raised: BaseException | None = None
    lines: dict[CodeType, set[int]] = field(default_factory=dict)

    def ends(self, thrown: BaseException | None) -> None:
        """Be told that it is being left."""
        self.left, self.thrown = True, thrown


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
            return follow(manager, one, _tracer(one.lines, code) if traces else None)

        return opened

    return decorate


def _source(generator: Any) -> tuple[CodeType | None, dict[str, Any]]:
    frame = getattr(generator, "gi_frame", None) or getattr(generator, "ag_frame", None)
    return (frame.f_code, frame.f_globals) if frame is not None else (None, {})


class _Sync:
    """A context manager that notes how it is left."""

    def __init__(self, manager: Any, one: Yielded, tracer: Tracer | None) -> None:
        self._manager, self._one, self._tracer = manager, one, tracer

    def __enter__(self) -> Any:
        return self._manager.__enter__()

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> Any:
        before = sys.gettrace()
        if self._tracer is not None:
            sys.settrace(self._tracer)
        try:
            with _leaving(self._one, error):
                self._one.swallowed = bool(self._manager.__exit__(kind, error, trace))
        finally:
            sys.settrace(before)
        return self._one.swallowed


class _Async:
    """An asynchronous context manager that notes how it is left."""

    def __init__(self, manager: Any, one: Yielded, tracer: Tracer | None) -> None:
        self._manager, self._one, self._tracer = manager, one, tracer

    async def __aenter__(self) -> Any:
        return await self._manager.__aenter__()

    async def __aexit__(self, kind: Any, error: BaseException | None, trace: Any) -> Any:
        leaving = self._manager.__aexit__(kind, error, trace)
        with _leaving(self._one, error):
            self._one.swallowed = bool(await (TracedSteps(leaving, self._tracer) if self._tracer else leaving))
        return self._one.swallowed


@contextmanager
def _leaving(one: Yielded, error: BaseException | None) -> Iterator[None]:
    one.ends(error)
    try:
        yield
    except BaseException as raised:
        one.raised = raised
        raise


def _tracer(lines: dict[CodeType, set[int]], code: UserCode) -> Tracer:
    """Return a tracer that notes the lines of the user's generators that run."""

    def line(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            lines.setdefault(frame.f_code, set()).add(frame.f_lineno)
        return line

    def call(frame: FrameType, event: str, arg: Any) -> Any:
        return line if frame.f_code.co_flags & _GENERATORS and code.owns(frame.f_code.co_filename) else None

    return call
