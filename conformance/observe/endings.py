"""Whether what goes on after a request will end by itself, and soon: judged by what it waits for right now."""

from __future__ import annotations

import ast
import asyncio
import gc
import math
import threading
from collections.abc import Iterator
from functools import cache
from types import FrameType
from typing import Any

from conformance.app.protected import parsed
from conformance.finding import Place
from conformance.observe.holders import code_of

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_ENDLESS = ast.While | ast.AsyncFor | ast.For
_WAITING = {"sleep": "delay", "wait_for": "timeout"}


def ends_soon(one: Any, seconds: float) -> bool:
    """Return whether a pending task or thread waits for nothing but a timer that ends within `seconds`, once."""
    if isinstance(one, threading.Timer):
        return one.interval <= seconds
    if one is None or isinstance(one, threading.Thread):
        return one is None
    codes = list(code_of(one))
    frames = [frame for frame in map(_frame, codes) if frame is not None]
    delays = [delay for frame in frames if (delay := _delay(frame)) is not None]
    delays += [when - one.get_loop().time() for code in codes for when in _limits(code)]
    return bool(delays) and min(delays) * math.prod(map(_times, frames)) <= seconds


def has_an_end(task: Any) -> bool:
    """Return whether a pending task is in loops that compare how far they have come: a job, however long it takes."""
    codes = code_of(task) if task is not None else ()
    loops = [loop for frame in map(_frame, codes) if frame is not None for loop in _around(frame)]
    return bool(loops) and all(isinstance(loop, ast.While) and _compares(loop.test) for loop in loops)


def _around(frame: FrameType) -> list[ast.While | ast.AsyncFor | ast.For]:
    nodes = ast.walk(parsed(frame.f_code.co_filename)) if _loops(frame.f_code.co_filename) else ()
    return [node for node in nodes if isinstance(node, _ENDLESS) and _spans(node.body, frame.f_lineno)]


def _compares(test: ast.expr) -> bool:
    return any(isinstance(node, ast.Compare) for node in ast.walk(test))


def _limits(code: Any) -> Iterator[float]:
    """Yield when the `asyncio.timeout` blocks end that a coroutine is in: it holds their `__aexit__`."""
    for held in gc.get_referents(code):
        owner = getattr(held, "__self__", held)
        if isinstance(owner, asyncio.Timeout) and owner.when() is not None:
            yield owner.when() or 0.0


def _frame(code: Any) -> FrameType | None:
    for name in ("cr_frame", "gi_frame", "ag_frame"):
        frame = getattr(code, name, None)
        if frame is not None:
            return frame  # type: ignore[no-any-return]
    return None


def _delay(frame: FrameType) -> float | None:
    """Return how many seconds a function of asyncio's waits at most, None when a frame is none of one."""
    module = frame.f_globals.get("__name__", "")
    if module == asyncio.tasks.__name__ and frame.f_code.co_name in _WAITING:
        seconds = frame.f_locals.get(_WAITING[frame.f_code.co_name])
        return float(seconds) if isinstance(seconds, int | float) else None
    return None


def _times(frame: FrameType) -> float:
    """Return how often the loops are gone through that a frame stands in, infinity where there is no end in sight."""
    loops = _loops(frame.f_code.co_filename)
    return math.prod(times for first, last, times in loops if first <= frame.f_lineno <= last)


@cache
def _loops(filename: str) -> list[tuple[int, int, float]]:
    loops = (node for node in ast.walk(parsed(filename)) if isinstance(node, _ENDLESS))
    return [(node.body[0].lineno, node.body[-1].end_lineno or node.lineno, _rounds(node)) for node in loops]


def _rounds(loop: ast.While | ast.AsyncFor | ast.For) -> float:
    """Return how often a loop goes round: a number for `range(3)` and for `(1, 2, 4)`."""
    if isinstance(loop, ast.For):
        given = loop.iter
        if isinstance(given, ast.Tuple | ast.List):
            return len(given.elts)
        if isinstance(given, ast.Call) and ast.unparse(given.func) == "range" and len(given.args) == 1:
            count = given.args[0]
            return float(count.value) if isinstance(count, ast.Constant) and isinstance(count.value, int) else math.inf
    return math.inf


def going_on(at: Place) -> Place:
    """Return what keeps the code at a line going on: the clause that catches what would end it, or else the loop."""
    tree = parsed(at.path)
    functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS) and _spans(node.body, at.line)]
    inside = list(ast.walk(max(functions, key=lambda node: node.lineno) if functions else tree))
    for node in sorted((one for one in inside if isinstance(one, ast.Try)), key=lambda one: -one.lineno):
        catching = [handler for handler in node.handlers if _catches_the_end(handler)]
        if catching and _spans(node.body, at.line):
            return Place(at.path, catching[0].lineno)
    around = [one.lineno for one in inside if isinstance(one, _ENDLESS) and _spans(one.body, at.line)]
    return Place(at.path, min(around, default=at.line))


def _spans(body: list[ast.stmt], line: int) -> bool:
    return body[0].lineno <= line <= (body[-1].end_lineno or body[-1].lineno)


def _catches_the_end(handler: ast.ExceptHandler) -> bool:
    """Return whether an `except` clause catches a cancellation or the closing of a generator, and goes on."""
    named = ast.unparse(handler.type) if handler.type is not None else "BaseException"
    ends = any(isinstance(node, ast.Raise | ast.Return | ast.Break) for node in ast.walk(handler))
    return not ends and any(name in named for name in ("CancelledError", "BaseException", "GeneratorExit"))
