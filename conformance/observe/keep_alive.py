"""Requests that follow one another on one connection of a real server, and what each finds in its context.

Uvicorn's protocol serves on the app's own loop. A body above its high-water mark pauses reading, and what resumes it
runs in the context of the request: all that follows on the connection then starts in a copy of that
(https://github.com/Kludex/uvicorn/issues/2167).
"""

from __future__ import annotations

import asyncio
import contextvars
import http.client
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from conformance.app.current import EXCHANGE, PHASE
from conformance.app.exchange import Exchange, Request
from conformance.app.seams import NoFault
from conformance.app.service import Service

PADDING = 120 << 10  # bytes: uvicorn pauses once it holds 64 KiB, and what is left is too little to do so again
_PATIENCE = 5.0  # seconds to wait for an answer
_PAUSING = 0.3  # seconds for a long body to arrive

Context = Mapping[contextvars.ContextVar[Any], Any]


@dataclass
class Visit:
    """One request on a connection: the context it began in, and those it was in later; `port` tells the connection."""

    port: int
    entry: Context
    exchange: Exchange
    later: list[Context] = field(default_factory=list)

    def keeps(self, variable: contextvars.ContextVar[Any]) -> bool:
        """Return whether a variable holds to the end what it held at the beginning."""
        found = self.entry[variable]
        return all(context.get(variable) is found for context in self.later)


class Connections:
    """Serves an app on connections of uvicorn's; `visits` are the requests that came, in order."""

    def __init__(self, asgi: Any, port: int = 0) -> None:
        self._asgi, self.port = asgi, port
        self.visits: list[Visit] = []
        self.fault: Any = NoFault()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await _paused(scope, receive)
        visit = Visit(scope["client"][1], _context(), Exchange(_request(scope)))
        visit.exchange.fault = _Noting(visit, self.fault)
        self.visits.append(visit)
        EXCHANGE.set(visit.exchange)

        async def send_noting(message: Any) -> None:
            visit.later.append(_context())
            _answered(visit.exchange, message)
            await send(message)

        await self.fault.wrap_await(_awaited(self._asgi, scope, receive, send_noting))

    def follow(self, *requests: Request, faults: Sequence[Any] = ()) -> list[Visit]:
        """Send requests on one connection, each with its fault; return how they were met, nothing if it broke."""
        self.visits.clear()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        with suppress(OSError, http.client.HTTPException):
            for request, fault in zip(requests, faults or [NoFault()] * len(requests), strict=True):
                self.fault = fault
                connection.request(request.method, request.target, request.body or None, dict(request.headers))
                _read(connection.getresponse())
        connection.close()
        lasted = len(self.visits) == len(requests) and len({visit.port for visit in self.visits}) == 1
        return list(self.visits) if lasted else []


def _read(response: http.client.HTTPResponse) -> None:
    """Read an answer to its end. Raises TimeoutError where it goes on and on."""
    end = time.perf_counter() + _PATIENCE
    while response.read1():
        if time.perf_counter() > end:
            raise TimeoutError
    response.close()  # which gives the connection free


@contextmanager
def connections(service: Service, asgi: Any) -> Iterator[Connections]:
    """Serve an app on the service's loop while entered. Raises ImportError without uvicorn."""
    import uvicorn
    from uvicorn.server import ServerState

    served = Connections(asgi)
    config = uvicorn.Config(served, lifespan="off", ws="none", log_config=None, access_log=False, proxy_headers=False)
    config.load()
    state = ServerState()

    made: Any = config.http_protocol_class

    def protocol() -> Any:
        return made(config=config, server_state=state, app_state=dict(service.state))

    async def start() -> asyncio.Server:
        return await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0)

    async def stop() -> None:
        server.close()
        for connection in list(state.connections):
            connection.transport.abort()

    server: asyncio.Server = service.run(start, seconds=_PATIENCE)
    served.port = server.sockets[0].getsockname()[1]
    try:
        yield served
    finally:
        service.run(stop, seconds=_PATIENCE)


class _Noting(NoFault):
    """Notes the context at FastAPI's seams, around another fault."""

    def __init__(self, visit: Visit, fault: Any) -> None:
        self._visit, self._fault = visit, fault

    def before_endpoint(self) -> None:
        self._visit.later.append(_context())

    def after_endpoint(self) -> None:
        self._visit.later.append(_context())

    def wrap_call(self, call: Any) -> Any:
        return self._fault.wrap_call(call)

    def wrap_await(self, awaitable: Any) -> Any:
        return self._fault.wrap_await(awaitable)


async def _paused(scope: Any, receive: Any) -> None:
    """Wait until a long body has made the server pause: an app that answers at once would be done before."""
    announced = int(dict(scope["headers"]).get(b"content-length", b"0"))
    flow: Any = getattr(getattr(receive, "__self__", None), "flow", None)
    end = time.perf_counter() + (_PAUSING if announced >= PADDING and flow is not None else 0)
    while time.perf_counter() < end and not flow.read_paused:  # noqa: ASYNC110
        await asyncio.sleep(0.001)


async def _awaited(asgi: Any, scope: Any, receive: Any, send: Any) -> None:
    await asgi(scope, receive, send)


def _context() -> Context:
    return {name: value for name, value in contextvars.copy_context().items() if name not in (EXCHANGE, PHASE)}


def _request(scope: Any) -> Request:
    headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"])
    return Request(scope["method"], scope["path"], headers=headers)


def _answered(exchange: Exchange, message: Any) -> None:
    if message["type"] == "http.response.start":
        exchange.status = message["status"]
        pairs = message.get("headers", ())
        exchange.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs)
    elif message["type"] == "http.response.body":
        exchange.chunks.append(message.get("body", b"")[:PADDING])
