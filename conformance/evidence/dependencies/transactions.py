"""Evidence of what becomes of writes: whether they are committed before the answer, and not when a request fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from conformance.app.acts import Act, commits
from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.framework import LEAVES_FIRST
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.provoked import Provoked, canary, let_go
from conformance.evidence.spread import Spread
from conformance.faults.ending import CommitFails, FailsAfter, FailsInside, Settling
from conformance.faults.endpoint import Injected
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_TIMES = 2


@dataclass(frozen=True)
class Commit:
    """A commit that should not have been, or not at that time: its line, and the exchange.

    `leaving` is whether a dependency that was being left made it.
    """

    at: Place | None
    provoked: Provoked
    leaving: bool = False


@evidence
def writing(operation: Operation, sample: Valid) -> Exchange:
    """The valid request of an operation that writes to a database."""
    if operation.dependant is None:
        raise NotApplicable("not an operation of FastAPI")
    if not any(act.kind == "write" for act in sample.exchange.acts):
        sample.require()
        raise NotApplicable("it writes to no database that SQLAlchemy knows, or only beside its answer")
    return sample.exchange


@evidence
def late(driver: Driver, service: Service, operation: Operation, writing: Exchange) -> list[Commit]:
    """Commits of an operation that came when its answer had been begun; each failed, and the answer was a success."""
    if not any(act.kind == "commit" and act.answered for act in writing.acts):
        return []
    return list(_failing(driver, service, operation))


def _failing(driver: Driver, service: Service, operation: Operation) -> Iterator[Commit]:
    fault = CommitFails()
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    found = [commit for commit in _settled(exchange, fault) if commit.answered]
    let_go(exchange, service)
    if fault.struck and found and exchange.ok:
        provoked = Provoked("its COMMIT fails", "commit", exchange, operation, fault=NoFault())
        yield Commit(found[0].at, provoked, found[0].phase == "exit")


@evidence
def in_time(driver: Driver, service: Service, operation: Operation, writing: Exchange) -> bool:
    """Whether a dependency commits what an operation wrote when it is left, in time because FastAPI is that old."""
    if not LEAVES_FIRST or not any(act.kind == "commit" and act.phase == "exit" for act in writing.acts):
        return False
    fault = Settling()
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    found = [commit for commit in _settled(exchange, fault) if commit.phase == "exit" and not commit.answered]
    let_go(exchange, service)
    return exchange.ok and bool(found)


def _settled(exchange: Exchange, fault: Settling) -> list[Act]:
    """Return the commits, after an endpoint was done, of what it wrote or left to its session to write.

    Not what dependencies write for themselves, nor the commits of tasks that the endpoint started.
    """
    done = fault.acts if fault.acts is not None else len(exchange.acts)
    return [
        commit
        for number, commit, writes in commits(exchange.acts)
        if number >= done and commit.phase in ("exit", "outside")
        if any((one.number < done and one.act.phase == "endpoint") or one.session in fault.owing for one in writes)
    ]


@evidence
def committed(
    driver: Driver, service: Service, operation: Operation, code: UserCode, writing: Exchange
) -> list[Commit]:
    """Commits of what an operation wrote before it was made to fail, each seen again."""
    found = [again for one in _ways(code) for again in [_again(driver, service, operation, *one)] if again is not None]
    if not found:
        raise NotExercised("it could not be made to fail after it had written")
    return [commit for commits in found for commit in commits]


Fails = FailsAfter | FailsInside


def _ways(code: UserCode) -> Iterator[tuple[str, Callable[[], Fails]]]:
    """Yield ways to fail after writing: once the endpoint is done, and within."""
    yield "an exception is raised after the endpoint did its work", lambda: FailsAfter(lambda: Injected(canary()))
    yield "an exception is raised after the endpoint wrote", lambda: FailsInside(code.owns, Injected(canary()))


def _again(
    driver: Driver, service: Service, operation: Operation, how: str, make: Callable[[], Fails]
) -> list[Commit] | None:
    """Return the commits that are seen each time, None when it could not be made to fail."""
    found: list[Commit] = []
    for _ in range(_TIMES):
        exchange, wrong = _failed(driver, operation, make())
        let_go(exchange, service)
        if wrong is None:
            return None
        found = [Commit(one.at, Provoked(how, "commit", exchange, operation, fault=NoFault())) for one in wrong[:1]]
        if not found:
            break
    return found


def _failed(driver: Driver, operation: Operation, fault: Fails) -> tuple[Exchange, list[Act] | None]:
    """Send a request that is to fail; return the commits that should not have been, None when it did not."""
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    if fault.acts is None or exchange.ok or exchange.failure:
        return exchange, None
    if isinstance(fault, FailsAfter):
        return exchange, _settled(exchange, fault)
    return exchange, _kept(exchange, fault.acts)


def _kept(exchange: Exchange, failed: int) -> list[Act]:
    """Return the commits of what was written before an endpoint failed; not where the app wrote something to it."""
    return [
        commit
        for number, commit, writes in commits(exchange.acts)
        if number >= failed and all(one.number < failed for one in writes)
    ]


@evidence
def spread_late(across: Across) -> Spread:
    """The lines that commit too late for several operations."""
    return Spread.of(across, "late")


@evidence
def spread_committed(across: Across) -> Spread:
    """The lines that commit what failed for several operations."""
    return Spread.of(across, "committed")


EVIDENCE = (writing, late, in_time, committed, spread_late, spread_committed)
