"""Which route answers a URL: the routers of an app, asked in their order as Starlette asks them."""

from __future__ import annotations

import itertools
import secrets
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.routing import APIRoute, APIRouter, APIWebSocketRoute
from starlette.applications import Starlette
from starlette.routing import Host, Match, Mount, Route, Router, WebSocketRoute

from conformance.app.framework import expand
from conformance.app.operations import methods_of, plain_path, unwrap
from conformance.app.patterns import matching

_TRIES = 200
_TOKEN = f"x{secrets.token_hex(4)}"
_TEXTS = {
    "str": (_TOKEN, f"{_TOKEN.upper()}.{_TOKEN}_~", "1"),
    "path": (_TOKEN, f"{_TOKEN}/{_TOKEN}.txt/1", f"{_TOKEN}.{_TOKEN}", ""),
    "int": ("1", "20817463", "0"),
    "float": ("1.5", "7", "0.25"),
    "uuid": (str(uuid.uuid4()),),
}


@dataclass(frozen=True, eq=False)
class Node:
    """A route as it is served, beside the route as it was written; `inner` holds those of what is mounted there."""

    route: Any
    original: Any
    inner: tuple[Node, ...] | None = None

    @property
    def endpoint(self) -> Any:
        return getattr(self.route, "endpoint", None)

    @property
    def is_plain(self) -> bool:
        """Whether the framework decides what the route matches: one of the app's own may ask for a header."""
        return _framework(type(self.original), "matches")


@dataclass(frozen=True, eq=False)
class Way:
    """One method of one route, with the mounts and hosts around it, the outermost first."""

    method: str
    node: Node
    around: tuple[Node, ...] = ()

    @property
    def path(self) -> str:
        return "".join(plain_path(one.route.path) for one in (*self.around, self.node) if not _is_host(one))

    @property
    def host(self) -> str:
        return next((one.original.host for one in self.around if _is_host(one)), "")

    @property
    def id(self) -> str:
        return f"{self.method} {self.host}{self.path}"

    @property
    def is_plain(self) -> bool:
        return all(one.is_plain for one in (*self.around, self.node))

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield hosts and paths that the route itself takes, with several values for each parameter."""
        steps = (*self.around, self.node)
        filled = itertools.product(*(list(_filled(step)) for step in steps))
        for texts in itertools.islice(filled, _TRIES):
            host = next((text for step, text in zip(steps, texts, strict=True) if _is_host(step)), "localhost")
            yield host, "".join(text for step, text in zip(steps, texts, strict=True) if not _is_host(step))


def tree(app: Any, seen: tuple[int, ...] = ()) -> tuple[Node, ...]:
    """Return the routes of an app in the order in which they are asked; mounted apps are opened."""
    return tuple(Node(route, original, _inside(route, original, (*seen, id(app)))) for route, original in _routes(app))


def _routes(app: Any) -> Iterator[tuple[Any, Any]]:
    router = getattr(app, "router", app)
    if all(_framework(type(router), name) for name in ("app", "__call__")):
        yield from expand(app.routes)


def _inside(route: Any, original: Any, seen: tuple[int, ...]) -> tuple[Node, ...] | None:
    if not isinstance(original, Mount | Host):
        return None
    inner = unwrap(getattr(route, "_base_app", None) or route.app)
    opened = isinstance(inner, Starlette | Router) and id(inner) not in seen
    return tree(inner, seen) if opened else None


def ways(nodes: Iterable[Node], around: tuple[Node, ...] = ()) -> Iterator[Way]:
    """Yield each method of each route, without the pages that FastAPI adds by itself."""
    for node in nodes:
        if node.inner is not None:
            yield from ways(node.inner, (*around, node))
        elif isinstance(node.original, APIWebSocketRoute | WebSocketRoute):
            yield Way("WEBSOCKET", node, around)
        elif isinstance(node.original, APIRoute | Route) and not is_documentation(node):
            yield from (Way(method, node, around) for method in methods_of(node.route, node.original))


def is_documentation(node: Node) -> bool:
    """Return whether a route is one of the pages that FastAPI adds by itself."""
    return str(getattr(node.endpoint, "__module__", "")).partition(".")[0] == "fastapi"


def answering(nodes: Iterable[Node], method: str, host: str, path: str) -> Node | None:
    """Return what a request is answered by: a route, or what is mounted there; None when nothing takes it."""
    kind = "websocket" if method == "WEBSOCKET" else "http"
    scope = {"type": kind, "method": method, "path": path, "root_path": "", "query_string": b""}
    return _resolved(nodes, {**scope, "headers": [(b"host", host.encode())], "path_params": {}})


def _resolved(nodes: Iterable[Node], scope: dict[str, Any]) -> Node | None:
    for node in nodes:
        match, child = node.route.matches(dict(scope))
        if match is Match.FULL:
            return (node.inner and _resolved(node.inner, {**scope, **child})) or node
    return None


def _filled(node: Node) -> Iterator[str]:
    """Yield the part of a URL that a route stands for, with one value after the other for its parameters."""
    route = node.route
    template = route.host_format if _is_host(node) else route.path_format
    if isinstance(node.original, Mount):
        template = template.removesuffix("/{path}")
    convertors = {name: one for name, one in route.param_convertors.items() if f"{{{name}}}" in template}
    for texts in itertools.product(*(_texts(one) for one in convertors.values())):
        text = template
        for name, value in zip(convertors, texts, strict=True):
            text = text.replace(f"{{{name}}}", value)
        yield text


def _texts(convertor: Any) -> tuple[str, ...]:
    name = type(convertor).__name__.removesuffix("Convertor").lower().replace("string", "str")
    if type(convertor).__module__.startswith("starlette.") and name in _TEXTS:
        return _TEXTS[name]
    text = matching(f"^(?:{convertor.regex})$")
    return (text,) if text is not None else ()


def _is_host(node: Node) -> bool:
    return isinstance(node.original, Host)


def _framework(cls: type, method: str) -> bool:
    """Return whether a method of a class is Starlette's or FastAPI's own."""
    owner = next((one for one in cls.__mro__ if method in vars(one)), APIRouter)
    return owner.__module__.partition(".")[0] in ("starlette", "fastapi")
