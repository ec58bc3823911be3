"""The worker threads an exchange runs in, and stopping those that would never end."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from typing import Any


class Interrupted(BaseException):
    """Thrown into a thread that holds on past its deadline; nothing in an app expects it."""


class Threads:
    """The threads that work for one exchange right now."""

    def __init__(self) -> None:
        self._idents: set[int] = set()

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

    def interrupt(self) -> None:
        """Throw Interrupted into every thread still working; those that wait in C do not feel it."""
        for ident in tuple(self._idents):
            interrupt(ident)


def interrupt(ident: int | None) -> None:
    """Throw Interrupted into the Python code of one thread."""
    if ident is not None:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(ident), ctypes.py_object(Interrupted))
