"""Reading the modules an app consists of for statements that drop a task, whether or not they have run."""

from __future__ import annotations

import ast
import asyncio
import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

from conformance.app.fates import fate_of
from conformance.app.protected import parsed
from conformance.finding import Place

_MAKING = frozenset({"create_task", "ensure_future"})
_GIVING_FUTURES = {"create_task", "ensure_future", "gather", "shield", "wrap_future", "run_in_executor", "submit"}
_GIVING_FUTURES |= {"create_future", "run_coroutine_threadsafe"}
_LOOPS = frozenset({"get_event_loop", "get_running_loop", "new_event_loop"})
_MISSING = object()


def modules(names: Iterable[str], owns: Callable[[str], bool]) -> list[ModuleType]:
    """Return the user's loaded modules among `names` and all they import."""
    found: dict[str, ModuleType] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        module = sys.modules.get(name)
        file = getattr(module, "__file__", None)
        if module is not None and file and name not in found and owns(file):
            found[name] = module
            waiting += _imported(module, file)
    return [found[name] for name in sorted(found)]


def _imported(module: ModuleType, file: str) -> Iterator[str]:
    package = module.__package__ or ""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            try:
                base = importlib.util.resolve_name("." * node.level + (node.module or ""), package)
            except ImportError:
                continue
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def starts_tasks(module: ModuleType) -> bool:
    """Return whether a module makes tasks of asyncio's anywhere."""
    return any(_is_making(call, module) for call in _calls(module))


def dropped(module: ModuleType) -> Iterator[Place]:
    """Yield the lines of a module on which the result of asyncio's `create_task` or `ensure_future` is dropped."""
    file = str(module.__file__)
    for call in _calls(module):
        if _is_making(call, module) and fate_of(call, file) == "dropped" and not _is_script(call, file):
            yield Place(file, call.lineno)


def _calls(module: ModuleType) -> Iterator[ast.Call]:
    return (node for node in ast.walk(parsed(str(module.__file__))) if isinstance(node, ast.Call))


def _is_making(call: ast.Call, module: ModuleType) -> bool:
    function = call.func
    if "ensure_future" in ast.unparse(function) and not _starts_coroutine(call):
        return False
    if isinstance(function, ast.Name):
        return any(_value(function, module) is getattr(asyncio, name) for name in _MAKING)
    if not isinstance(function, ast.Attribute) or function.attr not in _MAKING:
        return False
    owner = _value(function.value, module)
    return owner is asyncio or isinstance(owner, asyncio.AbstractEventLoop) or _is_loop(function.value, call, module)


def _starts_coroutine(call: ast.Call) -> bool:
    """Return whether `ensure_future` is given a call: whatever else it is given may be a task already, and kept."""
    given = call.args[0] if call.args else None
    if not isinstance(given, ast.Call):
        return False
    return ast.unparse(given.func).rpartition(".")[2] not in _GIVING_FUTURES


def _is_loop(expression: ast.expr, call: ast.Call, module: ModuleType) -> bool:
    """Return whether an expression is asyncio's loop: got right here, or in a variable of this function."""
    if isinstance(expression, ast.Call):
        got = expression.func
        if isinstance(got, ast.Attribute):
            return got.attr in _LOOPS and _value(got.value, module) is asyncio
        return any(_value(got, module) is getattr(asyncio, name) for name in _LOOPS)
    if not isinstance(expression, ast.Name):
        return False
    given = [value for function in _functions_around(call, module) for value in _assigned(function, expression.id)]
    return bool(given) and all(isinstance(value, ast.Call) and _is_loop(value, call, module) for value in given)


def _assigned(function: ast.AST, name: str) -> Iterator[ast.expr | None]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            yield from (node.value for target in node.targets if isinstance(target, ast.Name) and target.id == name)
        elif isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load):
            if not any(isinstance(one, ast.Assign) and node in one.targets for one in ast.walk(function)):
                yield None
        elif isinstance(node, ast.arg) and node.arg == name:
            yield None


def _functions_around(call: ast.Call, module: ModuleType) -> Iterator[ast.AST]:
    """Yield the innermost function that a call is in."""
    around = [
        node
        for node in ast.walk(parsed(str(module.__file__)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= call.lineno <= (node.end_lineno or node.lineno)
    ]
    yield from sorted(around, key=lambda node: node.lineno)[-1:]


def _value(expression: ast.expr, module: ModuleType) -> Any:
    """Return what a name of a module's, or an attribute of it, stands for; nothing where a function has its own."""
    if isinstance(expression, ast.Attribute):
        owner = _value(expression.value, module)
        return getattr(owner, expression.attr, _MISSING) if isinstance(owner, ModuleType) else _MISSING
    if not isinstance(expression, ast.Name):
        return _MISSING
    if expression.id in vars(module):
        return vars(module)[expression.id]
    return _imported_inside(expression.id, module)


def _imported_inside(name: str, module: ModuleType) -> Any:
    for node in ast.walk(parsed(str(module.__file__))):
        if isinstance(node, ast.Import):
            if any((alias.asname or alias.name) == name == "asyncio" for alias in node.names):
                return asyncio
        elif isinstance(node, ast.ImportFrom) and node.module == "asyncio":
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    return getattr(asyncio, alias.name, _MISSING)
    return _MISSING


def _is_script(call: ast.Call, file: str) -> bool:
    """Return whether a call is made only where its file is run as a script."""
    guards = [node for node in parsed(file).body if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)]
    return any(node.lineno <= call.lineno <= (node.end_lineno or node.lineno) for node in guards)
