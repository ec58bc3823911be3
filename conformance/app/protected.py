"""Reading a function's source for what it protects itself against: its `try` statements."""

from __future__ import annotations

import ast
import linecache
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType

_PARSES = 40
_GIVING = {"close", "aclose", "release", "putconn", "remove", "rollback", "dispose", "__exit__", "__aexit__"}
_BROAD = {"Exception", "BaseException"}


@dataclass(frozen=True)
class Handler:
    """One `except` clause: the expressions it names, its line, and the first and last line of its `try` body."""

    names: tuple[str, ...]
    line: int
    first: int
    last: int

    @property
    def body(self) -> frozenset[int]:
        """The lines on which the `try` body begins."""
        return frozenset({self.first})

    @property
    def broad(self) -> bool:
        return not self.names or bool(_BROAD & set(self.names))


def handlers(code: CodeType) -> list[Handler]:
    """Return the `except` clauses written in the function itself, in order."""
    function = function_of(code)
    return list(_handlers(function)) if function is not None else []


def protected_lines(code: CodeType) -> frozenset[int]:
    """Return the first lines of the `try` bodies that catch any exception."""
    return frozenset(line for handler in handlers(code) if handler.broad for line in handler.body)


@cache
def closing_lines(code: CodeType) -> frozenset[int]:
    """Return the lines at which an exception would be none of the code's.

    Those that also run when a block is left: of `finally`, and the `with` itself. And those that do nothing, such as a
    `try`: CPython does not count them to the block around, whose end would not be run.
    """
    function = function_of(code)
    return frozenset(line for node in own_nodes(function) for line in _closing(node)) if function else frozenset()


def _closing(node: ast.AST) -> Iterator[int]:
    if isinstance(node, ast.Try | ast.Pass | ast.Break | ast.Continue):
        yield node.lineno
    yield from _final(node)
    if isinstance(node, ast.With | ast.AsyncWith):
        yield from range(node.lineno, node.body[0].lineno)


def final_lines(code: CodeType) -> frozenset[int]:
    """Return the lines of `finally` clauses."""
    function = function_of(code)
    return frozenset(line for node in own_nodes(function) for line in _final(node)) if function else frozenset()


def _final(node: ast.AST) -> range:
    first, last = _span(node.finalbody) if isinstance(node, ast.Try) and node.finalbody else (0, -1)
    return range(first, last + 1)


@cache
def opening_lines(code: CodeType) -> frozenset[int]:
    """Return the lines that lead up to a `try` for all that may end it in the same block, and that of the `try`."""
    function = function_of(code)
    blocks = [getattr(node, "body", None) for node in [function, *own_nodes(function)]] if function else []
    return frozenset(line for block in blocks if isinstance(block, list) for line in _opening(block))


def _opening(block: list[ast.stmt]) -> range:
    tries = [one.lineno for one in block if isinstance(one, ast.Try) and (one.finalbody or _is_broad(one))]
    return range(block[0].lineno, tries[-1] + 1) if tries else range(0)


def _is_broad(node: ast.Try) -> bool:
    return any(not (names := _names(handler.type)) or "BaseException" in names for handler in node.handlers)


@cache
def giving_lines(code: CodeType) -> frozenset[int]:
    """Return the lines of statements that only give something back: if these fail, nobody can do it for them."""
    function = function_of(code)
    statements = [node for node in own_nodes(function) if isinstance(node, ast.Expr)] if function else []
    return frozenset(line for one in statements if _gives(one.value) for line in range(one.lineno, _end(one) + 1))


def _gives(value: ast.expr) -> bool:
    call = value.value if isinstance(value, ast.Await) else value
    name = ast.unparse(call.func).rpartition(".")[2] if isinstance(call, ast.Call) else ""
    return name in _GIVING or (name == "shield" and isinstance(call, ast.Call) and any(map(_gives, call.args)))


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def first_line(code: CodeType) -> int:
    """Return the first line of a function's body that does something."""
    function = function_of(code)
    body = getattr(function, "body", None) or []
    doing = [statement for statement in body if not _is_docstring(statement)] if isinstance(body, list) else []
    return doing[0].lineno if doing else code.co_firstlineno


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _handlers(function: ast.AST) -> Iterator[Handler]:
    for node in own_nodes(function):
        if isinstance(node, ast.Try | ast.TryStar):
            for handler in node.handlers:
                yield Handler(_names(handler.type), handler.lineno, *_span(node.body))
            returns = [one for one in own_nodes(ast.Module(node.finalbody, [])) if isinstance(one, ast.Return)]
            yield from (Handler((), one.lineno, *_span(node.body)) for one in returns)  # which ends every exception
        elif isinstance(node, ast.With):
            yield from _suppressing(node)


def guard_of(code: CodeType, line: int) -> int | None:
    """Return the line of the innermost `except`, `with` or returning `finally` around a line of a function."""
    function = function_of(code)
    if function is None:
        return None
    guards = [(one.first, one.last, one.line) for one in _handlers(function)]
    blocks = [node for node in own_nodes(function) if isinstance(node, ast.With | ast.AsyncWith)]
    guards += [(*_span(node.body), node.lineno) for node in blocks]
    around = [(first, at) for first, last, at in guards if first <= line <= last]
    return max(around)[1] if around else None


def _suppressing(node: ast.With) -> Iterator[Handler]:
    """Yield `contextlib.suppress(...)` as what it is: an `except` clause with nothing in it."""
    for item in node.items:
        call = item.context_expr
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == "suppress":
            names = tuple(ast.unparse(argument) for argument in call.args)
            yield Handler(names, node.lineno, *_span(node.body))


def _span(body: list[ast.stmt]) -> tuple[int, int]:
    return body[0].lineno, body[-1].end_lineno or body[-1].lineno


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield what is written in a function itself, not in those that are defined in it."""
    for child in ast.iter_child_nodes(function):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        yield child
        yield from own_nodes(child)


def _names(expression: ast.expr | None) -> tuple[str, ...]:
    if expression is None:
        return ()
    parts = expression.elts if isinstance(expression, ast.Tuple) else [expression]
    return tuple(ast.unparse(part) for part in parts)


def function_of(code: CodeType) -> ast.AST | None:
    """Return the syntax tree of a function, None when its source is not to be had."""
    for node in _functions(code.co_filename):
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
        name = getattr(node, "name", "<lambda>")
        if first == code.co_firstlineno and name == code.co_name:
            return node
    return None


@cache
def _functions(filename: str) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, ...]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    return tuple(node for node in ast.walk(parsed(filename)) if isinstance(node, kinds))


@cache
def parsed(filename: str) -> ast.Module:
    """Return the syntax tree of a file, an empty one when it cannot be read."""
    for _ in range(_PARSES):
        try:
            return ast.parse("".join(linecache.getlines(filename)))
        except SystemError:
            time.sleep(0.05)  # CPython 3.11 counts the depth of all threads that parse together
        except (SyntaxError, ValueError):
            break
    return ast.Module([], [])
