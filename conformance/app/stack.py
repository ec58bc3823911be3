"""What a request passes on its way to the routes: the layers of an app's stack, and what holds each of them.

The stack is read from the objects as they are, never from their classes: whoever holds the next application, in an
attribute or in a variable that a function closes over, is a layer.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from starlette.applications import Starlette
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware

from conformance.app.code import UserCode
from conformance.app.functions import defined_at, underlying
from conformance.app.loading import Target
from conformance.app.operations import INNER
from conformance.finding import Place

_LONGEST = 60  # layers
_MOST = 500  # objects that are looked at on the way


@dataclass(frozen=True)
class Slot:
    """Where an ASGI application is kept: in an attribute of an object, or in a cell when `name` is empty."""

    holder: Any
    name: str = ""

    def get(self) -> Any:
        """Return what is kept there, None when nothing is."""
        if self.name:
            return getattr(self.holder, self.name, None)
        try:
            return self.holder.cell_contents
        except ValueError:
            return None

    def put(self, value: Any) -> None:
        """Keep something else there; raise AttributeError or TypeError where that cannot be done."""
        if self.name:
            object.__setattr__(self.holder, self.name, value)
        else:
            self.holder.cell_contents = value


@dataclass(frozen=True)
class Layer:
    """One application in a stack: its name, and the line of the user's that wrote it, or added it to the stack.

    `own` says that the user wrote it, and `function` is what the user wrote, or the application as it is.
    """

    name: str
    at: Place | None
    own: bool
    function: Any = field(default=None, compare=False, repr=False)


class Stack:
    """The stack of an app, from what a server calls to the router; `slots` hold the layers, the outermost first."""

    def __init__(self, slots: Sequence[Slot], target: Target, owners: Sequence[Any], code: UserCode) -> None:
        self.slots = tuple(slots)
        self._target, self._owners, self._code = target, owners, code

    @property
    def reaches_routes(self) -> bool:
        """Whether the stack could be followed to the router."""
        return self.slots[-1].get() is self._owners[-1].router

    @property
    def is_bare(self) -> bool:
        """Whether nothing is in it but what the framework puts there."""
        wrapped = self.slots[0].get() is not self._target.app
        return not wrapped and not any(owner.user_middleware for owner in self._owners)

    def is_inside(self, number: int) -> bool:
        """Return whether a layer is behind all middleware: the routes, or what makes answers of what they raise."""
        last = max((n for n, slot in enumerate(self.slots) if isinstance(slot.get(), ExceptionMiddleware)), default=0)
        return number >= (last or len(self) - 1) or isinstance(self.slots[number].get(), ExceptionMiddleware)

    def within_app(self) -> list[int]:
        """Return the numbers of the layers between what answers any crash in the app and the routes."""
        first = next((n for n, slot in enumerate(self.slots) if isinstance(slot.get(), ServerErrorMiddleware)), None)
        return [] if first is None else [n for n in range(first + 1, len(self)) if not self.is_inside(n)]

    def layer(self, number: int) -> Layer:
        """Return the layer that a slot holds."""
        asgi = self.slots[number].get()
        function = _written(asgi, self._code)
        at = defined_at(function) if function is not None else self._added_at(asgi)
        return Layer(_name(asgi), at, function is not None, function or asgi)

    def _added_at(self, asgi: Any) -> Place | None:
        """Return the line that put a layer of a library's into the stack, else the one that made the app."""
        for owner in reversed(self._owners):
            if asgi is owner or asgi is owner.router:
                return self._target.made_at(owner)
            for entry, layer in _pairs(owner, self.slots):
                if layer is asgi:
                    return self._target.births.get(id(entry)) or self._target.made_at(owner)
        return self._target.at

    def __len__(self) -> int:
        return len(self.slots)


def stack(server: Slot, target: Target, owner: Any, code: UserCode) -> Stack:
    """Return the stack in front of the routes of an app: of `owner`, the app itself or one mounted in it.

    `server` is where the server holds what it calls. A way that cannot be followed is left out.
    """
    owners = [target.app] if owner is None or owner is target.app else [target.app, owner]
    slots = _chain(server, target.app) or [server]
    for app in owners:
        slots += _chain(Slot(app, "middleware_stack"), app.router)
    return Stack(slots, target, owners, code)


def _chain(first: Slot, goal: Any) -> list[Slot]:
    """Return the slots from the first to the one that holds `goal`, nothing when there is no such way."""
    return _way(first, goal, set(), _LONGEST) or []


def _way(slot: Slot, goal: Any, seen: set[int], left: int) -> list[Slot] | None:
    value = slot.get()
    if value is goal:
        return [slot]
    if not left or id(value) in seen or len(seen) > _MOST or isinstance(value, Starlette) or not _is_asgi(value):
        return None
    seen.add(id(value))
    ways = (_way(inner, goal, seen, left - 1) for inner in _slots(value))
    rest = next((way for way in ways if way is not None), None)
    return [slot, *rest] if rest is not None else None


def _slots(value: Any) -> Iterator[Slot]:
    """Yield where an application may hold the one inside, the usual places first."""
    if inspect.ismethod(value):
        value = value.__self__
    named = [name for name in INNER if hasattr(value, name)]
    yield from (Slot(value, name) for name in named)
    yield from (Slot(value, name) for name in _attributes(value) if name not in named)
    yield from (Slot(cell) for cell in getattr(value, "__closure__", None) or ())


def _attributes(value: Any) -> list[str]:
    slots = [name for cls in type(value).__mro__ for name in _named(getattr(cls, "__slots__", ()))]
    return [*getattr(value, "__dict__", {}), *(name for name in slots if hasattr(value, name))]


def _named(slots: Any) -> tuple[str, ...]:
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _is_asgi(value: Any) -> bool:
    return callable(value) and not inspect.isclass(value) and not isinstance(value, ModuleType)


def _pairs(owner: Any, slots: Sequence[Slot]) -> Iterator[tuple[Any, Any]]:
    """Yield what the app was told to put into its stack, each with the layer that became of it."""
    layers = iter([slot.get() for slot in slots])
    for entry in owner.user_middleware:
        layer = next((one for one in layers if _made_by(one, entry.cls)), None)
        if layer is not None:
            yield entry, layer


def _made_by(layer: Any, factory: Any) -> bool:
    if inspect.isclass(factory):
        return type(layer) is factory
    name = getattr(underlying(factory), "__qualname__", "")
    return bool(name) and getattr(layer, "__qualname__", "").startswith(f"{name}.")


def _written(asgi: Any, code: UserCode) -> Any:
    """Return the function of a layer that the user wrote: what Starlette's own class dispatches to, or itself."""
    call = asgi if inspect.isroutine(asgi) else getattr(asgi, "__call__", None)  # noqa: B004
    for function in (getattr(asgi, "dispatch_func", None), call):
        at = defined_at(function) if function is not None else None
        if at is not None and code.owns(at.path):
            return function
    return None


def _name(asgi: Any) -> str:
    """Return what a layer is called where it is written: its class, or its function."""
    dispatch = getattr(asgi, "dispatch_func", None)
    if inspect.isfunction(dispatch):
        return dispatch.__name__
    if inspect.isfunction(asgi):
        return asgi.__qualname__.partition(".<locals>")[0]
    return type(asgi.__self__ if inspect.ismethod(asgi) else asgi).__name__
