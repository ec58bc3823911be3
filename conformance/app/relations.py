"""How operations relate: which makes the thing another needs, and what may stand in a path."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from starlette.convertors import PathConvertor

from conformance.app.acceptance import accepts
from conformance.app.exchange import Exchange
from conformance.app.naming import KEYS, noun, placeholder, segments
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import Recipe
from conformance.app.values import recipe
from conformance.finding import NotExercised

_ENUMERATED = ("enum", "const")


def unlikely(operation: Operation, name: str) -> Any:
    """Return an id that nothing has: what is sent to it can change nothing."""
    number, text = secrets.randbelow(10**9) + 10**9, f"none-{secrets.token_hex(6)}"
    made: list[Any] = [number, str(uuid.uuid4()), text]
    for value in reversed(made) if _is_text(operation, name) else made:
        if accepted(operation, name, value):
            return value
    raise NotExercised("changes what this run did not create, and no id can be made up that is sure to be free")


def _is_text(operation: Operation, name: str) -> bool:
    found = [one for one in parameters(operation) if one.where == "path" and one.name == name]
    return any(one.schema.get("type") == "string" and "format" not in one.schema for one in found)


def keyed(collection: str, name: str) -> str:
    """Return the collection of a path such as `/flows/name/{name}`, whose last segment says which key follows."""
    before, _, last = collection.rpartition("/")
    by_key = noun(last.removeprefix("by-").removeprefix("by_")) in (noun(name), *KEYS)
    return before if before and by_key and "{" not in last else collection


def plain_value(operation: Operation, name: str) -> Iterator[str]:
    """Yield the value a path parameter has in a request nobody helped to make."""
    with suppress(NotExercised):
        yield str(recipe(operation).path.get(name))


def accepted(operation: Operation, name: str, value: Any) -> bool:
    """Return whether FastAPI takes a value for a path parameter, whatever it takes for the others."""
    given = Recipe(operation.method, operation.path, path={name: value})
    return not any(where == "path" and location[:1] == (name,) for where, location, *_ in accepts(operation, given))


def takes_any_path(operation: Operation, name: str) -> bool:
    """Return whether a path parameter stands for the rest of the path, slashes or nothing included."""
    convertors = getattr(operation.route, "param_convertors", None) or {}
    return isinstance(convertors.get(name), PathConvertor)


def enumerated(operation: Operation, name: str) -> bool:
    for parameter in parameters(operation):
        if parameter.where == "path" and parameter.name == name:
            schema = parameter.schema
            inner = [schema, *schema.get("$defs", {}).values()]
            return any(key in one for one in inner for key in _ENUMERATED)
    return False


def rank(maker: Operation, collection: str, thing: str) -> int | None:
    """Return how likely an operation makes a `thing` kept at `collection`, 0 the most; None when it does not."""
    path, at = _shape(maker.path), _shape(collection)
    if path == at and maker.method == "POST":
        return 0
    parts = segments(maker.path)
    if maker.method == "POST" and collection != "\0" and path.startswith(f"{at}/") and path.count("{") == at.count("{"):
        return 1
    if maker.method == "POST" and parts and thing and noun(parts[-1]) == thing:
        return 2 + maker.path.count("{")
    if maker.method == "POST" and thing and len(parts) > 1 and "{" not in parts[-1] and noun(parts[-2]) == thing:
        return 6 + maker.path.count("{")
    if maker.method == "POST" and thing and parts and thing.endswith(f"_{noun(parts[-1])}"):
        return 8
    return None


def _shape(path: str) -> str:
    return "/".join("{}" if s.startswith("{") else s for s in segments(path))


def under(path: str, root: str) -> bool:
    return _shape(path).startswith(_shape(root)) and len(segments(path)) >= len(segments(root))


def renamed(operation: Operation, other: Operation, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return path values under the names another operation has for the same places."""
    pairs = zip(segments(operation.path), segments(other.path), strict=False)
    renamed: dict[str, Any] = {}
    for mine, theirs in pairs:
        if mine.startswith("{") and theirs.startswith("{"):
            if mine.strip("{}") in known:
                renamed[theirs.strip("{}")] = known[mine.strip("{}")]
        elif mine != theirs:
            break
    return renamed


def names(operation: Operation) -> Iterator[tuple[str, bool, Mapping[str, Any]]]:
    """Yield the names of all parameters and members outside the path, whether they must be given, their schemas."""
    for parameter in parameters(operation):
        if parameter.where == "path":
            continue
        yield parameter.name, parameter.required, parameter.schema
        for schema in (parameter.schema, *parameter.schema.get("$defs", {}).values()):
            for name, member in schema.get("properties", {}).items():
                yield name, name in schema.get("required", ()), member


def located(exchange: Exchange, path: str, name: str) -> list[Any]:
    """Return the id in a Location header that points at a path."""
    location = (exchange.header("location") or "").partition("?")[0]
    wanted, given = segments(path), segments(location.partition("://")[2].partition("/")[2] or location)
    index = wanted.index(placeholder(name)) if placeholder(name) in wanted else -1
    if not given or index < 0:
        return []
    prefix = wanted[:index]
    same = len(given) == index + 1 and all(a == b or "{" in a for a, b in zip(prefix, given, strict=False))
    return [given[-1]] if same else []
