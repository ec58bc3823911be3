"""Every metrics check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from conformance.config import Login, Override
from conformance.observe.instances import instances
from tests.checks.corpus import (
    OLDEST,
    Twin,
    assert_clean,
    assert_found,
    assert_proved,
    broken_reference_apps,
    corpus,
    each,
    first,
)
from tests.checks.judging import Judgement, judge

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
TOKEN = {"GET /metrics": Override(headers={"authorization": "Bearer scrape"})}
OTHERS = (
    "metrics.exposition-parses",
    "metrics.series-are-bounded",
    "metrics.crashes-are-counted",
    "metrics.no-caller-data-in-labels",
)
FAULTY, CLEAN = corpus("metrics", "faulty"), corpus("metrics", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let every app have the registries and meters of its process for itself, as it would."""
    from prometheus_client import REGISTRY

    known = set(REGISTRY._collector_to_names)
    yield
    for provider in _providers():
        provider.shutdown()
    for collector in set(REGISTRY._collector_to_names) - known:
        REGISTRY.unregister(collector)
    if "starlette_exporter" in sys.modules:
        sys.modules["starlette_exporter"].PrometheusMiddleware._metrics.clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "starlette_prometheus"]:
        del sys.modules[name]


def _providers() -> list[Any]:
    if "opentelemetry.sdk.metrics" not in sys.modules:
        return []
    from opentelemetry.sdk.metrics import MeterProvider

    return [one for one in instances(MeterProvider) if not one._shutdown]


def judged(twin: Twin) -> list[Judgement]:
    """Judge an app by its own check and, on new versions, by all others that are quick and prove faults."""
    given = TOKEN if twin.path.stem == "clean_token" else {}
    return judge(twin.target, twin.check, *(() if OLDEST else OTHERS), deadline=DEADLINE, requests=given)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judged(twin))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_another_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judged(twin))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judged(twin), seen=("conforms", "not-applicable"))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judged(twin), seen=("conforms", "not-applicable"))


@pytest.mark.usefixtures("quick_hashing")
def test_a_metric_of_the_reference_app_that_is_renamed_is_missed_by_its_dashboard() -> None:
    target = "reference_app.broken.metrics_dashboards_query_what_exists:app"
    (judged,) = judge(target, "metrics.dashboards-query-what-exists", deadline=DEADLINE, login=DEMO)

    assert judged.verdict == "fails"
    assert {path for path, _ in judged.places} == {"reference_app/deploy/grafana/dashboards/catalogue.json"}
    assert "http_requests_in_progress is in a registry that no endpoint exposes" in judged.messages[0]


@pytest.mark.usefixtures("quick_hashing")
@each([twin for twin in broken_reference_apps("metrics") if twin.faults()], thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


def test_metrics_behind_a_token_are_read_with_it() -> None:
    target = "tests.checks.metrics.exposition_parses.clean_token:app"
    (without,) = judge(target, "metrics.exposition-parses")
    (given,) = judge(target, "metrics.exposition-parses", requests=TOKEN)

    assert without.verdict == "not-exercised"
    assert 'requests."GET /metrics".headers' in without.reason
    assert given.verdict == "conforms"


def test_a_header_of_the_user_is_found_in_a_label_and_never_shown() -> None:
    target = "tests.checks.metrics.no_caller_data_in_labels.faulty_agent:app"
    (judged,) = judge(target, "metrics.no-caller-data-in-labels", headers={"user-agent": "known-to-nobody-else"})

    assert judged.messages == ("the label client of clients holds the header user-agent",)


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("metrics", clean=6, faulty=5)
