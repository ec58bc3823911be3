"""Where what outlives requests is kept, beside the globals of modules: state, middleware, endpoints, dependencies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from conformance.app.code import UserCode
from conformance.app.framework import flat_dependants
from conformance.app.loading import Target
from conformance.observe.sizes import Collected, Kept, kept
from conformance.observe.state import user_modules
from conformance.rig import Rig

_LAYERS = 50  # of middleware


def named(code: UserCode, target: Target, rig: Rig) -> tuple[list[Collected], list[Kept]]:
    """Return the collections, and the requests and sessions, that the app's code has names for between requests."""
    return kept(user_modules(code.owns), roots(target, rig))


def roots(target: Target, rig: Rig) -> Iterator[Any]:
    """Yield the objects from which an app reaches what it keeps."""
    apps = {id(app): app for app in (target.app, *(operation.owner for operation in rig.operations))}
    for app in apps.values():
        state = getattr(app, "state", None)
        yield getattr(state, "_state", state)
    yield rig.service.state
    yield from islice(_middleware(target.app), _LAYERS)
    for operation in rig.operations:
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
