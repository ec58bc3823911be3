"""What findings say that depend on when FastAPI leaves dependencies: before it answers, since 0.118 after that."""

from __future__ import annotations

from conformance.app.framework import LEAVES_FIRST
from conformance.observe.sessions import UsedLate

_BEFORE = ", as FastAPI before 0.118 leaves dependencies and closes uploads before it answers"
_SINCE = ", as FastAPI since 0.118 leaves dependencies after it has answered"
_ANSWERING = ("a background task", "the body that is streamed")


def early(late: UsedLate) -> str:
    """Return what is to be said of a use that would be none after closing with FastAPI 0.118, "" where nothing is."""
    return _BEFORE if LEAVES_FIRST and late.left and late.role in _ANSWERING else ""


def lingering(is_so: bool) -> str:
    """Return what is to be said where a dependency, still to be left, makes the difference, "" where none does."""
    return _SINCE if is_so else ""
