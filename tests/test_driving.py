"""Driving any app: all operations that can be are exercised, always the same way, and only on what the run made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conformance.app.operations import operations
from tests.apps import everything, inherited
from tests.checks.judging import judge
from tests.running import Ran, run

SHOP = "tests.apps.shop60.main:app"
LOGIN = 'login = { username = "alice", password = "wonderland-7" }'
METHODS = {"get", "post", "put", "patch", "delete", "options", "head", "trace"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run(SHOP, tmp_path_factory.mktemp("shop"), config=LOGIN)


def test_with_a_login_alone_nearly_all_of_a_shop_is_exercised(shop: Ran) -> None:
    driven = shop.operations()
    exercised = [id for id, one in driven.items() if one["exercised"]]

    assert len(driven) == 60
    assert len(exercised) >= 57
    assert all(200 <= driven[id]["status"] < 300 for id in exercised)


def test_what_is_not_exercised_has_a_reason(shop: Ran) -> None:
    assert all(one["reason"] for one in shop.operations().values() if not one["exercised"])
    assert all(one["reason"] for one in shop.document["verdicts"] if one["verdict"].startswith("not-"))


@pytest.mark.parametrize("args", [(), ("-p", "no:randomly"), ("-n", "2")], ids=["again", "in order", "in two workers"])
def test_the_verdicts_are_the_same(args: tuple[str, ...], shop: Ran, tmp_path: Path) -> None:
    other = run(SHOP, tmp_path, *args, config=LOGIN)

    assert other.verdicts() == shop.verdicts()
    assert _exercised(other) == _exercised(shop)


def _exercised(ran: Ran) -> dict[str, bool]:
    return {id: one["exercised"] for id, one in ran.operations().items()}


def test_the_operations_are_those_of_the_openapi_description() -> None:
    found = [one for one in operations(everything.app) if one.in_schema and one.owner is everything.app]
    paths: dict[str, Any] = everything.app.openapi()["paths"]

    assert len(found) == sum(len(METHODS & set(methods)) for methods in paths.values())
    assert {one.path for one in found} == set(paths)


def test_websockets_are_listed_with_a_reason(tmp_path: Path) -> None:
    driven = run("tests.apps.everything:app", tmp_path).operations()
    websockets = {id: one for id, one in driven.items() if id.startswith("WEBSOCKET ")}

    assert set(websockets) == {one.id for one in operations(everything.app) if one.kind == "websocket"}
    assert not any(one["exercised"] for one in websockets.values())
    assert all(one["reason"].startswith("a websocket") for one in websockets.values())


def test_what_was_there_before_is_neither_changed_nor_deleted() -> None:
    judged = judge("tests.apps.inherited:app", deadline=2.0)
    refused = {one.subject for one in judged if one.verdict == "not-exercised"}

    assert not inherited.touched
    assert refused == {"DELETE /settings", "POST /accounts/purge"}
    assert inherited.changed == {
        one.id
        for one in operations(inherited.app)
        if one.method != "GET" and one.id not in {*refused, "PUT /settings", "POST /accounts", "POST /documents"}
    }
