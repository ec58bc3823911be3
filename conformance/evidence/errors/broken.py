"""Evidence of things breaking inside an operation: its own `try` blocks, its streams, tasks and dependencies."""

from __future__ import annotations

import builtins
from collections import Counter
from dataclasses import dataclass
from types import CodeType
from typing import Any

from fastapi.exceptions import ResponseValidationError

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.protected import Handler, handlers
from conformance.check import evidence
from conformance.evidence.concurrency.waiting import Silence
from conformance.evidence.provoked import Provoked, canary
from conformance.faults.background import FailFirstTask
from conformance.faults.endpoint import Injected
from conformance.faults.inside import RaiseInside, Recorded
from conformance.faults.outage import DatabaseOutage, RedisOutage
from conformance.faults.stream import BreakStream
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_AT_MOST = 16
_SHARED = 2  # operations with which an `except` clause that several share is tried

Strikes = dict[tuple[CodeType, Handler], list[str]]


@dataclass(frozen=True)
class Caught:
    """A failure raised where the app itself catches it: at which `except` clause, and what came of it."""

    provoked: Provoked
    at: Place


@evidence
def functions(driver: Driver, operation: Operation, sample: Valid, code: UserCode) -> dict[CodeType, dict[str, Any]]:
    """The user's functions that a valid request runs, the endpoint and what it calls first, each with its globals."""
    recorder = Recorded(code.owns)
    driver.send(driver.fresh(operation).request(), operation, fault=recorder)
    inner = [code for code, phase in recorder.phases.items() if phase == "endpoint"]
    return {code: recorder.functions[code] for code in dict.fromkeys([*inner, *recorder.functions])}


class Sharing:
    """Which functions of the app more than one operation runs."""

    def __init__(self, runs: Counter[CodeType]) -> None:
        self._spans: dict[str, list[tuple[int, int, int]]] = {}
        for code, number in runs.items():
            lines = [line for _, _, line in code.co_lines() if line is not None]
            span = (code.co_firstlineno, max(lines, default=code.co_firstlineno), number)
            self._spans.setdefault(code.co_filename, []).append(span)

    def shares(self, place: Place | None) -> bool:
        """Return whether several operations run the function a line is in."""
        spans = self._spans.get(place.path, ()) if place is not None else ()
        around = [span for span in spans if place is not None and span[0] <= place.line <= span[1]]
        return bool(around) and max(around)[2] > 1


@evidence
def sharing(across: Across) -> Sharing:
    """Which functions of the app more than one operation runs: a cause in one of those is judged once."""
    return Sharing(Counter(code for _, functions in across("functions") for code in functions))


@evidence
def strikes(across: Across) -> Strikes:
    """The `except` clauses of the app, each with the operations it is tried with: a few where many share it."""
    found: Strikes = {}
    for operation, functions in across("functions"):
        for clause in [(code, handler) for code in functions for handler in handlers(code)]:
            sharers = found.setdefault(clause, [])
            if len(sharers) < _SHARED:
                sharers.append(operation.id)
    return found


@evidence
def caught(
    driver: Driver, operation: Operation, functions: dict[CodeType, dict[str, Any]], strikes: Strikes
) -> list[Caught]:
    """What the operation answers when what it guards with `try` fails there."""
    mine = [clause for clause, sharers in strikes.items() if operation.id in sharers and clause[0] in functions]
    struck = [_strike(driver, operation, code, handler, functions[code]) for code, handler in mine[:_AT_MOST]]
    return [one for one in struck if one is not None]


def _strike(
    driver: Driver, operation: Operation, code: CodeType, handler: Handler, scope: dict[str, Any]
) -> Caught | None:
    mark = canary()
    error = instance_of(handler, scope, mark)
    if error is None:
        return None
    fault = RaiseInside(code, handler.body, error)
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    if not fault.struck:
        return None
    how = f"{type(error).__name__} is raised in {code.co_name}"
    provoked = Provoked(how, "caught", exchange, operation, mark, fault)
    return Caught(provoked, Place(code.co_filename, handler.line))


def instance_of(handler: Handler, scope: dict[str, Any], mark: str) -> BaseException | None:
    """Return an error that the clause catches, None when none can be made honestly."""
    if handler.broad:
        return Injected(mark)
    for name in handler.names:
        cls = resolved(name, scope)
        if isinstance(cls, type) and issubclass(cls, Exception) and not _is_answer(cls):
            made = _made(cls, mark)
            if made is not None:
                return made
    return None


def resolved(name: str, scope: dict[str, Any]) -> Any:
    """Return what a name, with dots or without, stands for among globals; None when that is nothing."""
    first, *rest = name.split(".")
    value = scope.get(first, getattr(builtins, first, None))
    for part in rest:
        value = getattr(value, part, None)
    return value


def _is_answer(cls: type) -> bool:
    """Return whether raising a class is how an app answers on purpose."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    return issubclass(cls, HTTPException | RequestValidationError)


def _made(cls: type[BaseException], mark: str) -> BaseException | None:
    ways: tuple[tuple[Any, ...], ...] = ((mark,), (mark, {}, Exception(mark)), ())
    for arguments in ways:
        try:
            error = cls(*arguments)
            return error if mark in str(error) else None
        except Exception:
            continue
    return None


@evidence
def broken_streams(driver: Driver, operation: Operation, valid: Valid) -> list[Provoked]:
    """The valid request, with an exception thrown into what produces its stream, after the first parts of it."""
    if not valid.exchange.streams:
        raise NotApplicable("does not stream its answer")
    found = [_broken(driver, operation, parts) for parts in (1, 2, 3)]
    struck = [one for one in found if one.fault.struck]
    if not struck:
        raise NotExercised("its stream ended before a failure could be put into it")
    return struck


def _broken(driver: Driver, operation: Operation, parts: int) -> Provoked:
    mark = canary()
    fault = BreakStream(Injected(mark), parts)
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    return Provoked(f"its stream fails after part {parts}", "stream", exchange, operation, mark, fault)


@evidence
def broken_background(driver: Driver, operation: Operation, valid: Valid) -> Provoked:
    """The valid request, with the first of its background tasks failing."""
    if not valid.exchange.background:
        raise NotApplicable("leaves no background task")
    mark = canary()
    fault = FailFirstTask(Injected(mark))
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    if not fault.struck:
        raise NotExercised("its background task runs no code of the app that could be made to fail")
    return Provoked("its first background task fails", "background", exchange, operation, mark, fault)


@evidence
def outages(driver: Driver, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request with each thing it depends on gone: its database, its Redis."""
    kinds: dict[str, type[DatabaseOutage | RedisOutage]] = {"database": DatabaseOutage, "redis": RedisOutage}
    touched = [name for name in kinds if name in sample.exchange.touched]
    if not touched:
        raise NotApplicable("depends on no database and no Redis that can be taken away")
    found: list[Provoked] = []
    for name in touched:
        mark = canary()
        fault = kinds[name](mark)
        exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
        if fault.struck:
            found.append(
                Provoked(f"its {'Redis' if name == 'redis' else name} is gone", name, exchange, operation, mark, fault)
            )
    return found


@evidence
def refusals(driver: Driver, operation: Operation) -> list[Provoked]:
    """What the operation answered when another host it needs could not be reached: outside hosts are refused."""
    found: dict[str, Provoked] = {}
    for exchange in driver.attempts(operation):
        for name in exchange.touched:
            if name not in ("database", "redis"):
                found.setdefault(name, Provoked(f"{name} cannot be reached", name, exchange, operation))
    if not found:
        raise NotApplicable("connects to no other host")
    return list(found.values())


@evidence
def attempts(driver: Driver, operation: Operation) -> list[Exchange]:
    """Every valid request that was tried on the operation, whatever became of it."""
    found = driver.attempts(operation)
    if not any(
        exchange.ok or isinstance(error, ResponseValidationError) for exchange in found for error in _all(exchange)
    ):
        driver.valid(operation)
    return found


def _all(exchange: Exchange) -> list[BaseException | None]:
    return [exchange.exception, *exchange.errors]


@evidence
def failures(across: Across, operation: Operation, sample: Valid) -> list[Provoked]:
    """Every way in which the operation could be made to fail, with what it answered."""
    tried = [] if not sample.problem else [Provoked("a valid request is sent", "valid", sample.exchange, operation)]
    names = ("refused", "unknown_ids", "anonymous", "repeated", "injected")
    found = [one for name in names for one in across.at(name, operation)]
    return tried + found + [one.provoked for one in across.at("caught", operation)]


_PATIENCE = 10.0  # seconds an operation has to give up on a host that never answers


@evidence
def black_holes(silence: Silence, across: Across) -> list[Provoked]:
    """What operations answer when another host accepts the connection and then never says anything."""
    hosts = {one.kind for _, answers in across("refusals") for one in answers}
    return [
        Provoked(
            f"{one.peer} accepts connections and never answers", one.peer, one.exchange, one.operation, "", one.fault
        )
        for one in silence.within(_PATIENCE, hosts)
    ]


EVIDENCE = (
    sharing,
    strikes,
    attempts,
    black_holes,
    refusals,
    failures,
    functions,
    caught,
    broken_streams,
    broken_background,
    outages,
)
