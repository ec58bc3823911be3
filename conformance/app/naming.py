"""What names tell: that `category_id` is the id of something made at `/categories`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

KEYS = frozenset(
    [
        "id",
        "ids",
        "uid",
        "uuid",
        "guid",
        "pk",
        "slug",
        "code",
        "key",
        "name",
        "sku",
        "ref",
        "reference",
        "number",
        "no",
        "username",
        "handle",
        "email",
        "token",
        "hash",
    ]
)


def words(name: str) -> list[str]:
    """Split a snake, kebab or camel case name into lower-case words."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", re.sub(r"[^0-9A-Za-z]+", " ", name))
    return spaced.lower().split()


def reference(name: str) -> tuple[str, str] | None:
    """Return what a name refers to and by which key: `category_ids` by ("category", "ids"); None when to nothing."""
    parts = words(name)
    if len(parts) > 1 and parts[-1] in KEYS:
        return singular("_".join(parts[:-1])), parts[-1]
    return None


def singular(noun: str) -> str:
    """Return an English plural's singular, as far as path segments need it."""
    for ending, single in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return noun[: -len(ending)] + single
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def placeholder(name: str) -> str:
    """Return how a parameter stands in a path template: `{name}`."""
    return "{" + name + "}"


def segments(path: str) -> list[str]:
    """Return the segments of a path without empty ones."""
    return [segment for segment in path.split("/") if segment]


def noun(segment: str) -> str:
    """Return what a static segment of a path is about: `order-lines` about `order_line`."""
    return singular("_".join(words(segment)))


def ids_in(answer: Any, name: str, thing: str) -> list[Any]:
    """Return scalars of an answer that may be the `name` of a `thing`, most likely first."""
    wanted = _wanted(name, thing)
    found: list[tuple[int, int, Any]] = []
    for depth, key, value in _scalars(answer, 0):
        if key in wanted:
            found.append((wanted.index(key), depth, value))
    ranked = [value for _, _, value in sorted(found, key=lambda item: item[:2])]
    if not ranked and isinstance(answer, str | int) and not isinstance(answer, bool):
        ranked = [answer]
    return list(dict.fromkeys(ranked))


def _wanted(name: str, thing: str) -> list[str]:
    flat = "".join(words(name))
    refers = reference(name)
    key = refers[1].removesuffix("s") if refers and refers[1] == "ids" else refers[1] if refers else flat
    bare = thing.replace("_", "")
    return list(
        dict.fromkeys([flat, bare + key, key, "id", bare + "id", "uuid", "uid", "pk", "slug", "key", "code", "name"])
    )


def _scalars(value: Any, depth: int, key: str = "") -> Iterator[tuple[int, str, Any]]:
    if depth > 4:
        return
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _scalars(item, depth + 1, "".join(words(str(name))))
    elif isinstance(value, list):
        for item in value[:1]:
            yield from _scalars(item, depth + 1, key)
    elif isinstance(value, str | int) and not isinstance(value, bool) and value != "" and key:
        yield depth, key, value
