"""Who keeps a task: what refers to it, but for the loop and the task's own code."""

from __future__ import annotations

import asyncio
import gc
import itertools
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_DEPTH = 12
_AT_MOST = 8
_YOUNG = 1  # generations that hold what an exchange has just made
_WAKES = frozenset({"task_wakeup", "TaskWakeup", "__wakeup", "__step", "_Task__wakeup", "_Task__step"})
_RUNNING = (types.CoroutineType, types.GeneratorType, types.AsyncGeneratorType, types.FrameType)
_LASTING = (*_RUNNING, types.ModuleType, type, asyncio.Handle, asyncio.AbstractEventLoop)
# What a task enters for itself, which the interpreter, asyncio or anyio know it by for as long as that runs.
_OWN = frozenset({"Timeout", "CancelScope", "TaskState", "TaskStepMethWrapper", "FutureIter"})


def unheld(tasks: Iterable[Callable[[], Any]]) -> list[Callable[[], Any]]:
    """Return those of some tasks, given by weak references, that could be collected while they wait.

    To be called on their loop, by a callback of its own: what runs meanwhile holds what it works with.
    """
    pending = list(itertools.islice((one for one in tasks if _is_pending(one())), _AT_MOST))
    if not pending:
        return []
    gc.unfreeze()  # what is frozen is found as nobody's referrer
    gc.collect(_YOUNG)
    return [reference for reference in pending if not _is_held(reference())]


def _is_pending(task: Any) -> bool:
    return task is not None and not task.done()


def _is_held(task: Any) -> bool:
    """Return whether something that lasts refers to a task: searched from the task outwards."""
    if task is None:
        return True
    seen = {id(task), *map(id, code_of(task))}
    roots = _locals()
    frontier: list[Any] = [task]
    for _ in range(_DEPTH):
        found = [one for one in gc.get_referrers(*frontier) if id(one) not in seen and _keeps(one, frontier)]
        if not found:
            return any(id(one) in roots for one in frontier)
        if any(id(one) in roots or _lasts(one) for one in (*found, *frontier)):
            return True
        seen.update(map(id, found))
        seen.add(id(found))
        frontier = found
    return True


def _keeps(one: Any, frontier: list[Any]) -> bool:
    """Return whether a referrer may keep a task alive: neither is it ours, nor what wakes it up."""
    if one is frontier or (isinstance(one, types.FrameType) and one.f_code.co_filename == __file__):
        return False
    if isinstance(one, types.BuiltinMethodType | types.MethodType):
        return one.__name__ not in _WAKES
    return type(one).__name__ not in _OWN and one is not asyncio.tasks._current_tasks  # type: ignore[attr-defined]


def _lasts(one: Any) -> bool:
    """Return whether an object is there whatever becomes of the task: code that runs or waits, a module, a class."""
    if isinstance(one, dict):
        return "__name__" in one and "__loader__" in one
    return isinstance(one, _LASTING)


def code_of(task: asyncio.Task[Any]) -> Iterator[Any]:
    """Yield the coroutines and generators that run as a task, from the outside in."""
    one: Any = task.get_coro()
    while one is not None:
        yield one
        inner = None
        for name in ("cr_await", "gi_yieldfrom", "ag_await"):
            inner = getattr(one, name, inner)
        if inner is None or isinstance(inner, _RUNNING):
            one = inner
        else:
            one = next((held for held in gc.get_referents(inner) if isinstance(held, _RUNNING)), None)


def _locals() -> set[int]:
    """Return the identities of what the local variables of running code refer to: the collector cannot see those."""
    found: set[int] = set()
    for frame in sys._current_frames().values():
        current: types.FrameType | None = frame
        while current is not None:
            if current.f_code.co_filename != __file__:
                found.update(map(id, current.f_locals.values()))
            current = current.f_back
    return found
