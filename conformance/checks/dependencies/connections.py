"""Connections of pools: they return, and a request holds one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from conformance.check import check
from conformance.checks.causes import Cause, grouped, of_several, or_require
from conformance.checks.dependencies.leaving import early, lingering
from conformance.evidence.dependencies.connections import Kept, Second
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

_NONE = "no operation that could be exercised takes a connection from a pool that is known"

Found = Iterator[tuple[Cause, Provoked, str]]


# connections-return


@check("dependencies.connections-return")
def connections_return(problem: str, kept_connections: list[Kept], spread_kept: Spread) -> Iterator[Finding]:
    """However a request ends, the connections it took from a pool are back in it.

    Why: each one that is kept is missing until the garbage is collected, or for ever; then requests wait for none.
    Do: ``with Session() as session: yield session``, ``async with engine.begin() as connection``
    Don't: ``session = Session()`` without a ``with`` or a ``finally: session.close()``
    Read: https://docs.sqlalchemy.org/en/20/core/pooling.html
    """
    yield from or_require(grouped(_kept(one for one in kept_connections if one.at not in spread_kept)), problem)


@connections_return.of_app
def connections_return_of_app(across: Across, spread_kept: Spread) -> Iterator[Finding]:
    yield from grouped(_kept(of_several(across, "kept_connections", spread_kept, NotApplicable(_NONE))))


def _kept(found: Iterable[Kept]) -> Found:
    for one in found:
        said = f"{one.provoked.operation} does not give its database connection back when {one.provoked.how}"
        yield Cause(one.at, True), one.provoked, f"{said}{_used_late(one)}"


def _used_late(kept: Kept) -> str:
    """Return why a session that was closed has a connection again, "" where that is no matter of the version."""
    uses = (worked.reopened for worked in kept.provoked.exchange.sessions if worked.reopened is not None)
    return next((f": {use.role} uses its session again{early(use)}" for use in uses if early(use)), "")


# one-connection-per-request


@check("dependencies.one-connection-per-request", level="should")
def one_connection_per_request(
    problem: str, second_connections: list[Second], spread_seconds: Spread
) -> Iterator[Finding]:
    """A request holds at most one connection of a pool at a time.

    Why: when every request holds one and waits for another, a full pool never moves again.
    Do: one session dependency that everything else depends on
    Don't: ``with Session() as audit:`` inside an endpoint that has a session already
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/sub-dependencies/
    """
    found = grouped(_second(one for one in second_connections if one.at not in spread_seconds))
    yield from or_require(found, problem)


@one_connection_per_request.of_app
def one_connection_per_request_of_app(across: Across, spread_seconds: Spread) -> Iterator[Finding]:
    yield from grouped(_second(of_several(across, "second_connections", spread_seconds, NotApplicable(_NONE))))


def _second(found: Iterable[Second]) -> Found:
    for one in found:
        said = f"{one.provoked.operation} takes a connection while it holds {_named(one)} of the same pool"
        yield Cause(one.at, True), one.provoked, f"{said}{lingering(one.lingers)}"


def _named(second: Second) -> str:
    """Return what is held, by its line, with its file where that is another."""
    at, first = second.at, second.first
    if first is None:
        return "another"
    beside = at is not None and at.path == first.path
    return f"the one taken at {f'line {first.line}' if beside else f'{PurePath(first.path).name}:{first.line}'}"


CHECKS = (connections_return_of_app, one_connection_per_request_of_app)
