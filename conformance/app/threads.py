"""The worker threads an exchange runs in, and stopping those that would never end."""

from __future__ import annotations

import ctypes
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

_SAMPLE = 0.1  # seconds over which a thread's computing is measured
_DEPTH = 8  # frames that tell one wait from another


class Interrupted(BaseException):
    """Thrown into a thread that holds on past its deadline; nothing in an app expects it."""


class Threads:
    """The threads that work for one exchange right now."""

    def __init__(self) -> None:
        self._idents: set[int] = set()

    @property
    def idents(self) -> tuple[int, ...]:
        """The threads by their identifiers."""
        return tuple(sorted(self._idents))

    def running(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return `call` noting the thread it runs in while it runs."""

        def noted(*args: Any, **kwargs: Any) -> Any:
            ident = threading.get_ident()
            self._idents.add(ident)
            try:
                return call(*args, **kwargs)
            finally:
                self._idents.discard(ident)

        return noted

    def places(self) -> tuple[tuple[str, int], ...]:
        """Return where the threads are now: the innermost lines of each, the same for the same wait."""
        frames = sys._current_frames()
        return tuple(line for ident in sorted(self._idents) if ident in frames for line in _innermost(frames[ident]))

    def interrupt_spinning(self) -> None:
        """Throw Interrupted into the threads that compute for ever; those that wait are left to wait."""
        before = {ident: _cpu(ident) for ident in tuple(self._idents)}
        time.sleep(_SAMPLE)
        for ident, seconds in before.items():
            if ident in self._idents and _cpu(ident) - seconds > _SAMPLE / 10:
                interrupt(ident)


def _cpu(ident: int) -> float:
    try:
        return time.clock_gettime(time.pthread_getcpuclockid(ident))
    except (AttributeError, OSError):
        return 0.0  # the thread is gone, or the platform does not tell


def _innermost(frame: FrameType | None) -> Iterator[tuple[str, int]]:
    for _ in range(_DEPTH):
        if frame is not None:
            yield frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back


def interrupt(ident: int | None) -> None:
    """Throw Interrupted into the Python code of one thread."""
    if ident is not None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(Interrupted))
