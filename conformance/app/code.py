"""Telling the user's own code from that of libraries, and finding its line in stacks and tracebacks."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, TracebackType

from conformance.app.causes import causes
from conformance.finding import Place

_LIBRARIES = ("site-packages", "dist-packages")
_HERE = str(Path(__file__).resolve().parents[1])
_STDLIB = tuple({sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")})


class UserCode:
    """Says which files are the user's: all but the standard library, this package and installed libraries.

    The packages the app lives in are the user's wherever they are installed.
    """

    def __init__(self, packages: Iterable[str] = ()) -> None:
        self._roots = tuple(root for package in packages for root in _roots(package))
        self.owns = cache(self._owns)

    def _owns(self, filename: str) -> bool:
        if not os.path.isabs(filename) or filename.startswith(_HERE):
            return False
        if self._roots and filename.startswith(self._roots):
            return True
        return not filename.startswith(_STDLIB) and not any(part in filename for part in _LIBRARIES)

    def nearest(self, lines: Iterable[tuple[str, int]]) -> tuple[str, int] | None:
        """Return the first of some lines that is the user's, None once the framework's dispatching is met."""
        for path, number in lines:
            if self.owns(path):
                return path, number
            if path.endswith(_DISPATCH):
                return None
        return None

    def raised_at(self, error: BaseException | None) -> Place | None:
        """Return the innermost line of the user's in the traceback of an error, or of what caused it."""
        return next((at for one in causes(error) if (at := self._innermost(one)) is not None), None)

    def _innermost(self, error: BaseException) -> Place | None:
        """Return the user's innermost line, None when the framework dispatched below it: that was a middleware."""
        found = self.nearest((code.co_filename, line) for code, line in reversed(list(lines(error.__traceback__))))
        return Place(*found) if found is not None else None

    def calling(self, frame: FrameType | None, stop: tuple[str, ...] = ()) -> Place | None:
        """Return the nearest line of the user's from `frame` outwards, None once a package in `stop` is met."""
        return next(self.chain(frame, stop), None)

    def chain(self, frame: FrameType | None, stop: tuple[str, ...] = ()) -> Iterator[Place]:
        """Yield the user's lines from `frame` outwards, until a package in `stop` is met."""
        while frame is not None:
            if self.owns(frame.f_code.co_filename):
                yield Place(frame.f_code.co_filename, frame.f_lineno)
            elif frame.f_globals.get("__name__", "").partition(".")[0] in stop:
                return
            frame = frame.f_back


# Where FastAPI and Starlette hand a request on: a failure below is not that of the user's frame above.
_DISPATCH = (
    "fastapi/routing.py",
    "fastapi/exception_handlers.py",
    "starlette/routing.py",
    "starlette/_exception_handler.py",
    "starlette/middleware/exceptions.py",
)


def _roots(package: str) -> Iterator[str]:
    module = sys.modules.get(package)
    folders = [f"{folder}/" for folder in getattr(module, "__path__", ())]
    file = getattr(module, "__file__", None)
    yield from folders or ([file] if file else [])


def lines(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    """Yield the code and the line of each frame of a traceback, outermost first."""
    while trace is not None:
        yield trace.tb_frame.f_code, trace.tb_lineno
        trace = trace.tb_next
