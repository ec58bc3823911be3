"""Middleware that fails, as all code does: its failures are answered and told like any other."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.causes import seen
from conformance.evidence.middleware.failing import Unanswered
from conformance.finding import Finding, Place

# failure-inside-is-answered


@check("middleware.failure-inside-is-answered")
def failure_inside_is_answered(failing_middleware: list[Unanswered]) -> Iterator[Finding]:
    """A failure inside middleware is answered and logged like one in an endpoint.

    Why: exception handlers are inside of all middleware: an HTTPException raised out there ends as a 500, and what
    turns crashes into answers further inside never hears of it.
    Do: ``return JSONResponse({"detail": ...}, 401)``; ``@app.exception_handler(Exception)``, which is around all of it
    Don't: ``raise HTTPException(401)`` in ``dispatch``
    Read: https://www.starlette.io/exceptions/
    """
    groups: dict[tuple[str, Place | None], list[Unanswered]] = {}
    for one in failing_middleware:
        groups.setdefault((one.outcome, one.at), []).append(one)
    for (outcome, at), group in groups.items():
        failures = " and ".join(dict.fromkeys(one.failure for one in group))
        yield Finding(f"{failures} {outcome}", at, seen(group[0].exchange))


CHECKS = (failure_inside_is_answered,)
