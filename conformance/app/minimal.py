"""The smallest value a JSON schema allows, and what a text is likely to be, going by its name."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conformance.app.patterns import matching
from conformance.app.schema import Node
from conformance.app.secret import is_password_name, name_words

PASSWORD = "Passw0rd!Passw0rd"
EMAIL = "user@example.com"
UUID = "00000000-0000-4000-8000-000000000001"
DEEP = 12


@dataclass(frozen=True)
class Wish:
    """What a minimal value should look like.

    `full` adds all optional members, `examples` uses declared ones, `index` makes items of a set differ.
    """

    full: bool = False
    examples: bool = True
    index: int = 0
    name: str = ""
    inside: tuple[str, ...] = ()

    def below(self, node: Node, name: str = "", index: int = 0) -> Wish:
        """Return the wish for something inside a node."""
        inside = (*self.inside, node.reference or "-")
        return replace(self, name=name or self.name, index=index, inside=inside)


NOTHING_SPECIAL = Wish()


def minimal(node: Node, wish: Wish = NOTHING_SPECIAL) -> Any:
    """Return the smallest value a schema allows; validators may want more."""
    example = next(declared(node), _NONE) if wish.examples else _NONE
    if example is not _NONE and not wish.index:
        return example
    choices = node.alternatives()
    if not choices or len(wish.inside) > 3 * DEEP or (node.is_nullable() and _recurs(node, wish)):
        return None
    inner = wish.below(node)
    choice = min(choices, key=lambda one: _recurs(one, inner)) if inner.inside else choices[0]
    return _value(choice, inner)


_NONE = object()


def declared(node: Node) -> Iterator[Any]:
    """Yield the examples declared on a schema, in order."""
    schema = node.resolved().schema
    examples = schema.get("examples")
    if isinstance(examples, Mapping):
        examples = [
            example.get("value", example) if isinstance(example, Mapping) else example for example in examples.values()
        ]
    yield from examples if isinstance(examples, list) else ()
    if "example" in schema:
        yield schema["example"]


def _recurs(node: Node, wish: Wish) -> bool:
    """Return whether a value of this schema would hold, at once, another of a schema it is inside of."""
    if len(wish.inside) > DEEP:
        return True
    names = {node.reference}
    names |= {member.reference for name, member in node.members().items() if name in node.required()}
    return any(name in wish.inside for name in names if name)


def _value(node: Node, wish: Wish) -> Any:
    schema = node.schema
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][wish.index % len(schema["enum"])] if schema["enum"] else None
    kind = schema.get("type") or ("object" if "properties" in schema else "string")
    match kind:
        case "boolean":
            return True
        case "integer" | "number":
            return _number(schema, wish.index)
        case "array":
            return _items(node, wish)
        case "object":
            return _object(node, wish)
    return _text(node, wish)


def _number(schema: Mapping[str, Any], index: int) -> int | float:
    whole = schema.get("type") == "integer"
    step = schema.get("multipleOf") or (1 if whole else None)
    low, high = _bounds(schema, step)
    value = 1 if low <= 1 <= high else low if math.isfinite(low) else high
    if step:
        value = math.ceil(value / step) * step
        value = value - step if value > high else value
    value += index * (step or 1)
    return int(value) if whole or float(value).is_integer() else value


def _bounds(schema: Mapping[str, Any], step: float | None) -> tuple[float, float]:
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    room = min(high, below if below is not None else math.inf) - max(low, above if above is not None else -math.inf)
    inset = step or (room / 2 if math.isfinite(room) else 1)
    low = max(low, above + inset) if above is not None else low
    return low, min(high, below - inset) if below is not None else high


def _items(node: Node, wish: Wish) -> list[Any]:
    schema = node.schema
    prefix = [minimal(node.of(item), wish.below(node)) for item in schema.get("prefixItems", [])]
    count = schema.get("minItems", len(prefix) if prefix else 1)
    item = node.of(schema.get("items"))
    if not schema.get("minItems") and (prefix or len(wish.inside) > DEEP or item.reference in wish.inside):
        return prefix
    if schema.get("maxItems") == 0:
        return []
    unique = bool(schema.get("uniqueItems"))
    return prefix + [
        minimal(item, wish.below(node, index=index if unique else 0)) for index in range(count - len(prefix))
    ]


def _object(node: Node, wish: Wish) -> dict[str, Any]:
    found = {name: minimal(member, wish.below(node, name)) for name, member in wanted(node, wish).items()}
    while len(found) < node.schema.get("minProperties", 0) or (not found and _is_map(node, wish)):
        key, value = _entry(node, wish, len(found))
        if key in found:
            break
        found[key] = value
    return found


def wanted(node: Node, wish: Wish) -> dict[str, Node]:
    """Return the members an object gets: the required ones, and for a full wish those that do not recur."""
    required = node.required()
    members = {name: node.of(None) for name in required} | node.members()
    return {
        name: member
        for name, member in members.items()
        if name in required or (wish.full and not _recurs(member, wish) and not _holds_recursion(member, wish))
    }


def _holds_recursion(member: Node, wish: Wish) -> bool:
    return any(
        one.of(one.schema.get("items")).reference in wish.inside
        for one in member.alternatives()
        if "items" in one.schema
    )


def _is_map(node: Node, wish: Wish) -> bool:
    schema = node.schema
    more = bool(schema.get("patternProperties")) or isinstance(schema.get("additionalProperties"), Mapping)
    return more and "properties" not in schema and len(wish.inside) <= DEEP


def _entry(node: Node, wish: Wish, index: int) -> tuple[str, Any]:
    for pattern, schema in node.schema.get("patternProperties", {}).items():
        return matching(pattern) or "key", minimal(node.of(schema), wish.below(node))
    names = node.schema.get("propertyNames")
    key = minimal(node.of(names), wish.below(node, "key", index)) if names else f"key{index or ''}"
    return str(key), minimal(node.of(node.schema.get("additionalProperties")), wish.below(node))


def _text(node: Node, wish: Wish) -> Any:
    schema = node.schema
    if schema.get("contentMediaType") == "application/json" or schema.get("format") == "json-string":
        return json.dumps(minimal(node.of(schema.get("contentSchema")), wish.below(node)))
    shortest, longest = schema.get("minLength", 0), schema.get("maxLength")
    if "pattern" in schema:
        return matching(schema["pattern"], shortest, longest) or "x"
    return fitted(_numbered(_plain_text(schema, wish.name), wish.index, schema.get("format")), shortest, longest)


def fitted(text: str, shortest: int = 0, longest: int | None = None) -> str:
    """Return a text made as long or as short as it has to be."""
    return (text + (text[-1:] or "x") * (shortest - len(text)))[:longest]


def _plain_text(schema: Mapping[str, Any], name: str) -> str:
    if schema.get("format") == "password":
        return PASSWORD
    return FORMATS.get(schema.get("format", "")) or likely_text(name)


def _numbered(text: str, index: int, format: str | None) -> str:
    if not index:
        return text
    if format in ("uuid", "uuid1", "uuid3", "uuid4", "uuid5", "uuid7"):
        return f"{text[:-4]}{index + 1:04d}"
    if format in ("date", "date-time"):
        return f"{int(text[:4]) + index}{text[4:]}"
    return text.replace("@", f"{index}@") if "@" in text else f"{text}{index}"


FORMATS = {
    "date-time": "2035-01-02T03:04:05Z",
    "date": "2035-01-02",
    "time": "03:04:05",
    "duration": "P1D",
    "uuid": UUID,
    "uuid1": "a8098c1a-f86e-11da-bd1a-00112444be1e",
    "uuid3": "6fa459ea-ee8a-3ca4-894e-db77e160355e",
    "uuid4": UUID,
    "uuid5": "886313e1-3b8a-5372-9b90-0c9aee199e5d",
    "uuid7": "01890a5d-ac96-774b-bcce-b302099a8057",
    "uri": "https://example.com/",
    "email": EMAIL,
    "idn-email": EMAIL,
    "name-email": "User <user@example.com>",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "ipvanyaddress": "192.0.2.1",
    "ipv4network": "192.0.2.0/24",
    "ipv6network": "2001:db8::/32",
    "ipvanynetwork": "192.0.2.0/24",
    "ipv4interface": "192.0.2.1/24",
    "ipv6interface": "2001:db8::1/32",
    "ipvanyinterface": "192.0.2.1/24",
    "hostname": "example.com",
    "byte": "eA==",
    "base64": "eA==",
    "base64url": "eA==",
    "color": "#ffffff",
    "path": "x",
    "file-path": "/etc/hosts",
    "directory-path": "/tmp",
    "multi-host-uri": "postgresql://user:pass@localhost:5432/db",
}


def likely_text(name: str) -> str:
    """Return a text of the kind a name promises: `billing_email` an address, `password` a strong password."""
    if is_password_name(name):
        return PASSWORD
    words = name_words(name)
    for word in itertools.chain(reversed(words), [" ".join(words)]):
        if word in _LIKELY:
            return _LIKELY[word]
    return "x"


_LIKELY = {
    **dict.fromkeys(("email", "mail"), EMAIL),
    **dict.fromkeys(
        ("url", "uri", "link", "href", "website", "homepage", "webhook", "callback"), "https://example.com/"
    ),
    **dict.fromkeys(("phone", "mobile", "telephone", "fax", "msisdn"), "+14155550100"),
    **dict.fromkeys(("currency", "ccy"), "EUR"),
    "country": "US",
    **dict.fromkeys(("language", "lang", "locale"), "en"),
    **dict.fromkeys(("timezone", "tz", "time zone"), "UTC"),
    **dict.fromkeys(("date", "day", "deadline"), "2035-01-02"),
    **dict.fromkeys(("birthday", "birthdate", "dob", "born"), "1990-01-02"),
    **dict.fromkeys(("datetime", "timestamp"), "2035-01-02T03:04:05Z"),
    **dict.fromkeys(("color", "colour"), "#ffffff"),
    **dict.fromkeys(("uuid", "guid"), UUID),
    **dict.fromkeys(("host", "hostname", "domain"), "example.com"),
    "ip": "192.0.2.1",
    "iban": "GB82WEST12345698765432",
    "cron": "0 3 * * *",
    "version": "1.0.0",
    "card number": "4111111111111111",
}
