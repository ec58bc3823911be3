"""Stampedes: what is missing is made once, however many ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import Finding
from conformance.gathering import Across


@check("cache.one-computation-per-miss", level="should")
def one_computation_per_miss(stampedes: list[Flaw], across: Across, *, most: int = 3) -> Iterator[Finding]:
    """What is missing in the cache is made once, or a few times, when many ask for it at once.

    Why: when the entry that everybody reads expires, all of them run the slow query it was there to save.
    Do: ``async with lock:`` and look again before computing; or make it anew before it expires
    Don't: every request that misses computes
    Read: https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/
    """
    yield from of_one([one for one in stampedes if one.times > most], across, "stampedes")


@one_computation_per_miss.of_app
def one_computation_per_miss_of_app(across: Across, *, most: int = 3) -> Iterator[Finding]:
    yield from of_many(across, "stampedes", lambda one: one.times > most)


CHECKS = (one_computation_per_miss_of_app,)
