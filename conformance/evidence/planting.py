"""Putting a text of ours in every place of a request that takes texts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

from conformance.app.acceptance import accepts
from conformance.app.driver import Driver
from conformance.app.mutation import leaves, place
from conformance.app.operations import Operation
from conformance.app.parameters import Spot, parts
from conformance.app.recipe import File, Recipe
from conformance.app.schema import Node

Planted = tuple[Recipe, Spot, str]
_PLACES = 30


def word() -> str:
    """Return a word that is nowhere else: letters and digits only."""
    return f"cnry{secrets.token_hex(4)}"


def spots(driver: Driver, operation: Operation) -> list[tuple[Recipe, Spot]]:
    """Return the places of valid requests that a text of the caller's choice goes to, optional ones too."""
    found: dict[Spot, Recipe] = {}
    for made in driver.full(operation):
        for spot in leaves(made):
            if spot not in found and _takes_text(operation, made, spot):
                found[spot] = made
    return [(made, spot) for spot, made in found.items()][:_PLACES]


def _takes_text(operation: Operation, made: Recipe, spot: Spot) -> bool:
    """Return whether a place takes texts, and not only some of them."""
    where, location = spot
    if isinstance(made.at(where, location), File):
        return False
    node = parts(operation).get(where, Node.root({})).find(made.part(where), location)
    schemas = [one.schema for one in node.alternatives()] or [{}]
    return any(one.get("type", "string") == "string" and not {"enum", "const"} & one.keys() for one in schemas)


def planted(operation: Operation, made: Recipe, spot: Spot, *texts: str) -> Recipe | None:
    """Return the request with the first of some texts in a place that is accepted there, None when none is."""
    for text in texts:
        changed = made.put(*spot, text)
        if not accepts(operation, changed):
            return changed
    return None


def named(spot: Spot) -> str:
    """Return a place in words."""
    return place(*spot)


def each(driver: Driver, operation: Operation, texts: Callable[[str], tuple[str, ...]]) -> Iterator[Planted]:
    """Yield a request for each place that takes a text, with one of `texts` of a word of its own, and that text."""
    for made, spot in spots(driver, operation):
        changed = planted(operation, made, spot, *texts(word()))
        if changed is not None:
            yield changed, spot, str(changed.at(*spot))
