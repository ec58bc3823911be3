"""Other values that a parameter may be given: what its schema lists, what the code knows, what is next to the first."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from conformance.app import pool
from conformance.app.acceptance import accepts
from conformance.app.functions import underlying
from conformance.app.hints import told_of
from conformance.app.operations import Operation
from conformance.app.parameters import Parameter
from conformance.app.recipe import MISSING, Recipe, text_of

_LONGEST = 20  # characters of a text in the code that may be a value
_FEW = 2  # of each kind
_WORDS = 6


def alternatives(operation: Operation, parameter: Parameter, recipe: Recipe, known: Iterable[Any]) -> Iterator[Recipe]:
    """Yield requests that differ in one parameter only, and are accepted; `known` are values to try first."""
    spot = parameter.where, (parameter.name,)
    tried = {text_of(recipe.at(*spot))}
    for value in _values(operation, parameter, recipe.at(*spot), known):
        made = recipe.put(*spot, value)
        if text_of(value) not in tried and not accepts(operation, made):
            tried.add(text_of(value))
            yield made


def _values(operation: Operation, parameter: Parameter, value: Any, known: Iterable[Any]) -> Iterator[Any]:
    listed = [one for node in parameter.node.alternatives() for one in node.schema.get("enum", ())]
    yield from listed
    if not listed:
        for some in (known, parameter.examples, told_of(operation.endpoint, parameter.name)):
            yield from islice(some, _FEW)
        yield from islice(_words(operation.endpoint), _WORDS)
        default = getattr(parameter.field, "default", None)
        yield from islice(chain(_beside(default if value is MISSING else value), (True, 1)), _FEW)
        yield from islice(pool.TEXTS, 1)


def _words(endpoint: Any) -> Iterator[str]:
    """Yield the short words that an endpoint mentions or looks up: what it compares with may be among them."""
    function = underlying(endpoint)
    if inspect.isfunction(function):
        code, scope = function.__code__, function.__globals__
        held = [scope[name] for name in code.co_names if isinstance(scope.get(name), dict | list | tuple | set)]
        words = [one for some in (*held, code.co_consts) for one in some if isinstance(one, str)]
        yield from (one for one in dict.fromkeys(words) if one.isidentifier() and len(one) <= _LONGEST)


def _beside(value: Any) -> Iterator[Any]:
    """Yield values next to another."""
    match value:
        case bool():
            yield not value
        case int() | float():
            yield from (value + 1, value - 1)
        case str() if value.isdigit():
            yield from (str(int(value) + 1), str(int(value) - 1))
        case str():
            yield f"{value}x"
        case list():
            yield from ([*value, *value], ["x"], [1])
