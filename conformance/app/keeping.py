"""Where code looks for what it keeps: the line that asks a dict or a cache, read off the source around its filling."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from conformance.app.protected import parsed
from conformance.finding import Place

_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef
_ASKING = frozenset({"get", "pop", "setdefault", "get_many", "exists", "has", "fetch", "lookup", "read"})


def asked_at(filled: tuple[Place, ...], name: str) -> Place | None:
    """Return the line that asks for what the first of some lines keeps under `name`.

    Where that line is in a helper that is told the key, it is that which asks the helper.
    """
    for number, place in enumerate(filled):
        function = function_around(place)
        if function is None:
            return place
        if number + 1 < len(filled) and _is_told(function, place.line):
            name = _receiver(filled[number + 1]) or name
            continue
        line = next(_asking(function, name), place.line)
        return Place(place.path, line)
    return None


def function_around(place: Place) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """Return the innermost function with a name around a line."""
    nodes = [node for node in ast.walk(parsed(place.path)) if isinstance(node, _FUNCTIONS)]
    around = [node for node in nodes if node.lineno <= place.line <= (node.end_lineno or node.lineno)]
    return max(around, key=lambda node: node.lineno, default=None)


def _is_told(function: ast.FunctionDef | ast.AsyncFunctionDef, line: int) -> bool:
    """Return whether what a line keeps, and under which key, are arguments of its function, as they were given."""
    given = function.args
    names = {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs)} - {"self", "cls"}
    stored = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    told = names - stored
    made = told | _made_by(function, told)
    pairs = [pair for node in _statements(function, line) for pair in _pairs(node)]
    return bool(pairs) and all(
        isinstance(key, ast.Name) and key.id in told and _names(value) & made and not _names(value) & stored - made
        for key, value in pairs
    )


def _made_by(function: ast.AST, told: set[str]) -> set[str]:
    """Return the names of what is made by calling an argument: `value = await make()`."""
    found = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            value = node.value.value if isinstance(node.value, ast.Await) else node.value
            if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in told:
                found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _statements(function: ast.AST, line: int) -> Iterator[ast.AST]:
    for node in ast.walk(function):
        if (
            isinstance(node, ast.stmt)
            and node.lineno <= line <= (node.end_lineno or line)
            and not hasattr(node, "body")
        ):
            yield from ast.walk(node)


def _pairs(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield the keys that a node keeps something under, each with what that is."""
    if isinstance(node, ast.Assign):
        yield from ((one.slice, node.value) for one in node.targets if isinstance(one, ast.Subscript))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _KEEPING:
        yield from zip(node.args[:1], node.args[1:2], strict=False)


_KEEPING = frozenset({"set", "put", "setdefault", "add", "store", "save", "__setitem__"})


def _receiver(place: Place) -> str:
    """Return the name of what is asked to keep something on a line: `cache` in `await self.cache.set(key, value)`."""
    calls = [node for node in ast.walk(parsed(place.path)) if isinstance(node, ast.Call)]
    for node in calls:
        if node.lineno <= place.line <= (node.end_lineno or node.lineno) and isinstance(node.func, ast.Attribute):
            return _last(node.func.value)
    return ""


def _last(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _asking(function: ast.AST, name: str) -> Iterator[int]:
    """Yield the lines of a function that ask what is called `name` for something, the first one first."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.expr)]
    asked = sorted(node.lineno for node in nodes if _asks(node, name))
    yield from asked or sorted(node.lineno for node in nodes if _reads(node, name))


def _reads(node: ast.expr, name: str) -> bool:
    """Return whether a node is a variable or an attribute whose value is looked at."""
    return isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and _last(node) == name


def _asks(node: ast.expr, name: str) -> bool:
    if isinstance(node, ast.Subscript):
        return isinstance(node.ctx, ast.Load) and _last(node.value) == name
    if isinstance(node, ast.Compare):
        within = any(isinstance(one, ast.In | ast.NotIn) for one in node.ops)
        return within and any(_last(one) == name for one in node.comparators)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in _ASKING and _last(node.func.value) == name
    return False
