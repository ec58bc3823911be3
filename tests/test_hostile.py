"""Operations that hang, spin, die and flood cost their own verdicts only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conformance.config import Login
from tests.checks.judging import judge
from tests.running import run

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


NEVER = ("GET /bad/never", "GET /bad/spin-async", "GET /bad/spin-sync", "GET /bad/sleep-async")


def test_hostile_operations_cost_their_own_verdicts_only(tmp_path: Path) -> None:
    select = "--conformance-select=errors,concurrency.loop-stays-free,concurrency.no-blocking-calls"
    ran = run("tests.apps.hostile:app", tmp_path, "--conformance-deadline=1", select)
    driven, verdicts = ran.operations(), ran.document["verdicts"]
    of_good = [one for one in verdicts if one["subject"] in GOOD]

    assert ran.code == pytest.ExitCode.TESTS_FAILED
    with pytest.raises(ProcessLookupError):
        os.killpg(ran.group, 0)
    assert not [one for one in verdicts if one["verdict"] == "error"]
    assert {id for id in GOOD if driven[id]["exercised"]} == GOOD
    assert {one["subject"] for one in of_good if one["verdict"] == "conforms"} == GOOD
    assert not [one for one in of_good if one["verdict"] not in ("conforms", "not-applicable")]
    assert not any(driven[id]["exercised"] for id in NEVER)
    assert all("1 s" in driven[id]["reason"] for id in NEVER)


@pytest.mark.parametrize("shape", ["default", "problem", "envelope"])
def test_an_app_with_one_shape_conforms(shape: str) -> None:
    login = Login("alice", "wonderland-7") if shape == "problem" else None
    judged = judge(f"tests.apps.shapes_{shape}:app", "errors", deadline=2.0, login=login)

    assert {one.verdict for one in judged if one.check == "errors.one-shape"} == {"conforms"}
    assert not [one for one in judged if one.verdict in ("fails", "error", "not-exercised")]


def test_a_stock_app_has_two_shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.joinpath("stock_app.py").write_text(STOCK, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (failed,) = [
        one for one in judge("stock_app:app", "errors") if one.check == "errors.one-shape" and one.verdict == "fails"
    ]

    assert failed.subject == "app"
    assert failed.places == ((str(tmp_path / "stock_app.py"), STOCK.splitlines().index("app = FastAPI()") + 1),)
