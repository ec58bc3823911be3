"""Where the user's code uses a library: the line to change when the library does what it was told to."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.protected import parsed
from conformance.finding import Place


def used_at(library: str, code: UserCode, *calls: str) -> Place | None:
    """Return the user's line that calls something of a library, or hands it over; preferably one of `calls`.

    Where only local imports are seen, the line of the import.
    """
    found = [(place, name) for module in _modules(code) for place, name in _uses(module, library)]
    told = [place for place, name in found if name in calls]
    return next(iter(told or [place for place, name in found if name] or [place for place, _ in found]), None)


def _modules(code: UserCode) -> Iterator[ModuleType]:
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith(".py") and code.owns(file):
            yield module


def _uses(module: ModuleType, library: str) -> Iterator[tuple[Place, str]]:
    """Yield the lines of calls that have to do with a library, each with the name of what is called; "" for imports."""
    tree, path = parsed(str(module.__file__)), str(module.__file__)
    local = {name for node in ast.walk(tree) for name in _imported(node, library)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for name in _names(node):
                if name in local or _is_of(vars(module).get(name), library):
                    yield Place(path, node.lineno), _called(node)
                    break
        elif any(_imported(node, library)):
            yield Place(path, node.lineno), ""  # type: ignore[attr-defined]


def _names(call: ast.Call) -> Iterator[str]:
    """Yield the names a call begins with and is handed, not those of calls inside it."""
    for part in (call.func, *call.args, *(keyword.value for keyword in call.keywords)):
        while isinstance(part, ast.Attribute | ast.Call):
            part = part.value if isinstance(part, ast.Attribute) else part.func
        if isinstance(part, ast.Name):
            yield part.id


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _imported(node: ast.AST, library: str) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module and _under(node.module, library):
        yield from (one.asname or one.name for one in node.names)
    elif isinstance(node, ast.Import):
        yield from (one.asname or one.name.partition(".")[0] for one in node.names if _under(one.name, library))


def _is_of(value: Any, library: str) -> bool:
    if value is None:
        return False
    if isinstance(value, ModuleType):
        return _under(value.__name__, library)
    own = value if isinstance(value, type) or callable(value) else type(value)
    return _under(str(getattr(own, "__module__", "")), library)


def _under(name: str, library: str) -> bool:
    return name == library or name.startswith(f"{library}.")
