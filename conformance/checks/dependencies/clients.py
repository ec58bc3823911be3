"""Clients: they are made once, and used by all requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.check import check
from conformance.checks.causes import Cause, grouped, of_several
from conformance.evidence.dependencies.clients import Made
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotExercised
from conformance.gathering import Across


@check("dependencies.clients-are-reused")
def clients_are_reused(made_clients: list[Made], spread_clients: Spread) -> Iterator[Finding]:
    """No request makes an HTTP client, a database engine or a Redis client of its own.

    Why: every one of them connects anew, and leaves its ports waiting behind; certificates alone take 20 ms to load.
    Do: make it once, in the lifespan or beside the app, and hand it on by a dependency
    Don't: ``async with httpx.AsyncClient() as client:`` in an endpoint, ``create_engine(url)`` in a dependency
    Read: https://fastapi.tiangolo.com/advanced/events/
    """
    yield from grouped(_made(one for one in made_clients if one.at not in spread_clients))


@clients_are_reused.of_app
def clients_are_reused_of_app(across: Across, spread_clients: Spread) -> Iterator[Finding]:
    nothing = NotExercised("no operation did its work for a valid request")
    yield from grouped(_made(of_several(across, "made_clients", spread_clients, nothing)))


def _made(found: Iterable[Made]) -> Iterator[tuple[Cause, Provoked, str]]:
    for one in found:
        said = f"every request to {one.provoked.operation} makes {one.kind} of its own"
        yield Cause(one.at, True), one.provoked, said


CHECKS = (clients_are_reused_of_app,)
