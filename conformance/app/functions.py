"""Functions as they were written: behind partials and decorators, and on which line."""

from __future__ import annotations

import ast
import functools
import inspect
from collections.abc import Callable
from types import CodeType
from typing import Any

from conformance.app.protected import function_of
from conformance.finding import Place


def underlying(function: Any) -> Any:
    """Return the function behind partials, decorators that kept `__wrapped__`, and callable objects."""
    while True:
        if isinstance(function, functools.partial):
            function = function.func
        elif hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        elif inspect.ismethod(function):
            function = function.__func__
        elif not hasattr(function, "__code__") and not inspect.isclass(function) and _call_of(function):
            function = _call_of(function)
        else:
            return function


def code_behind(function: Any) -> CodeType | None:
    """Return the code of the function behind partials and decorators, None when it is not Python."""
    return getattr(underlying(function), "__code__", None)


def _call_of(function: Any) -> Callable[..., Any] | None:
    call = inspect.getattr_static(type(function), "__call__", None)
    return call if inspect.isfunction(call) else None


def place_of(function: Any) -> Place | None:
    """Return where a function, method, class or callable object is written, None when it is not Python."""
    function = underlying(function)
    code = getattr(function, "__code__", None)
    if code is not None:
        return Place(code.co_filename, code.co_firstlineno)
    try:
        return Place(inspect.getfile(function), inspect.getsourcelines(function)[1])
    except (TypeError, OSError, SystemError):
        return None


def defined_at(function: Any) -> Place | None:
    """Return the `def` line of a function, below its decorators."""
    place = place_of(function)
    code = code_behind(function)
    tree = function_of(code) if code is not None else None
    return (
        Place(place.path, tree.lineno)
        if place is not None and isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef)
        else place
    )
