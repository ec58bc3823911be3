"""Requests an app must refuse with 4xx: each is checked against FastAPI's own validation before it is offered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from conformance.app.acceptance import accepts, accepts_bytes
from conformance.app.exchange import Request
from conformance.app.framework import described_body
from conformance.app.minimal import Wish, minimal
from conformance.app.mining import Mined, is_validated, mined
from conformance.app.mutation import Kind, Mutation, in_turn, is_header_ours, leaves, place, shown
from conformance.app.operations import Operation
from conformance.app.parameters import Location, Parameter, parameters, parts
from conformance.app.recipe import MISSING, File, Recipe, Where, encode_json
from conformance.app.schema import Node

AT_MOST = 12


def invalid(operation: Operation, recipe: Recipe) -> Iterator[Mutation]:
    """Yield requests the operation must refuse, at most twelve, spread over kinds and places."""
    wrong = _Wrong(operation, recipe)
    sources = (
        wrong.missing(),
        wrong.wrong_types(),
        wrong.out_of_range(),
        wrong.refused_by_validators(),
        wrong.malformed(),
        wrong.media_type(),
    )
    yield from islice(in_turn(*sources), AT_MOST)


class _Wrong:
    def __init__(self, operation: Operation, recipe: Recipe) -> None:
        self.operation, self.recipe = operation, recipe
        self.nodes = parts(operation)

    def _node(self, where: Where, location: Location) -> Node:
        return self.nodes.get(where, Node.root({})).find(self.recipe.part(where), location)

    def _made(self, kind: Kind, label: str, where: Where, location: Location, value: Any) -> Iterator[Mutation]:
        """Yield the mutation when FastAPI certainly refuses it."""
        changed = self.recipe.put(where, location, value)
        types = {refusal.type for refusal in accepts(self.operation, changed)}
        if types and "exception" not in types and "convertor" not in types:
            yield Mutation(label, kind, changed.request(), where, location)

    def missing(self) -> Iterator[Mutation]:
        """Yield requests without something required: first one per place, then the rest."""
        spots = [(where, location) for where, location in self._required() if not is_header_ours(where, location)]
        for where, location in _spread(spots):
            yield from self._made("missing", f"{place(where, location)} is missing", where, location, MISSING)

    def _required(self) -> Iterator[tuple[Where, Location]]:
        for where, node in self.nodes.items():
            value = self.recipe.part(where)
            if where == "body" and value is not MISSING:
                yield where, ()
            if where != "path":
                yield from ((where, location) for location in _required(node, value, ()))

    def wrong_types(self) -> Iterator[Mutation]:
        """Yield one value of a wrong type for each leaf."""
        for where, leaf in _spread(leaves(self.recipe)):
            node = self._node(where, leaf)
            noun = _noun(node)
            for value in _foreign(node, where):
                label = f"{place(where, leaf)} is {shown(value)} instead of {noun}"
                made = list(self._made("wrong-type", label, where, leaf, value))
                yield from made
                if made:
                    break

    def out_of_range(self) -> Iterator[Mutation]:
        """Yield values just outside the declared bounds."""
        for where, leaf in _spread(self._bounded()):
            for value, bound in _outside(self._node(where, leaf)):
                if where == "path" and value == "":
                    continue
                label = f"{place(where, leaf)} is {shown(value)}, {bound}"
                yield from self._made("out-of-range", label, where, leaf, value)

    def _bounded(self) -> list[tuple[Where, Location]]:
        lists = [(where, leaf[:-1]) for where, leaf in leaves(self.recipe) if leaf and leaf[-1] == 0]
        return [*leaves(self.recipe), *((where, leaf) for where, leaf in lists if where in ("body", "query"))]

    def refused_by_validators(self) -> Iterator[Mutation]:
        """Yield values that have the right type and are refused by a validator of the user's."""
        for parameter in parameters(self.operation):
            owner = (parameter.container or parameter.field).field_info
            if is_validated(owner.annotation, owner.metadata):
                yield from islice(self._refused(parameter, owner), 3)

    def _refused(self, parameter: Parameter, owner: Any) -> Iterator[Mutation]:
        mentioned = mined(owner.annotation, owner.metadata)
        where = parameter.where
        for place_, leaf in leaves(self.recipe):
            if place_ == where and self._belongs(parameter, leaf):
                values = _suspicious(self.recipe.at(where, leaf), mentioned)
                changes = [(leaf, value) for value in values if where != "path" or value != ""]
                yield from islice(self._refused_ones(where, changes), 1)
        if where == "body":
            yield from islice(self._refused_ones(where, list(self._memberships())), 1)

    def _refused_ones(self, where: Where, changes: list[tuple[Location, Any]]) -> Iterator[Mutation]:
        for location, value in changes:
            changed = self.recipe.put(where, location, value)
            refusals = accepts(self.operation, changed)
            if refusals and {one.type for one in refusals} <= {"value_error", "assertion_error"}:
                label = f"{place(where, location)} is {shown(value)}: {refusals[0].message}"
                yield Mutation(label, "refused-by-validator", changed.request(), where, location)

    def _memberships(self) -> Iterator[tuple[Location, Any]]:
        """Yield optional members of objects added or left out, for validators that ask for exactly one."""
        for location in dict.fromkeys(leaf[:-1] for where, leaf in leaves(self.recipe) if where == "body" and leaf):
            value = self.recipe.at("body", location)
            if isinstance(value, dict):
                node = self._node("body", location).at(value)
                absent = {name: member for name, member in node.members().items() if value.get(name) is None}
                yield from (((*location, name), minimal(member, Wish(name=name))) for name, member in absent.items())
                yield from (((*location, name), MISSING) for name in value if name not in node.required())

    def _belongs(self, parameter: Parameter, leaf: Location) -> bool:
        whole = parameter.where == "body" and self.nodes["body"].schema is parameter.schema
        return whole or leaf[:1] == (parameter.name,)

    def malformed(self) -> Iterator[Mutation]:
        """Yield bodies that are not JSON, and forms that are not forms."""
        request = self.recipe.request()
        if self.recipe.body is not MISSING and (
            "body" in self.nodes or described_body(self.operation.route) is not None
        ):
            text = encode_json(self.recipe.body)
            for words, body in (
                ("malformed JSON", text[:-1] if text[-1:] in b'}]"' else b'{"'),
                ("JSON in invalid UTF-8", b'{"\xff": "\xff"}'),
            ):
                yield Mutation(f"the body is {words}", "malformed", replace(request, body=body), "body")
        elif any(isinstance(item, File) for item in _items(self.recipe.form or {})):
            headers = {"content-type": "multipart/form-data"}
            yield Mutation("the form has no boundary", "malformed", request.with_headers(headers), "form")

    def media_type(self) -> Iterator[Mutation]:
        """Yield the body under a media type that is not JSON."""
        required = any(one.where == "body" and one.required for one in parameters(self.operation))
        if not required or self.recipe.body is MISSING:
            return
        request: Request = self.recipe.request()
        if accepts_bytes(self.operation, self.recipe, request.body):
            other = request.with_headers({"content-type": "text/plain"})
            yield Mutation("the media type is text/plain", "media-type", other, "body")


def _items(form: Any) -> Iterator[Any]:
    for value in form.values():
        yield from value if isinstance(value, list) else [value]


def _spread(spots: list[tuple[Where, Location]]) -> list[tuple[Where, Location]]:
    """Return spots with the first of every place before the second of any."""
    counts: dict[Where, int] = {}
    ranked = []
    for where, location in dict.fromkeys(spots):
        ranked.append((counts.setdefault(where, 0), where, location))
        counts[where] += 1
    return [(where, location) for _, where, location in sorted(ranked, key=lambda one: one[0])]


def _required(node: Node, value: Any, location: Location) -> Iterator[Location]:
    if isinstance(value, list):
        for index, item in enumerate(value[:1]):
            yield from _required(node.below(index, value), item, (*location, index))
    elif isinstance(value, dict):
        here = node.at(value)
        yield from ((*location, name) for name in here.required() if name in value)
        for name, item in value.items():
            yield from _required(here.below(name, value), item, (*location, name))


_NOUNS = {
    "integer": "an integer",
    "number": "a number",
    "boolean": "a boolean",
    "array": "a list",
    "object": "an object",
    "string": "a text",
}


def _noun(node: Node) -> str:
    schema = next((one.schema for one in node.alternatives()), node.resolved().schema)
    if "enum" in schema or "const" in schema:
        return "one of its allowed values"
    if schema.get("format"):
        return f"a {schema['format']}"
    return _NOUNS.get(schema.get("type", ""), "what it should be")


def _foreign(node: Node, where: Where) -> list[Any]:
    texts = ["x", "not-a-value", "\u2603"]
    kinds = {one.schema.get("type") for one in node.alternatives()}
    if where != "body":
        return texts
    narrow = kinds - {"string"} or any({"enum", "const", "format"} & one.schema.keys() for one in node.alternatives())
    return [*texts, 12, {}, []] if narrow else [12, {}, [], *texts]


def _outside(node: Node) -> Iterator[tuple[Any, str]]:
    for one in node.alternatives():
        schema = one.schema
        step = 1 if schema.get("type") == "integer" else 0.5
        for key, by in (("minimum", -step), ("maximum", step), ("exclusiveMinimum", 0), ("exclusiveMaximum", 0)):
            if isinstance(schema.get(key), int | float):
                words = "below" if "Min" in key or "min" in key else "above"
                bound = schema[key]
                yield (
                    bound + by,
                    f"{words} {bound}" if by else f"not {'above' if words == 'below' else 'below'} {bound}",
                )
        if 0 < schema.get("minLength", 0) <= 10_000:
            yield "x" * (schema["minLength"] - 1), f"shorter than {schema['minLength']}"
        if schema.get("maxLength", 10**6) <= 10_000:
            yield "x" * (schema["maxLength"] + 1), f"longer than {schema['maxLength']}"
        yield from _wrong_counts(one)


_BOUNDS = {
    "minimum": "below",
    "maximum": "above",
    "exclusiveMinimum": "not above",
    "exclusiveMaximum": "not below",
}


def _wrong_counts(node: Node) -> Iterator[tuple[Any, str]]:
    fewest, most = node.schema.get("minItems", 0), node.schema.get("maxItems", 10**6)
    item = node.of(node.schema.get("items"))
    if 0 < fewest <= 100:
        yield [minimal(item, Wish(index=index)) for index in range(fewest - 1)], f"fewer than {fewest} items"
    if most <= 100:
        yield [minimal(item, Wish(index=index)) for index in range(most + 1)], f"more than {most} items"


def _suspicious(value: Any, mentioned: Mined) -> list[Any]:
    """Return values of the same type that validators tend to refuse."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int | float):
        return [0, -1, 1, 2, 3, 7, 999_983, *mentioned.numbers[:12]]
    if not isinstance(value, str):
        return []
    dated = re.fullmatch(r"(\d{4})(-\d\d-\d\d.*)", value)
    if dated:
        return [f"{year}{dated[2]}" for year in ("1990", "2020", "2099", "1900")]
    return ["", " ", "invalid", "x", "X", "0", "-", "Invalid Value!", "x" * 300, value[::-1], *mentioned.texts[:10]]
