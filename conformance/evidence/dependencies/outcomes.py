"""Evidence of how requests end: well, and in every way in which they may fail; and what dependencies did then."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

from fastapi import HTTPException

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.functions import place_of
from conformance.app.operations import Operation
from conformance.app.protected import handlers
from conformance.app.releases import Release, releases, yield_lines
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.dependencies.giving_back import gave_back
from conformance.evidence.errors.broken import instance_of
from conformance.evidence.provoked import Provoked, canary, collect
from conformance.evidence.spread import Spread
from conformance.faults.ending import FailsAfter, FailsBefore, Followed
from conformance.faults.endpoint import Injected
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.yielded import Yielded

Makes = Callable[[], BaseException]


@dataclass
class Outcomes:
    """A request that was not made to fail, `plain`, and those that were; `problem` says why the first failed.

    It is `stuck` when it no longer answers: what a failed request did not give back is missing to the next.
    """

    plain: Exchange
    failed: list[Provoked]
    problem: str = ""
    stuck: bool = False

    def require_success(self) -> None:
        """Raise NotExercised unless its dependencies were left after a success."""
        ended = all(one.left and one.thrown is None for one in self.plain.yielded)
        if self.problem or not self.plain.ok or not ended or self.plain.left:
            raise NotExercised(self.problem or "its dependencies were not seen to be left after a success")


_FAILING: tuple[tuple[str, str, Callable[[str], BaseException]], ...] = (
    ("http", "the endpoint raises an HTTPException", lambda mark: HTTPException(418, mark)),
    ("unhandled", "the endpoint raises an exception", Injected),
    ("cancelled", "the request is cancelled", asyncio.CancelledError),
)
# A client that has left, and the end of an iterator: nobody else is to hear of these.
_NOT_ERRORS = frozenset({"ClientDisconnect", "WebSocketDisconnect", "StopIteration", "StopAsyncIteration"})


@evidence
def outcomes(driver: Driver, service: Service, operation: Operation, sample: Valid) -> Outcomes:
    """The valid request once more, and the same with the endpoint failing; what its dependencies ran when left."""
    if operation.dependant is None:
        raise NotApplicable("not an operation of FastAPI")
    known = sample.exchange
    if known.reached != "endpoint":
        raise NotExercised(sample.problem or "its endpoint was not reached")
    if not known.yielded and not known.abandoned:
        raise NotApplicable("it has no dependency with yield")
    found = _gathered(_Sending(driver, service, operation), sample.problem)
    if not found.failed:
        raise NotExercised(found.plain.failure or "it could not be made to fail")
    return found


@dataclass(frozen=True)
class _Sending:
    """What sends an operation requests that it accepts."""

    driver: Driver
    service: Service
    operation: Operation

    def send(self, fault: Any) -> Exchange:
        return self.driver.send(self.driver.fresh(self.operation).request(), self.operation, fault=fault)


def _gathered(to: _Sending, problem: str) -> Outcomes:
    plain = to.send(Followed())
    found = Outcomes(plain, [], problem, stuck=bool(plain.failure))
    ways = list(_ways(plain.yielded))
    _forget(plain)
    for kind, how, make in ways:
        if not found.stuck:
            _fail(to, found, Provoked(how, kind, plain, to.operation), make)
    return found


def _ways(entered: list[Yielded]) -> Iterator[tuple[str, str, Makes]]:
    for kind, how, make in _FAILING:
        yield kind, how, functools.partial(_marked, make)
    for error in _named(entered):
        yield "caught", f"the endpoint raises {type(error).__name__}", functools.partial(_same, error)


def _marked(make: Callable[[str], BaseException]) -> BaseException:
    return make(canary())


def _same(error: BaseException) -> BaseException:
    return error


def _fail(to: _Sending, found: Outcomes, way: Provoked, make: Makes) -> None:
    """Let a request fail once its endpoint did its work, or else, where that cannot be, in place of it."""
    for fault in (FailsAfter(make), FailsBefore(make)):
        exchange = to.send(fault)
        if exchange.failure:
            found.stuck = True
            return
        struck = fault.error in exchange.errors
        missing = list(_missing(found.plain, exchange))
        given = [code in one.frames and gave_back(to.service, one.frames[code], at) for one, code, at in missing]
        _forget(exchange)
        if not all(given):
            to.service.run(collect)
        if struck:
            found.failed.append(replace(way, exchange=exchange, fault=fault))
            return


def _forget(exchange: Exchange) -> None:
    """Let go of the frames that exceptions hold: a session that was not closed is in one, and keeps a connection."""
    for error in exchange.raised():
        error.__traceback__ = None
    for kept in (exchange.streams, exchange.background, exchange.handler_failures):
        kept.clear()
    for one in exchange.yielded:
        one.frames.clear()


def _named(entered: list[Yielded]) -> Iterator[BaseException]:
    """Yield an error for each `except` clause around a `yield` that names which errors it catches."""
    for code, frame in {code: frame for one in entered for code, frame in one.frames.items()}.items():
        waits = yield_lines(code)
        for handler in handlers(code):
            around = any(handler.first <= line <= handler.last for line in waits)
            error = instance_of(handler, frame.f_globals, canary()) if around and not handler.broad else None
            if error is not None and not _NOT_ERRORS & {cls.__name__ for cls in type(error).__mro__}:
                yield error


# What became of dependencies


@dataclass(frozen=True)
class Skipped:
    """A line of a dependency that gives something back, and did not run when its request failed in some ways.

    `provoked` is the first of them, `kinds` are those of all. Without a `text` it is the line that begins a generator
    which nobody ends.
    """

    at: Place
    text: str
    name: str
    provoked: Provoked
    kinds: frozenset[str]


@evidence
def skipped_releases(outcomes: Outcomes, driver: Driver, service: Service, operation: Operation) -> list[Skipped]:
    """What dependencies give back when the endpoint succeeds, and not when it fails; seen twice."""
    outcomes.require_success()
    found = _skipped(outcomes, operation)
    again = _repeated(outcomes, _Sending(driver, service, operation), found=bool(found))
    lines = {one.at for one in _skipped(again, operation)}
    # What one request did not give back may be what makes the next be refused.
    return [one for one in found if again.stuck or not again.plain.ok or one.at in lines]


def _repeated(first: Outcomes, to: _Sending, *, found: bool) -> Outcomes:
    """Return the same again where something was `found`; raise NotExercised where nothing was that could be seen."""
    if first.stuck and not found:
        raise NotExercised("it does not answer any more once it has failed")
    if first.stuck or not found:
        return first
    try:
        return _gathered(to, "")
    except NotExercised:
        return replace(first, stuck=True)


def _skipped(outcomes: Outcomes, operation: Operation) -> list[Skipped]:
    plain = Provoked("the endpoint succeeds", "success", outcomes.plain, operation)
    left: dict[CodeType, Skipped] = {}
    for provoked in (plain, *outcomes.failed):
        for one in provoked.exchange.abandoned if not provoked.exchange.left else ():
            _note(left, one.code, Skipped(one.at, "", one.code.co_name, provoked, frozenset()))
    found: dict[CodeType, Skipped] = {}
    for provoked in outcomes.failed:
        for after, code, one in _missing(outcomes.plain, provoked.exchange):
            if code not in left and not (one.weak and provoked.kind == "cancelled"):
                _note(
                    found,
                    code,
                    Skipped(Place(code.co_filename, one.line), one.text, _name(after), provoked, frozenset()),
                )
    return [*left.values(), *found.values()]


def _note(found: dict[CodeType, Skipped], code: CodeType, one: Skipped) -> None:
    """Note the first line of a function, and in which ways it does not run."""
    known = found.setdefault(code, one)
    if known.at == one.at:
        found[code] = replace(known, kinds=known.kinds | {one.provoked.kind})


def _missing(plain: Exchange, failed: Exchange) -> Iterator[tuple[Yielded, CodeType, Release]]:
    """Yield what was given back where nothing failed and was not where something did, and by which dependency."""
    for before, after in _pairs(plain.yielded, failed.yielded):
        if after.thrown is not None:
            for code, ran in before.lines.items():
                for one in releases(code).missing(ran, after.lines.get(code, ())):
                    yield after, code, one


def _pairs(plain: list[Yielded], failed: list[Yielded]) -> Iterator[tuple[Yielded, Yielded]]:
    """Yield each dependency of a request beside the same one of another."""
    left = list(failed)
    for one in plain:
        same = next((other for other in left if other.call is one.call), None)
        if same is not None:
            left.remove(same)
            yield one, same


def _name(one: Yielded) -> str:
    function = one.call.func if isinstance(one.call, functools.partial) else one.call
    return str(getattr(function, "__name__", type(function).__name__))


@dataclass(frozen=True)
class Swallowed:
    """A dependency that kept an exception of its endpoint to itself."""

    name: str
    provoked: Provoked
    at: Place | None


@evidence
def swallowed_errors(outcomes: Outcomes, driver: Driver, service: Service, operation: Operation) -> list[Swallowed]:
    """The exceptions of the endpoint that a dependency swallowed; seen twice."""
    found = list(_swallowed(outcomes.failed))
    again = _repeated(outcomes, _Sending(driver, service, operation), found=bool(found))
    lines = {one.at for one in _swallowed(again.failed)}
    return [one for one in found if again.stuck or one.at in lines]


def _swallowed(failed: Iterable[Provoked]) -> Iterator[Swallowed]:
    for provoked in failed:
        for one in provoked.exchange.yielded if provoked.kind != "cancelled" else ():
            if one.swallowed:
                yield Swallowed(_name(one), provoked, one.kept_at or place_of(one.call))


@evidence
def spread_releases(across: Across) -> Spread:
    """The lines of dependencies that do not run for several operations."""
    return Spread.of(across, "skipped_releases")


@evidence
def spread_swallows(across: Across) -> Spread:
    """The clauses of dependencies that swallow exceptions of several operations."""
    return Spread.of(across, "swallowed_errors")


EVIDENCE = (outcomes, skipped_releases, swallowed_errors, spread_releases, spread_swallows)
