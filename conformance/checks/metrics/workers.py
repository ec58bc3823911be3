"""Workers: what several processes count is told as one sum."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.metrics.exposed import Metrics
from conformance.finding import Finding

# workers-add-up


@check("metrics.workers-add-up")
def workers_add_up(metrics: Metrics, partial_counts: list[str]) -> Iterator[Finding]:
    """With several workers, the metrics endpoint tells the sum of what all of them count.

    Why: Prometheus asks whichever worker answers; counters then jump up and down, and each fall is taken for a restart,
    after which all counts anew. Where one process runs one worker, and each is scraped by itself, ignore this check.
    Do: ``MultiProcessCollector(registry)`` where ``PROMETHEUS_MULTIPROC_DIR`` is set, as it is here
    Don't: ``generate_latest()`` of the registry of one process, or a dictionary in it
    Read: https://prometheus.github.io/client_python/multiprocess/
    """
    if partial_counts:
        endpoint = metrics.endpoints[0]
        message = f"of two workers each tells at {endpoint.name} what it counted itself, and not the sum"
        yield Finding(message, endpoint.at or metrics.at(None), f"so do {', '.join(partial_counts)}")


CHECKS = (workers_add_up,)
