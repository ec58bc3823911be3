"""Where what outlives requests is kept, beside the globals of modules: state, middleware, endpoints, dependencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from conformance.app.framework import flat_dependants
from conformance.app.operations import Operation

_LAYERS = 50  # of middleware


def roots(app: Any, operations: Sequence[Operation], state: Any) -> Iterator[Any]:
    """Yield the objects from which an app reaches what it keeps; `state` is what its lifespan hands to requests."""
    apps = {id(one): one for one in (app, *(operation.owner for operation in operations))}
    for one in apps.values():
        own = getattr(one, "state", None)
        yield getattr(own, "_state", own)
    yield state
    yield from islice(_middleware(app), _LAYERS)
    for operation in operations:
        yield operation.endpoint
        if operation.dependant is not None:
            yield from (one.call for one in flat_dependants(operation.dependant))


def _middleware(app: Any) -> Iterator[Any]:
    """Yield what a request passes on its way to the routes of an app, the outermost first."""
    inner = getattr(app, "middleware_stack", None)
    while inner is not None:
        yield inner
        inner = next((_vars(inner)[name] for name in ("app", "_app", "inner") if name in _vars(inner)), None)


def _vars(value: Any) -> dict[str, Any]:
    return getattr(value, "__dict__", {})
