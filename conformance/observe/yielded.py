"""Dependencies with `yield`: which were entered, what was thrown into them, and what ran when they were left."""

from __future__ import annotations

import asyncio
import functools
import inspect
import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import Any

import fastapi.dependencies.utils

from conformance.app.code import UserCode, lines
from conformance.app.current import EXCHANGE, LEAVING, PHASE
from conformance.app.exchange import Exchange
from conformance.app.patching import replaced
from conformance.app.protected import guard_of
from conformance.app.releases import lends, yield_lines
from conformance.app.stepping import TracedSteps, Tracer
from conformance.finding import Place

_GENERATORS = inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


@dataclass(eq=False)
class Yielded:
    """A dependency with `yield` that an exchange entered.

    `left` is whether its exit code was asked to run, `thrown` what was thrown in at the `yield`, `swallowed` whether it
    kept that to itself, `kept_at` the clause that did, and `raised` what came out instead. `lines` are the lines of the
    user's generators that ran then, and `frames` are theirs, if the exchange's fault asks for them by `follows_exits`;
    who asks clears `frames`, which keep all that is in them.
    """

    call: Callable[..., Any]
    left: bool = False
    thrown: BaseException | None = None
    swallowed: bool = False
    kept_at: Place | None = None
    raised: BaseException | None = None
    lines: dict[CodeType, set[int]] = field(default_factory=dict)
    frames: dict[CodeType, FrameType] = field(default_factory=dict, repr=False)

    def ends(self, thrown: BaseException | None) -> None:
        """Be told that it is being left."""
        self.left, self.thrown = True, thrown

    def ended(self, swallowed: bool, code: UserCode) -> bool:
        """Be told that it was left, and whether it swallowed what was thrown in; return that."""
        self.swallowed = swallowed and self.thrown is not None
        if self.swallowed and self.thrown is not None:
            self.kept_at = _kept_at(self.thrown, code)
        return swallowed


@dataclass(frozen=True)
class Abandoned:
    """An asynchronous generator that the user's code began at a line, and nobody ended: it waited at its `yield`."""

    code: CodeType
    at: Place


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note the dependencies with `yield` they enter, and the generators they abandon."""
    with ExitStack() as stack:
        for name, follow in (("contextmanager", _Sync), ("asynccontextmanager", _Async)):
            replacing = functools.partial(_noting, follow=follow, code=code)
            stack.enter_context(replaced(fastapi.dependencies.utils, name, replacing))
        begun: dict[int, tuple[weakref.ref[Exchange], Place]] = {}
        for name, hook in (("_asyncgen_firstiter_hook", _begins), ("_asyncgen_finalizer_hook", _is_collected)):
            hooking = functools.partial(hook, begun=begun, code=code)
            stack.enter_context(replaced(asyncio.BaseEventLoop, name, hooking))
        yield


def _noting(original: Callable[..., Any], follow: Any, code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def decorate(call: Callable[..., Any]) -> Callable[..., Any]:
        make = original(call)

        def opened(*args: Any, **kwargs: Any) -> Any:
            exchange, manager = EXCHANGE.get(), make(*args, **kwargs)
            if exchange is None:
                return manager
            one = Yielded(call)
            exchange.yielded.append(one)
            traces = getattr(exchange.fault, "follows_exits", False)
            return follow(manager, one, code, _tracer(one, code) if traces else None)

        return opened

    return decorate


class _Sync:
    """A context manager that notes how it is left."""

    def __init__(self, manager: Any, one: Yielded, code: UserCode, tracer: Tracer | None) -> None:
        self._manager, self._one, self._code, self._tracer = manager, one, code, tracer

    @property
    def func(self) -> Any:
        """The generator function that it runs, by the name contextlib gives it."""
        return self._manager.func

    def __enter__(self) -> Any:
        return self._manager.__enter__()

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> Any:
        before, at = sys.gettrace(), _waiting_at(self._manager)
        if self._tracer is not None:
            sys.settrace(self._tracer)
        try:
            with _leaving(self._one, at, error):
                swallowed = bool(self._manager.__exit__(kind, error, trace))
        finally:
            sys.settrace(before)
        return self._one.ended(swallowed, self._code)


class _Async:
    """An asynchronous context manager that notes how it is left."""

    def __init__(self, manager: Any, one: Yielded, code: UserCode, tracer: Tracer | None) -> None:
        self._manager, self._one, self._code, self._tracer = manager, one, code, tracer

    async def __aenter__(self) -> Any:
        return await self._manager.__aenter__()

    async def __aexit__(self, kind: Any, error: BaseException | None, trace: Any) -> Any:
        leaving, at = self._manager.__aexit__(kind, error, trace), _waiting_at(self._manager)
        with _leaving(self._one, at, error):
            swallowed = bool(await (TracedSteps(leaving, self._tracer) if self._tracer else leaving))
        return self._one.ended(swallowed, self._code)


@contextmanager
def _leaving(one: Yielded, at: Place | None, error: BaseException | None) -> Iterator[None]:
    one.ends(error)
    phase, leaving = PHASE.set("exit"), LEAVING.set(at)
    try:
        yield
    except BaseException as raised:
        one.raised = raised
        raise
    finally:
        PHASE.reset(phase)
        LEAVING.reset(leaving)


def _waiting_at(manager: Any) -> Place | None:
    """Return the line of the `yield` that a dependency waits at."""
    generator = getattr(manager, "gen", None)
    frame = getattr(generator, "gi_frame", None) or getattr(generator, "ag_frame", None)
    return Place(frame.f_code.co_filename, frame.f_lineno) if frame is not None else None


def _kept_at(error: BaseException, code: UserCode) -> Place | None:
    """Return what kept an error to itself: its traceback begins in the frame that did."""
    for frame, line in lines(error.__traceback__):
        if code.owns(frame.co_filename):
            guard = guard_of(frame, line)
            return Place(frame.co_filename, guard) if guard is not None else None
    return None


def _tracer(one: Yielded, code: UserCode) -> Tracer:
    """Return a tracer that notes the lines that run of the user's generators which waited at a `yield`."""

    begun: set[CodeType] = set()

    def line(frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            one.lines[frame.f_code].add(frame.f_lineno)
        return line

    def call(frame: FrameType, event: str, arg: Any) -> Any:
        made = frame.f_code
        if not made.co_flags & _GENERATORS or not code.owns(made.co_filename):
            return None
        if made in begun or (made not in one.lines and frame.f_lineno not in yield_lines(made)):
            begun.add(made)
            return None
        one.lines.setdefault(made, set())
        one.frames[made] = frame
        return line

    return call


def _begins(original: Callable[..., None], begun: dict[int, Any], code: UserCode) -> Callable[..., None]:
    @functools.wraps(original)
    def hook(self: Any, generator: Any) -> None:
        original(self, generator)
        exchange, frame = EXCHANGE.get(), sys._getframe(1)
        begun.pop(id(generator), None)
        if exchange is not None and code.owns(frame.f_code.co_filename) and _lends(generator, code):
            place = Place(frame.f_code.co_filename, frame.f_lineno)
            begun[id(generator)] = (weakref.ref(exchange), place)

    return hook


def _is_collected(original: Callable[..., None], begun: dict[int, Any], code: UserCode) -> Callable[..., None]:
    @functools.wraps(original)
    def hook(self: Any, generator: Any) -> None:
        known = begun.pop(id(generator), None)
        exchange = known[0]() if known is not None else None
        if exchange is not None:
            exchange.abandoned.append(Abandoned(generator.ag_code, known[1]))
        original(self, generator)

    return hook


def _lends(generator: Any, code: UserCode) -> bool:
    return code.owns(generator.ag_code.co_filename) and lends(generator.ag_code)
