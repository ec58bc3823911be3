"""Whether a coroutine function awaits anything, and whether it does anything at all: read from its source."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from types import CodeType

from conformance.app.protected import function_of

_AWAITING = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom)
_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def awaits_nothing(code: CodeType) -> bool:
    """Return whether code is that of an `async def` in which nothing is awaited; functions inside it do not count."""
    function = function_of(code) if code.co_flags & inspect.CO_COROUTINE else None
    return isinstance(function, ast.AsyncFunctionDef) and not any(
        isinstance(node, _AWAITING) or (isinstance(node, ast.comprehension) and node.is_async)
        for node in _own(function)
    )


def calls_something(code: CodeType) -> bool:
    """Return whether a function calls anything, apart from what it makes an exception with."""
    function = function_of(code)
    raised = {id(node.exc) for node in _own(function) if isinstance(node, ast.Raise)} if function is not None else set()
    return function is not None and any(isinstance(n, ast.Call) and id(n) not in raised for n in _own(function))


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body, without those of functions inside it."""
    pending = list(getattr(function, "body", ()))
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _NESTED):
            pending += ast.iter_child_nodes(node)
