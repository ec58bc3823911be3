"""Expositions: what Prometheus gets when it asks for metrics."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app import exposition
from conformance.app.exchange import Exchange
from conformance.app.exposition import OPENMETRICS, TEXT, Unreadable
from conformance.app.loading import Target
from conformance.check import check
from conformance.evidence.metrics.exposed import ACCEPT, Endpoint, Metrics
from conformance.finding import Finding

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
    metrics.require_endpoint()
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


# endpoint-is-not-public-api


@check("metrics.endpoint-is-not-public-api", level="should")
def endpoint_is_not_public_api(metrics: Metrics, target: Target) -> Iterator[Finding]:
    """The metrics endpoint is no part of the API that the app documents.

    Why: what stands in the schema is offered to everybody: generated clients get a method for it, gateways publish it,
    and strangers learn which routes there are and how busy they are. Whether a proxy lets it through is not seen here.
    Do: ``@app.get("/metrics", include_in_schema=False)``, a port of its own, or a mounted ``make_asgi_app()``
    Don't: ``Instrumentator().instrument(app).expose(app)``, which adds it to the schema
    Read: https://prometheus.io/docs/operating/security/
    """
    metrics.require_endpoint()
    for endpoint in metrics.endpoints:
        operation = endpoint.operation
        app = (operation.owner if operation is not None else None) or target.app
        if operation is not None and operation.in_schema and app.openapi_url:
            yield Finding(
                f"{endpoint.name}, for Prometheus, stands in the OpenAPI schema at {app.openapi_url}", endpoint.at
            )


CHECKS = (exposition_parses, endpoint_is_not_public_api)
