"""Expositions: what Prometheus gets when it asks for metrics."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app import exposition
from conformance.app.exchange import Exchange
from conformance.app.exposition import OPENMETRICS, TEXT, Unreadable
from conformance.check import check
from conformance.evidence.exposed import ACCEPT, Endpoint, Metrics
from conformance.finding import Finding, NotApplicable

# exposition-parses


@check("metrics.exposition-parses")
def exposition_parses(metrics: Metrics) -> Iterator[Finding]:
    """What the metrics endpoint answers is valid Prometheus text or OpenMetrics, and says so in its content type.

    Why: one line that cannot be parsed, or a content type of something else, and Prometheus drops the whole scrape:
    the service looks down, and all its alerts fall silent.
    Do: ``Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)``
    Don't: ``return generate_latest().decode()``, which FastAPI sends as a JSON text
    Read: https://prometheus.io/docs/instrumenting/exposition_formats/
    """
    if not metrics.endpoints:
        metrics.require_scraped()
        raise NotApplicable("exposes its metrics at no endpoint of its own")
    for endpoint in metrics.endpoints:
        found = [_flaw(endpoint, metrics.scrape(endpoint, headers)) for headers in ({}, {"accept": ACCEPT})]
        yield from [one for one in found if one is not None][:1]


def _flaw(endpoint: Endpoint, exchange: Exchange) -> Finding | None:
    """Return what is wrong with an answer, None when Prometheus could read it."""
    media_type, text = exchange.media_type, exchange.text
    if exchange.size > len(exchange.body):
        return None  # too long to be kept, and so to be parsed
    if not exchange.ok:
        problem = f"is answered {exchange.status or 'not at all'} where Prometheus asks for it"
    elif media_type not in (TEXT, OPENMETRICS):
        problem = f"is sent as {media_type or 'nothing in particular'}, which Prometheus refuses"
    else:
        problem = _unparsed(text, media_type)
    return Finding(f"the exposition at {endpoint.name} {problem}", endpoint.at) if problem else None


def _unparsed(text: str, media_type: str) -> str:
    try:
        twice = exposition.repeated(exposition.read(text, media_type))
    except Unreadable as error:
        return f"cannot be parsed: {error}"
    return f"holds a series of {twice.name} twice, of which Prometheus drops one" if twice is not None else ""


CHECKS = (exposition_parses,)
