"""Evidence of what becomes of writes: whether they are committed before the answer, and not when a request fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.provoked import Provoked, canary, let_go
from conformance.evidence.spread import Spread
from conformance.faults.ending import CommitFails, FailsAfter, FailsInside
from conformance.faults.endpoint import Injected
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.sql import Act, commits_since, late_commits

_TIMES = 2


@dataclass(frozen=True)
class Commit:
    """A commit that should not have been, or not at that time: its line, and the exchange."""

    at: Place | None
    provoked: Provoked


@evidence
def writing(operation: Operation, sample: Valid) -> Exchange:
    """The valid request of an operation that writes to a database."""
    if operation.dependant is None:
        raise NotApplicable("not an operation of FastAPI")
    if not any(act.kind == "write" for act in sample.exchange.acts):
        sample.require()
        raise NotApplicable("it writes to no database that SQLAlchemy knows")
    return sample.exchange


@evidence
def late(driver: Driver, service: Service, operation: Operation, writing: Exchange) -> list[Commit]:
    """Commits of an operation that came when its answer had been begun; each failed, and the answer was a success."""
    if not late_commits(writing.acts):
        return []
    return list(_failing(driver, service, operation))


def _failing(driver: Driver, service: Service, operation: Operation) -> Iterator[Commit]:
    fault = CommitFails()
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    commits = late_commits(exchange.acts)
    let_go(exchange, service)
    if fault.struck and commits and exchange.ok:
        yield Commit(commits[0].at, Provoked("its COMMIT fails", "commit", exchange, operation, fault=NoFault()))


@evidence
def committed(driver: Driver, service: Service, operation: Operation, writing: Exchange) -> list[Commit]:
    """Commits of what an operation wrote before it was made to fail, each seen again."""
    found = [
        again for one in _ways(writing) for again in [_again(driver, service, operation, *one)] if again is not None
    ]
    if not found:
        raise NotExercised("it could not be made to fail after it had written")
    return [commit for commits in found for commit in commits]


Fails = FailsAfter | FailsInside


def _ways(writing: Exchange) -> Iterator[tuple[str, Callable[[], Fails]]]:
    """Yield ways to fail after writing: once the endpoint is done, and right before it commits by itself."""
    yield "an exception is raised after the endpoint did its work", lambda: FailsAfter(lambda: Injected(canary()))
    own = next((act for act in writing.acts if act.kind == "commit" and act.phase == "endpoint" and act.at), None)
    if own is not None:
        yield "an exception is raised before the endpoint commits", partial(_fails_at, own)


def _fails_at(act: Act) -> FailsInside:
    code, at = act.code, act.at
    assert code is not None
    assert at is not None
    return FailsInside(code, frozenset({at.line or 0}), Injected(canary()))


def _again(
    driver: Driver, service: Service, operation: Operation, how: str, make: Callable[[], Fails]
) -> list[Commit] | None:
    """Return the commits that are seen each time, None when it could not be made to fail."""
    found: list[Commit] = []
    for _ in range(_TIMES):
        fault = make()
        exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
        if fault.acts is None or exchange.ok:
            let_go(exchange, service)
            return None
        commits = commits_since(exchange.acts, fault.acts)
        let_go(exchange, service)
        found = [Commit(one.at, Provoked(how, "commit", exchange, operation, fault=NoFault())) for one in commits[:1]]
        if not found:
            break
    return found


@evidence
def spread_late(across: Across) -> Spread:
    """The lines that commit too late for several operations."""
    return Spread((operation, one.at) for operation, ones in across("late") for one in ones)


@evidence
def spread_committed(across: Across) -> Spread:
    """The lines that commit what failed for several operations."""
    return Spread((operation, one.at) for operation, ones in across("committed") for one in ones)


EVIDENCE = (writing, late, committed, spread_late, spread_committed)
