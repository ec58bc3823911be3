"""Which files below a folder are opened, made, moved or taken away: the interpreter's own audit events tell.

A hook of that kind stays until the process ends. There is one, and it does nothing while nobody listens.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import FrameType
from typing import Any

from conformance.finding import Place

_EVENTS = frozenset({"open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.listdir", "os.scandir"})


@dataclass
class Listening:
    """Notes what is done below `folder`: the path as it was given, and the line `at` says for the frame."""

    folder: str
    at: Callable[[FrameType | None], Place | None]
    found: list[tuple[str, Place | None]] = field(default_factory=list)

    def hear(self, path: Any) -> None:
        given = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if given and os.path.abspath(given).startswith(self.folder):
            self.found.append((given, self.at(sys._getframe(2))))


_LISTENERS: list[Listening] = []


@contextmanager
def heard(listening: Listening) -> Iterator[Listening]:
    """While entered, notes what is done below the folder."""
    _install()
    _LISTENERS.append(listening)
    try:
        yield listening
    finally:
        _LISTENERS.remove(listening)


@cache
def _install() -> None:
    sys.addaudithook(_audit)


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if _LISTENERS and event in _EVENTS and args:
        for listening in _LISTENERS:
            listening.hear(args[0])
