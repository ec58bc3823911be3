"""What other programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from conformance import __version__
from conformance.report.file import NotWritten
from conformance.report.json import document, write
from conformance.verdict import OperationRecord, Run, Seen

from . import runs
from .runs import ONE_SHAPE, SHOP, verdict

SCHEMA = json.loads(files("conformance.report").joinpath("schema.json").read_text("utf-8"))


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return the schema and everything in it that describes an object."""
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    own = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    return own + [found for part in inner for found in objects(part)]


def test_the_document() -> None:
    missed = OperationRecord("GET /me", False, 401, "401 without a caller", "shop/routes.py", 9)
    assert document(runs.run(ONE_SHAPE, operations=(missed,))) == {
        "conformance": __version__,
        "target": "shop.main:app",
        "seconds": 2.34,
        "environment": {"fastapi": "0.165.0", "python": "3.11.9"},
        "operations": [
            {
                "id": "GET /me",
                "exercised": False,
                "status": 401,
                "reason": "401 without a caller",
                "path": "shop/routes.py",
                "line": 9,
            }
        ],
        "verdicts": [
            {
                "node": "shop.main:app::errors.one-shape::app",
                "check": "errors.one-shape",
                "area": "errors",
                "level": "must",
                "subject": "app",
                "verdict": "fails",
                "reason": "",
                "seconds": 0.2,
                "findings": [
                    {
                        "message": "POST /items answers 500 with another body than the app's other errors",
                        "path": "shop/errors.py",
                        "line": 14,
                        "seen": '500 {"error": "boom"}\n422 {"detail": "name is missing"}',
                        "operations": [
                            "POST /items",
                            "GET /items",
                            "DELETE /items/{item_id}",
                            "GET /me",
                            "GET /health",
                        ],
                    }
                ],
            }
        ],
        "totals": {
            "conforms": 0,
            "fails": 1,
            "waived": 0,
            "not-applicable": 0,
            "not-exercised": 0,
            "error": 0,
            "advice": 0,
            "operations": 1,
            "exercised": 0,
        },
    }


def test_advice_counts_as_failure_in_a_strict_run() -> None:
    advice = runs.run(verdict("a.b", outcome="fails", level="should"))
    assert [document(advice)["totals"][key] for key in ("advice", "fails")] == [1, 0]
    assert [document(replace(advice, strict=True))["totals"][key] for key in ("advice", "fails")] == [0, 1]


@runs.some
@given(runs.runs)
def test_a_document_is_as_the_schema_says_and_json_everywhere(run: Run) -> None:
    written = json.dumps(document(run), allow_nan=False, ensure_ascii=False).encode("utf-8")
    Draft202012Validator(SCHEMA).validate(json.loads(written))


def test_the_order_in_which_workers_reported_does_not_show() -> None:
    environment = dict(reversed(list(SHOP.environment.items())))
    turned = replace(SHOP, verdicts=SHOP.verdicts[::-1], operations=SHOP.operations[::-1], environment=environment)
    assert json.dumps(document(turned)) == json.dumps(document(SHOP))


def test_a_lone_surrogate_is_written_as_an_escape(tmp_path: Path) -> None:
    found = replace(ONE_SHAPE, findings=(Seen("Odd é", seen="\udcff"),))
    write(runs.run(found), tmp_path / "report.json")
    text = (tmp_path / "report.json").read_bytes().decode("utf-8")
    assert "Odd é" in text
    assert json.loads(text)["verdicts"][0]["findings"][0]["seen"] == r"\udcff"


def test_a_written_file_is_the_document(tmp_path: Path) -> None:
    write(SHOP, tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_bytes()) == document(SHOP)


def test_a_missing_directory_is_named_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "report.json"
    with pytest.raises(NotWritten) as raised:
        write(SHOP, path)
    assert str(raised.value) == f"cannot write the report {path}: there is no directory {path.parent}"


def test_a_directory_in_the_way_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as raised:
        write(SHOP, tmp_path)
    assert str(raised.value) == f"cannot write the report {tmp_path}: Is a directory"


def test_the_schema_is_valid_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert all("additionalProperties" in found for found in objects(SCHEMA))


def test_every_object_of_the_schema_requires_all_it_names() -> None:
    closed = [found for found in objects(SCHEMA) if found["additionalProperties"] is False]
    assert len(closed) == 5
    assert all(set(found["required"]) == set(found["properties"]) for found in closed)


@pytest.mark.parametrize("extra", ["operations", "verdicts"])
def test_the_schema_refuses_a_name_it_does_not_know(extra: str) -> None:
    made = document(SHOP)
    made[extra][0]["unknown"] = 1
    assert not Draft202012Validator(SCHEMA).is_valid(made)
