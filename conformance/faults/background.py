"""The first background task of an exchange failing, as deep inside it as its own protection reaches."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

from starlette.background import BackgroundTask, BackgroundTasks

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.functions import underlying
from conformance.app.patching import replaced
from conformance.app.protected import first_line, protected_lines
from conformance.app.seams import NoFault
from conformance.faults.inside import RaiseInside
from conformance.finding import Place


@dataclass
class Task:
    """A background task an exchange left: its function, the user's line that added it, and whether it was begun."""

    task: BackgroundTask
    function: Callable[..., Any]
    name: str
    at: Place | None
    begun: bool = field(default=False)


class FailFirstTask(NoFault):
    """Makes the first background task fail; `struck` says whether it did."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.inside: RaiseInside | None = None

    @property
    def struck(self) -> bool:
        return self.inside is not None and self.inside.struck


@contextmanager
def installed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note their background tasks, and a FailFirstTask takes effect."""
    with ExitStack() as stack:
        stack.enter_context(replaced(BackgroundTask, "__init__", lambda o: _adding(o, code)))
        stack.enter_context(replaced(BackgroundTask, "__call__", lambda o: _running(o, code)))
        yield


def _adding(original: Callable[..., None], code: UserCode) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: BackgroundTask, func: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        original(self, func, *args, **kwargs)
        exchange = EXCHANGE.get()
        if exchange is not None and not isinstance(self, BackgroundTasks):
            exchange.background.append(Task(self, func, _name(func), code.calling(sys._getframe(1))))

    return init


def _name(func: Callable[..., Any]) -> str:
    return getattr(underlying(func), "__qualname__", type(func).__name__)


def _running(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    async def call(self: BackgroundTask) -> None:
        exchange = EXCHANGE.get()
        if exchange is None or isinstance(self, BackgroundTasks):
            await original(self)
            return
        first = not any(task.begun for task in exchange.background)
        for task in exchange.background:
            task.begun = task.begun or task.task is self
        if first and isinstance(exchange.fault, FailFirstTask):
            await _fail(original, self, exchange.fault, code)
        else:
            await original(self)

    return call


async def _fail(original: Callable[..., Any], task: BackgroundTask, fault: FailFirstTask, code: UserCode) -> None:
    target = _innermost(task, code)
    if target is None:
        await original(task)
        return
    lines = protected_lines(target) or frozenset({first_line(target)})
    fault.inside = RaiseInside(target, lines, fault.error)
    if not task.is_async:
        task.func = fault.inside.wrap_call(task.func)
        await original(task)
        return
    await fault.inside.wrap_await(original(task))


def _innermost(task: BackgroundTask, code: UserCode) -> CodeType | None:
    """Return the code of the user's function that does the work: past decorators, and wrappers that are given it."""
    given = [value for value in (*task.args, *task.kwargs.values()) if callable(value) and not inspect.isclass(value)]
    for func in (*given, task.func):
        for inner in reversed(_layers(func)):
            if code.owns(inner.co_filename):
                return inner
    return None


def _layers(func: Any) -> list[CodeType]:
    """Return the code of a function and of the functions it was wrapped around, outermost first."""
    layers: list[CodeType] = []
    while func is not None and len(layers) < 10:
        own = getattr(func, "__wrapped__", None)
        plain = func.func if isinstance(func, functools.partial) else func
        code = getattr(getattr(plain, "__func__", plain), "__code__", None) or getattr(
            underlying(plain), "__code__", None
        )
        if code is None or code in layers:
            break
        layers.append(code)
        func = plain.func if isinstance(plain, functools.partial) else own or _enclosed(plain)
    return layers


def _enclosed(func: Any) -> Any:
    """Return the one function a wrapper without `functools.wraps` closes over."""
    cells = [cell.cell_contents for cell in getattr(func, "__closure__", None) or () if _filled(cell)]
    functions = [value for value in cells if inspect.isfunction(value) or inspect.ismethod(value)]
    return functions[0] if len(functions) == 1 else None


def _filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False
