"""What a collection is kept as: an attribute, a global, a variable of what goes on, the entries of a cache."""

from __future__ import annotations

import functools
import gc
import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import (
    AsyncGeneratorType,
    CellType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
    ModuleType,
)
from typing import Any

_CACHE = type(functools.lru_cache(len))
_COLLECTIONS = (dict, list, set, tuple, deque)
_OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep
_NESTED = 2  # collections in collections
_MANY = 3  # collections that something is in


@dataclass(frozen=True)
class Keeper:
    """What a collection is kept as: one of `names`, of a class `own` or a function, in a file; or in a `cache`.

    `limited` says that it holds no more than so much: it has a longest length, or the cache has.
    """

    names: tuple[str, ...] = ()
    own: str = ""
    file: str = ""
    limited: bool = False
    cache: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        return ".".join(part for part in (self.own, *self.names) if part) if len(self.names) == 1 else self.own


def keeper(one: Any, known: tuple[Any, ...] = (), depth: int = _NESTED) -> Keeper:
    """Return what a collection is kept as, or else the collection it is in; what is `known` does not count."""
    if isinstance(one, deque) and one.maxlen is not None:
        return Keeper(limited=True)
    holders = [each for each in gc.get_referrers(one) if all(each is not mine for mine in known)]
    found = [keeper for holder in holders for keeper in _kept_as(one, holder)]
    if not found and depth:
        outer = [each for each in holders if issubclass(type(each), _COLLECTIONS)][:_MANY]
        found = [each for each in (keeper(each, (*known, holders), depth - 1) for each in outer) if each.names]
    return found[0] if found else Keeper()


def _kept_as(one: Any, holder: Any) -> Iterator[Keeper]:
    """Yield what something is kept as by what refers to it, if that has a name for it."""
    if isinstance(holder, _CACHE):
        limited = holder.cache_parameters()["maxsize"] is not None
        yield Keeper(own=str(getattr(holder, "__name__", "")), limited=limited, cache=holder)
    elif isinstance(holder, CellType):
        yield from _of_closure(holder)
    elif (code := _code_of(holder)) is not None:
        yield from _in_function(code, *code.co_varnames, *code.co_cellvars)
    elif issubclass(type(holder), dict):
        yield from (each for owner in gc.get_referrers(holder) for each in _as_attribute(one, owner))
    elif not issubclass(type(holder), _COLLECTIONS):
        yield from _as_attribute(one, holder)


def _code_of(holder: Any) -> CodeType | None:
    """Return what runs, where the holder is something that goes on."""
    if isinstance(holder, FrameType):
        return holder.f_code
    if isinstance(holder, CoroutineType):
        return holder.cr_code
    if isinstance(holder, GeneratorType):
        return holder.gi_code
    return holder.ag_code if isinstance(holder, AsyncGeneratorType) else None


def _of_closure(cell: CellType) -> Iterator[Keeper]:
    for closure in [each for each in gc.get_referrers(cell) if isinstance(each, tuple)]:
        for function in gc.get_referrers(closure):
            if isinstance(function, FunctionType) and function.__closure__ is closure:
                yield from _in_function(function.__code__, function.__code__.co_freevars[closure.index(cell)])


def _in_function(code: CodeType, *names: str) -> Iterator[Keeper]:
    if not code.co_filename.startswith(_OURS):
        yield Keeper(names, f"{code.co_name}()", code.co_filename)


def _as_attribute(one: Any, owner: Any) -> Iterator[Keeper]:
    name = next((name for name, value in _attributes(owner) if value is one), None)
    if name is None:
        return
    kind = owner if isinstance(owner, type) else type(owner)
    module = owner if isinstance(owner, ModuleType) else sys.modules.get(kind.__module__)
    file = getattr(module, "__file__", None) or ""
    if not file.startswith(_OURS):
        yield Keeper((name,), "" if module is owner else kind.__name__, file)


def _attributes(owner: Any) -> Iterator[tuple[str, Any]]:
    """Yield the attributes of an object, without asking it for them."""
    if isinstance(owner, type):
        yield from list(type.__getattribute__(owner, "__dict__").items())
        return
    with suppress(AttributeError, RuntimeError):  # it has none, or they change meanwhile
        yield from list(object.__getattribute__(owner, "__dict__").items())
    for name in {name for kind in type(owner).__mro__ for name in _slots(kind)}:
        with suppress(AttributeError):
            yield name, object.__getattribute__(owner, name)


def _slots(kind: type) -> Iterator[str]:
    slots = vars(kind).get("__slots__", ())
    yield from (slots,) if isinstance(slots, str) else slots
