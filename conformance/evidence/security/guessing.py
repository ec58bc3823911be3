"""Evidence of how long somebody may guess: wrong passwords for one name, one after the other.

What throttles by the address of the caller does so to the whole run: this comes after all else.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from conformance.app.driver import Driver
from conformance.app.exchange import Exchange, Request
from conformance.app.login import log_in_requests
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.hostility import GENTLE, GENTLE_IF_ASKED
from conformance.evidence.planting import word
from conformance.finding import Finding, NotApplicable, NotExercised
from conformance.gathering import Across

_GUESSES = 50
_SECONDS = 20.0
_THROTTLED = (429, 423, 503)


@evidence
def endless_guesses(across: Across, driver: Driver, operations: tuple[Operation, ...]) -> list[Finding]:
    """The ways to log in at which a wrong password may be sent again and again."""
    across.gather((*GENTLE, *GENTLE_IF_ASKED, "crashing"))
    known = {one.path: one for one in operations if one.method == "POST"}
    requests = {one.path: one for one in log_in_requests(list(operations), word(), f"Wr0-{word()}")}
    asked = [(known[path], request) for path, request in requests.items() if path in known]
    if not asked:
        raise NotApplicable("nobody logs in here with a name and a password")
    return [finding for operation, request in asked for finding in _guessed(driver, operation, request)]


def _guessed(driver: Driver, operation: Operation, request: Request) -> Iterator[Finding]:
    first = driver.send(request, operation, anonymous=True)
    if first.ok:
        return  # it lets anybody in, which is another matter
    if first.status not in (400, 401, 403, 404, 422):
        raise NotExercised(f"POST {request.path} answers {first.failure or first.status} to a wrong password")
    count = _refusals(driver, operation, request, first)
    if count is not None:
        seen = f"{first.status} each time"
        yield Finding(
            f"POST {request.path} takes {count} wrong passwords for one name in a row",
            operation.at,
            seen,
            first.request.curl(),
        )


def _refusals(driver: Driver, operation: Operation, request: Request, first: Exchange) -> int | None:
    """Return how often a wrong password was refused and nothing else, None once that was throttled."""
    end = time.monotonic() + _SECONDS
    for _ in range(_GUESSES - 1):
        exchange = driver.send(request, operation, anonymous=True)
        if exchange.status in _THROTTLED or exchange.header("retry-after") is not None:
            return None
        if exchange.status != first.status or time.monotonic() > end:
            raise NotExercised(f"POST {request.path} does not answer wrong passwords alike, or takes too long")
    return _GUESSES


EVIDENCE = (endless_guesses,)
