"""The app's Redis: an embedded server in place of the one it is set up for, and its outage."""

from __future__ import annotations

import asyncio
import functools
import importlib.util
import inspect
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.faults.network import swallowed_by
from conformance.faults.wire import name_socket

GIVEN_UP = "redis, given up after its socket_timeout"

Allows = Callable[[Any, Any], bool]


class Embedded:
    """A Redis server of our own, started when first connected to: `redis-server` where there is one, else fakeredis."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._port = 0
        self._stop: Callable[[], None] = lambda: None

    def port(self) -> int:
        with self._lock:
            if not self._port:
                program = shutil.which("redis-server")
                self._port, self._stop = _real(program) if program else _fake()
        return self._port

    def close(self) -> None:
        self._stop()


def _real(program: str) -> tuple[int, Callable[[], None]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The shell ends the server when its standard input closes, so also when this process is killed.
    script = '"$0" --port "$1" --bind 127.0.0.1 --save "" --appendonly no & server=$!; read -r _; kill "$server"'
    process = subprocess.Popen(
        ["/bin/sh", "-c", script, program, str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _await_port(port)

    def stop() -> None:
        process.communicate()

    return port, stop


def _await_port(port: int) -> None:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.005)
    raise RuntimeError("the embedded Redis did not start within 10 s")


def _fake() -> tuple[int, Callable[[], None]]:
    from fakeredis import TcpFakeServer

    server = TcpFakeServer(("127.0.0.1", 0))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="conformance-redis", daemon=True).start()

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return int(server.server_address[1]), stop


@contextmanager
def embedded(allows: Allows, code: Callable[[], UserCode]) -> Iterator[None]:
    """While entered, every redis-py connection, also of clients made before, goes to an embedded server.

    Hosts that `allows(host, port)` names keep their own. Commands are noted in their exchange.
    """
    if importlib.util.find_spec("redis") is None:
        yield
        return
    server = Embedded()
    with ExitStack() as stack:
        stack.callback(server.close)
        for cls in _classes():
            if "_connect" in vars(cls):
                stack.enter_context(replaced(cls, "_connect", lambda o: _connecting(o, server, allows)))
            if "send_command" in vars(cls):
                stack.enter_context(replaced(cls, "send_command", lambda o: _commanding(o, code)))
            if "send_packed_command" in vars(cls):
                stack.enter_context(replaced(cls, "send_packed_command", lambda o: _commanding(o, code)))
        yield


def _classes() -> list[type]:
    import redis.asyncio.connection as asynchronous
    import redis.connection as synchronous

    names = ("AbstractConnection", "Connection", "SSLConnection", "UnixDomainSocketConnection")
    return [getattr(module, name) for module in (synchronous, asynchronous) for name in names if hasattr(module, name)]


def _connecting(original: Callable[..., Any], server: Embedded, allows: Allows) -> Callable[..., Any]:
    def own(connection: Any) -> bool:
        return allows(getattr(connection, "host", None) or "localhost", getattr(connection, "port", None))

    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def connect_async(self: Any) -> None:
            if own(self):
                await original(self)
            else:
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", _port(self, server))
                name_socket(self._writer.transport._sock, _name(self))

        return connect_async

    @functools.wraps(original)
    def connect(self: Any) -> Any:
        if own(self):
            return original(self)
        sock = socket.create_connection(("127.0.0.1", _port(self, server)), timeout=self.socket_connect_timeout)
        name_socket(sock, _name(self))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(self.socket_timeout)
        return sock

    return connect


def _port(connection: Any, server: Embedded) -> int:
    """Return the port of the embedded server, or that of the black hole in its place."""
    fault = getattr(EXCHANGE.get(), "fault", None)
    return fault.strike() if swallowed_by(fault, _name(connection)) else server.port()


def _name(connection: Any) -> str:
    """Return what a connection is noted as: a client that gives up by itself need not be tried."""
    return "redis" if getattr(connection, "socket_timeout", None) is None else GIVEN_UP


def _commanding(original: Callable[..., Any], code: Callable[[], UserCode]) -> Callable[..., Any]:
    def note() -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            exchange.touched.setdefault("redis", code().calling(sys._getframe(2)))
            fail = getattr(exchange.fault, "fail_redis", None)
            if fail is not None:
                fail()

    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def command_async(self: Any, *args: Any, **kwargs: Any) -> Any:
            note()
            return await original(self, *args, **kwargs)

        return command_async

    @functools.wraps(original)
    def command(self: Any, *args: Any, **kwargs: Any) -> Any:
        note()
        return original(self, *args, **kwargs)

    return command
