"""Evidence of answers that middleware holds back: streams of which nothing arrives, answers that wait for other work.

Something of ours answers in place of the routes. It waits for the client to have what it sent, so that who holds that
back shows by itself, and not by the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from conformance.app.driver import SAFE, Driver
from conformance.app.operations import Operation
from conformance.app.stack import Layer
from conformance.check import evidence
from conformance.evidence.middleware.stacks import Followed, Stacks, request_to
from conformance.faults.stand_in import STREAM, Backgrounded, Streaming
from conformance.finding import NotApplicable, NotExercised
from conformance.gathering import Across

_PATIENCE = (0.3, 1.0)  # seconds, first and again
_MOST = 4  # operations that are tried where none does what is looked at
_NOT_ANSWERED = ("content-length", "content-encoding", "set-cookie", "transfer-encoding")

Probe = Streaming | Backgrounded
Make = Callable[[float, Mapping[str, str]], Probe]


@dataclass(frozen=True)
class HeldBack:
    """An operation whose answer does not arrive while it goes on, and the layer that keeps it."""

    operation: Operation
    layer: Layer
    followed: Followed


@evidence
def buffered_streams(
    across: Across, driver: Driver, stacks: Stacks, operations: tuple[Operation, ...]
) -> list[HeldBack]:
    """Streams, in place of the operations that stream or of some others, whose parts are held back by middleware."""
    require_middleware(stacks, operations)
    streaming = {}
    for operation, sample in across("sample"):
        if not sample.problem and (sample.exchange.streams or sample.exchange.left):
            with suppress(NotExercised):
                answer = stacks.follow(driver.fresh(operation).request(), operation).passages[-1]
                if answer.streamed and answer.header("content-length") is None:
                    streaming[operation] = _kept(dict(answer.headers))
    return _Trials(driver, stacks, Streaming).held_back(streaming, spread(across, operations), STREAM)


@evidence
def delayed_answers(
    across: Across, driver: Driver, stacks: Stacks, operations: tuple[Operation, ...]
) -> list[HeldBack]:
    """Answers, in place of operations that leave background tasks or of some others, that wait for those tasks."""
    require_middleware(stacks, operations)
    leaving = {
        operation: _kept({"content-type": sample.exchange.header("content-type") or "application/json"})
        for operation, sample in across("sample")
        if not sample.problem and sample.exchange.background
    }
    return _Trials(driver, stacks, Backgrounded).held_back(leaving, spread(across, operations), {})


def require_middleware(stacks: Stacks, operations: Iterable[Operation]) -> None:
    """Raise NotApplicable where there is no middleware, NotExercised where no way leads through it."""
    if stacks.is_bare(operations):
        raise NotApplicable("the app has no middleware of its own")
    if not any(stacks.of(one).reaches_routes for one in operations):
        raise NotExercised("the way through its middleware to the routes could not be followed")


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in _NOT_ANSWERED}


def spread(across: Across, operations: Iterable[Operation]) -> list[Operation]:
    """Return a few operations that differ in their app and the beginning of their path, best that did their work."""
    working = {operation.id for operation, problem in across("problem") if not problem}
    http = [one for one in operations if one.kind == "http"]
    ranked = sorted(http, key=lambda one: (one.id not in working, one.method not in SAFE, one.method != "GET"))
    found: dict[tuple[int, str], Operation] = {}
    for one in ranked:
        found.setdefault((id(one.owner), one.path.split("/")[1] if "/" in one.path else ""), one)
    return list(found.values())[:_MOST]


class _Trials:
    """Has something of ours answer in place of operations; `make` says what."""

    def __init__(self, driver: Driver, stacks: Stacks, make: Make) -> None:
        self._driver, self._stacks, self._make = driver, stacks, make
        self._reached = 0

    def held_back(
        self, real: Mapping[Operation, Mapping[str, str]], others: list[Operation], headers: Mapping[str, str]
    ) -> list[HeldBack]:
        """Return what is held back of the `real` operations; where there are none, of others if it is all of them.

        That only some of those are held back may well be meant: none of them is known to need it.
        """
        found = [one for operation, own in real.items() if (one := self._tried(operation, own)) is not None]
        if self._reached:
            return found
        for operation in others:
            one = self._tried(operation, headers)
            found += [one] if one is not None else []
            if len(found) < self._reached:
                return []
        if not self._reached:
            raise NotExercised("middleware answers every request before it comes to the routes")
        return found

    def _tried(self, operation: Operation, headers: Mapping[str, str]) -> HeldBack | None:
        """Return what held an answer back twice."""
        held = None
        for seconds in _PATIENCE:
            probe = self._make(seconds, headers)
            followed = self._followed(operation, probe, headers)
            if followed is None or probe.delivered is not False:
                self._reached += probe.delivered is not None
                return None
            number = max((one for one in probe.stuck), default=0)
            held = HeldBack(operation, followed.layer(number), followed)
        self._reached += 1
        return held

    def _followed(self, operation: Operation, probe: Probe, headers: Mapping[str, str]) -> Followed | None:
        accept = headers.get("content-type", "*/*").partition(";")[0]
        request = request_to(self._driver, operation).with_headers({"accept": accept})
        with suppress(NotExercised):
            return self._stacks.follow(request, operation, stand_in=probe, patience=2 * probe.seconds)
        return None


EVIDENCE = (buffered_streams, delayed_answers)
