"""Transactions: what was written is committed before the answer says so, and not at all when a request fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.check import check
from conformance.checks.causes import Cause, grouped, of_several, or_require
from conformance.checks.dependencies.leaving import lingering
from conformance.evidence.dependencies.transactions import Commit
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

_NONE = "no operation that could be exercised writes to a database that SQLAlchemy knows"
_IN_TIME = "it commits where a dependency is left: FastAPI before 0.118 does that before it answers, newer ones after"

Found = Iterator[tuple[Cause, Provoked, str]]


# commit-precedes-response


@check("dependencies.commit-precedes-response")
def commit_precedes_response(problem: str, late: list[Commit], in_time: bool, spread_late: Spread) -> Iterator[Finding]:
    """What a request wrote is committed before its answer says that all went well.

    Why: since FastAPI 0.118 the code after a ``yield`` runs when the answer was sent: a COMMIT that fails then is lost.
    Do: ``session.commit()`` in the endpoint, or ``Depends(get_session, scope="function")`` (FastAPI 0.121 and newer)
    Don't: ``yield session`` followed by ``session.commit()``
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/#early-exit-and-scope
    """
    if in_time and not late:
        raise NotApplicable(_IN_TIME)
    yield from or_require(grouped(_late(one for one in late if one.at not in spread_late)), problem)


@commit_precedes_response.of_app
def commit_precedes_response_of_app(across: Across, spread_late: Spread) -> Iterator[Finding]:
    found = of_several(across, "late", spread_late, NotApplicable(_NONE))
    if not found and any(in_time for _, in_time in across("in_time")):
        raise NotApplicable(_IN_TIME)
    yield from grouped(_late(found))


def _late(found: Iterable[Commit]) -> Found:
    for one in found:
        status = one.provoked.exchange.status
        commits = f"{one.provoked.operation} answers {status} before it commits{lingering(one.leaving)}"
        yield Cause(one.at, True), one.provoked, f"{commits}: when the COMMIT fails, nobody is told"


# failed-request-commits-nothing


@check("dependencies.failed-request-commits-nothing")
def failed_request_commits_nothing(
    problem: str, committed: list[Commit], spread_committed: Spread
) -> Iterator[Finding]:
    """A request that fails after it has written commits nothing of it.

    Why: half of what belongs together stays in the database, and who tries again writes it a second time.
    Do: ``except Exception: session.rollback(); raise``, ``with session.begin(): yield session``
    Don't: ``finally: session.commit()``
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/
    """
    found = grouped(_committed(one for one in committed if one.at not in spread_committed))
    yield from or_require(found, problem)


@failed_request_commits_nothing.of_app
def failed_request_commits_nothing_of_app(across: Across, spread_committed: Spread) -> Iterator[Finding]:
    yield from grouped(_committed(of_several(across, "committed", spread_committed, NotApplicable(_NONE))))


def _committed(found: Iterable[Commit]) -> Found:
    for one in found:
        said = f"{one.provoked.operation} commits what it wrote though it failed, when {one.provoked.how}"
        yield Cause(one.at, True), one.provoked, said


CHECKS = (commit_precedes_response_of_app, failed_request_commits_nothing_of_app)
