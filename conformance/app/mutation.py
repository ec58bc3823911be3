"""One request that differs from a valid one in one spot, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from conformance.app.exchange import Request
from conformance.app.parameters import Location
from conformance.app.recipe import Recipe, Where

Kind = Literal["missing", "wrong-type", "out-of-range", "refused-by-validator", "malformed", "media-type", "hostile"]


@dataclass(frozen=True)
class Mutation:
    """A request that differs from a valid one at `location` in `where`; `label` says how, as a sentence."""

    label: str
    kind: Kind
    request: Request
    where: Where
    location: Location = ()


def place(where: Where, location: Location) -> str:
    """Return a spot in words: `body.items.0.price`, or `the body`."""
    return ".".join(map(str, (where, *location))) if location else f"the {where}"


def shown(value: Any) -> str:
    """Return a value as it is written, cut short."""
    text = repr(value)
    return text if len(text) < 60 else f"{text[:50]}..."


def in_turn(*sources: Iterable[Mutation]) -> Iterator[Mutation]:
    """Yield from several sources in turn, so that a bound is shared fairly; no request twice."""
    seen: set[Request] = set()
    for row in zip_longest(*sources):
        for mutation in row:
            if mutation is not None and mutation.request not in seen:
                seen.add(mutation.request)
                yield mutation


def is_header_ours(where: Where, location: Location) -> bool:
    """Return whether a client or the encoding of the body sets this header, whatever a recipe says."""
    return where == "header" and str(location[:1] and location[0]).lower() in _CLIENT_HEADERS


_CLIENT_HEADERS = frozenset(
    {"host", "user-agent", "accept", "accept-encoding", "connection", "content-type", "content-length", "cookie"}
)


def leaves(recipe: Recipe) -> list[tuple[Where, Location]]:
    """Return all leaves of a recipe that can be changed."""
    places: tuple[Where, ...] = ("body", "form", "query", "path", "header", "cookie")
    found = [(where, leaf) for where in places for leaf in recipe.leaves(where) if leaf or where == "body"]
    return [(where, leaf) for where, leaf in found if not is_header_ours(where, leaf)]
