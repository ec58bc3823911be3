"""A valid request for any operation: what the user gave, what the app declares, else the least that is accepted."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, Literal

from conformance.app import framework
from conformance.app.acceptance import Refusal, accepts
from conformance.app.framework import described_body
from conformance.app.given import given, spots
from conformance.app.minimal import UUID, Wish, minimal
from conformance.app.operations import Operation
from conformance.app.parameters import Parameter, Spot, parameters
from conformance.app.recipe import MISSING, File, Recipe
from conformance.app.repair import repaired
from conformance.app.same import Same
from conformance.app.schema import Node
from conformance.app.unique import made_unique
from conformance.finding import NotExercised

__all__ = ["Refusal", "accepts", "recipe"]

Fill = Literal["required", "all"]


def recipe(
    operation: Operation, *, values: Mapping[str, Any] = {}, fill: Fill = "required", unique: str = ""
) -> Recipe:
    """Return a request the operation accepts.

    `values` are put wherever a parameter or body member has that name ("price") or stands at that place
    ("body.price"), and are not touched. `fill` says whether optional ones are sent. `unique` is worked into
    free texts, so that two requests do not collide. Raises NotExercised naming the value that is missing.
    """
    settled = _settled(Same(operation), fill)
    if settled is None and fill == "all":
        return recipe(operation, values=values, fill="required", unique=unique)
    found, refusals, fixed = _adapted(operation, settled, values, fill)
    if refusals and fill == "all":
        return recipe(operation, values=values, fill="required", unique=unique)
    if refusals:
        raise NotExercised(_reason(refusals[0], fixed))
    return made_unique(operation, found, unique, fixed) if unique else found


_Found = tuple[Recipe, list[Refusal], list[Spot]]


def _adapted(operation: Operation, settled: Recipe | None, values: Mapping[str, Any], fill: Fill) -> _Found:
    """Return what is known to be accepted with the values put in; searched anew when they do not fit."""
    if settled is not None:
        found = given(operation, settled, values)
        refusals = accepts(operation, found) if values else []
        if not refusals:
            return found, refusals, spots(operation, found, values)
    return _found(operation, values, fill)


@functools.lru_cache(maxsize=4096)
def _settled(same: Same[Operation], fill: Fill) -> Recipe | None:
    """Return what an operation accepts when the user gives nothing; None when that is not found."""
    found, refusals, _ = _found(same.value, {}, fill)
    return None if refusals else found


def _found(operation: Operation, values: Mapping[str, Any], fill: Fill) -> _Found:
    """Return the best request that is found, what is still refused of it, and the spots the user gave."""
    declared = given(operation, _drafted(operation, Wish(full=fill == "all")), values)
    fixed = spots(operation, declared, values)
    refusals = accepts(operation, declared)
    if not refusals:
        return declared, refusals, fixed
    plain = given(operation, _drafted(operation, Wish(full=fill == "all", examples=False)), values)
    found, refusals = repaired(operation, _without_examples(declared, plain, refusals), fixed)
    if refusals:
        found, refusals = repaired(operation, plain, fixed)
    return found, refusals, fixed


def _reason(refusal: Refusal, fixed: list[Spot]) -> str:
    place = ".".join(map(str, (refusal.where, *refusal.location)))
    problem = f"{place}: {refusal.message}"
    if (refusal.where, refusal.location) in fixed:
        return f"the value given for {problem}; change it under values or requests in [tool.conformance]"
    return f"no valid value found for {problem}; give one under values or requests in [tool.conformance]"


def _described(operation: Operation, wish: Wish) -> Any:
    """Return a body that the endpoint reads by itself, as its description says; MISSING when there is none."""
    told = described_body(operation.route)
    if told is None:
        return MISSING
    if "example" in told:
        return told["example"]
    return minimal(Node.root(told.get("schema") or {"type": "object"}), wish)


def _drafted(operation: Operation, wish: Wish) -> Recipe:
    """Return a recipe of minimal values, not yet validated."""
    path, body = _path_values(operation), _described(operation, wish)
    found = Recipe(operation.method, operation.path, path=path, body=body)
    known = parameters(operation)
    if any(one.where == "form" for one in known):
        found = found.having("form", {})
    bodies = [one for one in known if one.where == "body"]
    if bodies and framework.embeds_body(operation.route) and any(_sent(one, wish) for one in bodies):
        found = found.having("body", {})
    for parameter in known:
        if _sent(parameter, wish):
            found = _added(operation, found, parameter, _value(parameter, wish))
    return found


def _sent(parameter: Parameter, wish: Wish) -> bool:
    return parameter.required or wish.full


def _value(parameter: Parameter, wish: Wish) -> Any:
    if wish.examples and parameter.examples:
        return parameter.examples[0]
    value = minimal(parameter.node, Wish(full=wish.full, examples=wish.examples, name=parameter.name))
    return _as_files(value) if parameter.is_file else value


def _as_files(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_files(item) for item in value]
    return value if isinstance(value, File) else File()


def _added(operation: Operation, found: Recipe, parameter: Parameter, value: Any) -> Recipe:
    if parameter.where == "body" and not framework.embeds_body(operation.route):
        return found.having("body", value)
    if parameter.where != "body" and value is None:
        return found  # null cannot be said outside JSON
    if parameter.where in ("header", "cookie") and isinstance(value, list) and len(value) == 1:
        value = value[0]
    return found.put(parameter.where, (parameter.name,), value)


def _path_values(operation: Operation) -> dict[str, Any]:
    """Return values for all names in the path, by their convertor; FastAPI's parameters replace them."""
    convertors = getattr(operation.route, "param_convertors", None) or {}
    names = re.findall(r"{([^}:]+)(?::[^}]*)?}", operation.path)
    return {name: _converted(type(convertors.get(name)).__name__, name) for name in names}


def _converted(convertor: str, name: str) -> Any:
    if convertor == "UUIDConvertor" or "uuid" in name.lower():
        return UUID
    return {"StringConvertor": "1", "PathConvertor": "x"}.get(convertor, "1")


def _without_examples(declared: Recipe, plain: Recipe, refusals: list[Refusal]) -> Recipe:
    """Return the recipe with the refused examples replaced by values of our own."""
    for refusal in refusals:
        location = refusal.location
        while location and plain.at(refusal.where, location) is MISSING:
            location = location[:-1]
        declared = declared.put(refusal.where, location, plain.at(refusal.where, location))
    return declared
