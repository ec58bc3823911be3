"""What checks of logs make of the flaws that evidence found: one finding a line, of the operation or of the app."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.app.loading import Target
from conformance.evidence.logs.log_flaws import LogFlaw
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable, Place
from conformance.gathering import Across


def of_operation(flaws: Iterable[LogFlaw], spread: Spread) -> Iterator[Finding]:
    """Yield a finding for each line that is the operation's alone."""
    yield from _grouped(one for one in flaws if one.at not in spread)


def of_app(across: Across, name: str, spread: Spread, target: Target) -> Iterator[Finding]:
    """Yield a finding for each line at which evidence `name` found something in several operations."""
    found = list(across(name))
    if not found:
        raise NotApplicable("there is nothing of the kind in any operation that was exercised")
    yield from _grouped((one for _, ones in found for one in ones if one.at in spread), target.at)


def of_lines(flaws: Iterable[LogFlaw], otherwise: Place | None) -> Iterator[Finding]:
    """Yield a finding for each line, whoever came by."""
    yield from _grouped(flaws, otherwise)


def _grouped(flaws: Iterable[LogFlaw], otherwise: Place | None = None) -> Iterator[Finding]:
    groups: dict[Place | None, list[LogFlaw]] = {}
    for one in flaws:
        groups.setdefault(one.at, []).append(one)
    for at, group in groups.items():
        names = tuple(dict.fromkeys(one.operation.id for one in group))
        advice = all(one.advice for one in group)
        yield Finding(group[0].message, at or otherwise, group[0].seen, operations=names, advice=advice)
