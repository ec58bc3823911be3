"""What differs between two bodies or stored values: compared as JSON where they are JSON, else as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]
Leaves = Mapping[Path, Any]

_ABSENT = object()
_EMPTY: Mapping[str, Any] = {"[]": ["x"], "{}": {"x": "x"}, "null": "x"}  # and what has the same shape and is not


def parsed(content: bytes) -> Any:
    """Return what JSON says, or else the content itself."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content


def leaves(content: bytes) -> Leaves:
    """Return the scalars, empty lists and empty objects of a content, each by its path."""
    return scalars(parsed(content))


def scalars(value: Any) -> Leaves:
    """Return the scalars, empty lists and empty objects of what is made of lists and dicts, each by its path."""
    return dict(_leaves(value, ()))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path, value


def differing(one: Leaves, other: Leaves) -> frozenset[Path]:
    """Return where two contents differ, by value or by kind."""
    return frozenset(path for path in {*one, *other} if _kinded(one, path) != _kinded(other, path))


def _kinded(known: Leaves, path: Path) -> tuple[bool, Any]:
    value = known.get(path, _ABSENT)
    return isinstance(value, bool), value


def changed(content: bytes) -> bytes | None:
    """Return a content of the same shape with every scalar changed, None where that cannot be told."""
    value = parsed(content)
    if isinstance(value, bytes):
        return _text_of(value)
    return json.dumps(_EMPTY.get(json.dumps(value)) or _changed(value)).encode()


def _text_of(content: bytes) -> bytes | None:
    try:
        return f"x{content.decode()}".encode()
    except UnicodeDecodeError:
        return None


def _changed(value: Any) -> Any:
    match value:
        case dict():
            return {key: _changed(item) for key, item in value.items()}
        case list():
            return [_changed(item) for item in value]
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return f"x{value}"
    return value
