"""Finding the clause that kept an exception to itself."""

from __future__ import annotations

from conformance.app.code import UserCode, lines
from conformance.app.protected import handlers
from conformance.finding import Place


def swallowed_at(error: BaseException, code: UserCode) -> Place | None:
    """Return the clause that caught an error: its traceback ends, outermost, in the frame that did."""
    for frame, line in lines(error.__traceback__):
        if code.owns(frame.co_filename):
            around = [one for one in handlers(frame) if one.first <= line <= one.last]
            if around:
                return Place(frame.co_filename, max(around, key=lambda one: one.first).line)
    return None
