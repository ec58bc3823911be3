"""Series: what clients make up makes none, and tells nothing of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.check import check
from conformance.evidence.metrics.exposed import Metrics
from conformance.evidence.metrics.label_values import Told
from conformance.evidence.metrics.series import Growth
from conformance.finding import Finding, Place

_MADE_OF = {
    "ids": "every id that is asked for",
    "things": "every thing that is made or read",
    "unknown paths": "every path that does not exist",
    "methods": "every method that is made up",
    "hosts": "every Host header",
}

# series-are-bounded


@check("metrics.series-are-bounded")
def series_are_bounded(metrics: Metrics, growths: list[Growth]) -> Iterator[Finding]:
    """Metric series grow with routes, not with ids, unknown paths, methods or hosts.

    Why: each series stays in the memory of the process and of Prometheus for good; a scanner that tries thousands of
    paths makes thousands of them. What a library takes of methods and hosts is not judged: most servers refuse those.
    Do: label with the route, ``request.scope["route"].path``, and with ``"unmatched"`` where there is none
    Don't: ``REQUESTS.labels(request.method, request.url.path).inc()``
    Read: https://prometheus.io/docs/practices/naming/#labels
    """
    groups: dict[Place | None, list[Growth]] = {}
    for one in growths:
        groups.setdefault(one.at, []).append(one)
    for at, group in groups.items():
        yield _grown(at, group)


def _grown(at: Place | None, group: list[Growth]) -> Finding:
    first = group[0]
    kinds = " and ".join(dict.fromkeys(_MADE_OF[one.kind] for one in group))
    names = dict.fromkeys(one.operation.id for one in group if one.operation is not None)
    seen = "; ".join(dict.fromkeys(f"{one.family} by {_listed(one.labels)}" for one in group))
    return Finding(f"{kinds} makes a new series of {first.family}", at, seen, operations=tuple(names))


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(labels) or "all its labels"


# no-caller-data-in-labels


@check("metrics.no-caller-data-in-labels")
def no_caller_data_in_labels(metrics: Metrics, told_labels: list[Told]) -> Iterator[Finding]:
    """No label holds what a caller sent in a header, a cookie, the query or the body.

    Why: metrics are kept for months, and read by everybody who may see a dashboard: mail addresses and tokens are none
    of their business, and each of them is a series more.
    Do: count by what there are few of: the plan, not the customer; an exemplar names a request
    Don't: ``LOGINS.labels(email=form.email).inc()``, ``REQUESTS.labels(str(request.url))``
    Read: https://prometheus.io/docs/practices/naming/#labels
    """
    groups: dict[tuple[Place | None, str], list[Told]] = {}
    for one in told_labels:
        groups.setdefault((one.at, one.label), []).append(one)
    for (at, label), group in groups.items():
        carriers = _listed(dict.fromkeys(one.carrier for one in group))
        names = tuple(dict.fromkeys(one.operation.id for one in group if one.operation is not None))
        yield Finding(f"the label {label} of {group[0].family} holds {carriers}", at, operations=names)


CHECKS = (series_are_bounded, no_caller_data_in_labels)
