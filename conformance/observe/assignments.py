"""Where the user's functions assign to what outlives a call: globals, attributes, entries, context variables."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CodeType

from conformance.app.protected import function_of, parsed
from conformance.finding import Place

_ADDING = {"append", "appendleft", "add", "update", "setdefault", "extend", "insert", "put", "put_nowait", "write"}
_NAMING = {"update", "bind", "set", "assign", "configure"}  # with keywords for what is set
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_MAKING = {"__init__", "__new__", "__post_init__"}


@dataclass(frozen=True)
class Assignment:
    """A statement that changes what `names` lead to: `self.user = x`, `STATE["user"] = x`, `items.append(x)`.

    `given` says that the first of the names is an argument of the function, `entry` that something is put into
    a collection, `empty` that a value is taken away.
    """

    names: tuple[str, ...]
    at: Place
    function: str
    given: bool = False
    entry: bool = False
    empty: bool = False

    @property
    def making(self) -> bool:
        """Whether it is made in a constructor: of an object, not of what it is kept in."""
        return self.function in _MAKING


def assignments(code: CodeType) -> list[Assignment]:
    """Return the assignments in one function that outlive a call of it."""
    function = function_of(code)
    return list(_of(function, code.co_filename)) if function is not None else []


def all_assignments(files: Iterable[str]) -> Iterator[Assignment]:
    """Yield the assignments in all functions of some files."""
    for file in files:
        for node in ast.walk(parsed(file)):
            if isinstance(node, _FUNCTIONS):
                yield from _of(node, file)


def _of(function: ast.AST, file: str) -> Iterator[Assignment]:
    outer = {name for node in _own(function) if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    local, arguments = _locals(function) - outer, _arguments(function)
    name = getattr(function, "name", "<lambda>")
    for node in _own(function):
        for names, entry, value in _targets(node, outer):
            if not (entry and len(names) < 2 and names[0] in local):
                at = Place(file, getattr(node, "lineno", 1))
                empty = isinstance(value, ast.Constant) and not value.value
                yield Assignment(names, at, name, names[0] in arguments, entry, empty)


def _targets(node: ast.AST, outer: set[str]) -> Iterator[tuple[tuple[str, ...], bool, ast.expr | None]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _target(target, outer, node.value)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        yield from _target(node.target, outer, node.value)
    elif isinstance(node, ast.Call):
        yield from _called(node)


def _target(
    target: ast.expr, outer: set[str], value: ast.expr | None
) -> Iterator[tuple[tuple[str, ...], bool, ast.expr | None]]:
    if isinstance(target, ast.Name):
        if target.id in outer:
            yield (target.id,), False, value
    elif isinstance(target, ast.Attribute):
        yield chain(target), False, value
    elif isinstance(target, ast.Subscript):
        key = target.slice
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield (*chain(target.value), key.value), False, value
        yield chain(target.value), True, value
    elif isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _target(part, outer, None)


def _called(node: ast.Call) -> Iterator[tuple[tuple[str, ...], bool, ast.expr | None]]:
    if isinstance(node.func, ast.Attribute) and node.func.attr in _ADDING:
        yield chain(node.func.value), True, None
    if isinstance(node.func, ast.Attribute) and node.func.attr in _NAMING:
        yield from (((*chain(node.func.value), one.arg), False, one.value) for one in node.keywords if one.arg)
    elif isinstance(node.func, ast.Name) and node.func.id == "setattr" and len(node.args) == 3:
        name = node.args[1]
        named = (name.value,) if isinstance(name, ast.Constant) and isinstance(name.value, str) else ()
        yield (*chain(node.args[0]), *named), not named, node.args[2]


def chain(expression: ast.expr) -> tuple[str, ...]:
    """Return the names of an expression: `request.app.state` is three; what is no name is left out."""
    if isinstance(expression, ast.Name):
        return (expression.id,)
    if isinstance(expression, ast.Attribute):
        return (*chain(expression.value), expression.attr)
    if isinstance(expression, ast.Subscript):
        key = expression.slice
        named = (key.value,) if isinstance(key, ast.Constant) and isinstance(key.value, str) else ()
        return (*chain(expression.value), *named)
    if isinstance(expression, ast.Call):
        return chain(expression.func)
    return ("",)


def _arguments(function: ast.AST) -> set[str]:
    found = getattr(function, "args", None)
    named = [*found.posonlyargs, *found.args, *found.kwonlyargs] if isinstance(found, ast.arguments) else []
    return {one.arg for one in named} - {"self", "cls"}


def _locals(function: ast.AST) -> set[str]:
    """Return the names a function binds itself."""
    return {node.id for node in _own(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield what is written in a function itself, not in the functions inside it, in order."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, _FUNCTIONS | ast.ClassDef):
            yield child
            yield from _own(child)
