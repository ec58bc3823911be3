"""What outlives a request in the user's code, and what of it holds certain texts: globals, attributes, defaults."""

from __future__ import annotations

import contextlib
import functools
import gc
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import FunctionType, MethodType, ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Router

_NODES = 20_000
_DEPTH = 8
_LONGEST = 20_000  # characters of a text that are searched
_ITEMS = 200
_STRANGE = 2  # objects of libraries that are looked into on the way
_CONTAINERS = (list, tuple, set, frozenset, deque)
_CACHED = type(functools.lru_cache(len))
_OPAQUE = (ModuleType, int, float, complex, type(None), type(Ellipsis), property, Starlette, BaseRoute, Router)


@dataclass(frozen=True)
class Held:
    """Something that outlives a request and holds `token`; `path` are the names that lead to it.

    `file` is that of the module whose global the first name is, "" when it is none; `default` says that it is
    the default of an argument, `crowded` that it is a collection.
    """

    path: tuple[str, ...]
    token: str
    file: str = ""
    default: bool = False
    crowded: bool = False

    @property
    def single(self) -> bool:
        """Whether it is no collection, or one that should not outlive a call."""
        return self.default or not self.crowded


@dataclass(frozen=True)
class Node:
    """Something in reach: `path` are the names that lead to it, `names` those of them that are no keys of a dict.

    `strange` counts the objects of libraries on the way.
    """

    value: Any
    path: tuple[str, ...]
    file: str = ""
    depth: int = 0
    default: bool = False
    crowded: bool = False
    strange: int = 0
    names: tuple[str, ...] = ()

    def to(self, value: Any, *names: str, default: bool = False, crowded: bool = False, strange: int = 0) -> Node:
        path, default, crowded = (*self.path, *names), self.default or default, self.crowded or crowded
        named = (*self.names, *names)
        return Node(value, path, self.file, self.depth + 1, default, crowded, self.strange + strange, named)

    def at(self, value: Any, key: str) -> Node:
        """Return the node of what a dict holds under a key; a root that is a dict has attributes for keys."""
        return replace(self.to(value, key), names=self.names or (key,))


def user_modules(owns: Callable[[str], bool]) -> list[ModuleType]:
    """Return the modules that are imported and the user's."""
    modules = [module for module in list(sys.modules.values()) if isinstance(module, ModuleType)]
    return [module for module in modules if owns(getattr(module, "__file__", None) or "")]


def user_files(owns: Callable[[str], bool]) -> list[str]:
    """Return the files of the modules that are imported and the user's."""
    return [module.__file__ for module in user_modules(owns) if module.__file__]


def held(modules: Iterable[ModuleType], roots: Iterable[Any], tokens: Iterable[str]) -> list[Held]:
    """Return what holds any of the tokens, in the modules and the objects given, the nearest first."""
    wanted = re.compile("|".join(sorted(map(re.escape, tokens))))
    found: dict[Held, None] = {}
    for node in reachable(modules, roots) if wanted.pattern else ():
        for token in set(wanted.findall(_text(node.value))) if isinstance(node.value, str | bytes) else ():
            found[Held(node.path, token, node.file, node.default, node.crowded)] = None
    return list(found)


def leading_to(
    modules: Iterable[ModuleType], roots: Iterable[Any], wanted: Callable[[Any], bool]
) -> tuple[tuple[str, ...], str] | None:
    """Return the names that lead to the nearest object that is wanted, and the file of the module they begin in."""
    return next(((node.path, node.file) for node in reachable(modules, roots) if wanted(node.value)), None)


def reachable(given: Iterable[ModuleType], roots: Iterable[Any]) -> Iterator[Node]:
    """Yield everything in reach of modules and objects, breadth first, as far as is affordable."""
    modules = list(given)
    names = {module.__name__ for module in modules}
    seen: set[int] = set()
    queue = deque(
        Node(value, (name,), module.__file__ or "", names=(name,))
        for module in modules
        for name, value in list(vars(module).items())
        if not name.startswith("__")
    )
    queue.extend(Node(root, ()) for root in roots)
    while queue and len(seen) < _NODES:
        node = queue.popleft()
        if isinstance(node.value, str | bytes):
            yield node
        elif id(node.value) not in seen and node.depth < _DEPTH and not isinstance(node.value, _OPAQUE):
            seen.add(id(node.value))
            yield node
            queue.extend(_below(node, names))


def _below(node: Node, modules: set[str]) -> Iterator[Node]:
    value = node.value
    if isinstance(value, dict):
        for key, item in list(value.items())[:_ITEMS]:
            yield node.at(item, key) if isinstance(key, str) else node.to(item)
    elif isinstance(value, _CONTAINERS):
        for item in list(value)[:_ITEMS]:
            yield node.to(item, crowded=True)
    elif isinstance(value, FunctionType):
        yield from _of_function(node, value)
    elif isinstance(value, MethodType):
        yield node.to(value.__self__)
        yield node.to(value.__func__)
    elif isinstance(value, type):
        if value.__module__ in modules:
            own = [(name, item) for name, item in list(vars(value).items()) if not name.startswith("__")]
            yield from (node.to(_plain(item), name) for name, item in own)
    elif isinstance(value, _CACHED):
        kept = [one for one in gc.get_referents(value) if isinstance(one, dict) or type(one).__module__ in modules]
        yield from (node.to(item, crowded=True) for item in kept)
    elif type(value).__module__ in modules:
        yield from (node.to(item, name) for name, item in attributes(value))
        yield node.to(type(value))
    elif node.strange < _STRANGE:
        yield from (node.to(item, name, strange=1) for name, item in attributes(value))


def _of_function(node: Node, function: FunctionType) -> Iterator[Node]:
    for name, value in _defaults(function):
        if isinstance(value, dict | list | set | deque) or hasattr(value, "__dict__"):
            yield node.to(value, name, default=True)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=False):
        with contextlib.suppress(ValueError):
            yield node.to(cell.cell_contents, name)
    yield from (node.to(item, name) for name, item in list(vars(function).items()))


def _defaults(function: FunctionType) -> Iterator[tuple[str, Any]]:
    """Yield the arguments of a function that have a default, with it; quicker than a signature."""
    values = function.__defaults__ or ()
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    yield from zip(names[len(names) - len(values) :], values, strict=False)
    yield from (function.__kwdefaults__ or {}).items()


def _plain(item: Any) -> Any:
    return item.__func__ if isinstance(item, staticmethod | classmethod) else item


def attributes(value: Any) -> list[tuple[str, Any]]:
    """Return what is stored on an object, without running code of its class."""
    found: dict[str, Any] = {}
    for cls in type(value).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            with contextlib.suppress(Exception):
                found[name] = object.__getattribute__(value, name)
    with contextlib.suppress(Exception):
        found |= object.__getattribute__(value, "__dict__")
    return [(name, item) for name, item in found.items() if isinstance(name, str)]


def _text(value: str | bytes) -> str:
    value = value[:_LONGEST]
    return (value if isinstance(value, str) else value.decode("latin-1")).casefold()
