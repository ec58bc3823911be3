"""Truth: what is kept is what would be answered now."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache_flaws import Flaw, named
from conformance.finding import Finding
from conformance.gathering import Across

# write-invalidates


@check("cache.write-invalidates")
def write_invalidates(stale_reads: list[Flaw], across: Across, *, lagging: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Who has changed something reads the change, and not what the cache kept of it before.

    Why: the change looks lost; who sees the old text saves it again, and who deleted something finds it still there.
    A short time to live does not help them. A ``max-age`` as long as that is agreed to, but for the address written to.
    Do: ``await redis.delete(f"item:{item_id}")`` after the commit; ``lagging = ["stats:*"]`` names keys that may be old
    Don't: change the row and wait for the entry to expire
    Read: https://www.rfc-editor.org/rfc/rfc9111#section-4.4
    """
    yield from of_one([one for one in stale_reads if not named(one, lagging)], across, "stale_reads")


@write_invalidates.of_app
def write_invalidates_of_app(across: Across, *, lagging: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "stale_reads", lambda one: not named(one, lagging))


CHECKS = (write_invalidates_of_app,)
