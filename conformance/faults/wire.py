"""What comes back to the app over its sockets: who was asked is noted, and what a fault wants is held back."""

from __future__ import annotations

import functools
import math
import socket
import sys
import threading
from asyncio import selector_events
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from weakref import WeakKeyDictionary, WeakSet

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.app.seams import NoFault

FOR_EVER = math.inf
_INTERNET = (socket.AF_INET, socket.AF_INET6)
_LOOPBACK = ("127.", "::1", "::ffff:127.")
_TRANSPORT: Any = selector_events._SelectorSocketTransport  # type: ignore[attr-defined]
_ASKED_BY = "_conformance_asked_by"

_names: WeakKeyDictionary[socket.socket, str] = WeakKeyDictionary()
_asked: WeakSet[socket.socket] = WeakSet()


class Slow(NoFault):
    """Holds back what peers answer an exchange: each for as long as `delay` says, all until `release`."""

    def __init__(self) -> None:
        self._released = threading.Event()
        self._held: list[Any] = []
        self._paused = 0

    def delay(self, peer: str) -> float:
        """Return for how many seconds an answer of `peer` is held back."""
        return 0.0

    def holds(self, peer: str) -> float:
        """Return what `delay` says, 0 once released."""
        return 0.0 if self._released.is_set() else self.delay(peer)

    def release(self) -> None:
        """Let everything through that is held back, and hold back nothing more."""
        self._released.set()
        while self._held:
            transport = self._held.pop()
            loop = transport._loop  # None once the transport is closed
            if loop is not None and not loop.is_closed():
                loop.call_soon_threadsafe(_resume, transport)

    @property
    def holding(self) -> bool:
        """Whether somebody waits for an answer that is held back for ever."""
        return self._paused > 0 or any(transport.is_reading() for transport in self._held)

    def hold(self, transport: Any, seconds: float) -> None:
        """Keep a transport from reading for `seconds`, or until release."""
        transport._loop._remove_reader(transport._sock_fd)
        if seconds < FOR_EVER:
            transport._loop.call_later(seconds, _resume, transport)
        else:
            self._held.append(transport)

    def pause(self, seconds: float, timeout: float | None) -> None:
        """Keep the calling thread waiting as a socket with a timeout does."""
        limit = min(seconds, FOR_EVER if timeout is None else timeout)
        self._paused += seconds == FOR_EVER
        let_through = self._released.wait(None if limit == FOR_EVER else limit)
        self._paused -= seconds == FOR_EVER
        if not let_through and limit < seconds:
            raise TimeoutError("timed out")


def name_socket(sock: socket.socket, name: str) -> None:
    """Give what a socket is connected to a name; it goes by that in place of its address."""
    exchange = EXCHANGE.get()
    if exchange is not None:
        exchange.peers.pop(_address(sock), None)
    _names[sock] = name


def peer_at(host: Any, port: Any) -> str:
    """Return the name of what listens at an address: this machine has one, however it is written."""
    text = str(host)
    return f"localhost:{port}" if text.startswith(_LOOPBACK) else f"{text}:{port}"


def _address(sock: socket.socket) -> str:
    try:
        return peer_at(*sock.getpeername()[:2])
    except OSError:
        return ""


def _peer(sock: socket.socket) -> str:
    return _names.get(sock) or _address(sock)


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note whom they ask over sockets; a Slow fault takes effect."""
    with ExitStack() as stack:
        for name in ("send", "sendall"):
            stack.enter_context(replaced(socket.socket, name, lambda o: _sending(o, code)))
        for name in ("recv", "recv_into"):
            stack.enter_context(replaced(socket.socket, name, _receiving))
        for name in ("write", "writelines"):
            stack.enter_context(replaced(_TRANSPORT, name, _writing))
        stack.enter_context(replaced(_TRANSPORT, "_read_ready", _reading))
        yield


def _sending(original: Callable[..., Any], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def send(self: socket.socket, *args: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is not None and self.family in _INTERNET:
            peer = _peer(self)
            _asked.add(self)
            if peer and peer not in exchange.peers:
                exchange.peers[peer] = code.calling(sys._getframe(1))
        return original(self, *args)

    return send


def _receiving(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def receive(self: socket.socket, *args: Any, **kwargs: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is not None and isinstance(exchange.fault, Slow) and self in _asked and self.gettimeout() != 0:
            seconds = exchange.fault.holds(_peer(self))
            if seconds > 0:
                exchange.fault.pause(seconds, self.gettimeout())
            _asked.discard(self)
        return original(self, *args, **kwargs)

    return receive


def _writing(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def write(self: Any, data: Any) -> Any:
        exchange = EXCHANGE.get()
        if exchange is not None:
            setattr(self, _ASKED_BY, exchange)
        return original(self, data)

    return write


def _reading(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def read_ready(self: Any) -> Any:
        exchange = getattr(self, _ASKED_BY, None)
        if exchange is not None and isinstance(exchange.fault, Slow):
            seconds = exchange.fault.holds(_peer(self._sock))
            setattr(self, _ASKED_BY, None)
            if seconds > 0:
                exchange.fault.hold(self, seconds)
                return None
        return original(self)

    return read_ready


def _resume(transport: Any) -> None:
    if transport.is_reading():
        transport._loop._add_reader(transport._sock_fd, transport._read_ready)
