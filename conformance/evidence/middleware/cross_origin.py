"""Which pages of other origins an app may answer: what its middleware names, and what it answers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from types import CodeType
from typing import Any

from conformance.app.functions import underlying
from conformance.app.patterns import matching
from conformance.app.stack import Stack

ANY = "https://elsewhere.example"  # a name that nobody owns
_ORIGIN = re.compile(r"https?://[^/\s*]+")
_DEEP = 3
_MANY = 100  # values of one object that are looked through
_FEW = 4


def origins(stacks: list[Stack]) -> list[str]:
    """Return origins that the layers of some stacks mention, and one that only an open door lets in."""
    layers = {id(layer): layer for stack in stacks for layer in (slot.get() for slot in stack.slots[:-1])}
    named = dict.fromkeys(text for layer in layers.values() for text in _named(layer))
    return [*islice(named, _FEW), ANY]


def _named(layer: Any) -> Iterator[str]:
    for value in getattr(layer, "__dict__", {}).values():
        yield from _texts(value, _DEEP)
    for function in (getattr(layer, "dispatch_func", None), layer):
        code = getattr(underlying(function), "__code__", None)
        if code is not None:
            yield from _of_function(underlying(function), code)


def _of_function(function: Any, code: CodeType) -> Iterator[str]:
    """Yield the origins a function mentions: its constants, what it closes over, and the globals it names."""
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _of_function(function, constant)
        else:
            yield from _texts(constant, _DEEP)
    for name in (*code.co_names, *code.co_freevars):
        yield from _texts(function.__globals__.get(name), _DEEP)
    for cell in function.__closure__ or ():
        try:
            yield from _texts(cell.cell_contents, _DEEP)
        except ValueError:
            continue


def _texts(value: Any, deep: int) -> Iterator[str]:
    """Yield the origins in a value: itself, its members, the fields of settings; an expression gives one it matches."""
    if isinstance(value, str):
        # One text may hold several, as in an environment variable.
        yield from (part for part in re.split(r"[\s,;]+", value) if _ORIGIN.fullmatch(part))
    elif isinstance(value, re.Pattern):
        made = matching(value.pattern) if isinstance(value.pattern, str) else None
        yield from [made] if made and value.fullmatch(made) else []
    elif deep and isinstance(value, Mapping):
        yield from (text for one in _values(value)[:_MANY] for text in _texts(one, deep - 1))
    elif deep and isinstance(value, list | tuple | set | frozenset):
        yield from (text for one in islice(value, _MANY) for text in _texts(one, deep - 1))
    elif deep and _is_settings(value):
        yield from _texts(vars(value), deep - 1)


def _values(value: Mapping[Any, Any]) -> list[Any]:
    """Return the values of a mapping; none where somebody's own class fails, or another thread changes it."""
    try:
        return list(value.values())
    except Exception:
        return []


def _is_settings(value: Any) -> bool:
    """Return whether a value is an object of plain fields, as settings and modules are."""
    held = getattr(value, "__dict__", None)
    return isinstance(held, dict) and not callable(value) and not isinstance(value, type)
