"""Log calls that look up or connect to another host on the event loop's thread, of whatever request."""

from __future__ import annotations

import asyncio
import functools
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from conformance.app.logged import Logged
from conformance.app.patching import replaced
from conformance.observe.writing import WRITING


@dataclass(frozen=True)
class Waited:
    """A log call that everybody else waits for: what it calls, by name."""

    logged: Logged
    name: str


@contextmanager
def observed(waits: list[Waited]) -> Iterator[None]:
    """While entered, `waits` is told of log calls whose handlers reach for a network where the event loop runs.

    A handler that finds nobody there tries again only after a while, so a look at some requests would not do.
    """
    with ExitStack() as stack:
        stack.enter_context(replaced(socket.socket, "connect", lambda o: _connecting(o, waits)))
        stack.enter_context(replaced(socket, "getaddrinfo", lambda o: _looking_up(o, waits)))
        yield


def _connecting(original: Callable[..., Any], waits: list[Waited]) -> Callable[..., Any]:
    @functools.wraps(original)
    def connect(self: socket.socket, address: Any) -> Any:
        network = self.family in (socket.AF_INET, socket.AF_INET6) and self.type == socket.SOCK_STREAM
        if network and self.gettimeout() != 0:
            _note("socket.connect", waits)
        return original(self, address)

    return connect


def _looking_up(original: Callable[..., Any], waits: list[Waited]) -> Callable[..., Any]:
    @functools.wraps(original)
    def look_up(*args: Any, **kwargs: Any) -> Any:
        _note("socket.getaddrinfo", waits)
        return original(*args, **kwargs)

    return look_up


def _note(name: str, waits: list[Waited]) -> None:
    current = WRITING.get()
    if current is not None and current.logged.by != "print" and _on_loop():
        waits.append(Waited(current.logged, name))


def _on_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
