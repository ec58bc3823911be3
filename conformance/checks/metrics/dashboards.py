"""Dashboards and rules: what they ask for is there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from conformance.app import promql
from conformance.check import check
from conformance.evidence.metrics.counting import Counted
from conformance.evidence.metrics.dashboards import Project, Query, Reading, base_of
from conformance.evidence.metrics.exposed import Metrics
from conformance.finding import Finding, NotApplicable, NotExercised

_RUNTIME = re.compile(r"^(process_|python_|up$|scrape_|ALERTS)")
_CLOSE = 0.7  # how alike two names are of which one may be meant for the other
_OTHERS = (
    *(
        "ALERTS",
        "up",
        "scrape_",
        "prometheus_",
        "alertmanager_",
        "grafana_",
        "node_",
        "container_",
        "kube_",
        "kubelet_",
    ),
    *(
        "machine_",
        "go_",
        "promhttp_",
        "process_",
        "python_",
        "redis_",
        "pg_",
        "postgres_",
        "mysql_",
        "mongodb_",
        "nginx_",
    ),
    *("traefik_", "envoy_", "istio_", "haproxy_", "caddy_", "probe_", "rabbitmq_", "kafka_", "celery_", "flower_"),
    *(
        "elasticsearch_",
        "memcached_",
        "pgbouncer_",
        "cadvisor_",
        "coredns_",
        "etcd_",
        "apiserver_",
        "windows_",
        "loki_",
    ),
    *(
        "otelcol_",
        "net_conntrack_",
        "namedprocess_",
        "blackbox_",
        "minio_",
        "vault_",
        "consul_",
        "jvm_",
        "DCGM_",
        "nv_",
    ),
)
_TARGET_LABELS = (
    *(
        "job",
        "instance",
        "namespace",
        "pod",
        "container",
        "service",
        "endpoint",
        "node",
        "cluster",
        "prometheus",
        "app",
    ),
    *(
        "env",
        "environment",
        "stage",
        "region",
        "zone",
        "team",
        "tier",
        "host",
        "hostname",
        "version",
        "release",
        "project",
    ),
    *("datacenter", "dc", "tenant", "deployment", "replica", "component", "exported_job", "exported_instance", "le"),
    *("alertname", "alertstate", "severity", "quantile", "pid", "application", "service_name", "otel_scope_name"),
)

# dashboards-query-what-exists


@check("metrics.dashboards-query-what-exists")
def dashboards_query_what_exists(
    metrics: Metrics,
    counted: list[Counted],
    own_project: Project,
    *,
    folders: tuple[str, ...] = (".",),
    others: tuple[str, ...] = _OTHERS,
    target_labels: tuple[str, ...] = _TARGET_LABELS,
) -> Iterator[Finding]:
    """Every metric and label that a dashboard or an alert of the project names is one that the app exposes.

    Why: a query for what does not exist is no error: the panel stays empty, and the alert never fires.
    Do: change dashboards and rules with the metrics they read; ``others`` holds the prefixes of other exporters,
    ``target_labels`` the labels that are added when scraping, ``folders`` where dashboards and rules are
    Don't: ``rate(http_request_total[5m])`` where the app has ``http_requests_total``
    Read: https://prometheus.io/docs/practices/naming/
    """
    readings = _readings(own_project, folders)
    metrics.require()
    exposed = _Exposed(metrics, own_project, {name for one in readings for name in one.recorded}, others)
    own = [one for one in readings if exposed.concerns(one)]
    if not own:
        raise NotApplicable("no dashboard or rule of the project asks for metrics of this app")
    seen: set[tuple[str, str]] = set()
    for reading in own:
        for query in reading.queries:
            for key, finding in exposed.missing(query, target_labels):
                if key not in seen:
                    seen.add(key)
                    yield finding


def _readings(own_project: Project, folders: tuple[str, ...]) -> list[Reading]:
    try:
        readings = own_project.readings(folders)
        if readings:
            promql.parse("up")
    except ImportError as error:
        hint = 'pip install "fastapi-conformance[dashboards]"'
        raise NotExercised(
            f"the project has dashboards or rules, and {error.name} to read them is not there: {hint}"
        ) from None
    if not readings:
        raise NotApplicable("no Grafana dashboard and no Prometheus rule is in the project")
    return readings


class _Exposed:
    """What the app exposes, and what is somebody else's."""

    def __init__(self, metrics: Metrics, own_project: Project, recorded: set[str], others: tuple[str, ...]) -> None:
        self._names: Mapping[str, set[str]] = metrics.read().names()
        self._telemetry = {_prometheus_name(name): labels for name, labels in self._names.items() if "." in name}
        self._unexposed = metrics.unexposed()
        self._project, self._recorded, self._others = own_project, recorded, others

    def concerns(self, reading: Reading) -> bool:
        """Return whether a file asks for a metric of the app, or for one that may be meant to be."""
        names = {name for query in reading.queries for name in promql.metrics(_parsed(query))}
        own = [name for name in (*self._names, *self._telemetry) if not _RUNTIME.match(name)]
        return any(name in own or (self._lacks(name) and _nearest(name, own)) for name in names)

    def missing(self, query: Query, target_labels: Iterable[str]) -> Iterator[tuple[tuple[str, str], Finding]]:
        expression = _parsed(query)
        if expression is None:
            if query.rule and "|" not in query.text:  # with one it is LogQL
                yield (query.text, ""), Finding("a rule of Prometheus is no PromQL", query.at, query.text)
            return
        for name in sorted(promql.metrics(expression)):
            if self._lacks(name):
                yield (name, ""), Finding(self._absent(name), query.at, query.text)
        for one in (*promql.wanted(expression), *_listed(query, expression)):
            yield from self._unlabelled(one, query, {*target_labels, *one.introduced})

    def _unlabelled(
        self, wanted: promql.Wanted, query: Query, given: set[str]
    ) -> Iterator[tuple[tuple[str, str], Finding]]:
        known = [self._labels(name) for name in wanted.metrics]
        if any(not labels for labels in known):
            return  # not the app's, or without a series whose labels could be seen
        for label in sorted(wanted.labels - given - {label for labels in known for label in labels or ()}):
            names = ", ".join(sorted(wanted.metrics))
            yield (names, label), Finding(f"no series of {names} has the label {label}", query.at, query.text)

    def _labels(self, name: str) -> set[str] | None:
        """Return the labels of a metric of the app, None when it has no such metric."""
        if name in self._names:
            return self._names[name]
        for own, labels in self._telemetry.items():
            if name == own or name.startswith(f"{base_of(own)}_"):  # what exporters add is the unit, and the part
                return {_prometheus_name(label) for label in labels}
        return None

    def _lacks(self, name: str) -> bool:
        return self._labels(name) is None and not self._is_foreign(name)

    def _is_foreign(self, name: str) -> bool:
        if name in self._recorded or ":" in name or _RUNTIME.match(name) or name.startswith(self._others):
            return True
        known = name in self._unexposed or base_of(name) in map(base_of, self._names)
        return not known and self._project.names(name)

    def _absent(self, name: str) -> str:
        if name in self._unexposed:
            return f"{name} is in a registry that no endpoint exposes"
        near = _nearest(name, self._names)
        return f"the app exposes no {name}" + (f"; nearest: {near}" if near else "")


def _nearest(name: str, names: Iterable[str]) -> str:
    """Return what of some names is most like another, "" where none is."""
    return next(iter(difflib.get_close_matches(name, list(names), 1, _CLOSE)), "")


def _prometheus_name(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _listed(query: Query, expression: Any) -> list[promql.Wanted]:
    names = frozenset(promql.metrics(expression))
    return [promql.Wanted(names, frozenset({query.label}))] if query.label and names else []


def _parsed(query: Query) -> Any:
    """Return a query as parsed, None when it is none, or is one only once Grafana has filled it in."""
    text = query.text if query.rule else promql.filled(query.text)
    try:
        return promql.parse(text) if text else None
    except ValueError:
        return None


CHECKS = (dashboards_query_what_exists,)
