"""Opening a websocket, as far as its handshake: whether the app lets a client in, and keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, urlencode

from conformance.app.exchange import Request
from conformance.app.service import Service

_SECONDS = 2.0  # that an app has to answer a handshake
_STAYS = 1.0  # seconds after which a client that was sent something, and not away, is there to stay


def stays_open(service: Service, request: Request) -> bool:
    """Return whether a client that opens a websocket with this request is let in, and not sent away at once."""
    client = _Client()
    return bool(service.run(lambda: client.opened(service.asgi, _scope(service, request)), seconds=service.deadline))


def _scope(service: Service, request: Request) -> dict[str, Any]:
    headers = {"host": "127.0.0.1:8000", **_headers(request), "sec-websocket-version": "13"}
    return {
        "type": "websocket",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "scheme": "ws",
        "path": unquote(request.path),
        "raw_path": request.path.encode("ascii", "replace"),
        "query_string": urlencode(request.query).encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()],
        "client": ("127.0.0.1", 49152),
        "server": ("127.0.0.1", 8000),
        "subprotocols": [],
        "state": dict(service.state),
        "extensions": {},
    }


def _headers(request: Request) -> Mapping[str, str]:
    return {name: value for name, value in request.headers if name not in ("content-type", "content-length")}


class _Client:
    """The client's side of one websocket: it says nothing, and leaves.

    It is let in once the app has accepted it and waits for what it says; or goes on after sending it something.
    """

    def __init__(self) -> None:
        self._asked = False
        self._accepted = self._told = False
        self._listening, self._sent_away, self._left = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def opened(self, asgi: Any, scope: dict[str, Any]) -> bool:
        task = asyncio.ensure_future(asgi(scope, self._receive, self._send))
        task.add_done_callback(lambda _: self._sent_away.set())
        settled = [asyncio.ensure_future(one.wait()) for one in (self._listening, self._sent_away)]
        await asyncio.wait(settled, timeout=_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if self._told and not self._listening.is_set():
            await asyncio.wait(settled[1:], timeout=_STAYS)
        stays = (self._listening.is_set() or self._told) and not self._sent_away.is_set()
        self._left.set()
        await asyncio.wait([task], timeout=_SECONDS)
        for one in (task, *settled):
            one.cancel()
        await asyncio.gather(task, *settled, return_exceptions=True)
        return stays

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "websocket.connect"}
        if self._accepted:
            self._listening.set()
        await self._left.wait()
        return {"type": "websocket.disconnect", "code": 1001, "reason": ""}

    async def _send(self, message: dict[str, Any]) -> None:
        if message["type"] == "websocket.accept":
            self._accepted = True
        elif message["type"] == "websocket.send":
            self._told = True
        else:
            self._sent_away.set()
