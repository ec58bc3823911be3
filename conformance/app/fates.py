"""Reading what becomes of a value where it is made: dropped, returned to the caller, or kept."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType, FrameType
from typing import Literal

from conformance.app.protected import parsed
from conformance.finding import Place

Fate = Literal["dropped", "returned", "kept"]

_SUSPENDS = ast.Await | ast.AsyncFor | ast.AsyncWith | ast.Yield | ast.YieldFrom
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_LISTS = ast.List | ast.Tuple | ast.Set | ast.ListComp | ast.SetComp | ast.Starred
COMPREHENSIONS = frozenset({"<listcomp>", "<setcomp>"})
# What may be asked of a task without anybody keeping it.
_ASKING = frozenset({"add_done_callback", "set_name", "get_name", "done", "cancelled", "remove_done_callback"})


@dataclass(frozen=True)
class Site:
    """Where a frame stands: its code, and the instruction it is at."""

    code: CodeType
    instruction: int
    line: int

    @classmethod
    def of(cls, frame: FrameType) -> Site:
        return cls(frame.f_code, frame.f_lasti, frame.f_lineno)

    @property
    def place(self) -> Place:
        return Place(self.code.co_filename, self.line)


def fate_at(site: Site) -> Fate:
    """Return what becomes of the value of the call, or of the `await`, that a frame is at."""
    node = _expression(site)
    return fate_of(node, site.code.co_filename) if node is not None else "kept"


def fate_of(node: ast.AST, filename: str) -> Fate:
    """Return what becomes of the value of an expression."""
    parents = _parents(filename)
    parent = parents.get(node)
    while parent is not None and _passes_on(parent, node, parents):
        node, parent = parent, parents.get(parent)
    if isinstance(parent, ast.Expr):
        return "dropped"
    if isinstance(parent, ast.Return | ast.Lambda):
        return "returned"
    if isinstance(parent, ast.Assign) and all(isinstance(target, ast.Name) for target in parent.targets):
        return _local_fate(parent, [target.id for target in parent.targets if isinstance(target, ast.Name)], parents)
    if isinstance(parent, ast.AnnAssign) and isinstance(parent.target, ast.Name):
        return _local_fate(parent, [parent.target.id], parents)
    return "kept"


def _passes_on(parent: ast.AST, node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Return whether an expression has the value of another, or holds nothing but it, or is a question asked of it."""
    if isinstance(parent, ast.IfExp):
        return node is not parent.test
    if isinstance(parent, ast.BoolOp):
        return node is parent.values[-1]
    if isinstance(parent, ast.Attribute):
        return parent.attr in _ASKING and isinstance(parents.get(parent), ast.Call)
    if isinstance(parent, ast.Call):
        return node is parent.func and isinstance(parents.get(parent), ast.Expr)
    return isinstance(parent, _LISTS) and isinstance(node, ast.expr)


def _local_fate(statement: ast.stmt, names: list[str], parents: dict[ast.AST, ast.AST]) -> Fate:
    """Return what becomes of what is assigned to local variables."""
    function = next((one for one in _around(statement, parents) if isinstance(one, _FUNCTIONS)), None)
    if function is None or _is_outer(function, names):
        return "kept"
    fates = {_fate_of_use(use, function, parents) for use in ast.walk(function) if _reads(use, names)}
    if "kept" in fates:
        return "kept"
    if "returned" in fates:
        return "returned"
    return "kept" if _suspends_after(function, statement, parents) else "dropped"


def _is_outer(function: ast.AST, names: list[str]) -> bool:
    return any(
        isinstance(node, ast.Global | ast.Nonlocal) and set(names) & set(node.names) for node in ast.walk(function)
    )


def _reads(node: ast.AST, names: list[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load)


def _fate_of_use(use: ast.AST, function: ast.AST, parents: dict[ast.AST, ast.AST]) -> Fate:
    parent = parents.get(use)
    own = next((one for one in _around(use, parents) if isinstance(one, _FUNCTIONS)), None)
    if own is not function:
        return "kept"
    if isinstance(parent, ast.Return):
        return "returned"
    called = isinstance(parents.get(parent), ast.Call) if parent is not None else False
    asked = isinstance(parent, ast.Attribute) and parent.attr in _ASKING and called
    return "dropped" if asked or isinstance(parent, ast.FormattedValue) else "kept"


def _suspends_after(function: ast.AST, statement: ast.stmt, parents: dict[ast.AST, ast.AST]) -> bool:
    """Return whether a function waits somewhere once it has done a statement, so that its variables live on."""
    around = list(_around(statement, parents))
    inside = around[: around.index(function)]
    if any(isinstance(one, ast.AsyncWith | ast.AsyncFor | ast.For | ast.While | ast.Try) for one in inside):
        return any(isinstance(node, _SUSPENDS) for node in ast.walk(function))
    after = (node for node in ast.walk(function) if isinstance(node, _SUSPENDS))
    return any(node.lineno > (statement.end_lineno or statement.lineno) for node in after)


def _around(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


@cache
def _parents(filename: str) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(parsed(filename)) for child in ast.iter_child_nodes(node)}


@cache
def _by_end(filename: str) -> dict[tuple[int, int], list[ast.Call | ast.Await]]:
    found: dict[tuple[int, int], list[ast.Call | ast.Await]] = {}
    for node in ast.walk(parsed(filename)):
        if isinstance(node, ast.Call | ast.Await):
            found.setdefault((node.end_lineno or 0, node.end_col_offset or 0), []).append(node)
    return found


def _expression(site: Site) -> ast.Call | ast.Await | None:
    """Return the call or `await` at an instruction; of several that end there the one that begins there too."""
    positions = list(site.code.co_positions())
    index = site.instruction // 2
    line, end_line, column, end_column = positions[index] if index < len(positions) else (None,) * 4
    if end_line is None or end_column is None:
        return None
    ending = _by_end(site.code.co_filename).get((end_line, end_column), [])
    exact = [node for node in ending if (node.lineno, node.col_offset) == (line, column)]
    return next(iter(exact or ending), None)
