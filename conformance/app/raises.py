"""Where code raises an HTTPException that nothing around it in the same function catches."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import HTTPException as FastAPIs
from starlette.exceptions import HTTPException

from conformance.app.functions import code_behind, underlying
from conformance.app.protected import function_of, handlers, own_nodes
from conformance.finding import Place


@dataclass(frozen=True)
class Refusal:
    """A line that raises an HTTPException: its class and its status, 400 where that cannot be read."""

    at: Place
    cls: type[HTTPException]
    status: int


def refusals(function: Any) -> list[Refusal]:
    """Return the lines at which a function, or one that it calls by name, raises an HTTPException."""
    return list(dict.fromkeys(_refusals(function, getattr(function, "__self__", None), 1)))


def _refusals(function: Any, owner: Any, deep: int) -> Iterator[Refusal]:
    code = code_behind(function)
    tree = function_of(code) if code is not None else None
    if code is None or tree is None:
        return
    scope = underlying(function).__globals__
    caught = [one for one in handlers(code) if one.broad or _is_caught(one.names, scope)]
    for node in own_nodes(tree):
        line = getattr(node, "lineno", 0)
        if any(one.first <= line <= one.last for one in caught):
            continue
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            cls = _value(node.exc.func, scope)
            if isinstance(cls, type) and issubclass(cls, HTTPException):
                yield Refusal(Place(code.co_filename, line), cls, _status(node.exc, scope))
        elif isinstance(node, ast.Call) and deep:
            called = _called(node.func, owner, scope)
            if called is not None:
                yield from _refusals(called, owner, deep - 1)


def _called(name: ast.expr, owner: Any, scope: dict[str, Any]) -> Any:
    """Return the function that is called by a name, or as a method of the same object."""
    if isinstance(name, ast.Name):
        found = scope.get(name.id)
    elif isinstance(name, ast.Attribute) and isinstance(name.value, ast.Name) and name.value.id == "self":
        found = getattr(type(owner), name.attr, None)
    else:
        return None
    return found if inspect.isfunction(found) else None


def _status(call: ast.Call, scope: dict[str, Any]) -> int:
    given = [*call.args[:1], *(one.value for one in call.keywords if one.arg == "status_code")]
    status = _value(given[0], scope) if given else None
    return status if isinstance(status, int) else 400


def _is_caught(names: tuple[str, ...], scope: dict[str, Any]) -> bool:
    """Return whether an `except` clause names HTTPException, of FastAPI or Starlette, or what it derives from."""
    found = (_value(ast.parse(name, mode="eval").body, scope) for name in names)
    return any(isinstance(cls, type) and (issubclass(FastAPIs, cls) or issubclass(cls, HTTPException)) for cls in found)


def _value(node: ast.expr, scope: dict[str, Any]) -> Any:
    """Return what a constant, a name or an attribute of one stands for, None where that cannot be told."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return scope.get(node.id)
    if isinstance(node, ast.Attribute):
        return getattr(_value(node.value, scope), node.attr, None)
    return None
