"""Where code asks whether something it was given is true, which what is empty is not."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from conformance.app.protected import parsed
from conformance.finding import Place


def asked_for_truth(places: Iterable[Place]) -> Place | None:
    """Return the line that asks whether what the first of some lines got is true, None when none is seen to."""
    for place in places:
        line = next(_asking(_function_at(place), place.line), None)
        if line is not None:
            return Place(place.path, line)
    return None


def _function_at(place: Place) -> ast.AST:
    """Return the innermost function around a line, the module where there is none."""
    tree = parsed(place.path)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    around = [node for node in ast.walk(tree) if isinstance(node, functions) and _covers(node, place.line)]
    return max(around, key=lambda node: node.lineno, default=None) or tree


def _covers(node: ast.stmt | ast.expr, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _asking(function: ast.AST, line: int) -> Iterator[int]:
    """Yield the lines, from one on, that ask whether what is got there is true."""
    names = {name for node in ast.walk(function) for name in _named(node, line)}
    tests = [test for node in ast.walk(function) for test in _tests(node)]
    for test in sorted(tests, key=lambda one: one.lineno):
        if test.lineno >= line and (_gets(test, line) or (isinstance(test, ast.Name) and test.id in names)):
            yield test.lineno


def _named(node: ast.AST, line: int) -> Iterator[str]:
    """Yield the names that a line gives to what it got."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign) and _covers(node, line):
        targets = node.targets
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and _covers(node, line):
        targets = [node.target]
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def _tests(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a node asks the truth of; not to put a constant in its place."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from _parts(node.test)
    elif isinstance(node, ast.BoolOp) and not isinstance(node.values[-1], ast.Constant):
        yield from (part for value in node.values[:-1] for part in _parts(value))


def _parts(test: ast.expr) -> Iterator[ast.expr]:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from _parts(test.operand)
    elif isinstance(test, ast.BoolOp):
        yield from (part for value in test.values for part in _parts(value))
    elif isinstance(test, ast.NamedExpr):
        yield from (test, test.target)
    else:
        yield test


def _gets(test: ast.expr, line: int) -> bool:
    """Return whether a test is what was got at a line, as it was got."""
    inner = test.value if isinstance(test, ast.NamedExpr | ast.Await) else test
    return isinstance(inner, ast.Call | ast.Await) and _covers(inner, line)
