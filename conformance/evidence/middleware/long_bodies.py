"""Evidence of bodies that are too long: how much of one an app takes before it answers.

None is ever sent to its end: the client leaves instead, so that no operation does its work for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from conformance.app.driver import Driver
from conformance.app.exchange import Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import BOUNDARY
from conformance.check import evidence
from conformance.evidence.middleware.stacks import Followed, Stacks
from conformance.faults.endless import Endless
from conformance.finding import NotApplicable, NotExercised, Place

_MOST = 40  # operations
_LEAST = "10"  # bytes that are announced where more come


@dataclass(frozen=True)
class Unbounded:
    """An operation that takes a body without end: how it was announced, the line at fault, and what is wrong there."""

    operation: Operation
    announced: str
    at: Place | None
    why: str


class LongBodies:
    """Sends bodies without end to every operation that takes one."""

    def __init__(self, driver: Driver, stacks: Stacks, target: Target, operations: list[Operation]) -> None:
        self._driver, self._stacks, self._target, self._operations = driver, stacks, target, operations

    def beyond(self, limit: int) -> list[Unbounded]:
        """Return the operations that take more than `limit` bytes. Raises NotExercised where none could be tried."""
        judged = {operation: found for operation in self._operations if (found := self._tried(operation, limit))}
        if not judged:
            raise NotExercised("no request is known to an operation that takes a body")
        return [one for one in map(_Blame(judged, self._target), judged) if one is not None]

    def _tried(self, operation: Operation, limit: int) -> list[_Trial]:
        """Return what came of a body of no announced length, of one announced as too long, and of one as short."""
        try:
            request = self._driver.sample(operation).recipe.request()
        except NotExercised:
            return []
        chunked, longer = {"transfer-encoding": "chunked"}, {"content-length": str(2 * limit)}
        ways = {
            "without a Content-Length": chunked,
            "with a Content-Length that says so": longer,
            f"with a Content-Length of {_LEAST}, chunked": {**chunked, "content-length": _LEAST},
        }
        return [one for name, headers in ways.items() for one in self._sent(operation, request, name, headers, limit)]

    def _sent(
        self, operation: Operation, request: Request, name: str, headers: dict[str, str], limit: int
    ) -> Iterator[_Trial]:
        fault = Endless(_beginning(operation, request), limit)
        with suppress(NotExercised):
            sent = replace(request, body=b"").with_headers(headers)
            followed = self._stacks.follow(sent, operation, fault=fault)
            if fault.taken_in or not followed.exchange.failure:
                yield _Trial(name, fault.taken_in, followed)


@dataclass(frozen=True)
class _Trial:
    announced: str
    taken_in: bool
    followed: Followed


class _Blame:
    """Says what is to blame for a body that is taken in, given what came of those of all operations."""

    def __init__(self, judged: dict[Operation, list[_Trial]], target: Target) -> None:
        self._judged, self._target = judged, target
        bounded = [one for one, trials in judged.items() if not any(trial.taken_in for trial in trials)]
        # The fields of a form have a limit of Starlette's.
        self._bounding = {id(one.owner) for one in bounded if any(p.where == "body" for p in parameters(one))}

    def __call__(self, operation: Operation) -> Unbounded | None:
        trials = self._judged[operation]
        taken = next((one for one in trials if one.taken_in), None)
        if taken is None:
            return None
        reader = taken.followed.reached
        if taken.followed.stack.reaches_routes and not taken.followed.stack.is_inside(reader):
            layer = taken.followed.layer(reader)
            return Unbounded(operation, taken.announced, layer.at, f"{layer.name} reads it")
        refusing = next((one for one in trials if not one.taken_in and one.followed.exchange.status == 413), None)
        if refusing is not None:
            number = refusing.followed.answered_by
            layer = refusing.followed.layer(number)
            at = self._at(operation) if refusing.followed.stack.is_inside(number) else layer.at
            return Unbounded(operation, taken.announced, at, f"one {refusing.announced} is refused")
        return Unbounded(operation, taken.announced, self._at(operation), "")

    def _at(self, operation: Operation) -> Place | None:
        """Return the operation where others of its app are bounded, else the app."""
        return operation.at if id(operation.owner) in self._bounding else self._target.made_at(operation.owner)


def _beginning(operation: Operation, request: Request) -> bytes:
    """Return how a body begins that an operation reads on and on: a file, the value of a field, a text in JSON."""
    file = next((one.name for one in parameters(operation) if one.is_file), None)
    if file is not None:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{file}"; filename="long.bin"\r\n'
        return f"{head}Content-Type: application/octet-stream\r\n\r\n".encode()
    form = next((one.name for one in parameters(operation) if one.where == "form"), None)
    return f"{form}=".encode() if form is not None else b'"'


@evidence
def long_bodies(driver: Driver, stacks: Stacks, target: Target, operations: tuple[Operation, ...]) -> LongBodies:
    """Bodies without end, for every operation that takes a body."""
    taking = [one for one in operations if any(p.where in ("body", "form") for p in parameters(one))]
    if not taking:
        raise NotApplicable("no operation takes a body")
    return LongBodies(driver, stacks, target, taking[:_MOST])


EVIDENCE = (long_bodies,)
