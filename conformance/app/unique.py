"""Making two requests for the same thing different, so that unique columns do not collide."""

from __future__ import annotations

import random
import re
import string
import uuid
from collections.abc import Collection, Iterator
from typing import Any

from conformance.app.acceptance import accepts
from conformance.app.operations import Operation
from conformance.app.parameters import Location, Spot, parameters, parts
from conformance.app.recipe import Recipe, Where
from conformance.app.schema import Node
from conformance.app.secret import is_secret_name, name_words


def made_unique(operation: Operation, recipe: Recipe, unique: str, fixed: Collection[Spot]) -> Recipe:
    """Return the recipe with a text worked into its free texts, wherever that is still accepted.

    Equal texts stay equal, so that a confirmation keeps matching what it confirms; secrets are left alone.
    """
    groups = _groups(operation, recipe, fixed)
    everything = _changed(recipe, [spot for spots in groups.values() for spot in spots], unique, 0)
    if not accepts(operation, everything):
        return everything
    for spots in groups.values():
        recipe = _unique_group(operation, recipe, spots, unique)
    return recipe


def _unique_group(operation: Operation, recipe: Recipe, spots: list[Spot], unique: str) -> Recipe:
    for some in [spots, *([spot] for spot in spots if len(spots) > 1)]:
        for way in range(WAYS):
            changed = _changed(recipe, some, unique, way)
            if not accepts(operation, changed):
                recipe = changed
                break
        else:
            continue
        if some is spots:
            break
    return recipe


def _groups(operation: Operation, recipe: Recipe, fixed: Collection[Spot]) -> dict[str, list[Spot]]:
    groups: dict[str, list[Spot]] = {}
    for where, node in parts(operation).items():
        for leaf in recipe.leaves(where):
            value = recipe.at(where, leaf)
            touched = any(where == place and leaf[: len(spot)] == spot for place, spot in fixed)
            if (
                isinstance(value, str)
                and not touched
                and _is_free(operation, where, leaf, node.find(recipe.part(where), leaf), value)
            ):
                groups.setdefault(value, []).append((where, leaf))
    return groups


def _is_free(operation: Operation, where: Where, leaf: Location, node: Node, value: str) -> bool:
    name = next((str(key) for key in reversed(leaf) if isinstance(key, str)), "")
    words = set(name_words(name))
    if is_secret_name(name) or node.is_secret() or (where in ("header", "cookie") and not words & _ONCE):
        return False
    schemas = [one.schema for one in node.alternatives()]
    if any("const" in one or "enum" in one for one in schemas):
        return False
    if words & _IDENTITIES:
        return True
    formatted = any(one.get("format") not in (None, "email") for one in schemas)
    example = any(value in one.get("examples", ()) for one in [*schemas, node.resolved().schema])
    example = example or any(one.name == name and value in one.examples for one in parameters(operation))
    return not formatted and not example and (value.startswith(("x", "X", "user@", "1")) or where in ("body", "form"))


_IDENTITIES = frozenset(
    {
        "email",
        "mail",
        "username",
        "user",
        "login",
        "handle",
        "name",
        "title",
        "slug",
        "sku",
        "code",
        "label",
        "nickname",
        "id",
        "uuid",
        "key",
    }
)
_ONCE = frozenset({"idempotency", "nonce", "correlation"})


def _changed(recipe: Recipe, spots: list[Spot], unique: str, way: int) -> Recipe:
    for where, leaf in spots:
        recipe = recipe.put(where, leaf, list(_ways(recipe.at(where, leaf), unique))[way])
    return recipe


WAYS = 8


def _ways(value: Any, unique: str) -> Iterator[str]:
    """Yield a text with the unique one in it, the likeliest to be accepted first."""
    if re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", value):
        yield from [str(uuid.uuid5(uuid.NAMESPACE_URL, unique))] * WAYS
        return
    local, at, domain = value.rpartition("@") if re.fullmatch(r"\S+@\S+\.\S+", value) else (value, "", "")
    plain = re.sub(r"[^0-9a-zA-Z]", "", unique)
    for text in (f"{local}-{unique}", f"{local}{plain.lower()}", plain, plain[-12:], plain[-8:]):
        yield text + at + domain
    yield local + str(random.Random(unique).randrange(10**7, 10**8)) + at + domain
    # What follows a pattern keeps its form: letters become other letters, digits other digits.
    yield _scrambled(value, unique)
    yield re.sub(r"[0-9]+", lambda digits: _scrambled(digits.group(), unique), value)


def _scrambled(value: str, unique: str) -> str:
    draw = random.Random(unique)
    return "".join(_other(character, draw) for character in value)


def _other(character: str, draw: random.Random) -> str:
    for kind in (string.digits, string.ascii_lowercase, string.ascii_uppercase):
        if character in kind:
            return draw.choice(kind)
    return character
