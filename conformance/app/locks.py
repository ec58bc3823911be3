"""Reading which lock a line of a function takes, and whether that depends on what is asked for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import TypeGuard

from conformance.app.protected import function_of


@dataclass(frozen=True)
class Lock:
    """A lock as it is written; `keyed` when it is one of many, looked up for what a request is about."""

    text: str
    keyed: bool


def taken(code: CodeType, line: int) -> Lock | None:
    """Return the lock that a line of a function takes, with `with` or by `acquire`; None when it takes none."""
    function = function_of(code)
    found = next(_expressions(function, line), None) if function is not None else None
    return Lock(ast.unparse(found), _is_keyed(found, code, function)) if found is not None else None


def _expressions(function: ast.AST, line: int) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.With | ast.AsyncWith):
            yield from (one.context_expr for one in node.items if one.context_expr.lineno == line)
        elif _acquires(node) and node.lineno <= line <= (node.end_lineno or node.lineno):
            yield node.func.value  # type: ignore[attr-defined]


def _acquires(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "acquire"


def _is_keyed(expression: ast.expr, code: CodeType, function: ast.AST | None) -> bool:
    if isinstance(expression, ast.Subscript):
        return not isinstance(expression.slice, ast.Constant)
    if isinstance(expression, ast.Call):
        return bool(expression.args or expression.keywords)
    if isinstance(expression, ast.Attribute):
        root = _root(expression)
        return not (isinstance(root, ast.Name) and _is_given(root.id, code)) and _is_keyed(root, code, function)
    if not isinstance(expression, ast.Name) or expression.id not in code.co_varnames or function is None:
        return False
    return _is_given(expression.id, code) or any(
        _is_keyed(value, code, None) for value in _assigned(function, expression.id)
    )


def _is_given(name: str, code: CodeType) -> bool:
    """Return whether a name is a parameter."""
    return name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def _root(expression: ast.expr) -> ast.expr:
    while isinstance(expression, ast.Attribute):
        expression = expression.value
    return expression


def _assigned(function: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(one, ast.Name) and one.id == name for target in targets for one in ast.walk(target)):
            yield node.value  # type: ignore[attr-defined]
