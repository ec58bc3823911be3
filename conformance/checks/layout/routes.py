"""Routes: each is served, and what the app says of them is sound."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.routing import Unreached
from conformance.finding import Finding

# every-route-is-reachable


@check("layout.every-route-is-reachable")
def every_route_is_reachable(unreached: list[Unreached]) -> Iterator[Finding]:
    """Every route answers the URLs made for it, and is registered once.

    Why: routes are asked in their order, so what a wider one takes first never arrives, and nobody is told.
    Do: ``/items/me`` before ``/items/{item_id}``; a catch-all and what is mounted at ``/`` come last
    Don't: ``/items/{item_id}`` before ``/items/me``
    Read: https://fastapi.tiangolo.com/tutorial/path-params/#order-matters
    """
    for one in unreached:
        yield Finding(one.message, one.at, one.seen, operations=(one.id,))


CHECKS = (every_route_is_reachable,)
