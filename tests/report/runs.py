"""Finished runs, built by hand or by Hypothesis, for the tests of every report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from conformance.verdict import OUTCOMES, OperationRecord, Run, Seen, Verdict

TARGET = "shop.main:app"


def verdict(check: str, subject: str = "app", outcome: Any = "conforms", **other: Any) -> Verdict:
    return Verdict(
        node=f"{TARGET}::{check}::{subject}",
        check=check,
        area=check.partition(".")[0],
        subject=subject,
        verdict=outcome,
        **{"level": "must", **other},
    )


def run(*verdicts: Verdict, operations: tuple[OperationRecord, ...] = (), **other: Any) -> Run:
    return Run(TARGET, 2.34, {"python": "3.11.9", "fastapi": "0.165.0"}, operations, verdicts, **other)


def paths(number: int) -> list[str]:
    return [f"GET /items/{index}" for index in range(1, number + 1)]


SHAPES = Seen(
    "POST /items answers 500 with another body than the app's other errors",
    "shop/errors.py",
    14,
    seen='500 {"error": "boom"}\n422 {"detail": "name is missing"}',
    repeat="curl -i -X POST http://127.0.0.1:8000/items",
    operations=("POST /items", "GET /items", "DELETE /items/{item_id}", "GET /me", "GET /health"),
)
ONE_SHAPE = verdict(
    "errors.one-shape", outcome="fails", statement="Every error has the same shape.", findings=(SHAPES,), seconds=0.2
)
SHOP = run(
    ONE_SHAPE,
    verdict("errors.no-traceback", "GET /items"),
    *(
        verdict("cache.entries-expire", subject, "fails", findings=(Seen("item:1 never expires", "shop/cache.py", 8),))
        for subject in ("GET /items", "GET /items/{item_id}")
    ),
    *(
        verdict(
            "logs.request-id",
            subject,
            "fails",
            level="should",
            findings=(Seen("Records carry no id of the request", "shop/middleware.py", 14),),
        )
        for subject in paths(12)
    ),
    verdict("errors.one-body", "POST /items", "waived", reason="Legacy clients parse the old body; gone with SHOP-12."),
    verdict("scaling.locks-are-shared", outcome="not-applicable", reason="The app takes no lock."),
    verdict("security.owner-only", "GET /me", "not-exercised", reason="401 without a caller"),
    verdict("metrics.labels-are-bounded", outcome="error", reason="KeyError: 'x'"),
    operations=(
        OperationRecord("GET /items", True, 200, path="shop/routes.py", line=9),
        OperationRecord("GET /items/{item_id}", False, 404, "404 without an id that exists"),
        OperationRecord("GET /me", False, 401, "401 without a caller"),
        OperationRecord("DELETE /me", False, 401, "401 without a caller"),
        OperationRecord("POST /items", True, 201),
    ),
)

_words = st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=6)
_prose = st.lists(_words, max_size=40).map(" ".join)
_operations = st.builds("{} /{}".format, st.sampled_from(["GET", "POST", "DELETE"]), _words)
_places = st.sampled_from([(None, None), ("shop/main.py", None), ("shop/main.py", 3), ("a/" * 60 + "long.py", 1)])
_seen = st.builds(
    lambda place, **other: Seen(path=place[0], line=place[1], **other),
    _places,
    message=_prose,
    seen=st.text(max_size=300),
    repeat=st.just("") | st.text(max_size=200).map("curl -i {}".format),
    operations=st.lists(_operations, max_size=9).map(tuple),
)
verdicts = st.builds(
    verdict,
    st.builds("{}.{}".format, st.sampled_from(["errors", "cache", "a-third-party-area"]), st.sampled_from(["a", "b"])),
    st.just("app") | _operations,
    st.sampled_from(OUTCOMES),
    level=st.sampled_from(["must", "should"]),
    reason=_prose,
    statement=_prose,
    seconds=st.floats(),
    findings=st.lists(_seen, max_size=8).map(tuple),
)
_records = st.builds(
    OperationRecord,
    _operations,
    st.booleans(),
    st.none() | st.integers(100, 599),
    _prose,
    st.none() | st.text(),
    st.none() | st.integers(1),
)
runs = st.builds(
    lambda found, records, strict: replace(run(*found, operations=tuple(records)), strict=strict),
    st.lists(verdicts, max_size=8),
    st.lists(_records, max_size=8, unique_by=lambda record: record.id),
    st.booleans(),
)
some = settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
