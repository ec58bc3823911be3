"""What a process has open: its file descriptors, and the temporary files it made."""

from __future__ import annotations

import functools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.finding import Place

Descriptor = tuple[int, int]  # the number, and what it stands for: a number is given again once it is closed
_FOLDERS = ("/proc/self/fd", "/dev/fd")
_FOLDER = next((folder for folder in _FOLDERS if os.path.isdir(folder)), None)
_CALLERS = 6


def known() -> bool:
    """Return whether this system tells what a process has open."""
    return _FOLDER is not None


def descriptors() -> frozenset[Descriptor]:
    """Return what is open now."""
    found = set()
    for name in os.listdir(_FOLDER) if _FOLDER is not None else ():
        with suppress(OSError, ValueError):  # the one of the folder itself is closed by now
            found.add((int(name), os.fstat(int(name)).st_ino))
    return frozenset(found)


def shown(descriptor: Descriptor) -> str:
    """Return what a descriptor stands for, in words."""
    try:
        target = os.readlink(f"{_FOLDER}/{descriptor[0]}")
    except OSError:
        return "a descriptor"
    kind = target.partition(":")[0]
    return {"socket": "a socket", "pipe": "a pipe", "anon_inode": "a descriptor"}.get(kind, f"the file {target}")


def children() -> int:
    """Return how many processes this one started and has not done with."""
    count = 0
    with suppress(OSError):
        for thread in os.listdir("/proc/self/task"):
            with suppress(OSError), open(f"/proc/self/task/{thread}/children", encoding="ascii") as listed:
                count += len(listed.read().split())
    return count


# temporary files


@contextmanager
def temporary(code: UserCode) -> Iterator[dict[str, Place]]:
    """While entered, note the temporary files and folders that exchanges make, each with the user's line."""
    made: dict[str, Place] = {}
    with ExitStack() as stack:
        for name in ("open", "mkdir"):
            stack.enter_context(replaced(os, name, lambda original: _making(original, made, code)))
        yield made


def _making(original: Callable[..., Any], made: dict[str, Place], code: UserCode) -> Callable[..., Any]:
    @functools.wraps(original)
    def make(path: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(path, *args, **kwargs)
        if EXCHANGE.get() is not None and isinstance(path, str) and _is_temporary(path):
            at = code.calling(sys._getframe(1))
            if at is not None:
                made[path] = at
        return result

    return make


def _is_temporary(path: str) -> bool:
    """Return whether it is the module `tempfile` that makes a path, in the folder for such things."""
    if os.path.dirname(path) != tempfile.gettempdir():
        return False
    frame = sys._getframe(2)
    for _ in range(_CALLERS):
        if frame.f_globals.get("__name__") == "tempfile":
            return True
        if frame.f_back is None:
            return False
        frame = frame.f_back
    return False
