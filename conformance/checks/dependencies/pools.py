"""Pools of database connections: they outlive what becomes of their connections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.check import check
from conformance.checks.causes import error_of, of_several, seen
from conformance.checks.dependencies.leaving import lingering
from conformance.evidence.dependencies.bursts import Burst, Bursts
from conformance.evidence.dependencies.pools import Lost
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.gathering import Across

# survives-lost-connections


@check("dependencies.survives-lost-connections")
def survives_lost_connections(lost_connections: list[Lost], spread_losses: Spread) -> Iterator[Finding]:
    """A request is served also when the idle connections in the pool were lost, as when the database restarts.

    Why: after a restart, a failover or an idle limit of a firewall, whoever comes first gets an error for nothing.
    Do: ``create_engine(url, pool_pre_ping=True)``, ``ConnectionPool(url, check=ConnectionPool.check_connection)``
    Don't: ``create_engine(url)``
    Read: https://docs.sqlalchemy.org/en/20/core/pooling.html#disconnect-handling-pessimistic
    """
    yield from _lost(one for one in lost_connections if one.at not in spread_losses)


@survives_lost_connections.of_app
def survives_lost_connections_of_app(across: Across, spread_losses: Spread) -> Iterator[Finding]:
    nothing = NotApplicable("no operation that was exercised uses a pool of connections to a server")
    yield from _lost(of_several(across, "lost_connections", spread_losses, nothing))


def _lost(found: Iterable[Lost]) -> Iterator[Finding]:
    groups: dict[Place | None, list[Lost]] = {}
    for one in found:
        groups.setdefault(one.at, []).append(one)
    for at, group in groups.items():
        one = group[0]
        yield Finding(
            f"{one.operation} fails when the connections in its pool were closed, as by a database that restarts",
            at,
            _seen(one),
            operations=tuple(dict.fromkeys(str(other.operation) for other in group)),
        )


def _seen(lost: Lost) -> str:
    error = error_of(lost.exchange)
    name = f", {type(error).__name__}: {str(error).splitlines()[0]:.150}" if error is not None and str(error) else ""
    then = "and the next succeeded, both times" if lost.recovered else "and all that came after"
    return f"{seen(lost.exchange)}{name}; {then}"


# burst-completes


@check("dependencies.burst-completes")
def burst_completes(bursts: Bursts) -> Iterator[Finding]:
    """Requests that arrive all at once are all served: none holds a connection while it waits for what others hold.

    Why: where each waits for the other nothing moves until the pool gives up, after 30 s, with an error for everybody.
    Do: one alias ``Annotated[Session, Depends(get_db, max_concurrency=15)]``, the size of the pool; or an async engine
    Don't: ``Depends(get_db)`` of a pool of 15 in ``def`` endpoints, or a second session while one is in use
    Read: https://fastapi.tiangolo.com/advanced/advanced-dependencies/#limit-dependency-concurrency
    """
    if not bursts.tried and bursts.problems:
        raise NotExercised("; ".join(bursts.problems))
    if not bursts.tried:
        raise NotApplicable("no read that was exercised takes connections out of a limited pool of SQLAlchemy's")
    stalled = [one for one in bursts.tried if one.stall is not None]
    for at in dict.fromkeys(one.stall.at for one in stalled if one.stall):
        yield _stalling([one for one in stalled if one.stall and one.stall.at == at])


def _stalling(group: list[Burst]) -> Finding:
    one = group[0]
    assert one.stall is not None
    threads = f" and {one.threads} threads" if one.threads != one.connections else ""
    waits = f"{one.stall.what}{lingering(one.stall.lingers)}"
    return Finding(
        f"{one.number} requests to {one.operation} at the same time stand still: {waits}",
        one.stall.at,
        f"with {one.connections} connections{threads}, {one.failures} of them failed: {one.failed}",
        operations=tuple(str(other.operation) for other in group),
    )


CHECKS = (burst_completes, survives_lost_connections_of_app)
