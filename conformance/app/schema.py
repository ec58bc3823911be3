"""Walking JSON schemas: references followed, alternatives opened, the schema of a place in a value found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Node:
    """A schema together with the definitions its references point into."""

    schema: Mapping[str, Any]
    defs: Mapping[str, Any]
    name: str = ""

    @staticmethod
    def root(schema: Mapping[str, Any]) -> Node:
        """Return a schema that holds its own definitions."""
        return Node(schema, schema.get("$defs", {}))

    def of(self, schema: Any) -> Node:
        """Return a schema written inside this one; `True` and missing ones accept anything."""
        schema = schema if isinstance(schema, Mapping) else {}
        return Node(schema, schema.get("$defs", self.defs))

    @property
    def reference(self) -> str:
        """The name of the definition it refers to, or was read from; empty when it is none."""
        return str(self.schema.get("$ref", "")).rpartition("/")[2] or self.name

    def resolved(self) -> Node:
        """Return the schema with its references and `allOf` merged in; what is written nearest wins."""
        node = self
        for _ in range(20):
            if "$ref" in node.schema:
                node = node._merged([node.defs.get(node.reference, {})], "$ref")
            elif "allOf" in node.schema:
                node = node._merged(list(node.schema["allOf"]), "allOf")
            else:
                break
        return node

    def _merged(self, others: list[Any], dropped: str) -> Node:
        merged: dict[str, Any] = {}
        for other in [*others, {key: value for key, value in self.schema.items() if key != dropped}]:
            properties = {**merged.get("properties", {}), **other.get("properties", {})}
            required = list(dict.fromkeys([*merged.get("required", []), *other.get("required", [])]))
            merged = {**merged, **other}
            if properties:
                merged |= {"properties": properties, "required": required}
        return Node(merged, self.defs, self.reference)

    def alternatives(self) -> list[Node]:
        """Return what it may be besides null, each resolved, in the order written."""
        node = self.resolved()
        choices = node.schema.get("anyOf") or node.schema.get("oneOf")
        if choices:
            return [found for choice in choices for found in node.of(choice).alternatives()]
        types = node.schema.get("type")
        if isinstance(types, list):
            return [Node({**node.schema, "type": kind}, node.defs, node.name) for kind in types if kind != "null"]
        return [] if types == "null" else [node]

    def is_nullable(self) -> bool:
        """Return whether null is one of the alternatives."""
        schema = self.resolved().schema
        types = schema.get("type")
        if types == "null" or (isinstance(types, list) and "null" in types):
            return True
        return any(self.of(choice).is_nullable() for choice in schema.get("anyOf") or schema.get("oneOf") or ())

    def members(self) -> dict[str, Node]:
        """Return the named members of an object; those of a union are its first object's."""
        node = self.resolved()
        if "properties" not in node.schema:
            node = next((choice for choice in self.alternatives() if "properties" in choice.schema), node)
        return {name: node.of(schema) for name, schema in node.schema.get("properties", {}).items()}

    def required(self) -> list[str]:
        """Return the names of the members an object must have."""
        return list(self.resolved().schema.get("required", []))

    def at(self, value: Any) -> Node:
        """Return the alternative that describes a value best: its type, its tags, its members."""
        choices = self.alternatives()
        if len(choices) == 1:
            return choices[0]
        return max(choices, key=lambda choice: _likeness(choice, value), default=self.resolved())

    def below(self, key: str | int, value: Any) -> Node:
        """Return the schema of a member or item of `value`, an open one when nothing is said about it."""
        node = self.at(value)
        if isinstance(key, int):
            prefix = node.schema.get("prefixItems", [])
            return node.of(prefix[key] if key < len(prefix) else node.schema.get("items"))
        patterns = list(node.schema.get("patternProperties", {}).values())
        known = node.schema.get("properties", {})
        return node.of(
            known[key] if key in known else patterns[0] if patterns else node.schema.get("additionalProperties")
        )

    def find(self, value: Any, location: tuple[str | int, ...]) -> Node:
        """Return the schema of the place `location` inside `value`."""
        node = self
        for key in location:
            node = node.below(key, value)
            try:
                value = value[key]
            except (KeyError, IndexError, TypeError):
                value = None
        return node

    def is_secret(self) -> bool:
        """Return whether the schema itself says that its value is not to be shown."""
        return any(one.schema.get("format") == "password" or one.schema.get("writeOnly") for one in self.alternatives())

    def is_text_or_number(self) -> bool:
        """Return whether its value may be a text or a number, or anything."""
        return any(one.schema.get("type", "string") in ("string", "integer", "number") for one in self.alternatives())


_TYPES: dict[str, Any] = {
    "object": Mapping,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}


def _likeness(node: Node, value: Any) -> int:
    kind = _TYPES.get(node.schema.get("type", ""))
    if kind is None or not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        return 0
    return 1 + sum(_agreements(node, value)) if isinstance(value, Mapping) else 1


def _agreements(node: Node, value: Mapping[str, Any]) -> Iterator[int]:
    for name, member in node.members().items():
        schema = member.resolved().schema
        if name not in value:
            yield -1 if name in node.required() else 0
        elif "const" in schema or "enum" in schema:
            yield 10 if value[name] in schema.get("enum", [schema.get("const")]) else -10
        else:
            yield 1
