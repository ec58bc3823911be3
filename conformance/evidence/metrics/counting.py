"""Evidence of counting: what a request that goes well adds to the metrics, and what one that crashes does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from conformance.app.driver import Driver
from conformance.app.exposition import Key, Labels, Snapshot, grown
from conformance.app.login import takes_login
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.metrics.exposed import Metrics
from conformance.evidence.provoked import canary
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotExercised, Place
from conformance.gathering import Across

_FINE = re.compile(r"[1-4](\d\d|xx)", re.IGNORECASE)
_TIMED = ("histogram", "summary")
RUNTIME = ("process_", "python_")


@dataclass(frozen=True)
class Counted:
    """What one request that went well, and one that crashed, added to the counts of an operation's app.

    `crash` is None where the operation could not be made to crash.
    """

    operation: Operation
    status: int
    success: Mapping[Key, float]
    crash: Mapping[Key, float] | None
    at: Place | None

    @property
    def by_status(self) -> set[str]:
        """The families that tell successes by their status."""
        told = {str(self.status), f"{self.status // 100}xx"}
        return {family for family, labels in self.success if any(value.lower() in told for _, value in labels)}

    @property
    def told(self) -> set[Key]:
        """What tells a crash from a success: counted of it only, and not as a status below 500."""
        return {key for key in self.crash or {} if key not in self.success and not _fine(key[1])}


def _fine(labels: Labels) -> bool:
    """Return whether labels speak of a status, and of none that is a server's error."""
    return any(_FINE.fullmatch(value) for _, value in labels)


@evidence
def counted(metrics: Metrics, driver: Driver, across: Across, sampled: bool) -> list[Counted]:
    """What each operation adds to the counts when it goes well, and when it crashes; nothing without metrics."""
    if not metrics.exist:
        return []
    scraped = {one.operation.id for one in metrics.endpoints if one.operation is not None}
    tried = [operation for operation, _ in across("valid") if operation.id not in scraped]
    found = [_counted(metrics, driver, operation) for operation in tried if not takes_login(operation)]
    return [one for one in found if one is not None]


def _counted(metrics: Metrics, driver: Driver, operation: Operation) -> Counted | None:
    """Return what an operation adds, measured again where a crash seems to be missed."""
    first = _measured(metrics, driver, operation)
    if first is None or first.crash is None or first.told:
        return first
    again = _measured(metrics, driver, operation)
    return first if again is None or again.crash is None else again


def _measured(metrics: Metrics, driver: Driver, operation: Operation) -> Counted | None:
    try:
        good, bad = driver.fresh(operation).request(), driver.fresh(operation).request()
        idle, before = metrics.read(), metrics.read()
        fine = driver.send(good, operation)
        after = metrics.read()
        crash = Before(lambda: Injected(canary()))
        broken = driver.send(bad, operation, fault=crash)
        last = metrics.read()
    except NotExercised:
        return None
    if not fine.ok or fine.status is None:
        return None
    crashed = crash.error in broken.errors and (broken.status or 500) >= 500
    success = _added(before, after, idle)
    at = next((place for key in success if (place := metrics.asked_at(key)) is not None), None)
    return Counted(operation, fine.status, success, _added(after, last, idle, before) if crashed else None, at)


def _added(before: Snapshot, after: Snapshot, *idle: Snapshot) -> dict[Key, float]:
    """Return what was counted between two scrapes, without what a scrape counts of itself."""
    own = grown(idle[0], idle[1]) if len(idle) > 1 else grown(idle[0], before)
    added = {key: more - own.get(key, 0.0) for key, more in grown(before, after).items()}
    return {key: more for key, more in added.items() if more > 0 and not key[0].startswith(RUNTIME)}


EVIDENCE = (counted,)
