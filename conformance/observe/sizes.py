"""How much is in the collections and caches that outlive requests, and which requests and sessions are kept there."""

from __future__ import annotations

import asyncio
import functools
import gc
import logging
import sys
import threading
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from starlette.requests import HTTPConnection

from conformance.app.functions import place_of
from conformance.finding import Place
from conformance.observe.state import reachable

_PLAIN = (list, dict, set, deque, defaultdict, OrderedDict, Counter)
_CACHED = type(functools.lru_cache(len))
_LAST = 3  # of the items of a collection: what was put in last is what a request left


@dataclass(frozen=True, eq=False)
class Collected:
    """A collection or cache without a bound of its own; `path` leads to it, `names` are what of that code may name."""

    value: Any
    path: tuple[str, ...]
    names: tuple[str, ...]

    def size(self) -> int:
        return self.value.cache_info().currsize if isinstance(self.value, _CACHED) else len(self.value)

    @property
    def name(self) -> str:
        """What it is called: the names of variables and attributes, without keys."""
        return ".".join(part for part in self.path if part.isidentifier()) or "a collection"

    @property
    def cached(self) -> Place | None:
        """The function whose results a cache keeps, None when it is no cache of the functools."""
        return place_of(self.value.__wrapped__) if isinstance(self.value, _CACHED) else None

    def keeps(self) -> str:
        """Return what is kept that belongs to one request: "Request", "Session"; "" when nothing is seen."""
        kinds = tuple(_kinds())
        return next((type(one).__name__ for one in self._last() if isinstance(one, kinds)), "")

    def holds_open(self) -> bool:
        """Return whether what is kept are files, sockets and the like."""
        return any(hasattr(one, "fileno") or hasattr(one, "get_extra_info") for one in self._last())

    def runs(self) -> bool:
        """Return whether what is kept are tasks or threads that go on."""
        return any(map(_goes_on, self._last()))

    def _last(self) -> Iterator[Any]:
        """Yield what was put in last, and what that holds."""
        if isinstance(self.value, _CACHED):
            return
        try:
            items = list(self.value.values() if isinstance(self.value, dict) else self.value)
        except RuntimeError:
            return  # it changes meanwhile
        for item in items[-_LAST:]:
            yield item
            yield from _inside(item)


@dataclass(frozen=True, eq=False)
class Kept:
    """An attribute or global that holds a request that is over, found from names in a file, if from any."""

    request: HTTPConnection
    path: tuple[str, ...]
    file: str = ""


def kept(modules: Iterable[ModuleType], roots: Iterable[Any]) -> tuple[list[Collected], list[Kept]]:
    """Return the collections in reach that nothing bounds by itself, and the requests that are kept."""
    given = list(modules)
    names = {module.__name__ for module in given}
    collections: list[Collected] = []
    requests: list[Kept] = []
    inner: set[int] = set()  # what caches keep their entries in
    collections.extend(_of_logging())
    for node in reachable(given, roots):
        if node.strange:
            continue  # a library's own
        if isinstance(node.value, HTTPConnection):
            requests.append(Kept(node.value, node.path, node.file))
        elif id(node.value) not in inner and _is_unbounded(node.value, names):
            collections.append(Collected(node.value, node.path, node.names))
        if isinstance(node.value, _CACHED):
            inner |= {id(one) for one in gc.get_referents(node.value) if isinstance(one, dict)}
    return collections, requests


def _of_logging() -> Iterator[Collected]:
    """Yield what is told to loggers, which live for ever."""
    for logger in [logging.root, *list(logging.root.manager.loggerDict.values())]:
        if isinstance(logger, logging.Logger):
            yield Collected(logger.handlers, ("logger", "handlers"), ())
            yield Collected(logger.filters, ("logger", "filters"), ())


def _is_unbounded(value: Any, modules: set[str]) -> bool:
    if isinstance(value, _CACHED):
        wrapped = getattr(value, "__wrapped__", None)
        return value.cache_parameters()["maxsize"] is None and getattr(wrapped, "__module__", "") in modules
    if isinstance(value, deque) and value.maxlen is not None:
        return False
    return type(value) in _PLAIN or (isinstance(value, _PLAIN) and type(value).__module__ in modules)


def _goes_on(item: Any) -> bool:
    if isinstance(item, threading.Thread):
        return item.is_alive()
    return isinstance(item, asyncio.Future) and not item.done()


def _inside(item: Any) -> list[Any]:
    if isinstance(item, list | tuple | set):
        return list(item)[:_LAST]
    if isinstance(item, dict):
        return list(item.values())[:_LAST]
    return list(getattr(item, "__dict__", {}).values())


def _kinds() -> Iterator[type]:
    """Yield what is made for one request."""
    yield HTTPConnection
    for module, names in (("sqlalchemy.orm", ("Session",)), ("sqlalchemy.ext.asyncio", ("AsyncSession",))):
        yield from (getattr(sys.modules[module], name) for name in names if module in sys.modules)
