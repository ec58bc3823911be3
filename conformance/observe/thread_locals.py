"""What the user's code keeps in `threading.local` while it serves, for which exchange and in which thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.finding import Place


@dataclass(frozen=True)
class Kept:
    """A value that the user's line `at` gave to an attribute of a `threading.local`."""

    owner: int
    name: str
    at: Place
    value: Any = field(compare=False, repr=False)
    exchange: Any = field(compare=False, repr=False)
    thread: threading.Thread


class Notes:
    """What was kept so far, in order."""

    def __init__(self, code: Callable[[], UserCode]) -> None:
        self._code = code
        self.kept: list[Kept] = []

    def note(self, owner: Any, name: str, value: Any) -> None:
        """Note an attribute that is set while an exchange is served, by a line of the user's."""
        exchange = EXCHANGE.get()
        frame = sys._getframe(2)
        made = frame.f_code.co_name == "__init__"  # which runs once in each thread
        if exchange is None or made or not self._code().owns(frame.f_code.co_filename):
            return
        at = Place(frame.f_code.co_filename, frame.f_lineno)
        self.kept.append(Kept(id(owner), name, at, value, exchange, threading.current_thread()))


@contextmanager
def noted(notes: Notes) -> Iterator[None]:
    """While entered, what is made of `threading.local` notes what is kept in it; what was made so goes on quietly."""
    current: list[Notes] = [notes]

    def recording(original: type[threading.local]) -> type[threading.local]:
        class local(original):  # type: ignore[misc,valid-type]  # noqa: N801
            def __setattr__(self, name: str, value: Any) -> None:
                super().__setattr__(name, value)
                if current:
                    current[0].note(self, name, value)

        local.__module__, local.__qualname__ = original.__module__, original.__qualname__
        return local

    with replaced(threading, "local", recording):
        try:
            yield
        finally:
            current.clear()
