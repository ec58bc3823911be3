"""Whether code takes things out of a collection it also fills, or keeps an eye on its size: read off its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conformance.app.protected import parsed

_TAKING = frozenset(
    {"pop", "popleft", "popitem", "clear", "remove", "discard", "cache_clear", "difference_update"}
    | {"intersection_update", "expire", "evict", "get_nowait"}
)
_IN_TURN = frozenset({"popleft", "heappop", "get_nowait", "maxlen"})
_PUTTING = frozenset({"append", "appendleft", "add", "setdefault", "insert", "extend", "update", "put"})
_REMOVING = frozenset({"unlink", "remove", "rmtree", "cleanup", "removedirs", "rmdir"})
_LATER = frozenset({"call_later", "call_at", "Timer", "add_job", "enqueue", "delay", "apply_async", "send_task"})
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_FILTERS = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.Slice
_MANGLED = re.compile(r"^_[^_]\w*?(?=__\w*[^_]_?$)")
_MAKING = {"__init__", "__new__", "__post_init__"}


@dataclass(frozen=True)
class _Function:
    """A function, the class it is written in or "", and what is written in itself, not in functions inside it."""

    node: ast.AST
    inside: str
    own: tuple[ast.AST, ...]

    @property
    def name(self) -> str:
        return getattr(self.node, "name", "")

    @property
    def takes(self) -> bool:
        return any(map(_takes, self.own))

    @property
    def once(self) -> bool:
        """Whether it runs once around all requests: what it takes out, it takes out at the end."""
        decorators = " ".join(ast.unparse(one) for one in getattr(self.node, "decorator_list", ()))
        found = getattr(self.node, "args", None)
        first = [one.arg for one in found.args][:1] if isinstance(found, ast.arguments) else []
        return "on_event" in decorators or ("contextmanager" in decorators and first in (["app"], ["application"]))


def bounded(name: str, files: Iterable[str], own: str = "") -> bool:
    """Return whether any function takes things out of what is called `name`, or looks how much is in it.

    `own` is the class of a collection that is of the user's own making: what its methods take out, they take of it.
    """
    name = _as_written(name)
    functions = [function for file in files for function in _functions(parsed(file))]
    takers = {function.name for function in functions if function.takes}
    if own and any(function.inside == own and function.takes for function in functions):
        return True
    return any(_bounds(function, name, takers) for function in functions if not function.once)


def evicted(name: str, file: str) -> bool:
    """Return whether a library takes things out of what is called `name` by itself: as it puts others in, or in turn.

    That it can be asked to do so is not enough: nearly all can.
    """
    name = _as_written(name)
    functions = list(_functions(parsed(file)))
    takers = {function.name for function in functions if function.takes}
    mine = [function for function in functions if any(_mentions(node, name) for node in function.own)]
    return any(
        any(_watches(node, name) or _consumes(node) for node in function.own)
        or (_stores(function, name) and (function.takes or any(_calls(node, takers) for node in function.own)))
        for function in mine
    )


def renewed(name: str, files: Iterable[str]) -> bool:
    """Return whether any function cuts what is called `name`, looks at its size, or begins anew with something else."""
    name = _as_written(name)
    functions = [function for file in files for function in _functions(parsed(file)) if not function.once]
    return any(_watches(node, name) for function in functions for node in function.own) or any(
        _begins(node, name) for function in functions if function.name not in _MAKING for node in function.own
    )


def removes_files(file: str) -> bool:
    """Return whether a module removes any file or folder."""
    nodes = ast.walk(parsed(file))
    return any(isinstance(node, ast.Attribute) and node.attr in _REMOVING for node in nodes)


def removes_later(file: str) -> bool:
    """Return whether a module removes files, and has something done at another time."""
    return removes_files(file) and any(_name(node) in _LATER for node in ast.walk(parsed(file)))


def _as_written(name: str) -> str:
    """Return a private name as it stands in its class: `__entries`, which Python keeps as `_Visits__entries`."""
    return _MANGLED.sub("", name)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _functions(tree: ast.AST, inside: str = "") -> Iterator[_Function]:
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, _FUNCTIONS):
            yield _Function(child, inside, tuple(_own(child)))
        yield from _functions(child, child.name if isinstance(child, ast.ClassDef) else inside)


def _own(function: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield child
            yield from _own(child)


def _bounds(function: _Function, name: str, takers: set[str]) -> bool:
    if not any(_mentions(node, name) for node in function.own):
        return False
    if function.takes or any(_calls(node, takers) for node in function.own):
        return True
    return any(_watches(node, name) for node in function.own) or _replaces(function, name)


def _mentions(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name
    if isinstance(node, ast.Attribute):
        return node.attr == name
    return isinstance(node, ast.Constant) and node.value == name


def _takes(node: ast.AST) -> bool:
    """Return whether a node takes something out, or hands on what does: `task.add_done_callback(tasks.discard)`."""
    if isinstance(node, ast.Attribute):
        return node.attr in _TAKING
    return isinstance(node, ast.Delete) and any(isinstance(one, ast.Subscript) for one in node.targets)


def _calls(node: ast.AST, takers: set[str]) -> bool:
    """Return whether a node calls a function that takes things out of what it is given, or of what it knows."""
    if not isinstance(node, ast.Call):
        return False
    return _name(node.func) in takers


def _watches(node: ast.AST, name: str) -> bool:
    """Return whether a node compares the size of something with more than nothing, or puts a part in its place."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        trivial = any(isinstance(one, ast.Constant) and one.value in (0, 1) for one in sides)
        return not trivial and any(_measures(one, name) for side in sides for one in ast.walk(side))
    if isinstance(node, ast.Assign):
        kept = any(_mentions(one, name) for target in node.targets for one in ast.walk(target))
        return kept and any(isinstance(one, _FILTERS) for one in ast.walk(node.value))
    return False


def _consumes(node: ast.AST) -> bool:
    return _name(node) in _IN_TURN


def _stores(function: _Function, name: str) -> bool:
    """Return whether a function puts something into what is called `name`."""
    for node in function.own:
        into = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        into = into or (isinstance(node, ast.Attribute) and node.attr in _PUTTING)
        if into and isinstance(node, ast.Subscript | ast.Attribute) and _uses(node.value, name):
            return True
    return False


def _begins(node: ast.AST, name: str) -> bool:
    """Return whether a node puts something in the place of what is called `name` that is not made of it."""
    if not isinstance(node, ast.Assign):
        return False
    pairs = [(target, node.value) for target in node.targets]
    for target, value in list(pairs):
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs += zip(target.elts, value.elts, strict=False)
    return any(_is_named(target, name) and not _uses(value, name) for target, value in pairs)


def _is_named(target: ast.AST, name: str) -> bool:
    return isinstance(target, ast.Name | ast.Attribute) and _mentions(target, name)


def _uses(value: ast.AST, name: str) -> bool:
    return any(_mentions(one, name) for one in ast.walk(value))


def _measures(node: ast.AST, name: str) -> bool:
    is_size = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"
    return is_size and any(_mentions(one, name) for one in ast.walk(node))


def _replaces(function: _Function, name: str) -> bool:
    """Return whether a function reads something and puts another in its place: it was emptied, or flushed."""
    declared = {one for node in function.own if isinstance(node, ast.Global) for one in node.names}
    mine = [node for node in function.own if isinstance(node, ast.Name | ast.Attribute) and _mentions(node, name)]
    mine = [node for node in mine if isinstance(node, ast.Attribute) or name in declared]
    return function.name not in _MAKING and {ast.Store, ast.Load} <= {type(node.ctx) for node in mine}
