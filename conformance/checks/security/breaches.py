"""What lets somebody do what they must not, as findings: at lines of one operation, or at those that several share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.checks.causes import of_several
from conformance.evidence.security.breaches import Breach
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across


def of_one(breaches: Iterable[Breach], across: Across, name: str) -> Iterator[Finding]:
    """Yield what only one operation has of evidence `name`."""
    spread = Spread.of(across, name)
    yield from found(breach for breach in breaches if breach.at not in spread)


def of_many(across: Across, name: str, nothing: str, but: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Yield what several operations have of evidence `name` at the same lines, without those named in `but`."""
    shared = of_several(across, name, Spread.of(across, name), NotApplicable(nothing))
    yield from found(one for one in shared if one.operation.id not in but)


def found(breaches: Iterable[Breach]) -> Iterator[Finding]:
    """Yield one finding a line, of the first breach there, with all operations it concerns."""
    groups: dict[object, list[Breach]] = {}
    for breach in breaches:
        groups.setdefault(breach.at, []).append(breach)
    for group in groups.values():
        first = group[0]
        names = tuple(dict.fromkeys(one.operation.id for one in group))
        yield Finding(first.message, first.at, first.seen, first.repeat, names)
