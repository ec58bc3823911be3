"""Where an exchange waits: the user's line, seen from another thread, and what it waits for there."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.exchange import Exchange
from conformance.app.framework import offloaded
from conformance.app.functions import defined_at
from conformance.app.locks import Lock, taken
from conformance.finding import Place

_FRAMES = ("cr_frame", "ag_frame", "gi_frame")
_INNER = ("cr_await", "ag_await", "gi_yieldfrom")
_WRAPPERS = ("async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper")
_LOCKS = ("asyncio.locks", "asyncio.mixins", "asyncio.tasks", "asyncio.timeouts", "threading", "contextlib", "anyio")
_DATABASES = ("sqlalchemy", "asyncpg", "aiosqlite", "psycopg", "psycopg2", "pymysql", "aiomysql", "sqlite3")
_POOLS = ("sqlalchemy.pool", "sqlalchemy.util.queue", "asyncio.queues", "psycopg_pool", "asyncpg.pool")


@dataclass(frozen=True)
class Wait:
    """A user's line that waits: in which function, and through which modules below it, outermost first.

    `lock` is what it waits to be given when it asked for that itself.
    """

    at: Place
    code: CodeType
    modules: tuple[str, ...] = ()
    lock: Lock | None = None

    @property
    def in_database(self) -> bool:
        """Whether a database works on what was asked of it: not when it waits for a connection of a pool."""
        known = any(module.partition(".")[0] in _DATABASES for module in self.modules)
        return known and not any(module.startswith(_POOLS) for module in self.modules)


def waits(exchange: Exchange, code: UserCode) -> Wait | None:
    """Return where an exchange waits: in one of its threads, else in its latest task that runs the user's code."""
    frames = sys._current_frames()
    for ident in exchange.threads.idents:
        found = of_thread(frames.get(ident), code)
        if found is not None:
            return found
    for task in reversed([task for made in exchange.tasks if (task := made()) is not None and not task.done()]):
        found = _of_task(task, code)
        if found is not None:
            return found
    return None


def of_thread(frame: FrameType | None, code: UserCode) -> Wait | None:
    """Return where a thread waits, by its innermost frame."""
    stack: list[FrameType] = []
    while frame is not None:
        stack.insert(0, frame)
        if code.owns(frame.f_code.co_filename):
            return _wait(stack)
        frame = frame.f_back
    return None


def _of_task(task: asyncio.Task[Any], code: UserCode) -> Wait | None:
    chain = list(_awaiting(task.get_coro()))
    own = [index for index, frame in enumerate(chain) if code.owns(frame.f_code.co_filename)]
    if not own:
        return None
    return _wait(chain[own[-1] :])


def _wait(stack: list[FrameType]) -> Wait:
    own = stack[0]
    lock = taken(own.f_code, own.f_lineno) if _only_locks(stack) else None
    modules = tuple(frame.f_globals.get("__name__", "") for frame in stack[1:])
    return Wait(Place(own.f_code.co_filename, own.f_lineno), own.f_code, modules, lock)


def _only_locks(stack: list[FrameType]) -> bool:
    return all(frame.f_globals.get("__name__", "").startswith(_LOCKS) for frame in stack[1:])


def _awaiting(awaited: Any) -> Iterator[FrameType]:
    """Yield the frames of a coroutine and of what it awaits, outermost first."""
    while awaited is not None:
        frame = next((found for name in _FRAMES if (found := getattr(awaited, name, None)) is not None), None)
        if frame is not None:
            yield frame
        inner = next((found for name in _INNER if (found := getattr(awaited, name, None)) is not None), None)
        awaited = inner if inner is not None else _wrapped(awaited)


def _wrapped(awaited: Any) -> Any:
    """Return the coroutine or generator behind one of the interpreter's own awaitables, which do not tell."""
    if type(awaited).__name__ not in _WRAPPERS:
        return None
    inner = gc.get_referents(awaited)
    return next((one for one in inner if type(one).__name__ in (*_WRAPPERS, "coroutine", "async_generator")), None)


def thread_wanted(exchange: Exchange, code: UserCode) -> Place | None:
    """Return what of the user's an exchange wants a worker thread for: the line that asks, or the function to run."""
    for task in reversed([task for made in exchange.tasks if (task := made()) is not None and not task.done()]):
        for frame in reversed(list(_awaiting(task.get_coro()))):
            at = _wanted(frame, code)
            if at is not None:
                return at
            if frame.f_code.co_filename.endswith("fastapi/routing.py"):
                break  # what is above hands the request on, and wants no thread itself
    return None


def _wanted(frame: FrameType, code: UserCode) -> Place | None:
    if code.owns(frame.f_code.co_filename):
        return Place(frame.f_code.co_filename, frame.f_lineno)
    run = frame.f_locals.get("func") if frame.f_code.co_name == "run_in_threadpool" else None
    run = offloaded(run)
    entered = getattr(run, "__self__", None)  # the context manager that a dependency with `yield` is made to
    at = defined_at(getattr(entered, "func", run)) if run is not None else None
    return at if at is not None and code.owns(at.path) else None
