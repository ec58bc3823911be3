"""Lines of the app's own files: where something is called, said or assigned."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from conformance.app.code import UserCode
from conformance.app.protected import parsed
from conformance.finding import Place
from conformance.observe.state import user_files, user_modules


def calls(code: UserCode, wanted: Callable[[ast.Call], bool]) -> Iterator[tuple[Place, ast.Call]]:
    """Yield the calls in the app's files that are wanted, each with its line."""
    for path, node in _nodes(code):
        if isinstance(node, ast.Call) and wanted(node):
            yield Place(path, node.lineno), node


def constants(code: UserCode) -> Iterator[tuple[Place, str]]:
    """Yield the texts that are written in the app's files, as bytes too, each with its line."""
    for path, node in _nodes(code):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            yield Place(path, node.lineno), text


def saying(code: UserCode, name: str) -> Iterator[Place]:
    """Yield the lines of the app's files that hold a name as a text, in any case."""
    return (place for place, text in constants(code) if text.lower() == name)


def _nodes(code: UserCode) -> Iterator[tuple[str, ast.AST]]:
    for path in dict.fromkeys(user_files(code.owns)):
        for node in ast.walk(parsed(path)):
            yield path, node


def assigned(code: UserCode, value: Any) -> Place | None:
    """Return the line that gives an object its global name in the app's modules, None when it has none there."""
    for module in user_modules(code.owns):
        names = {name for name, one in list(vars(module).items()) if one is value}
        for node in ast.walk(parsed(module.__file__ or "")) if names else ():
            if isinstance(node, ast.Assign | ast.AnnAssign) and names & set(targets(node)):
                return Place(module.__file__ or "", node.lineno)
    return None


def targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    """Return the names and attributes that a statement assigns to."""
    given = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [str(getattr(one, "id", getattr(one, "attr", ""))) for one in given]


def called(node: ast.Call) -> str:
    """Return the last part of the name of what is called: `add_middleware` of `app.add_middleware(...)`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def making(code: UserCode, name: str, given: str) -> Iterator[Place]:
    """Yield the lines that call a class or function of this name with a text, in its place or by any name."""

    def wanted(node: ast.Call) -> bool:
        values = [*node.args, *(one.value for one in node.keywords)]
        return called(node) == name and any(isinstance(one, ast.Constant) and one.value == given for one in values)

    return (place for place, _ in calls(code, wanted))


def adding(code: UserCode, middleware: str) -> Iterator[tuple[Place, ast.Call]]:
    """Yield the calls that put a middleware of this class around the app, or make one, each with its line."""

    def wanted(node: ast.Call) -> bool:
        given = [one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in node.args]
        return middleware in given or called(node) == middleware

    return calls(code, wanted)
