"""Evidence of metrics: where the app exposes them, and what they are now."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from conformance.app import exposition
from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange, Request
from conformance.app.exposition import Key, Snapshot, Unreadable
from conformance.app.loading import Target
from conformance.app.operations import Operation, mounted
from conformance.app.uses import used_at
from conformance.check import evidence
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.observe import labels, telemetry
from conformance.observe.instances import instances
from conformance.observe.labels import Labellers, Origin

_USUAL = ("/metrics", "/metrics/", "/-/metrics", "/prometheus", "/prometheus/metrics")
_NAMES = frozenset({"metrics", "metrics.txt", "prometheus"})
_OF_PROCESS = tuple(f"prometheus_client.{name}_collector" for name in ("process", "platform", "gc"))
_ELSEWHERE = ("ddtrace", "newrelic", "elasticapm", "statsd", "datadog", "aws_embedded_metrics", "scout_apm")
# As Prometheus 3 asks.
ACCEPT = (
    "application/openmetrics-text;version=1.0.0;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
    "text/plain;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
)


@dataclass(frozen=True)
class Endpoint:
    """Where metrics are exposed: a request for them, how it was answered, and the line that serves it."""

    request: Request
    exchange: Exchange
    operation: Operation | None
    at: Place | None
    anonymous: bool = False

    @property
    def name(self) -> str:
        return f"GET {self.request.path}"


@dataclass
class Metrics:
    """The metrics of the app: `endpoints` expose them, `registries` hold what no endpoint does; both may be none."""

    driver: Driver
    code: UserCode
    target: Target
    endpoints: Sequence[Endpoint]
    refused: Endpoint | None
    registries: Sequence[Any]
    readers: telemetry.Readers
    labellers: Labellers = field(repr=False)

    @property
    def exist(self) -> bool:
        return bool(self.endpoints or self.registries or self.readers.readers)

    def require(self) -> None:
        """Raise NotApplicable where there is nothing to judge, and NotExercised where it cannot be read."""
        if self.exist:
            return
        self.require_scraped()
        elsewhere = next((name for name in _ELSEWHERE if name in sys.modules), None)
        if elsewhere or self.readers.problem:
            raise NotExercised(self.readers.problem or f"{elsewhere} sends its metrics elsewhere, unread by this run")
        raise NotApplicable("has no metrics: no Prometheus endpoint or registry, no meter of OpenTelemetry")

    def require_endpoint(self) -> None:
        """Raise NotApplicable or NotExercised where there is no endpoint that could be asked."""
        if not self.endpoints:
            self.require_scraped()
            self.require()
            raise NotApplicable("exposes its metrics at no endpoint of its own")

    def require_scraped(self) -> None:
        """Raise NotExercised where an endpoint lets nobody in that is known."""
        if self.refused is not None:
            hint = f'give it its token by requests."{self.refused.name}".headers'
            raise NotExercised(f"{self.refused.name} is answered {self.refused.exchange.status}: {hint}")

    def read(self) -> Snapshot:
        """Return all series as they are now. Raises NotExercised when they cannot be read."""
        snapshot = self.readers.read()
        for endpoint in self.endpoints:
            snapshot |= self._scraped(endpoint)
        for registry in self.registries:
            snapshot |= exposition.collected(registry.collect())
        return snapshot

    def unexposed(self) -> set[str]:
        """Return the names of the metrics that are in a registry of this process, and nowhere to be read."""
        known = self.read().names()
        registered = [exposition.collected(one.collect()).names() for one in _registries()]
        return {name for names in registered for name in names} - known.keys()

    def scrape(self, endpoint: Endpoint, headers: Mapping[str, str] | None = None) -> Exchange:
        """Ask an endpoint for its metrics."""
        request = endpoint.request.with_headers(headers or {})
        return self.driver.send(request, endpoint.operation, anonymous=endpoint.anonymous)

    def _scraped(self, endpoint: Endpoint) -> Snapshot:
        exchange = self.scrape(endpoint)
        if exchange.size > len(exchange.body):
            raise NotExercised(f"{endpoint.name} answers more than can be kept: {exchange.size} bytes")
        if not exchange.ok:
            raise NotExercised(f"{endpoint.name}: {exchange}")
        try:
            text = exposition.plain(exchange.text)
            openmetrics = (
                exchange.media_type == exposition.OPENMETRICS
            )  # whose parser misses buckets that are not there
            return exposition.read(text if openmetrics else exposition.thinned(text), exchange.media_type)
        except Unreadable as error:
            raise NotExercised(f"what {endpoint.name} answers cannot be parsed: {error}") from None

    def asked_at(self, key: Key) -> Place | None:
        """Return the user's line behind a series, None where nobody was seen to ask for it."""
        origin = self.labellers.of(*key)
        return self.at(origin) if origin is not None else None

    def at(self, origin: Origin | None) -> Place | None:
        """Return the user's line behind who asked for a series: what installs a library, where one did by itself."""
        if isinstance(origin, Place):
            return origin
        used = used_at(origin, self.code, "instrument", "instrument_app", "add_middleware") if origin else None
        exposed = next((one.at for one in self.endpoints if one.at is not None), None)
        return used or exposed or self.target.at


@evidence
@contextmanager
def metrics(
    driver: Driver, target: Target, code: UserCode, operations: tuple[Operation, ...], sampled: bool
) -> Iterator[Metrics]:
    """Where the app exposes metrics, and who asks for their series from now on."""
    labellers = Labellers(code)
    with labels.observed(labellers), telemetry.read() as readers:
        found = list(_found(driver, target, code, operations))
        endpoints = [one for one in found if one.exchange.ok]
        refused = next((one for one in found if one.exchange.status in (401, 403)), None)
        registries = [] if endpoints else _registries()
        yield Metrics(driver, code, target, endpoints, refused, registries, readers, labellers)


def _found(driver: Driver, target: Target, code: UserCode, operations: tuple[Operation, ...]) -> Iterator[Endpoint]:
    known: set[str] = set()
    for operation in operations:
        if operation.kind == "http" and operation.method == "GET" and "{" not in operation.path:
            with suppress(NotExercised):
                known.add(operation.path)
                yield from _at(driver, operation, code)
    mounts = [path for prefix, _ in mounted(target.app) for path in (f"{prefix}/", prefix)]
    for path in dict.fromkeys((*mounts, *_USUAL)):
        if path.strip("/") not in {one.strip("/") for one in known}:
            exchange = driver.send(Request("GET", path))
            if exchange.ok and _exposes(exchange, path):
                known.add(path)
                yield Endpoint(Request("GET", path), exchange, None, used_at("prometheus_client", code, "mount"))


def _at(driver: Driver, operation: Operation, code: UserCode) -> Iterator[Endpoint]:
    """Yield the endpoint an operation is, nothing where it is none; the token of who scrapes may be no caller's."""
    sample = driver.sample(operation)
    request = sample.recipe.request()
    for anonymous in (False, True) if sample.exchange.status in (401, 403) else (False,):
        exchange = driver.send(request, operation, anonymous=True) if anonymous else sample.exchange
        if _exposes(exchange, operation.path):
            yield Endpoint(request, exchange, operation, _served_at(operation, code), anonymous)


def _served_at(operation: Operation, code: UserCode) -> Place | None:
    if operation.at is not None and code.owns(operation.at.path):
        return operation.at
    library = str(getattr(operation.endpoint, "__module__", "")).partition(".")[0]
    return used_at(library, code, "expose", "add_route", "instrument")


def _exposes(exchange: Exchange, path: str) -> bool:
    """Return whether an answer is meant to be an exposition, or would be one to somebody who may have it."""
    named = path.rstrip("/").rpartition("/")[2].lower() in _NAMES
    if exchange.status in (401, 403):
        return named
    typed = exchange.media_type == exposition.OPENMETRICS or "version=" in (exchange.header("content-type") or "")
    return exchange.ok and (exposition.looks_like_one(exchange.text) or (named and typed))


def _registries() -> list[Any]:
    """Return the registries of prometheus_client that hold metrics of the app's, or of what it uses."""
    module = sys.modules.get("prometheus_client.registry")
    found = instances(module.CollectorRegistry) if module is not None else []
    return [one for one in found if any(type(each).__module__ not in _OF_PROCESS for each in _collectors(one))]


def _collectors(registry: Any) -> list[Any]:
    return list(registry._collector_to_names)


EVIDENCE = (metrics,)
