"""Reading what OpenTelemetry measures: a reader of ours at each of the app's providers, beside its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from conformance.app.exposition import Sample, Snapshot
from conformance.observe.instances import instances

_PARTS = {"Sum": "counter", "Gauge": "gauge", "Histogram": "histogram", "ExponentialHistogram": "histogram"}


class Readers:
    """Readers of ours at the providers of an app: `problem` says why there is none at one of them, or is ""."""

    def __init__(self) -> None:
        self.readers: list[Any] = []
        self.problem = ""

    def read(self) -> Snapshot:
        """Return what was measured since they were put there; names and labels are OpenTelemetry's."""
        snapshot = Snapshot()
        for reader in self.readers:
            snapshot |= _snapshot(reader.get_metrics_data())
        return snapshot


@contextmanager
def read() -> Iterator[Readers]:
    """While entered, a reader is at each provider that sends its measurements elsewhere than to Prometheus."""
    readers, taken = Readers(), []
    for provider in _providers() if "opentelemetry.sdk.metrics" in sys.modules else ():
        if not hasattr(provider, "add_metric_reader"):
            readers.problem = "this version of opentelemetry-sdk lets nobody read along; a newer one does"
            continue
        reader = _reader()
        provider.add_metric_reader(reader)
        readers.readers.append(reader)
        taken.append((provider, reader))
    try:
        yield readers
    finally:
        for provider, reader in taken:
            with suppress(Exception):  # who has shut down its provider meanwhile has taken all readers away
                provider.remove_metric_reader(reader)


def _reader() -> Any:
    from opentelemetry.sdk.metrics.export import InMemoryMetricReader

    return InMemoryMetricReader()


def _providers() -> list[Any]:
    """Return the providers that are at work."""
    from opentelemetry.sdk.metrics import MeterProvider

    return [one for one in instances(MeterProvider) if not getattr(one, "_shutdown", False) and not _is_scraped(one)]


def _is_scraped(provider: Any) -> bool:
    readers = getattr(provider, "_metric_readers", ())
    return any(type(one).__name__ == "PrometheusMetricReader" for one in readers)


def _snapshot(data: Any) -> Snapshot:
    found = list(_metrics(data))
    return Snapshot(
        tuple(sample for name, kind, metric in found for sample in _samples(name, kind, metric.data.data_points)),
        {name: kind for name, kind, _ in found},
    )


def _metrics(data: Any) -> Iterator[tuple[str, str, Any]]:
    for resource in data.resource_metrics if data is not None else ():
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                kind = _PARTS.get(type(metric.data).__name__, "unknown")
                sums_up = kind != "counter" or metric.data.is_monotonic
                yield metric.name, kind if sums_up else "gauge", metric


def _samples(name: str, kind: str, points: Iterable[Any]) -> Iterator[Sample]:
    for point in points:
        labels = frozenset((str(key), str(value)) for key, value in (point.attributes or {}).items())
        if kind == "histogram":
            yield Sample(name, kind, f"{name}_count", labels, float(point.count))
            yield Sample(name, kind, f"{name}_sum", labels, float(point.sum))
        else:
            yield Sample(name, kind, name, labels, float(point.value))
