"""Finding the operations of an app: one method on one path, wherever it is mounted or included."""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import Host, Mount, Route, WebSocketRoute

from conformance.app.framework import expand
from conformance.app.functions import defined_at, underlying
from conformance.finding import Place

Kind = Literal["http", "websocket"]


@dataclass(frozen=True)
class Operation:
    """One method on one path: `GET /items/{item_id}`; for websockets the method is `WEBSOCKET`.

    `path` holds every prefix it is mounted or included under; `host` the host it is bound to, or "".
    `dependant` is FastAPI's own description of the parameters, None for plain Starlette routes. `owner`
    is the application that serves it.
    """

    method: str
    path: str
    kind: Kind = "http"
    host: str = ""
    in_schema: bool = True
    endpoint: Any = field(default=None, compare=False, repr=False)
    route: Any = field(default=None, compare=False, repr=False)
    dependant: Any = field(default=None, compare=False, repr=False)
    owner: Any = field(default=None, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The name used in node ids, waivers and reports; never holds square brackets."""
        return f"{self.method} {self.host}{self.path}".replace("[", "(").replace("]", ")")

    @property
    def at(self) -> Place | None:
        """The line that defines the endpoint: its `def`, below its decorators."""
        return defined_at(self.endpoint)

    @property
    def is_asynchronous(self) -> bool:
        """Whether the endpoint is a coroutine function, which runs on the event loop."""
        return inspect.iscoroutinefunction(underlying(self.endpoint))

    def __str__(self) -> str:
        return self.id


def operations(app: Any) -> list[Operation]:
    """Return the operations of a Starlette or FastAPI app, sorted by id; of two with one id the first serves."""
    found: dict[str, Operation] = {}
    for operation in _walk(app, "", "", None, ()):
        found.setdefault(operation.id, operation)
    return [found[id] for id in sorted(found)]


def _walk(app: Any, prefix: str, host: str, owner: Any, seen: tuple[int, ...]) -> Iterator[Operation]:
    if id(app) in seen:
        return
    owner = app if isinstance(app, FastAPI) else owner
    for route, original in expand(app.routes):
        if isinstance(original, Host):
            inner, path, at = unwrap(original.app), prefix, original.host
        elif isinstance(original, Mount):
            inner, path, at = unwrap(getattr(route, "_base_app", route.app)), prefix + plain_path(route.path), host
        else:
            yield from _operations_of(route, original, prefix, host, owner)
            continue
        if inner is not None:
            yield from _walk(inner, path, at, owner, (*seen, id(app)))


def mounted(app: Any) -> Iterator[tuple[str, Any]]:
    """Yield each mounted ASGI app that has no routes of its own, with the path it is mounted at."""
    for prefix, inner in _mounts(app, "", ()):
        if unwrap(inner) is None:
            yield prefix, inner


def _mounts(app: Any, prefix: str, seen: tuple[int, ...]) -> Iterator[tuple[str, Any]]:
    if app is None or id(app) in seen:
        return
    for route, original in expand(app.routes):
        if isinstance(original, Mount):
            inner, path = getattr(route, "_base_app", route.app), prefix + plain_path(route.path)
            yield path, inner
            yield from _mounts(unwrap(inner), path, (*seen, id(app)))


def _operations_of(route: Any, original: Any, prefix: str, host: str, owner: Any) -> Iterator[Operation]:
    if isinstance(original, APIWebSocketRoute | WebSocketRoute):
        methods, kind = ["WEBSOCKET"], "websocket"
    elif isinstance(original, APIRoute | Route):
        methods, kind = methods_of(route, original), "http"
    else:
        return
    if getattr(route.endpoint, "__module__", "").partition(".")[0] == "fastapi":
        return  # the documentation pages FastAPI adds by itself
    for method in methods:
        yield Operation(
            method=method,
            path=prefix + plain_path(route.path),
            kind="websocket" if kind == "websocket" else "http",
            host=host,
            in_schema=kind == "http" and getattr(route, "include_in_schema", True) and isinstance(original, APIRoute),
            endpoint=route.endpoint,
            route=route,
            dependant=getattr(route, "dependant", None),
            owner=owner,
        )


def plain_path(path: str) -> str:
    """Return a path without convertors, as OpenAPI writes it: `/items/{item_id:int}` is `/items/{item_id}`."""
    return re.sub(r"{([^:}]*):[^}]*}", r"{\1}", path)


def methods_of(route: Any, original: Any) -> list[str]:
    """Return the methods a route was given, sorted."""
    methods = set(route.methods or {"GET"})
    if "GET" in methods and not isinstance(original, APIRoute):
        methods.discard("HEAD")  # Starlette adds it by itself
    return sorted(methods)


def unwrap(app: Any) -> Any:
    """Return the app with routes inside ASGI wrappers, None when there is none."""
    seen: set[int] = set()
    while app is not None and not hasattr(app, "routes") and id(app) not in seen:
        seen.add(id(app))
        app = next(
            (inner for inner in map(functools.partial(getattr, app), INNER, [None] * len(INNER)) if callable(inner)),
            None,
        )
    return app if hasattr(app, "routes") else None


# What ASGI wrappers call the app inside: Starlette and most others, python-socketio, sentry, asgiref, ours.
INNER = ("app", "other_asgi_app", "_app", "application", "wrapped", "asgi_app", "inner", "_wrapped")
