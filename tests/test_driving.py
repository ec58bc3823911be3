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


@pytest.mark.parametrize("area", ["errors", pytest.param("concurrency", marks=pytest.mark.newest)])
def test_a_shop_behind_a_login_is_driven_the_same_way_every_time(tmp_path: Path, area: str) -> None:
    select = f"--conformance-select={area}"
    shop = run(SHOP, tmp_path, select, config=LOGIN)

    _assert_exercised(shop)
    for args in (("-p", "no:randomly"), ("-n", "2")):
        other = run(SHOP, tmp_path, select, *args, config=LOGIN)
        assert sorted(other.verdicts() ^ shop.verdicts()) == []
        assert _exercised(other) == _exercised(shop)


def _assert_exercised(shop: Ran) -> None:
    driven = shop.operations()
    exercised = _exercised(shop)

    assert len(driven) == 60
    assert len(exercised) >= 57
    assert all(200 <= driven[id]["status"] < 300 for id in exercised)
    assert all(one["reason"] for id, one in driven.items() if id not in exercised)
    assert all(one["reason"] for one in shop.document["verdicts"] if one["verdict"].startswith("not-"))


def _exercised(ran: Ran) -> set[str]:
    return {id for id, one in ran.operations().items() if one["exercised"]}


def test_the_operations_are_those_of_the_openapi_description() -> None:
    found = [one for one in operations(everything.app) if one.in_schema and one.owner is everything.app]
    paths: dict[str, Any] = everything.app.openapi()["paths"]

    assert len(found) == sum(len(METHODS & set(methods)) for methods in paths.values())
    assert {one.path for one in found} == set(paths)


def test_websockets_are_listed_with_a_reason(tmp_path: Path) -> None:
    select = "--conformance-select=errors.statuses-are-documented"
    driven = run("tests.apps.everything:app", tmp_path, select).operations()
    websockets = {id: one for id, one in driven.items() if id.startswith("WEBSOCKET ")}

    assert set(websockets) == {one.id for one in operations(everything.app) if one.kind == "websocket"}
    assert not any(one["exercised"] for one in websockets.values())
    assert all(one["reason"].startswith("a websocket") for one in websockets.values())


def test_what_was_there_before_is_neither_changed_nor_deleted() -> None:
    judged = judge("tests.apps.inherited:app", deadline=2.0)
    refused = {one.subject for one in judged if one.verdict == "not-exercised" and one.check.startswith("errors.")}

    assert not inherited.touched
    assert refused == {"DELETE /settings", "POST /accounts/purge"}
    assert inherited.changed == {
        one.id
        for one in operations(inherited.app)
        if one.method != "GET" and one.id not in {*refused, "PUT /settings", "POST /accounts", "POST /documents"}
    }
