"""Finding the stores of an app: from its modules, and from what reaches what it keeps."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import FunctionType, ModuleType
from typing import Any

from conformance.app.functions import place_of
from conformance.finding import Place
from conformance.observe.state import Node, attributes, reachable
from conformance.observe.stores import RESULTS, Results, Slots, Store, kept_results

_LIBRARIES = frozenset({"aiocache", "cashews", "fastapi_cache"})  # that keep entries in a dict of their own
_DECORATING = _LIBRARIES | {"cachetools", "async_lru"}
_NEAR = 3  # names that lead to an object whose attributes are looked at


def stores(modules: Iterable[ModuleType], roots: Iterable[Any], owns: Callable[[str], bool]) -> Iterator[Store]:
    """Yield the stores in reach; of functions' results those of the user's functions."""
    given = list(modules)
    yield from (Slots(vars(module), ()) for module in given)
    names = {module.__name__ for module in given}
    inner: set[int] = set()  # what caches keep their entries in
    owned: set[int] = set()  # what stands in the user's objects and functions, however they are reached
    functions: dict[int, Place | None] = {}
    for node in list(reachable(given, [*roots, *_backends()])):
        value = node.value
        if getattr(value if isinstance(value, FunctionType) else type(value), "__module__", "") in names:
            owned.update(map(id, _inside(value)))
            if _has_slots(node):
                yield Slots(vars(value), node.path)
        functions |= _wrapping(value)
        if isinstance(value, RESULTS):
            inner |= {id(kept_results(value)), id(value.__dict__)}
            at = place_of(value.__wrapped__)
            if at is not None and owns(at.path):
                yield Results(value, node.path, True, at)
        elif (found := _of_library(value)) is not None:
            inner.add(id(found))
            yield Store(found, node.path, True, functions.get(id(value)) or _wrapped(value))
        elif isinstance(value, dict) and not node.path:
            yield Slots(value, ("state",))
        elif _is_plain(value) and (not node.strange or id(value) in owned) and id(value) not in inner:
            yield Store(value, node.path, False, functions.get(id(value)))


def _has_slots(node: Node) -> bool:
    """Return whether something is an object of the user's that code knows by a name, and no item of a collection."""
    single = node.path and node.path == node.names and not node.crowded and node.depth <= _NEAR
    return bool(single) and not isinstance(node.value, FunctionType | type) and hasattr(node.value, "__dict__")


def _is_plain(value: Any) -> bool:
    return isinstance(value, dict) and not isinstance(value, Counter)


def _wrapping(value: Any) -> dict[int, Place | None]:
    """Return the function that a wrapper of a library is around, by the caches that the wrapper knows."""
    if isinstance(value, FunctionType):
        library = value.__globals__.get("__name__", "")
        known = [*_closed_over(value), *vars(value).values()]
    else:
        library = type(value).__module__
        known = [item for _, item in attributes(value)] if library.partition(".")[0] in _DECORATING else []
    wrapped = getattr(value, "__wrapped__", None) if library.partition(".")[0] in _DECORATING else None
    if wrapped is None:
        return {}
    caches = [found for one in known for found in (one, _of_library(one)) if found is not None]
    return dict.fromkeys(map(id, caches), place_of(wrapped))


def _inside(value: Any) -> list[Any]:
    """Return what an object, or what a function closes over, holds."""
    return _closed_over(value) if isinstance(value, FunctionType) else list(getattr(value, "__dict__", {}).values())


def _closed_over(function: FunctionType) -> list[Any]:
    return [cell.cell_contents for cell in function.__closure__ or () if _is_set(cell)]


def _is_set(cell: Any) -> bool:
    try:
        cell.cell_contents  # noqa: B018
    except ValueError:
        return False
    return True


def _of_library(value: Any) -> Any:
    """Return what a cache of a library keeps its entries in, None where it is none."""
    library = type(value).__module__.partition(".")[0]
    if library == "cachetools" and hasattr(type(value), "currsize"):
        return value
    if library == "async_lru" and hasattr(type(value), "cache_clear"):
        return getattr(value, "_LRUCacheWrapper__cache", None)
    names = ("store", "_store", "_cache") if library in _LIBRARIES else ()
    found = (getattr(value, name, None) for name in names)
    return next((one for one in found if isinstance(one, dict)), None)


def _wrapped(value: Any) -> Place | None:
    function = getattr(value, "__wrapped__", None)
    return place_of(function) if function is not None else None


def _backends() -> Iterator[Any]:
    """Yield what libraries keep their caches in, where no name of the user's leads to it."""
    for module, owner, name in (
        ("fastapi_cache", "FastAPICache", "_backend"),
        ("aiocache", "caches", "_caches"),
    ):
        found = getattr(getattr(sys.modules.get(module), owner, None), name, None)
        if found is not None:
            yield found
