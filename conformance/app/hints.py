"""Ids that an app itself tells of: keys of what it holds in memory, and constants it compares with."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from types import CodeType
from typing import Any

from conformance.app.functions import underlying
from conformance.app.naming import ids_in, reference, singular

_AT_MOST = 4
_DEPTH = 3


def told_of(endpoint: Any, name: str) -> Iterator[Any]:
    """Yield what may be the `name` of something an endpoint knows: from its own globals and constants."""
    function = underlying(endpoint)
    if inspect.isfunction(function):
        thing = singular((reference(name) or (name, ""))[0])
        yield from islice(dict.fromkeys(_told(function.__code__, function.__globals__, name, thing, _DEPTH)), _AT_MOST)


def _told(code: CodeType, scope: Mapping[str, Any], name: str, thing: str, depth: int) -> Iterator[Any]:
    for held in [scope[used] for used in code.co_names if used in scope]:
        yield from _held(held, name, thing)
        for function in _functions(held, code) if depth else ():
            yield from _told(function.__code__, function.__globals__, name, thing, depth - 1)
    for constant in code.co_consts:
        if isinstance(constant, tuple | frozenset):
            yield from (one for one in sorted(constant, key=str) if isinstance(one, str | int))


def _held(held: Any, name: str, thing: str) -> Iterator[Any]:
    """Yield ids of what a dict, a list or a set holds, or one that is an attribute of a store."""
    if isinstance(held, Mapping):
        yield from (key for key in islice(held, 2) if isinstance(key, str | int))
    elif isinstance(held, list | set | tuple | frozenset):
        yield from _members(held, name, thing)
    elif not (inspect.isclass(held) or inspect.isroutine(held) or inspect.ismodule(held)):
        for value in getattr(held, "__dict__", {}).values():
            if isinstance(value, dict | list) and value:
                yield from _held(value, name, thing)


def _members(held: Collection[Any], name: str, thing: str) -> Iterator[Any]:
    for member in islice(held, 2):
        if isinstance(member, str | int):
            yield member
        else:
            yield from ids_in(member if isinstance(member, dict) else getattr(member, "__dict__", None), name, thing)[
                :1
            ]


def _functions(held: Any, code: CodeType) -> list[Any]:
    """Return the functions behind a name that code uses: itself, or those of a module it calls."""
    if inspect.ismodule(held):
        held_by_name = [getattr(held, used, None) for used in code.co_names]
        return [one for one in held_by_name if inspect.isfunction(one)]
    return [held] if inspect.isfunction(held) else []
