"""Truth: what is kept is what would be answered now."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw, named
from conformance.finding import Finding
from conformance.gathering import Across

# write-invalidates


@check("cache.write-invalidates")
def write_invalidates(
    outdated_reads: list[Flaw], across: Across, *, lagging: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Who has changed something reads the change, and not what the cache kept of it before.

    Why: the change looks lost; who sees the old text saves it again, and who deleted something finds it still there.
    A short time to live does not help them. A ``max-age`` as long as that is agreed to, but for the address written to.
    An ``ETag`` that stays the same makes clients keep what was there as well.
    Do: ``await redis.delete(f"item:{item_id}")`` after the commit; ``lagging = ["stats:*"]`` names keys that may be old
    Don't: change the row and wait for the entry to expire; ``@lru_cache`` around what reads rows that change
    Read: https://www.rfc-editor.org/rfc/rfc9111#section-4.4
    """
    yield from of_one([one for one in outdated_reads if not named(one, lagging)], across, "outdated_reads")


@write_invalidates.of_app
def write_invalidates_of_app(across: Across, *, lagging: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "outdated_reads", lambda one: not named(one, lagging))


# errors-are-not-cached


@check("cache.errors-are-not-cached")
def errors_are_not_cached(lasting_failures: list[Flaw], across: Across) -> Iterator[Finding]:
    """What is answered because something failed is not kept as if it were the answer.

    Why: the database is away for a second, and everybody reads an empty page for as long as the entry lives.
    Do: keep what was made well only; let errors pass, or keep what stands for them for a few seconds: ``ex=5``
    Don't: ``except Exception: items = []`` with ``redis.set(key, json.dumps(items), ex=300)`` below
    Read: https://www.rfc-editor.org/rfc/rfc9111#section-3
    """
    yield from of_one(lasting_failures, across, "lasting_failures")


@errors_are_not_cached.of_app
def errors_are_not_cached_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "lasting_failures")


CHECKS = (write_invalidates_of_app, errors_are_not_cached_of_app)
