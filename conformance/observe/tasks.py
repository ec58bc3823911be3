"""What is started while a request is served and may outlive it: tasks, threads, and event loops."""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
import inspect
import itertools
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Literal

import anyio

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE, FLOW
from conformance.app.exchange import Exchange
from conformance.app.fates import COMPREHENSIONS, Fate, Site, fate_at
from conformance.app.patching import replaced
from conformance.finding import Place

Kind = Literal["task", "thread", "loop", "connection", "socket", "queue"]

_CALLERS = 6
_MAKING = ("asyncio", "anyio", "conformance")
_GROUPS = ("asyncio.taskgroups", "anyio.")
_JOINING = frozenset({"gather", "wait_for", "shield"})
_NUMBERS = itertools.count()
_HANDLES = "asyncio.events"
_TASKS = ("asyncio.tasks", "asyncio.base_events")
# The functions of asyncio that give a task, or what holds it, to their caller.
_GIVING = frozenset({"create_task", "ensure_future", "_ensure_future", "gather", "shield"})


@dataclass(eq=False)
class Started:
    """Something started for an exchange: `by` are the frames of the user's that made it, `at` the nearest line.

    `by` is empty where a library made it, which then is to keep it. `error` is an exception that nobody retrieved.
    """

    kind: Kind
    name: str
    at: Place | None
    by: tuple[Site, ...] = ()
    ref: Callable[[], Any] = field(default=lambda: None, repr=False)
    pool: Callable[[], Any] = field(default=lambda: None, repr=False)
    error: BaseException | None = None
    to_loop: bool = False

    @property
    def alive(self) -> bool:
        one = self.ref()
        if isinstance(one, threading.Thread):
            return one.is_alive()
        return one is not None and not one.done()

    def fate(self) -> tuple[Fate, Place | None]:
        """Return what becomes of it, and the line that decides so: the caller's where a helper returns it."""
        for site in self.by:
            fate = fate_at(site)
            if fate != "returned":
                return fate, site.place
        return "dropped" if self.to_loop else "kept", self.by[-1].place if self.by else None


_FOR: ContextVar[tuple[Exchange, Place | None] | None] = ContextVar("conformance_started_for", default=None)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note the tasks, threads and event loops that are started for them."""
    with ExitStack() as stack:
        stack.enter_context(replaced(asyncio.BaseEventLoop, "create_task", lambda o: _creating(o, code)))
        stack.enter_context(replaced(asyncio.BaseEventLoop, "call_exception_handler", _telling))
        stack.enter_context(replaced(threading.Thread, "start", lambda o: _starting(o, code)))
        stack.enter_context(replaced(concurrent.futures.ThreadPoolExecutor, "submit", lambda o: _submitting(o, code)))
        for owner, name in _loops():
            stack.enter_context(replaced(owner, name, lambda o: _running(o, code)))
        stack.enter_context(replaced(asyncio.events, "_set_running_loop", lambda o: _entering(o, code)))
        stack.enter_context(replaced(asyncio.runners, "events", lambda o: _Events(o, code)))
        yield


# tasks


def _creating(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def create_task(self: Any, coro: Any, **kwargs: Any) -> Any:
        context, exchange = kwargs.get("context"), EXCHANGE.get()
        with _flowing(sys._getframe(1), code) if exchange is not None else nullcontext():
            task = original(self, coro, **kwargs)
        served = exchange if context is None else context.get(EXCHANGE)
        if served is not None:
            served.tasks.append(weakref.ref(task))
        if exchange is not None:
            _note_task(exchange, task, coro, sys._getframe(1), code)
        return task

    return create_task


@contextmanager
def _flowing(frame: FrameType | None, code: UserCode) -> Iterator[None]:
    """While entered, a task that is made is known to be one of the app's own, where it is."""
    maker = _beyond_asyncio(frame)
    if maker is None or not code.owns(maker.f_code.co_filename):
        yield  # a library's own: SQLAlchemy commits and closes in tasks that it waits for
        return
    token = FLOW.set((*FLOW.get(), (next(_NUMBERS), _is_joined(frame, code))))
    try:
        yield
    finally:
        FLOW.reset(token)


def _beyond_asyncio(frame: FrameType | None) -> FrameType | None:
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] in _MAKING:
        frame = frame.f_back
    return frame


def _is_joined(frame: FrameType | None, code: UserCode) -> bool:
    """Return whether a task is made by what is awaited with all it makes: `gather`, or a group."""
    while frame is not None and not code.owns(frame.f_code.co_filename):
        if frame.f_code.co_name in _JOINING or frame.f_globals.get("__name__", "").startswith(_GROUPS):
            return True
        frame = frame.f_back
    return False


def _note_task(exchange: Exchange, task: Any, coro: Any, frame: FrameType | None, code: UserCode) -> None:
    name = getattr(coro, "__qualname__", type(coro).__name__)
    by, beyond = _makers(frame, code)
    with suppress(AttributeError, TypeError):  # a task factory may make what takes neither
        made = Started("task", name, code.calling(frame), by, weakref.ref(task), to_loop=_is_callback(by, beyond))
        task.conformance_started = made
        exchange.started.append(made)


def _is_callback(by: tuple[Site, ...], beyond: FrameType | None) -> bool:
    """Return whether the outermost of the user's frames is a callback of the loop, whose result is nobody's."""
    by_loop = beyond is not None and beyond.f_globals.get("__name__") == _HANDLES
    return by_loop and 0 < len(by) < _CALLERS and not by[-1].code.co_flags & inspect.CO_COROUTINE


def _makers(frame: FrameType | None, code: UserCode) -> tuple[tuple[Site, ...], FrameType | None]:
    """Return the user's frames that get a task from asyncio, the innermost first, and the frame beyond them."""
    while frame is not None and _gives(frame):
        frame = frame.f_back
    sites: list[Site] = []
    inside = False
    while frame is not None and len(sites) < _CALLERS and code.owns(frame.f_code.co_filename):
        if not inside:
            sites.append(Site.of(frame))
        # CPython before 3.12 runs a comprehension as a function of its own: the one around it is the same to a reader.
        inside = frame.f_code.co_name in COMPREHENSIONS
        frame = frame.f_back
    return tuple(sites), frame


def _gives(frame: FrameType) -> bool:
    module = frame.f_globals.get("__name__", "")
    return module.startswith("conformance.") or (module in _TASKS and frame.f_code.co_name in _GIVING)


def _telling(original: Callable[..., Any]) -> Callable[..., Any]:
    """Note the exception of a task that nobody retrieved."""

    @functools.wraps(original)
    def call_exception_handler(self: Any, context: dict[str, Any]) -> None:
        made = getattr(context.get("future"), "conformance_started", None)
        if made is not None:
            made.error = context.get("exception")
        original(self, context)

    return call_exception_handler


# threads


def _starting(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def start(self: threading.Thread) -> None:
        served = _served(sys._getframe(1), code)
        if served is not None and not type(self).__module__.startswith("anyio."):
            pool = _pool(sys._getframe(1))
            served[0].started.append(Started("thread", self.name, served[1], ref=weakref.ref(self), pool=pool))
            if pool() is None:
                self.run = _carrying(self.run, served)  # type: ignore[method-assign]
        original(self)

    return start


def _submitting(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def submit(self: Any, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        served = _served(sys._getframe(1), code)
        return original(self, fn if served is None else _carrying(fn, served), *args, **kwargs)

    return submit


def _carrying(call: Callable[..., Any], served: tuple[Exchange, Place | None]) -> Callable[..., Any]:
    """Return `call` knowing, in whatever thread it runs, for which exchange and by which line it was started."""

    @functools.wraps(call)
    def carried(*args: Any, **kwargs: Any) -> Any:
        token = _FOR.set(served)
        try:
            return call(*args, **kwargs)
        finally:
            _FOR.reset(token)

    return carried


def _served(frame: FrameType | None, code: UserCode) -> tuple[Exchange, Place | None] | None:
    """Return the exchange that is served and the user's nearest line, None when none is."""
    exchange, started = EXCHANGE.get(), _FOR.get()
    if exchange is None and started is None:
        return None
    at = code.calling(frame)
    if started is not None and (exchange is None or exchange is started[0]):
        return started[0], at or started[1]
    assert exchange is not None
    return exchange, at


def _pool(frame: FrameType | None) -> Callable[[], Any]:
    """Return a reference to the executor that starts a thread, to nothing when it is none of an executor."""
    for _ in range(3):
        if frame is not None and isinstance(frame.f_locals.get("self"), concurrent.futures.Executor):
            return weakref.ref(frame.f_locals["self"])
        frame = frame.f_back if frame is not None else None
    return lambda: None


# loops


def _loops() -> Iterator[tuple[Any, str]]:
    """Yield what runs an event loop until something is done, each of which also tries in vain where one runs."""
    for name in ("run_forever", "run_until_complete"):
        yield asyncio.BaseEventLoop, name
        if "uvloop" in sys.modules:
            yield sys.modules["uvloop"].Loop, name
    yield anyio, "run"


def _running(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def run(*args: Any, **kwargs: Any) -> Any:
        _note_loop(original.__name__, sys._getframe(1), code)
        return original(*args, **kwargs)

    return run


def _entering(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    """Note every loop that begins to run, also those whose methods were replaced: nest_asyncio's."""

    @functools.wraps(original)
    def set_running_loop(loop: Any) -> None:
        if loop is not None:
            _note_loop("an event loop", sys._getframe(1), code)
        original(loop)

    return set_running_loop


class _Events:
    """What `asyncio.runners` knows as `events`: when it asks there for the running loop, `run` has been called."""

    def __init__(self, events: Any, code: UserCode) -> None:
        self._events, self._code = events, code

    def __getattr__(self, name: str) -> Any:
        return getattr(self._events, name)

    def _get_running_loop(self) -> Any:
        _note_loop("asyncio.run", sys._getframe(1), self._code)
        return self._events._get_running_loop()


def _note_loop(name: str, frame: FrameType | None, code: UserCode) -> None:
    served = _served(frame, code)
    if served is not None and not any(one.kind == "loop" and one.at == served[1] for one in served[0].started):
        served[0].started.append(Started("loop", name, served[1]))
