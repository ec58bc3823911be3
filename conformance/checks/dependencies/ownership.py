"""Sessions and other resources of a request: used by one at a time, and not after they were closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from conformance.app.driver import Valid
from conformance.check import check
from conformance.checks.causes import Cause, grouped, of_several, or_require, returned_at
from conformance.checks.dependencies.leaving import early
from conformance.evidence.dependencies.ownership import Outlived, Sharing
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

Found = Iterator[tuple[Cause, Provoked, str]]


# session-has-one-owner


@check("dependencies.session-has-one-owner")
def session_has_one_owner(sharings: list[Sharing], spread_sharings: Spread, sample: Valid) -> Iterator[Finding]:
    """A session of SQLAlchemy is never used by two requests, or by two tasks, at once.

    Why: it is one transaction on one connection: each commits or rolls back what the other did, or both fail.
    Do: ``async with Session() as session`` in a dependency, and in each task of an ``asyncio.gather``
    Don't: ``session = Session()`` in a module, ``gather(session.execute(a), session.execute(b))``
    Read: https://docs.sqlalchemy.org/en/20/orm/session_basics.html#is-the-session-thread-safe-is-asyncsession-safe-to-share-in-concurrent-tasks
    """
    own = (one for one in sharings if one.at not in spread_sharings)
    yield from or_require(grouped(_shared(own)), sample.problem)


@session_has_one_owner.of_app
def session_has_one_owner_of_app(across: Across, spread_sharings: Spread) -> Iterator[Finding]:
    nothing = NotApplicable("no operation that could be exercised uses a session of SQLAlchemy")
    yield from grouped(_shared(of_several(across, "sharings", spread_sharings, nothing)))


def _shared(found: Iterable[Sharing]) -> Found:
    for one in found:
        yield Cause(one.at, False), one.provoked, one.said


# resources-outlive-their-users


@check("dependencies.resources-outlive-their-users")
def resources_outlive_their_users(problem: str, outlived: list[Outlived], spread_outlived: Spread) -> Iterator[Finding]:
    """Background tasks and streamed bodies use nothing that was closed before they ran.

    Why: it fails when the answer is out already, or a session opens anew and nobody gives its connection back.
    Do: open it where it is used: ``async with Session() as session`` inside the task, or inside the generator
    Don't: ``tasks.add_task(send_mail, session)`` where ``session`` is closed when the endpoint returns
    Read: https://fastapi.tiangolo.com/advanced/advanced-dependencies/
    """
    yield from or_require(grouped(_late(one for one in outlived if one.at not in spread_outlived)), problem)


@resources_outlive_their_users.of_app
def resources_outlive_their_users_of_app(across: Across, spread_outlived: Spread) -> Iterator[Finding]:
    nothing = NotApplicable("no operation that could be exercised goes on after its endpoint")
    yield from grouped(_late(of_several(across, "outlived", spread_outlived, nothing)))


def _late(found: Iterable[Outlived]) -> Found:
    for one in found:
        late = one.late
        closed = f" at {Path(late.closed.path).name}:{late.closed.line}" if late.closed is not None else ""
        reopens = ": that opens it anew, and nobody closes it" if late.what == "a session" else ""
        # A library that uses it by itself was given it when the endpoint returned.
        at = one.at or returned_at(one.operation)
        said = f"{late.role} uses {late.what} that was closed{closed}{early(late)}"
        yield Cause(at, False), one.provoked, f"{said}{reopens}"


CHECKS = (session_has_one_owner_of_app, resources_outlive_their_users_of_app)
