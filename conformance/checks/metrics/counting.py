"""Counting: every request is counted and timed by its route, and one that crashes as a crash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from conformance.app.exposition import Labels
from conformance.app.loading import Target
from conformance.check import check
from conformance.evidence.concurrency.liveness import is_probe
from conformance.evidence.metrics.counting import Counted
from conformance.evidence.metrics.exposed import Metrics
from conformance.finding import Finding, NotApplicable, NotExercised, Place

# crashes-are-counted


@check("metrics.crashes-are-counted")
def crashes_are_counted(metrics: Metrics, counted: list[Counted]) -> Iterator[Finding]:
    """A request that crashes is counted, and as an error.

    Why: the alert on server errors stays silent while every request fails, because nothing counts those that raise.
    Do: count in ``finally``, with 500 where no response was started; or instrument outside of the error handling
    Don't: ``response = await call_next(request)`` with ``REQUESTS.labels(response.status_code).inc()`` below
    Read: https://www.starlette.io/middleware/#inspecting-or-modifying-the-response
    """
    metrics.require()
    if not counted:
        raise NotExercised("no operation did its work, so that nothing was there to be counted")
    judged = [one for one in counted if one.by_status]
    if not judged:
        raise NotApplicable("counts no requests by their status")
    crashed = [one for one in judged if one.crash is not None]
    if not crashed:
        raise NotExercised("no operation could be made to crash")
    groups: dict[Place | None, list[Counted]] = {}
    for one in crashed:
        if not one.told:
            groups.setdefault(one.at or metrics.at(None), []).append(one)
    for at, group in groups.items():
        yield _missed(at, group)


def _missed(at: Place | None, group: list[Counted]) -> Finding:
    family = min(group[0].by_status)
    as_what = " as anything but a success" if any(one.crash for one in group) else ""
    names = tuple(one.operation.id for one in group)
    return Finding(f"a request that crashes is not counted by {family}{as_what}", at, operations=names)


# rate-errors-duration


@check("metrics.rate-errors-duration", level="should")
def rate_errors_duration(metrics: Metrics, counted: list[Counted], target: Target) -> Iterator[Finding]:
    """Requests, errors and durations are measured for each route.

    Why: these three tell whether a service does its work; without the route nobody knows which part of it does not.
    Do: FastAPI's own telemetry (since 0.142), or prometheus-fastapi-instrumentator; or count by route in a middleware
    Don't: one counter for all requests; a gauge with the duration of the last one
    Read: https://fastapi.tiangolo.com/advanced/opentelemetry/
    """
    if not metrics.exist:
        try:
            metrics.require()
        except NotApplicable as reason:
            yield Finding(f"the app {reason}", target.at)
            return
    wanted = [one for one in counted if one.operation.in_schema and not is_probe(one.operation)] or counted
    if not wanted:
        raise NotExercised("no operation did its work, so that nothing was there to be measured")
    missing = list(_missing(metrics, wanted))
    if missing:
        yield Finding(f"no metric tells {_listed(missing)}", metrics.at(None), _measured(wanted))


def _missing(metrics: Metrics, counted: list[Counted]) -> Iterator[str]:
    kinds = metrics.read().kinds
    families = _common(counted)
    if not families:
        yield "how many requests each route gets"
    elif _mixed(counted):
        yield "all routes of requests apart"
    if not any(one.by_status or one.told for one in counted):
        yield "how many of them fail"
    if not any(kinds.get(family) in ("histogram", "summary") for family in families):
        yield "how long they take"


def _common(counted: list[Counted]) -> list[str]:
    """Return the families that count most operations: some routes are left out on purpose."""
    seen = Counter(family for one in counted for family in {family for family, _ in one.success})
    return [family for family, number in seen.items() if number * 2 > len(counted)]


def _mixed(counted: list[Counted]) -> tuple[str, str] | None:
    """Return the paths of two routes that are counted in one series, None where a family has one for each."""
    pairs = [_mixed_by(family, counted) for family in _common(counted)]
    return None if None in pairs else next(iter(pairs), None)


def _mixed_by(family: str, counted: list[Counted]) -> tuple[str, str] | None:
    labels: dict[str, set[Labels]] = {}
    for one in counted:
        labels.setdefault(one.operation.path, set()).update(key[1] for key in one.success if key[0] == family)
    return next((pair for pair in combinations(labels, 2) if labels[pair[0]] & labels[pair[1]]), None)


def _measured(counted: list[Counted]) -> str:
    names = sorted({family for one in counted for family, _ in one.success})
    mixed = _mixed(counted)
    beside = f"; {' and '.join(mixed)} are one" if mixed else ""
    return f"counted: {', '.join(names)}{beside}" if names else "nothing is counted with every request"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


CHECKS = (crashes_are_counted, rate_errors_duration)
