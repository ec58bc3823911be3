"""Refusing what leaves this machine: connections beyond loopback, unless the user allows the host."""

from __future__ import annotations

import functools
import ipaddress
import socket
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.app.seams import NoFault

_LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", ""})


class Refused(ConnectionRefusedError):
    """A connection the run does not allow; the message says how to."""


class BlackHole(NoFault):
    """Lets an exchange connect to hosts that are refused otherwise, where nobody ever answers."""

    def __init__(self) -> None:
        self.struck = False
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(16)

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Stop listening; what waits for an answer is then told that the connection is gone."""
        self._listener.close()


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

    def check(self, host: Any, port: Any = None) -> tuple[Any, Any]:
        """Return where to connect to for a host and port: there, or to the black hole of this exchange.

        Raises Refused for a host beyond loopback that is not allowed, when the app is the one that asks.
        """
        exchange = EXCHANGE.get()
        if self.allows(host, port) or not (exchange is not None or self._active()):
            return host, port
        name = host.decode() if isinstance(host, bytes) else str(host)
        if exchange is not None:
            exchange.touched.setdefault(f"{name}:{port}" if port else name, self._code().calling(sys._getframe(1)))
            if isinstance(exchange.fault, BlackHole):
                exchange.fault.struck = True
                return "127.0.0.1", exchange.fault.port
        raise Refused(
            f"connections beyond this machine are refused: {name}; allow them with --conformance-allow-host={name}"
        )


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
            address = (*guard.check(*address[:2]), *address[2:])
        return original(self, address)

    return connect


def _sending(original: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    @functools.wraps(original)
    def sendto(self: socket.socket, *args: Any) -> Any:
        if args and isinstance(args[-1], tuple) and self.family in (socket.AF_INET, socket.AF_INET6):
            guard.check(*args[-1][:2])
        return original(self, *args)

    return sendto


def _looking_up(original: Callable[..., Any], guard: Guard) -> Callable[..., Any]:
    @functools.wraps(original)
    def look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        port = args[0] if args else kwargs.pop("port", None)
        host, port = guard.check(host, port)
        return original(host, *([port] if args or port is not None else []), *args[1:], **kwargs)

    return look_up


def is_refused(error: BaseException | None) -> bool:
    """Return whether an error, or what caused it, is a refusal of ours."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, Refused):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False
