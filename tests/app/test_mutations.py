"""Invalid requests are refused by the app, hostile ones are as they claim to be, and both are bounded."""

from collections import Counter
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, find, settings
from pydantic import BaseModel

from conformance.app.mutations import hostile, invalid, strategy
from conformance.app.operations import Operation, operations
from conformance.app.recipe import MISSING
from conformance.app.values import accepts, recipe
from tests.app.apps import shapes, validated
from tests.app.sending import send
from tests.app.test_values import EVERY

BY_ID = {one.id: one for app in (shapes.app, validated.app) for one in operations(app)}


@pytest.mark.parametrize(("app", "operation"), EVERY)
def test_invalid_requests_are_refused(app: FastAPI, operation: Operation) -> None:
    mutations = list(invalid(operation, recipe(operation)))
    assert len(mutations) <= 12
    answers = {mutation.label: send(app, mutation.request)[0] for mutation in mutations}
    assert {label: status for label, status in answers.items() if not 400 <= status < 500} == {}


@pytest.mark.parametrize(("app", "operation"), EVERY)
def test_hostile_requests_are_bounded_and_can_be_sent(app: FastAPI, operation: Operation) -> None:
    mutations = list(hostile(operation, recipe(operation)))
    assert len(mutations) <= 80
    assert len({mutation.request for mutation in mutations}) == len(mutations)
    for mutation in mutations:
        send(app, mutation.request)


def labels(id: str, make: Any) -> list[str]:
    return [mutation.label for mutation in make(BY_ID[id], recipe(BY_ID[id]))]


def test_invalid_requests_of_one_operation() -> None:
    found = Counter(one.kind for one in invalid(BY_ID["POST /booking"], recipe(BY_ID["POST /booking"])))
    assert set(found) == {"missing", "wrong-type", "out-of-range", "refused-by-validator", "malformed", "media-type"}
    assert "body.guests is 0, below 1" in labels("POST /booking", invalid)
    assert "the media type is text/plain" in labels("POST /booking", invalid)
    assert "query.text is missing" in labels("GET /searches", invalid)


def test_validators_are_provoked() -> None:
    for id in ("POST /sign_up", "POST /contact", "POST /even", "POST /sku", "POST /split", "GET /filters"):
        kinds = {one.kind for one in invalid(BY_ID[id], recipe(BY_ID[id]))}
        assert "refused-by-validator" in kinds, id


def test_hostile_requests_of_one_operation() -> None:
    operation = BY_ID["POST /bodies/point"]
    by_label = {one.label: one.request.body for one in hostile(operation, recipe(operation, fill="all"))}
    assert by_label["body.x is 10**30"] == b'{"x":' + str(10**30).encode() + b',"y":1,"names":["x"]}'
    assert b"1e400" in by_label["body.x is 1e400"] + by_label.get("body.y is 1e400", b"")
    assert b"\\ud800" in by_label["body.names.0 is a lone surrogate"]
    assert by_label["the body is nested 900 deep"] == b"[" * 900 + b"]" * 900
    assert by_label["the body is empty, announced as JSON"] == b""


def test_queries_and_paths_are_mutated_too() -> None:
    found = labels("GET /pages/{section}/{number}", hostile)
    assert any(label.startswith("query.") for label in found)
    assert any(label.startswith("path.") for label in found)
    assert any("sent twice" in label for label in found)


def test_hypothesis_shrinks_to_the_value_that_matters() -> None:
    app = FastAPI()

    class Item(BaseModel):
        name: str
        price: float

    @app.post("/items")
    def create(item: Item) -> str:
        return item.name

    (operation,) = operations(app)
    quick = settings(database=None, max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
    made = recipe(operation)
    assert find(strategy(operation, made), lambda one: "\x00" in str(one.body["name"]), settings=quick).body == {
        **made.body,
        "name": "\x00",
    }
    assert find(strategy(operation, made), lambda one: one.body["price"] != one.body["price"], settings=quick)


@pytest.mark.parametrize(("app", "operation"), EVERY[::7])
def test_every_drawn_recipe_can_be_sent(app: FastAPI, operation: Operation) -> None:
    from hypothesis import given

    made = recipe(operation)

    @settings(max_examples=20, database=None, deadline=None, derandomize=True)
    @given(strategy(operation, made))
    def sendable(drawn: Any) -> None:
        assert drawn.request().target
        assert drawn.body is MISSING or accepts(operation, drawn) is not None

    sendable()
    assert app
