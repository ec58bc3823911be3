"""Evidence of middleware that fails: what is answered then, and whether anybody is told."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from conformance.app.driver import Driver
from conformance.app.exchange import Exchange
from conformance.app.functions import code_behind
from conformance.app.operations import Operation
from conformance.app.protected import function_of
from conformance.app.raises import Refusal, refusals
from conformance.app.stack import Layer
from conformance.check import evidence
from conformance.evidence.errors.shapes import Shape, shape
from conformance.evidence.middleware.delivery import require_middleware, spread
from conformance.evidence.middleware.stacks import Followed, Stacks, one_of_each_app, request_to
from conformance.evidence.provoked import canary
from conformance.faults.endpoint import Before, Injected
from conformance.faults.stand_in import Failing
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_LOUD = ("warning", "error", "critical", "exception", "fatal")
_TELLING = ("capture", "log", "report", "notify", "print", "record", "error", "exception", "track")


@dataclass(frozen=True)
class Unanswered:
    """A failure that is not answered as it should be: where it was put in, what comes of it, and the line at fault."""

    failure: str
    outcome: str
    at: Place | None
    exchange: Exchange


@evidence
def failing_middleware(
    across: Across, driver: Driver, stacks: Stacks, operations: tuple[Operation, ...]
) -> list[Unanswered]:
    """Failures put into each layer of the user's in turn, and those that nobody answers as what they are."""
    require_middleware(stacks, operations)
    if not any(_own_layers(stacks, operation) for operation in operations):
        raise NotApplicable("the app has no middleware of its own code")
    trials = [_Trial(driver, stacks, one) for one in one_of_each_app(spread(across, operations))]
    found = [one for trial in trials for one in trial.flaws()]
    if not any(trial.struck for trial in trials):
        raise NotExercised("no request came to the middleware that was to fail")
    return found


def _own_layers(stacks: Stacks, operation: Operation) -> list[tuple[int, Layer]]:
    found = stacks.of(operation)
    if not found.reaches_routes:
        return []
    return [(number, layer) for number in found.within_app() if (layer := found.layer(number)).own]


class _Trial:
    """Puts failures into the layers in front of one operation; `struck` says whether one was met."""

    def __init__(self, driver: Driver, stacks: Stacks, operation: Operation) -> None:
        self._driver, self._stacks, self._operation = driver, stacks, operation
        self.struck = False

    def flaws(self) -> Iterator[Unanswered]:
        """Yield what is wrong with the answers, each failure put in twice."""
        barrier, house = self._house()
        for number, layer in _own_layers(self._stacks, self._operation):
            if barrier is not None and barrier.function == layer.function:
                self.struck = True
                continue  # nothing catches what fails in what catches all
            for judge in (self._crash(number, layer, barrier, house), *self._refusals(number, layer)):
                with suppress(NotExercised):
                    flaw = judge()
                    again = judge() if flaw is not None else None
                    if again is not None:
                        yield again

    def _house(self) -> tuple[Layer | None, Shape | None]:
        """Return what a crash in the endpoint looks like, and the layer that makes an answer of it."""
        fault = Before(lambda: Injected(canary()))
        with suppress(NotExercised):
            request = request_to(self._driver, self._operation)
            followed = self._stacks.follow(request, self._operation, fault=fault)
            if fault.error in followed.exchange.errors and (followed.exchange.status or 0) >= 500:
                return followed.layer(followed.answered_by), shape(followed.exchange)
        return None, None

    def _crash(
        self, number: int, layer: Layer, barrier: Layer | None, house: Shape | None
    ) -> Callable[[], Unanswered | None]:
        def judge() -> Unanswered | None:
            error = Injected(canary())
            followed = self._failed(number, error)
            return _flaw_of_crash(layer, followed, error, barrier, house) if followed is not None else None

        return judge

    def _refusals(self, number: int, layer: Layer) -> Iterator[Callable[[], Unanswered | None]]:
        for one in refusals(layer.function):
            yield partial(self._refusal, number, layer, one)

    def _refusal(self, number: int, layer: Layer, refusal: Refusal) -> Unanswered | None:
        try:
            error = refusal.cls(refusal.status, canary())
        except Exception:
            return None  # it is made otherwise, and how cannot be told
        followed = self._failed(number, error)
        if followed is None or followed.exchange.status == error.status_code:
            return None
        said = f"an HTTPException of {error.status_code} that is raised in {layer.name}"
        outcome = f"is answered {_status(followed)}: handlers of exceptions are inside of middleware"
        return Unanswered(said, outcome, refusal.at, followed.exchange)

    def _failed(self, number: int, error: Exception) -> Followed | None:
        fault = Failing(error)
        request = request_to(self._driver, self._operation)
        followed = self._stacks.follow(request, self._operation, stand_in=fault, at=number)
        self.struck = self.struck or fault.struck
        return followed if fault.struck else None


def _flaw_of_crash(
    layer: Layer, followed: Followed, error: Exception, barrier: Layer | None, house: Shape | None
) -> Unanswered | None:
    exchange, answering = followed.exchange, followed.layer(followed.answered_by)
    failed = f"a failure in {layer.name}"
    if exchange.failure or (exchange.status or 500) < 500:
        return Unanswered(failed, f"is answered {_status(followed)} by {answering.name}", answering.at, exchange)
    if not _is_told(exchange, answering, error):
        return Unanswered(failed, f"is answered by {answering.name}, and logged nowhere", answering.at, exchange)
    if house is None or house.members is None or barrier is None or shape(exchange).agrees(house):
        return None
    blamed = answering if answering.own else barrier
    outcome = f"is answered with {shape(exchange)}, one in the endpoint by {barrier.name} with {house}"
    return Unanswered(failed, outcome, blamed.at, exchange)


def _status(followed: Followed) -> str:
    return followed.exchange.failure or f"{followed.exchange.status}"


def _is_told(exchange: Exchange, answering: Layer, error: Exception) -> bool:
    """Return whether somebody hears of a failure: the server, a log, or what the layer that answered hands it to."""
    if exchange.exception is not None:
        return True
    return any(one.error is not None or one.level in _LOUD or str(error) in one.text for one in exchange.logs) or any(
        name.lower().strip("_").startswith(_TELLING) for name in _called_where_caught(answering)
    )


def _called_where_caught(layer: Layer) -> Iterator[str]:
    """Yield the last names of what a layer calls in its `except` clauses."""
    code = code_behind(layer.function)
    tree = function_of(code) if code is not None else None
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)) if tree else ():
        calls = [node.func for one in handler.body for node in ast.walk(one) if isinstance(node, ast.Call)]
        yield from (ast.unparse(call).rpartition(".")[2] for call in calls)


EVIDENCE = (failing_middleware,)
