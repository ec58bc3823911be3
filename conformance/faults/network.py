"""Refusing what leaves this machine: connections beyond loopback, unless the user allows the host."""

from __future__ import annotations

import functools
import ipaddress
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeGuard

from conformance.app.causes import causes
from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.faults.wire import FOR_EVER, Slow, peer_at

_BACKLOG = 128
_STAND_IN = "127.77.77.77"  # the address of a host whose place a black hole takes
_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", ""})


class Refused(ConnectionRefusedError):
    """A connection the run does not allow; the message says how to."""


class BlackHole(Slow):
    """Takes the place of one peer of an exchange: it accepts connections, and nobody ever answers.

    What was connected before is not answered either. `strikes` are the threads that asked it, and when; `revisits` is
    how often that was tried again once it was closed.
    """

    jitter = 0.25

    def __init__(self, peer: str) -> None:
        super().__init__()
        self.peer = peer
        self.strikes: list[tuple[float, int]] = []
        self.closed = False
        self.revisits = 0
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(_BACKLOG)
        self._listener.setblocking(False)
        self._accepted: list[socket.socket] = []
        self._port = int(self._listener.getsockname()[1])

    @property
    def struck(self) -> bool:
        """Whether the exchange asked the peer anything."""
        return bool(self.strikes)

    def delay(self, peer: str) -> float:
        if peer != self.peer:
            return 0.0
        self.strike()
        return FOR_EVER

    def takes(self, peer: str) -> bool:
        """Return whether what is meant for a peer comes here."""
        self.revisits += self.closed and peer == self.peer
        return not self.closed and peer == self.peer

    def strike(self) -> int:
        """Note that the peer is asked; return the port to connect to in its place."""
        self.strikes.append((time.perf_counter(), threading.get_ident()))
        return self._port

    def swallow(self, host: str) -> tuple[str, int]:
        """Return where to connect to in place of an address. Raises Refused once the hole is closed."""
        self.revisits += self.closed
        if self.closed:
            raise Refused("there is nobody at this address any more")
        return "::ffff:127.0.0.1" if ":" in host else "127.0.0.1", self.strike()

    @property
    def waited_for(self) -> bool:
        """Whether somebody still waits for an answer: has a connection open that is not answered."""
        if self.closed:
            return False
        with suppress(BlockingIOError):
            while True:
                self._accepted.append(self._listener.accept()[0])
        return self.holding or any(map(_is_open, self._accepted))

    def close(self) -> None:
        """Give the peer back; what waits for an answer of the hole is told that the connection is gone."""
        self.closed = True
        for sock in (self._listener, *self._accepted):
            sock.close()
        self.release()


class Guard:
    """Says which hosts may be reached, and notes for its exchange which one could not."""

    def __init__(self, allowed: Collection[str], code: Callable[[], UserCode], active: Callable[[], bool]) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)
        self._code = code
        self._active = active

    def allows(self, host: Any, port: Any = None) -> bool:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        name = name.strip("[]").lower()
        return name in self._allowed or f"{name}:{port}" in self._allowed or _is_local(name)

    def look_up(self, host: Any, port: Any = None) -> Any:
        """Return what to look up for a host: itself, or what stands in for it where this exchange has a black hole.

        Raises Refused for a host beyond loopback that is not allowed, when the app is the one that asks.
        """
        exchange = EXCHANGE.get()
        if self.allows(host, port) or not (exchange is not None or self._active()):
            return host
        name = host.decode() if isinstance(host, bytes) else str(host)
        if exchange is not None:
            peer = f"{name}:{port}" if port else name
            exchange.touched.setdefault(peer, self._code().calling(sys._getframe(1)))
            if swallowed_by(exchange.fault, peer):
                return _STAND_IN
        raise Refused(
            f"connections beyond this machine are refused: {name}; allow them with --conformance-allow-host={name}"
        )

    def connect(self, host: Any, port: Any) -> tuple[Any, Any]:
        """Return where to connect to for an address, noting for its exchange what is there. Raises Refused."""
        host = self.look_up(host, port)
        exchange = EXCHANGE.get()
        if exchange is None:
            return host, port
        peer = peer_at(host, port)
        if host != _STAND_IN:
            exchange.peers.setdefault(peer, self._code().calling(sys._getframe(1)))
        hole = exchange.fault
        swallowed = swallowed_by(hole, peer) or (host == _STAND_IN and isinstance(hole, BlackHole))
        return hole.swallow(host) if swallowed else (host, port)


def swallowed_by(fault: Any, peer: str) -> TypeGuard[BlackHole]:
    """Return whether a fault is a black hole in place of a peer."""
    return isinstance(fault, BlackHole) and fault.takes(peer)


def _is_open(sock: socket.socket) -> bool:
    """Return whether the other side of an accepted connection has not closed it."""
    sock.setblocking(False)
    try:
        while sock.recv(65536):
            continue
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _is_local(name: str) -> bool:
    if name in _LOCAL_NAMES or name.endswith(".localhost") or name == socket.gethostname().lower():
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


@contextmanager
def guarded(guard: Guard) -> Iterator[None]:
    """While entered, name look-ups and connections of the app go past the guard."""
    with ExitStack() as stack:
        stack.enter_context(replaced(socket.socket, "connect", lambda o: _connecting(o, guard)))
        stack.enter_context(replaced(socket.socket, "connect_ex", lambda o: _connecting(o, guard)))
        stack.enter_context(replaced(socket.socket, "sendto", lambda o: _sending(o, guard)))
        stack.enter_context(replaced(socket, "getaddrinfo", lambda o: _looking_up(o, guard)))
        stack.enter_context(replaced(socket, "gethostbyname", lambda o: _looking_up(o, guard)))
        yield


def _connecting(original: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    @functools.wraps(original)
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            address = (*guard.connect(*address[:2]), *address[2:])
        return original(self, address)

    return connect


def _sending(original: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    @functools.wraps(original)
    def sendto(self: socket.socket, *args: Any) -> Any:
        if args and isinstance(args[-1], tuple) and self.family in (socket.AF_INET, socket.AF_INET6):
            guard.look_up(*args[-1][:2])
        return original(self, *args)

    return sendto


def _looking_up(original: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    @functools.wraps(original)
    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        port = args[0] if args else kwargs.pop("port", None)
        host = guard.look_up(host, port)
        return original(host, *([port] if args or port is not None else []), *args[1:], **kwargs)

    return look_up


def is_refused(error: BaseException | None) -> bool:
    """Return whether an error, or what caused it, is a refusal of ours."""
    return any(isinstance(one, Refused) for one in causes(error))
