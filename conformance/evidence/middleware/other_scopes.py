"""Evidence of what middleware makes of scopes beside HTTP: the app's lifespan, and websockets."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange, Request
from conformance.app.functions import place_of
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.passages import Passage, tapped
from conformance.app.service import Service
from conformance.app.stack import Layer
from conformance.check import evidence
from conformance.evidence.middleware.delivery import require_middleware
from conformance.evidence.middleware.stacks import Stacks
from conformance.faults.other_scopes import OtherScope
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.rig import Rig

_PATIENCE = 1.0  # seconds
_MOST = 4  # websockets that are tried
_DEEP = 8
_REFUSALS = ("websocket.close", "websocket.http.response.start")


@dataclass(frozen=True)
class Stopped:
    """A lifespan or websocket that did not come through: what became of it, in words for {}, and the layer at fault."""

    kind: str
    outcome: str
    layer: Layer
    at: Place | None


@evidence
def stopped_scopes(
    rig: Rig, driver: Driver, stacks: Stacks, target: Target, code: UserCode, operations: tuple[Operation, ...]
) -> list[Stopped]:
    """The app's lifespan and its websockets, where middleware does not pass them on."""
    require_middleware(stacks, operations)
    sockets = [one for one in operations if one.kind == "websocket" and not one.host][:_MOST]
    lasts = _has_lifespan(target.app.router, code)
    if not sockets and not lasts:
        raise NotApplicable("the app has no websocket and nothing that is done at its start or end")
    ways = _Ways(rig.service, driver, stacks, code)
    found = [ways.tried(None)] if lasts and target.app.router not in rig.lifespans else []
    found += [ways.tried(socket) for socket in sockets]
    if not lasts and not ways.through and not any(found):
        raise NotExercised("every websocket is refused before it comes to the routes")
    return [one for one in found if one is not None]


class _Ways:
    """Sends scopes through stacks; `through` says whether one came through."""

    def __init__(self, service: Service, driver: Driver, stacks: Stacks, code: UserCode) -> None:
        self._service, self._driver, self._stacks, self._code = service, driver, stacks, code
        self.through = False

    def tried(self, socket: Operation | None) -> Stopped | None:
        """Return what stops a websocket, or the lifespan where there is none, twice."""
        for _ in range(2):
            fault, passages = self._driven(socket)
            if fault.passed or any(one["type"] in _REFUSALS for one in fault.sent):
                self.through = self.through or fault.passed
                return None
        return self._stopped(socket, fault, passages)

    def _driven(self, socket: Operation | None) -> tuple[OtherScope, list[Passage]]:
        scope = self._lifespan() if socket is None else self._websocket(socket)
        fault = OtherScope(scope, _PATIENCE)
        with tapped(self._stacks.of(socket).slots, fault, fault) as passages:
            self._service.run(functools.partial(self._drive, fault), seconds=2 * _PATIENCE)
        return fault, passages

    async def _drive(self, fault: OtherScope) -> None:
        EXCHANGE.set(Exchange(Request(fault.kind, fault.scope.get("path", "")), fault=fault))
        await fault.drive(self._service.asgi)

    def _stopped(self, socket: Operation | None, fault: OtherScope, passages: list[Passage]) -> Stopped:
        raised = max((number for number, one in enumerate(passages) if one.error is not None), default=None)
        reached = max((number for number, one in enumerate(passages) if one.entered), default=0)
        layer = self._stacks.of(socket).layer(reached if raised is None else raised)
        at = self._code.raised_at(fault.error) if fault.error is not None else None
        return Stopped(fault.kind, _outcome(fault), layer, at or layer.at)

    def _lifespan(self) -> dict[str, Any]:
        return {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": {}}

    def _websocket(self, operation: Operation) -> dict[str, Any]:
        path = "/".join("1" if part.startswith("{") else part for part in operation.path.split("/"))
        sent = self._driver.prepared(Request("GET", path), operation)
        upgrade = {"host": "127.0.0.1:8000", "connection": "Upgrade", "upgrade": "websocket"}
        keyed = {"sec-websocket-version": "13", "sec-websocket-key": "Y29uZm9ybWFuY2Utd3M="}
        headers = {**upgrade, **keyed, **dict(sent.headers)}
        return {
            "type": "websocket",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "scheme": "ws",
            "path": path,
            "raw_path": path.encode("ascii", "replace"),
            "query_string": b"",
            "root_path": "",
            "headers": [
                (name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()
            ],
            "client": ("127.0.0.1", 49151),
            "server": ("127.0.0.1", 8000),
            "subprotocols": [],
            "state": dict(self._service.state),
            "extensions": {"websocket.http.response": {}},
        }


def _outcome(fault: OtherScope) -> str:
    """Return what becomes of a scope, in words in which {} is its kind."""
    if isinstance(fault.error, TimeoutError):
        return "neither passes on {} nor ends"
    if fault.error is not None:
        said = f"{type(fault.error).__name__}: {fault.error}".rstrip(": ")
        return "fails on {}: " + said.replace("{", "{{").replace("}", "}}")
    if any(one["type"].startswith("http.") for one in fault.sent):
        return "answers {} as if it were HTTP"
    return "does not pass on the answer to {}" if fault.met else "does not pass on {}"


def _has_lifespan(router: Any, code: UserCode) -> bool:
    """Return whether the user has something done when the app starts or ends."""
    if getattr(router, "on_startup", None) or getattr(router, "on_shutdown", None):
        return True
    return any(
        code.owns(at.path) for one in _inside(router.lifespan_context, _DEEP) if (at := place_of(one)) is not None
    )


def _inside(context: Any, deep: int) -> Iterator[Any]:
    """Yield a lifespan and those that it was merged of."""
    yield context
    cells = [cell.cell_contents for cell in getattr(inspect.unwrap(context), "__closure__", None) or ()]
    for inner in cells if deep else ():
        if callable(inner):
            yield from _inside(inner, deep - 1)


EVIDENCE = (stopped_scopes,)
