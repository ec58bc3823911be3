"""Operations that hang, spin, die and flood cost their own verdicts only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.checks.judging import judge
from tests.running import Ran, run

GOOD = {
    "GET /good/ping",
    "GET /good/items",
    "POST /good/items",
    "GET /good/items/{item_id}",
    "DELETE /good/items/{item_id}",
}
STOCK = """from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read(item_id: int) -> dict[str, int]:
    return {"id": item_id}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run("tests.apps.hostile:app", tmp_path_factory.mktemp("hostile"), "--conformance-deadline=1")


def test_the_run_ends_by_itself_and_fails(hostile: Ran) -> None:
    assert hostile.code == pytest.ExitCode.TESTS_FAILED


def test_no_verdict_is_an_error(hostile: Ran) -> None:
    assert not [one for one in hostile.document["verdicts"] if one["verdict"] == "error"]


def test_the_good_operations_have_their_verdicts(hostile: Ran) -> None:
    of_good = [one for one in hostile.document["verdicts"] if one["subject"] in GOOD]

    assert {id for id in GOOD if hostile.operations()[id]["exercised"]} == GOOD
    assert {one["subject"] for one in of_good if one["verdict"] == "conforms"} == GOOD
    assert {one["verdict"] for one in of_good} <= {"conforms", "not-applicable"}


def test_operations_that_never_answer_have_a_reason(hostile: Ran) -> None:
    driven = hostile.operations()

    for id in ("GET /bad/never", "GET /bad/spin-async", "GET /bad/spin-sync", "GET /bad/sleep-async"):
        assert not driven[id]["exercised"]
        assert "1 s" in driven[id]["reason"]


def test_no_process_is_left(hostile: Ran) -> None:
    with pytest.raises(ProcessLookupError):
        os.killpg(hostile.group, 0)


@pytest.mark.parametrize("shape", ["default", "problem", "envelope"])
def test_an_app_with_one_shape_conforms(shape: str) -> None:
    judged = judge(f"tests.apps.shapes_{shape}:app", deadline=2.0)

    assert {one.verdict for one in judged if one.check == "errors.one-shape"} == {"conforms"}
    assert not [one for one in judged if one.verdict in ("fails", "error", "not-exercised")]


def test_a_stock_app_has_two_shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("stock_app.py").write_text(STOCK, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (failed,) = [one for one in judge("stock_app:app") if one.check == "errors.one-shape" and one.verdict == "fails"]

    assert failed.subject == "app"
    assert failed.places == ((str(tmp_path / "stock_app.py"), STOCK.splitlines().index("app = FastAPI()") + 1),)
