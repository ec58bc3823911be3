"""Reading a generator's source for what it gives back after its `yield`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType

from conformance.app.protected import function_of

Function = ast.FunctionDef | ast.AsyncFunctionDef

# Words in the names of functions and methods that give something back, whatever they are called on.
_RELEASING = {
    *(
        "close",
        "aclose",
        "release",
        "dispose",
        "shutdown",
        "disconnect",
        "reset",
        "restore",
        "rmtree",
        "rmdir",
        "unlink",
    ),
    *("unlock", "rollback", "terminate", "kill", "stop", "cleanup", "teardown", "free", "discard", "putconn", "detach"),
    *("unsubscribe", "unregister", "leave", "quit", "exit", "aexit", "logout", "cancel", "decrement", "checkin"),
    *("expunge", "revoke", "deactivate"),
}
# The same, on what was used or for what was yielded, unless it is only to be done on success.
_RETURNING = {"put", "pop", "remove", "delete", "clear", "end", "finish", "return", "give", "drop", "destroy"}
_OPPOSITE = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True)
class Release:
    """A statement after a `yield` that gives something back: its line, and its text, the same wherever it stands."""

    line: int
    text: str


@cache
def releases(code: CodeType) -> tuple[Release, ...]:
    """Return what a generator gives back after its `yield`, without what is only to be done on success."""
    function = function_of(code)
    if not isinstance(function, Function):
        return ()
    yields = [node.lineno for node in _own(function) if isinstance(node, ast.Yield | ast.YieldFrom)]
    return tuple(_Reading(function, min(yields)).found()) if yields else ()


class _Reading:
    """What one generator knows before its first `yield`, and what it does after it."""

    def __init__(self, function: Function, first: int) -> None:
        self._function = function
        before = [node for node in _own(function) if getattr(node, "lineno", first) <= first]
        self._used = {_receiver(node.func) for node in before if isinstance(node, ast.Call)} - {""}
        self._yielded = {name for node in _own(function) if isinstance(node, ast.Yield) for name in _names(node)}
        self._managed = {name for node in _own(function) for name in _bound_by_with(node)}
        self._counted = {_counter(node) for node in before if isinstance(node, ast.AugAssign)}
        self._stored = {
            ast.unparse(target)
            for node in before
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Subscript)
        }

    def found(self) -> Iterator[Release]:
        yield from self._in(self._function.body, after=False, guarded=False)

    def _in(self, body: list[ast.stmt], *, after: bool, guarded: bool) -> Iterator[Release]:
        """Yield the releases of a block: `after` a `yield`, and `guarded` where others see to what is raised there."""
        for statement in body:
            yielding = _yields(statement)
            inner = _blocks(statement)
            for block, guards in inner:
                follows = after or (yielding and not _yields(*block))
                yield from self._in(block, after=follows, guarded=guarded or (guards and yielding))
            if not inner and after:
                yield from self._of(statement, guarded)
            after = after or yielding

    def _of(self, statement: ast.stmt, guarded: bool) -> Iterator[Release]:
        if self._gives_back(statement, guarded):
            text = re.sub(r"\bawait ", "", ast.unparse(statement))
            yield Release(statement.lineno, text)

    def _gives_back(self, statement: ast.stmt, guarded: bool) -> bool:
        if isinstance(statement, ast.AugAssign):
            operator, target = _counter(statement)
            return (_OPPOSITE.get(operator), target) in self._counted
        if isinstance(statement, ast.Delete):
            return any(ast.unparse(target) in self._stored for target in statement.targets)
        return any(self._is_release(node, guarded) for node in ast.walk(statement) if isinstance(node, ast.Call))

    def _is_release(self, call: ast.Call, guarded: bool) -> bool:
        words = set(re.split(r"[_\W]+", _name(call.func).lower()))
        if words & _RELEASING:
            return not (_names(call) & self._managed) or "reset" in words
        arguments = {name for one in (*call.args, *(k.value for k in call.keywords)) for name in _names(one)}
        known = _receiver(call.func) in self._used or bool(arguments & self._yielded)
        return bool(words & _RETURNING) and known and not guarded


def _own(function: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield child
            yield from _own(child)


def _yields(*statements: ast.stmt) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for one in statements for node in (one, *_own(one)))


def _blocks(statement: ast.stmt) -> list[tuple[list[ast.stmt], bool]]:
    """Return the blocks of a compound statement, each with whether it is left for another when something is raised."""
    guards = isinstance(statement, ast.Try | ast.TryStar | ast.With | ast.AsyncWith)
    names = (("body", guards), ("orelse", guards), ("finalbody", False))
    blocks = [(getattr(statement, name, None) or [], guarded) for name, guarded in names]
    blocks += [(inner.body, False) for name in ("handlers", "cases") for inner in getattr(statement, name, ())]
    return [(block, guarded) for block, guarded in blocks if block]


def _bound_by_with(node: ast.AST) -> set[str]:
    items = node.items if isinstance(node, ast.With | ast.AsyncWith) else []
    return {name for item in items if item.optional_vars is not None for name in _names(item.optional_vars)}


def _counter(node: ast.AugAssign) -> tuple[type[ast.operator], str]:
    return type(node.op), f"{ast.unparse(node.target)} {ast.unparse(node.value)}"


def _name(function: ast.expr) -> str:
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def _receiver(function: ast.expr) -> str:
    return ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""


def _names(expression: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
