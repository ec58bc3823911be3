"""Where the user's own values go in a recipe: by name at any depth, or by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.app.operations import Operation
from conformance.app.parameters import Location, Spot, parts
from conformance.app.recipe import Recipe, Where
from conformance.app.schema import Node


def given(operation: Operation, found: Recipe, values: Mapping[str, Any]) -> Recipe:
    """Return a recipe with the user's values put wherever they belong."""
    for where, location, value in _places(operation, found, values):
        found = found.put(where, location, value)
    return found


def spots(operation: Operation, found: Recipe, values: Mapping[str, Any]) -> list[Spot]:
    """Return the places the user's values belong to."""
    return [(where, location) for where, location, _ in _places(operation, found, values)]


def _places(operation: Operation, found: Recipe, values: Mapping[str, Any]) -> Iterator[tuple[Where, Location, Any]]:
    """Yield every place the user's values belong to: members there are, and optional ones there could be."""
    if not values:
        return
    nodes = parts(operation)
    named: list[tuple[Where, Location]] = [("path", (name,)) for name in found.path]
    for where, node in nodes.items():
        named += [(where, location) for location in _names(node, found.part(where), ())]
    for where, location in dict.fromkeys(named):
        path = ".".join(map(str, (where, *location)))
        key = path if path in values else _key(where, str(location[-1]), values)
        if key is not None:
            yield where, location, values[key]


def _key(where: Where, name: str, values: Mapping[str, Any]) -> str | None:
    if name in values or where != "header":
        return name if name in values else None
    plain = name.lower().replace("_", "-")
    return next((key for key in values if key.lower().replace("_", "-") == plain), None)


def _names(node: Node, value: Any, location: Location) -> Iterator[Location]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _names(node.below(index, value), item, (*location, index))
    elif isinstance(value, Mapping) or not location:
        here = value if isinstance(value, Mapping) else {}
        members = node.at(here).members()
        for name in dict.fromkeys([*here, *members]):
            yield (*location, name)
            if name in here:
                yield from _names(node.below(name, here), here[name], (*location, name))
