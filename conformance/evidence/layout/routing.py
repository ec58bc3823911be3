"""Evidence of routes that no request reaches, since others come first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.app.code import UserCode
from conformance.app.functions import defined_at, underlying
from conformance.app.loading import Target
from conformance.app.operations import plain_path
from conformance.app.resolving import Node, Way, answering, is_documentation, tree, ways
from conformance.check import evidence
from conformance.finding import NotApplicable, NotExercised, Place


@dataclass(frozen=True)
class Unreached:
    """A method of a route whose URLs something else answers."""

    id: str
    message: str
    at: Place | None
    seen: str


@evidence
def unreached(target: Target, code: UserCode) -> list[Unreached]:
    """What a URL was built for, and another route answers."""
    nodes = tree(target.app)
    known = list(ways(nodes))
    if not known:
        raise NotApplicable("the app has no routes")
    judged = [(way, list(_winners(way, nodes))) for way in known if way.is_plain]
    if not any(winners for _, winners in judged):
        raise NotExercised("no route takes a URL that could be built for it")
    paths = {(way.node, way.method): way.path for way in known}
    found = (_unreached(way, winners, paths, target, code) for way, winners in judged)
    return [one for one in found if one is not None]


def _winners(way: Way, nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield what answers URLs made for a route, until it is the route itself."""
    for host, path in way.addresses():
        winner = answering(nodes, way.method, host, path)
        if winner is not None:
            yield winner
        if winner is way.node:
            return


def _unreached(
    way: Way, winners: list[Node], paths: dict[tuple[Node, str], str], target: Target, code: UserCode
) -> Unreached | None:
    """Return what is wrong with a route that never answered; what may depend on more than the URL is not known."""
    if not winners or way.node in winners or not all(one.is_plain for one in winners):
        return None
    winner = winners[0]
    path = paths.get((winner, way.method))
    twice = path is not None and _nameless(path) == _nameless(way.path)
    own, other = _place(way.node, code), _place(winner, code)
    if _same(way.node.endpoint, winner.endpoint) and not twice:
        return None  # another way to say the same
    if own is None and other is None and not is_documentation(winner):
        return None  # a library's own routes, in its own order
    where = f" ({Path(other.path).name}:{other.line})" if other is not None else ""
    if twice:
        message = f"{way.id} is registered twice, and only the first is served{where}"
    else:
        message = f"{way.id} is never reached: {_called(winner, way.method, path)} comes first{where}"
    return Unreached(way.id, message, own or other or target.made_at(target.app), f"its URLs reach {_name(winner)}")


def _place(node: Node, code: UserCode) -> Place | None:
    at = defined_at(node.endpoint) if node.inner is None and callable(node.endpoint) else None
    return at if at is not None and code.owns(at.path) else None


def _same(one: Any, other: Any) -> bool:
    return one is not None and underlying(one) is underlying(other)


def _nameless(path: str) -> str:
    return re.sub(r"{[^}]*}", "{}", path)


def _called(node: Node, method: str, path: str | None) -> str:
    if is_documentation(node):
        return f"the page FastAPI serves at {node.route.path} by itself"
    return f"{method} {path}" if path is not None else f"what is mounted at {plain_path(node.route.path) or '/'}"


def _name(node: Node) -> str:
    endpoint = node.endpoint if node.endpoint is not None else getattr(node.route, "app", node.route)
    return str(getattr(endpoint, "__name__", type(endpoint).__name__))


EVIDENCE = (unreached,)
