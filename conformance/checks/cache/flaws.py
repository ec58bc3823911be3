"""What is wrong with a cache, as findings: at lines of one operation, or at those that several share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from conformance.checks.causes import of_several
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

_NONE = "no operation that was exercised keeps answers"


def of_one(flaws: Iterable[Flaw], across: Across, name: str) -> Iterator[Finding]:
    """Yield what only one operation has of evidence `name`."""
    spread = Spread.of(across, name)
    yield from _found(flaw for flaw in flaws if flaw.at not in spread)


def of_many(
    across: Across, name: str, counts: Callable[[Flaw], bool] = lambda flaw: True, nothing: str = _NONE
) -> Iterator[Finding]:
    """Yield what several operations have of evidence `name` at the same lines, of what `counts`."""
    yield from _found(filter(counts, of_several(across, name, Spread.of(across, name), NotApplicable(nothing))))


def _found(flaws: Iterable[Flaw]) -> Iterator[Finding]:
    groups: dict[object, list[Flaw]] = {}
    for flaw in flaws:
        groups.setdefault(flaw.at, []).append(flaw)
    for group in groups.values():
        names = tuple(dict.fromkeys(flaw.operation.id for flaw in group))
        yield Finding(group[0].message, group[0].at, group[0].seen, operations=names)
