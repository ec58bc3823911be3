"""Making a recipe acceptable: one refusal after the other, by trying what could satisfy the validator behind it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from conformance.app.acceptance import Refusal, accepts
from conformance.app.minimal import EMAIL, PASSWORD, Wish, declared, minimal
from conformance.app.mining import Mined, mined
from conformance.app.operations import Operation
from conformance.app.parameters import Location, Spot, parameters, parts
from conformance.app.pool import NUMBERS, TEXTS, days
from conformance.app.recipe import MISSING, Recipe, Where
from conformance.app.schema import Node

BUDGET = 1500


def repaired(operation: Operation, recipe: Recipe, fixed: Collection[Spot] = ()) -> tuple[Recipe, list[Refusal]]:
    """Return a recipe that is accepted, or the best one found and why it still is refused; `fixed` spots stay."""
    return _Repair(operation, frozenset(fixed)).run(recipe)


@dataclass
class _Repair:
    operation: Operation
    fixed: frozenset[Spot]
    left: int = BUDGET
    nodes: dict[Where, Node] = field(default_factory=dict)
    pools: dict[Spot, Mined] = field(default_factory=dict)

    def run(self, recipe: Recipe) -> tuple[Recipe, list[Refusal]]:
        refusals = accepts(self.operation, recipe)
        self.nodes = parts(self.operation) if refusals else {}
        while refusals:
            better = self._better(recipe, refusals)
            if better is None:
                break
            recipe, refusals = better
        return recipe, refusals

    def _better(self, recipe: Recipe, refusals: list[Refusal]) -> tuple[Recipe, list[Refusal]] | None:
        for target in refusals:
            for changed in self._candidates(recipe, target):
                self.left -= 1
                if self.left < 0:
                    return None
                found = accepts(self.operation, changed)
                if _improves(found, refusals, target):
                    return changed, found
        return None

    def _candidates(self, recipe: Recipe, target: Refusal) -> Iterator[Recipe]:
        """Yield changed recipes, the likeliest to help first; one that touches a fixed spot is left out."""
        for changed in self._tries(recipe, target):
            if all(recipe.at(*spot) == changed.at(*spot) for spot in self.fixed):
                yield changed

    def _tries(self, recipe: Recipe, target: Refusal) -> Iterator[Recipe]:
        where, location = target.where, target.location
        if target.type == "extra_forbidden":
            yield recipe.put(where, location, MISSING)
        yield from self._whole(recipe, where, location)
        leaves = [one for one in recipe.leaves(where) if one[: len(location)] == location]
        if len(leaves) > 1:
            yield from _related(recipe, where, leaves)
        if target.type != "missing":
            yield from self._with_members(recipe, where, location)
        yield from self._other_leaves(recipe, where, leaves)
        yield from self._renamed(recipe, where, location)
        if target.type != "missing":
            yield from self._without_members(recipe, where, location)
            yield from self._pairs(recipe, where, leaves)

    def _renamed(self, recipe: Recipe, where: Where, location: Location) -> Iterator[Recipe]:
        """Yield a member of a map under other names, for names that are refused."""
        owner = recipe.at(where, location[:-1]) if location else MISSING
        members = self._node(recipe, where, location[:-1]).at(owner).members() if isinstance(owner, dict) else {}
        if where == "body" and isinstance(owner, dict) and location[-1] in owner and location[-1] not in members:
            for name in [*self._mined(where, location).texts[:40], *map(str, range(9)), *TEXTS]:
                if name not in owner:
                    renamed = {name if key == location[-1] else key: value for key, value in owner.items()}
                    yield recipe.put(where, location[:-1], renamed)

    def _whole(self, recipe: Recipe, where: Where, location: Location) -> Iterator[Recipe]:
        """Yield the value at the location made anew in every way its schema knows."""
        node = self._node(recipe, where, location)
        name = next((str(key) for key in reversed(location) if isinstance(key, str)), "")
        if not location and where not in ("body",):
            return
        for choice in node.alternatives():
            yield from (recipe.put(where, location, example) for example in declared(choice))
            for wish in (Wish(name=name, examples=False), Wish(name=name), Wish(name=name, full=True)):
                yield recipe.put(where, location, minimal(choice, wish))
            yield from (recipe.put(where, location, value) for value in choice.schema.get("enum", [])[:40])
            if choice.schema.get("type") == "array":
                yield from (
                    recipe.put(where, location, value) for value in _lists(choice, name, self._mined(where, location))
                )

    def _other_leaves(self, recipe: Recipe, where: Where, leaves: list[Location]) -> Iterator[Recipe]:
        pools = [(leaf, self._pool(recipe, where, leaf)) for leaf in leaves if leaf or where == "body"]
        for number in range(max((len(pool) for _, pool in pools), default=0)):
            yield from (recipe.put(where, leaf, pool[number]) for leaf, pool in pools if number < len(pool))

    def _pairs(self, recipe: Recipe, where: Where, leaves: list[Location]) -> Iterator[Recipe]:
        """Yield two leaves changed at once, for validators that look at both."""
        pools = [(leaf, self._pool(recipe, where, leaf)[:12]) for leaf in leaves[:6]]
        for index, (one, first) in enumerate(pools):
            for other, second in pools[index + 1 :]:
                yield from (recipe.put(where, one, a).put(where, other, b) for a in first for b in second)

    def _with_members(self, recipe: Recipe, where: Where, location: Location) -> Iterator[Recipe]:
        """Yield optional members added: one by one, then all of them."""
        value = recipe.at(where, location)
        if not isinstance(value, dict):
            return
        members = self._node(recipe, where, location).at(value).members()
        absent = {name: member for name, member in members.items() if name not in value or value[name] is None}
        for name, member in absent.items():
            yield recipe.put(where, (*location, name), minimal(member, Wish(name=name)))
        for full in (False, True):
            everything = {name: minimal(member, Wish(full=full, name=name)) for name, member in absent.items()}
            yield recipe.put(where, location, {**value, **everything})

    def _without_members(self, recipe: Recipe, where: Where, location: Location) -> Iterator[Recipe]:
        value = recipe.at(where, location)
        if isinstance(value, dict):
            required = self._node(recipe, where, location).at(value).required()
            yield from (recipe.put(where, (*location, name), MISSING) for name in value if name not in required)

    def _node(self, recipe: Recipe, where: Where, location: Location) -> Node:
        return self.nodes.get(where, Node.root({})).find(recipe.part(where), location)

    def _pool(self, recipe: Recipe, where: Where, leaf: Location) -> list[Any]:
        value = recipe.at(where, leaf)
        node = self._node(recipe, where, leaf)
        enums = [choice for one in node.alternatives() for choice in one.schema.get("enum", [])]
        found = self._mined(where, leaf)
        if isinstance(value, bool):
            return [not value]
        if isinstance(value, str):
            return [*enums, *found.texts, *TEXTS, *days(), *map(str, found.numbers)]
        if isinstance(value, int | float):
            return [*enums, *found.numbers, *NUMBERS]
        return [*enums, *found.texts, *found.numbers, *TEXTS, *NUMBERS, [], {}]

    def _mined(self, where: Where, leaf: Location) -> Mined:
        key: Spot = where, leaf[:1]
        if key not in self.pools:
            all_ = [one for one in parameters(self.operation) if one.where == where]
            named = [one for one in all_ if leaf and one.name == leaf[0]] or all_
            fields = [one.container or one.field for one in named]
            both = [mined(one.field_info.annotation, one.field_info.metadata) for one in fields]
            self.pools[key] = Mined(
                tuple(dict.fromkeys(text for one in both for text in one.texts)),
                tuple(dict.fromkeys(number for one in both for number in one.numbers)),
            )
        return self.pools[key]


def _improves(found: list[Refusal], before: list[Refusal], target: Refusal) -> bool:
    """Return whether a refusal is gone and at most validators further out, which now get to run, came instead."""
    if not found:
        return True
    spot = target.where, target.location
    if any((one.where, one.location) == spot for one in found):
        return False
    known = {(one.where, one.location) for one in before}
    new = [one for one in found if (one.where, one.location) not in known]
    outer = [one for one in new if one.where == spot[0] and spot[1][: len(one.location)] == one.location]
    return len(new) == len(outer)


def _related(recipe: Recipe, where: Where, leaves: list[Location]) -> Iterator[Recipe]:
    """Yield texts made equal (a password and its confirmation), numbers and dates made ascending."""
    texts = [leaf for leaf in leaves if isinstance(recipe.at(where, leaf), str)]
    for text in (PASSWORD, "Passw0rd!", EMAIL, "abc") if len(texts) > 1 else ():
        yield _all_put(recipe, where, dict.fromkeys(texts, text))
    for first, second in _twins(texts):
        yield recipe.put(where, second, recipe.at(where, first))
    for direction in (1, -1):
        yield _all_put(
            recipe, where, {leaf: _bumped(recipe.at(where, leaf), n * direction) for n, leaf in enumerate(leaves)}
        )
    for step in (1, 10):
        yield from (recipe.put(where, leaf, _bumped(recipe.at(where, leaf), step)) for leaf in leaves)
    numbers = [leaf for leaf in leaves if isinstance(recipe.at(where, leaf), int | float)]
    for total in (100, 1) if numbers else ():
        yield _all_put(recipe, where, dict.fromkeys(numbers, total / len(numbers)))
        ones = [_bumped(recipe.at(where, leaf), 0) for leaf in numbers]
        yield recipe.put(where, numbers[-1], total - sum(ones[:-1]))


def _twins(leaves: list[Location]) -> Iterator[tuple[Location, Location]]:
    """Yield members that repeat another by their name: password and confirm_password."""
    for second in leaves:
        for first in leaves:
            if first != second and first[:-1] == second[:-1] and str(first[-1]).lower() in str(second[-1]).lower():
                yield first, second


def _all_put(recipe: Recipe, where: Where, values: dict[Location, Any]) -> Recipe:
    for location, value in values.items():
        recipe = recipe.put(where, location, value)
    return recipe


def _bumped(value: Any, by: int) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
        return f"{int(value[:4]) + by:04d}{value[4:]}"
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d.*", value):
        return f"{(int(value[:2]) + by) % 24:02d}{value[2:]}"
    return value + by if isinstance(value, int | float) and not isinstance(value, bool) else value


def _lists(node: Node, name: str, mentioned: Mined) -> Iterator[list[Any]]:
    """Yield lists of other lengths, and lists of numbers that make a sum a validator mentions."""
    item = node.of(node.schema.get("items"))
    yield []
    for count in (2, 3, 5):
        yield [minimal(item, Wish(name=name, index=index)) for index in range(count)]
    if {one.schema.get("type") for one in item.alternatives()} & {"number", "integer"}:
        yield from ([total // 2, total - total // 2] for total in (*mentioned.numbers, 100, 1))
