"""Outages: what is cached can be made anew, so an app does without its cache."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import Finding
from conformance.gathering import Across


@check("cache.outage-is-survived")
def outage_is_survived(lost_caches: list[Flaw], across: Across) -> Iterator[Finding]:
    """An operation that caches does its work when its cache is gone, or says on purpose that it cannot.

    Why: a cache is there to save work; when its restart takes the app down, it has become one more thing that can fail.
    Do: ``except RedisError`` around reading and around writing; ``socket_timeout=0.5``, and few retries
    Don't: let ``redis.exceptions.ConnectionError`` become a 500, or try again for a minute
    Read: https://redis.readthedocs.io/en/stable/retry.html
    """
    yield from of_one(lost_caches, across, "lost_caches")


@outage_is_survived.of_app
def outage_is_survived_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "lost_caches")


CHECKS = (outage_is_survived_of_app,)
