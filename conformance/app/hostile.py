"""Requests no well-meaning client sends: whatever the app makes of them, it may not fail with 5xx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from conformance.app.exchange import Request
from conformance.app.mutation import Mutation, in_turn, leaves, place
from conformance.app.operations import Operation
from conformance.app.parameters import Location, Spot, parts
from conformance.app.recipe import MISSING, File, Recipe
from conformance.app.schema import Node

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

AT_MOST = 80
DEPTH = 900


@dataclass(frozen=True)
class _Raw:
    """A JSON literal that no Python value is written as."""

    literal: str


Worded = tuple[str, Any]

_DEEP: Worded = (f"nested {DEPTH} deep", _Raw("[" * DEPTH + "]" * DEPTH))
_LONG_INT: Worded = ("an integer of 5000 digits", _Raw("1" * 5000))
_TEXTS: tuple[Worded, ...] = (
    ("a lone surrogate", "\ud800"),
    ("a NUL character", "\x00"),
    ("empty", ""),
    ("100,000 characters long", "x" * 100_000),
    ("quotes, a percent sign and a backslash", "%'\"\\%s;--"),
    ("right-to-left text and an emoji", "\u202e\u0645\u0631\U0001f600\ufeff"),
    ("white space", " \t\n"),
    ("an unfinished regular expression", "([{*+?\\"),
    ("a digit that is no number", "\u00b2"),
)
_INTEGERS: tuple[Worded, ...] = (
    ("10**30", 10**30),
    ("negative", -1),
    ("-10**30", -(10**30)),
    _LONG_INT,
    ("zero", 0),
    ("2**63", 2**63),
    ("1e23", 1e23),
    ("NaN", float("nan")),
    ("1e400", _Raw("1e400")),
)
_FLOATS: tuple[Worded, ...] = (
    ("NaN", float("nan")),
    ("Infinity", float("inf")),
    ("1e400", _Raw("1e400")),
    ("-Infinity", float("-inf")),
    ("zero", 0),
    ("10**30", 10**30),
    ("1e23", 1e23),
    ("negative", -1),
    _LONG_INT,
    ("5e-324", 5e-324),
)
_MOMENTS: dict[str, tuple[Worded, ...]] = {
    "date": (("the first day there is", "0001-01-01"), ("the last day there is", "9999-12-31")),
    "date-time": (
        ("the last moment there is, west of UTC", "9999-12-31T23:59:59.999999-14:00"),
        ("the first moment there is, east of UTC", "0001-01-01T00:00:00+14:00"),
        ("the last moment there is, east of UTC", "9999-12-31T23:59:59.999999+14:00"),
        ("without a time zone", "2035-01-02T03:04:05"),
    ),
    "time": (("the last of the day, east of UTC", "23:59:59.999999+14:00"),),
    "duration": (("999999999 days", "P999999999D"), ("negative", "-P999999999D")),
}
_SEQUENCES: tuple[Worded, ...] = (("an empty list", []), _DEEP)
_OBJECTS: tuple[Worded, ...] = (
    ("an empty object", {}),
    _DEEP,
    ("an object with an empty name", {"": {"": None}}),
    ("an object that holds a lone surrogate", {"k": "\ud800"}),
)
_ANYTHING: tuple[Worded, ...] = (
    _DEEP,
    ("NaN", float("nan")),
    ("null", None),
    ("a lone surrogate", "\ud800"),
    _LONG_INT,
)


def hostile(operation: Operation, recipe: Recipe) -> Iterator[Mutation]:
    """Yield requests with one hostile value each, at most 80, spread over kinds of value and over leaves."""
    groups: dict[str, list[Spot]] = {}
    for spot in leaves(recipe):
        if not isinstance(recipe.at(*spot), File):
            groups.setdefault(_group(_node(operation, recipe, spot)), []).append(spot)
    sources = [_of_group(operation, recipe, group, spots) for group, spots in groups.items()]
    yield from islice(in_turn(*sources, _of_lists(recipe), _of_whole(operation, recipe)), AT_MOST)


def _node(operation: Operation, recipe: Recipe, spot: Spot) -> Node:
    where, leaf = spot
    return parts(operation).get(where, Node.root({})).find(recipe.part(where), leaf)


def _group(node: Node) -> str:
    """Return what kind of value a leaf holds: a type, or the format of a moment."""
    schemas = [one.schema for one in node.alternatives()] or [{}]
    format = next((one["format"] for one in schemas if one.get("format") in _MOMENTS), "")
    types = [
        one.get("type", "any" if not one.keys() - {"title", "description", "default"} else "string") for one in schemas
    ]
    return format or ("number" if "number" in types else types[0])


def _worded(group: str) -> tuple[Worded, ...]:
    known = {"integer": _INTEGERS, "number": _FLOATS, "array": _SEQUENCES, "object": _OBJECTS, "any": _ANYTHING}
    return _MOMENTS.get(group) or known.get(group) or _TEXTS


def _of_group(operation: Operation, recipe: Recipe, group: str, spots: list[Spot]) -> Iterator[Mutation]:
    """Yield every value of a group at every leaf of it, one value after the other; then null where it is allowed."""
    for words, value in [*_worded(group), *(_TEXTS[:2] if group in _MOMENTS else ())]:
        for spot in spots:
            request = _sent(recipe, spot, value)
            if request is not None:
                yield Mutation(f"{place(*spot)} is {words}", "hostile", request, *spot)
    for spot in spots:
        if spot[0] == "body" and _node(operation, recipe, spot).is_nullable():
            yield Mutation(f"{place(*spot)} is null", "hostile", recipe.put(*spot, None).request(), *spot)


def _of_lists(recipe: Recipe) -> Iterator[Mutation]:
    """Yield requests with one of the body's lists emptied."""
    for location in _lists(recipe.body, ()):
        made = recipe.put("body", location, [])
        yield Mutation(f"{place('body', location)} is an empty list", "hostile", made.request(), "body", location)


def _lists(value: Any, location: Location) -> Iterator[Location]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, list) and value:
        yield location
    for key, member in members:
        yield from _lists(member, (*location, key))


_MARK = "conformance-raw-7c1f"


def _sent(recipe: Recipe, spot: Spot, value: Any) -> Request | None:
    """Return the request with a value put in, None when it cannot be said in that place."""
    where, leaf = spot
    if where == "body":
        literal = value.literal if isinstance(value, _Raw) else None
        request = recipe.put(where, leaf, value if literal is None else _MARK).request()
        body = request.body.replace(f'"{_MARK}"'.encode(), literal.encode()) if literal else request.body
        return replace(request, body=body)
    text = _as_text(value)
    if text is None or not _fits(where, text):
        return None
    return recipe.put(where, leaf, text[:5000] if where in ("path", "header", "cookie") else text).request()


def _as_text(value: Any) -> str | None:
    if isinstance(value, _Raw):
        return value.literal
    return None if value is None or isinstance(value, list | dict) else str(value)


def _fits(where: str, text: str) -> bool:
    if where in ("header", "cookie"):
        return text.isascii() and text.isprintable() and ";" not in text
    return bool(text) if where == "path" else True


def _of_whole(operation: Operation, recipe: Recipe) -> Iterator[Mutation]:
    """Yield what is wrong with a request as a whole."""
    request = recipe.request()
    if recipe.body is not MISSING and "body" in parts(operation):
        yield Mutation("the body is empty, announced as JSON", "hostile", replace(request, body=b""), "body")
        deep = _DEEP[1].literal.encode()
        yield Mutation(f"the body is {_DEEP[0]}", "hostile", replace(request, body=deep), "body")
        opened = b'{"a":' * DEPTH + b"1" + b"}" * DEPTH
        yield Mutation(f"the body is an object {_DEEP[0]}", "hostile", replace(request, body=opened), "body")
        yield Mutation("the body is null", "hostile", replace(request, body=b"null"), "body")
    for name, value in request.query[:1]:
        twice = replace(request, query=(*request.query, (name, value)))
        yield Mutation(f"query.{name} is sent twice", "hostile", twice, "query", (name,))


def strategy(operation: Operation, recipe: Recipe) -> SearchStrategy[Recipe]:
    """Return a Hypothesis strategy of recipes with one leaf made hostile; it shrinks towards plain values."""
    from hypothesis import strategies as st

    spots = [spot for spot in leaves(recipe) if not isinstance(recipe.at(*spot), File)]
    changed = [_drawn(recipe, spot, _group(_node(operation, recipe, spot))) for spot in spots]
    return st.one_of(changed) if changed else st.just(recipe)


def _drawn(recipe: Recipe, spot: Spot, group: str) -> SearchStrategy[Recipe]:
    from hypothesis import strategies as st

    group = "string" if spot[0] != "body" and group in ("array", "object", "any") else group
    known = [value for _, value in _worded(group) if not isinstance(value, _Raw) and value != "x" * 100_000]
    values = st.one_of(_values(group), st.sampled_from(known))
    if spot[0] != "body":
        values = values.map(_as_text).filter(lambda text: text is not None and _fits(spot[0], text))
    return values.map(lambda value: recipe.put(*spot, value))


def _values(group: str) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    # Not `st.characters`: it keeps a map of all of Unicode in the user's folder.
    character = st.one_of(st.integers(0, 0x10FFFF).map(chr), st.sampled_from("\x00\ud800%'\"\\\u202e"))
    texts = st.lists(character, max_size=20).map("".join)
    integers = st.integers(-(10**40), 10**40)
    floats = st.floats(allow_nan=True, allow_infinity=True)
    scalars = st.one_of(st.none(), st.booleans(), integers, floats, texts)
    anything = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=5)
    known = {"integer": integers, "number": floats | integers, "boolean": scalars, "any": anything, "object": anything}
    return known.get(group, st.lists(scalars) if group == "array" else texts)
