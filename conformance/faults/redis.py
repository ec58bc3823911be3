"""The app's Redis: a server of this run's in place of the one it is set up for, and its outage."""

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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from conformance.app.address import Address
from conformance.app.code import UserCode
from conformance.app.commands import Entry
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced, within
from conformance.faults.network import swallowed_by
from conformance.faults.wire import name_socket

GIVEN_UP = "redis, given up after its socket_timeout"

Allows = Callable[[Any, Any], bool]

_PATIENCE = 5.0  # seconds that this run's server has to answer us


class Server:
    """A Redis server that the app's connections are led to; `close` it at the end."""

    host = "127.0.0.1"
    username: str | None = None
    password: str | None = None
    database: int | None = None  # what every connection uses, None where each uses the one it is set up for

    def __init__(self) -> None:
        self._clients: dict[int, Any] = {}
        self._imitations: dict[int, Server] = {}
        self.leads: Callable[[Any], bool] = lambda connection: False

    def port(self) -> int:
        """Return the port it listens on, once it does."""
        raise NotImplementedError

    def require(self) -> None:
        """Raise ConnectionError when it does not answer, or lets nobody in."""

    def serving(self, connection: Any) -> tuple[Server, int] | None:
        """Return the server that a connection of redis-py is led to and its database there; None for any other's."""
        if self.leads(connection):
            return self, self.database if self.database is not None else _database(connection)
        imitation = getattr(connection, "_server", None)
        if not type(imitation).__module__.startswith("fakeredis"):
            return None
        return self._imitations.setdefault(id(imitation), Imitated(imitation)), _database(connection)

    def made(self, entries: Iterable[Entry]) -> None:
        """Be told of entries that were not there before this run wrote them."""

    def client(self, db: int) -> Any:
        """Return a client of our own for one of the databases; what it does is nobody's exchange."""
        if db not in self._clients:
            self._clients[db] = self._connected(db)
        return self._clients[db]

    def _connected(self, db: int) -> Any:
        from redis import Redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        return Redis(
            host=self.host,
            port=self.port(),
            db=db,
            username=self.username,
            password=self.password,
            retry=Retry(NoBackoff(), 1),
            socket_timeout=_PATIENCE,
            socket_connect_timeout=_PATIENCE,
        )

    def close(self) -> None:
        """Leave it."""
        for client in self._clients.values():
            client.close()


class Embedded(Server):
    """A Redis server of our own, started when first connected to: `redis-server` where there is one, else fakeredis."""

    def __init__(self) -> None:
        super().__init__()
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
        super().close()
        self._stop()


class Given(Server):
    """The server that the user names; all that is removed there is what this run is known to have made."""

    def __init__(self, address: Address) -> None:
        super().__init__()
        self.host, self._port = address.host, address.port
        self.username, self.password, self.database = address.username, address.password, address.database
        self._made: set[Entry] = set()

    def port(self) -> int:
        return self._port

    def require(self) -> None:
        """Raise ConnectionError when it does not answer, or lets nobody in."""
        from redis.exceptions import RedisError

        try:
            self.client(self.database or 0).ping()
        except RedisError as error:
            raise ConnectionError(str(error)) from None

    def made(self, entries: Iterable[Entry]) -> None:
        """Be told of entries that were not there before this run wrote them."""
        self._made.update(entries)

    def close(self) -> None:
        with suppress(Exception):  # it may be gone by now
            for entry in self._made:
                remove(self, entry)
        super().close()


class Imitated(Server):
    """What fakeredis imitates in this process, for an app that is made to use it."""

    def __init__(self, imitation: Any) -> None:
        super().__init__()
        self._imitation = imitation

    def _connected(self, db: int) -> Any:
        from fakeredis import FakeRedis

        return FakeRedis(server=self._imitation, db=db)


def _database(connection: Any) -> int:
    return int(getattr(connection, "db", 0) or 0)


def remove(server: Server, entry: Entry) -> None:
    """Remove an entry, and nothing else."""
    client = server.client(entry.db)
    client.delete(entry.key) if entry.field is None else client.hdel(entry.key, entry.field)


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
def redirected(server: Server, allows: Allows, code: Callable[[], UserCode]) -> Iterator[None]:
    """While entered, every redis-py connection, also of clients made before, goes to a server of this run.

    Hosts that `allows(host, port)` names keep their own. Exchanges note that they asked it.
    """
    if importlib.util.find_spec("redis") is None:
        yield
        return
    introducing = functools.partial(_as_known_to, server)
    wrappers: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
        "_connect": lambda original: _connecting(original, server),
        "on_connect": lambda original: within(original, introducing),
        "on_connect_check_health": lambda original: within(original, introducing),
        "send_command": lambda original: within(original, functools.partial(_commanding, code, packed=False)),
        "send_packed_command": lambda original: within(original, functools.partial(_commanding, code, packed=True)),
    }
    with ExitStack() as stack:
        stack.callback(server.close)
        for cls in _classes():
            for name, wrap in wrappers.items():
                if name in vars(cls):
                    stack.enter_context(replaced(cls, name, wrap))
        ways = {vars(cls)["_connect"] for cls in _classes() if "_connect" in vars(cls)}
        server.leads = lambda connection: type(connection)._connect in ways and not _is_own(connection, allows)
        yield


def _is_own(connection: Any, allows: Allows) -> bool:
    return allows(getattr(connection, "host", None) or "localhost", getattr(connection, "port", None))


def _classes() -> list[type]:
    import redis.asyncio.connection as asynchronous
    import redis.connection as synchronous

    names = ("AbstractConnection", "Connection", "SSLConnection", "UnixDomainSocketConnection")
    return [getattr(module, name) for module in (synchronous, asynchronous) for name in names if hasattr(module, name)]


def _connecting(original: Callable[..., Any], server: Server) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def connect_async(self: Any) -> None:
            if not server.leads(self):
                await original(self)
            else:
                self._reader, self._writer = await asyncio.open_connection(*_address(self, server))
                name_socket(self._writer.transport._sock, _name(self))

        return connect_async

    @functools.wraps(original)
    def connect(self: Any) -> Any:
        if not server.leads(self):
            return original(self)
        sock = socket.create_connection(_address(self, server), timeout=self.socket_connect_timeout)
        name_socket(sock, _name(self))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(self.socket_timeout)
        return sock

    return connect


@contextmanager
def _as_known_to(server: Server, connection: Any, *args: Any, **kwargs: Any) -> Iterator[None]:
    """While entered, a connection names the user and the database of this run's server, not those of the app's."""
    if not server.leads(connection):
        yield
        return
    own: dict[str, Any] = {"username": server.username, "password": server.password, "credential_provider": None}
    own |= {"db": server.database} if server.database is not None else {}
    kept = {name: getattr(connection, name, None) for name in own}
    _set(connection, own)
    try:
        yield
    finally:
        _set(connection, kept)


def _set(connection: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(connection, name, value)


def _address(connection: Any, server: Server) -> tuple[str, int]:
    """Return where this run's server is, or the black hole in its place."""
    fault = getattr(EXCHANGE.get(), "fault", None)
    if swallowed_by(fault, _name(connection)):
        return "127.0.0.1", fault.strike()
    return server.host, server.port()


def _name(connection: Any) -> str:
    """Return what a connection is noted as: a client that gives up by itself need not be tried."""
    return "redis" if getattr(connection, "socket_timeout", None) is None else GIVEN_UP


@contextmanager
def _commanding(code: Callable[[], UserCode], *args: Any, packed: bool, **kwargs: Any) -> Iterator[None]:
    """Note that an exchange asks Redis, and let it fail where that is its fault: a command, or what is sent."""
    exchange = EXCHANGE.get()
    if exchange is not None:
        if "redis" not in exchange.touched:
            exchange.touched["redis"] = code().calling(sys._getframe())
        fail = getattr(exchange.fault, "fail_redis", None)
        if fail is not None:
            fail()
        fail_sent = getattr(exchange.fault, "fail_sent", None) if packed else None
        if fail_sent is not None:
            fail_sent(b"".join(map(bytes, _chunks(*args[1:2]))))
    yield


def _chunks(packed: Any = ()) -> Iterable[bytes]:
    """Return the parts of a packed command, or of several."""
    return [packed] if isinstance(packed, bytes) else packed
