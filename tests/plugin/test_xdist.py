"""Under pytest-xdist: the same verdicts, one start of the app in each worker, one message when it does not start."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.plugin.project import NODES, SHOP, Project, refusal

WAIVER = """
    [tool.conformance]
    headers = { x-team = "red" }
    [[tool.conformance.waivers]]
    check = "demo.no-ids"
    operation = "GET /items/{item_id}"
    reason = "Agreed."

"""


@pytest.fixture
def spread(project: Project) -> Callable[..., pytest.RunResult]:
    """Return what judges the app in two workers."""
    project.pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function")

    def run(*args: str) -> pytest.RunResult:
        return project.pytester.runpytest_subprocess(
            "--conformance=shop:app", "--conformance-select=demo", "-n2", *args
        )

    return run


def timeless(value: Any) -> Any:
    """Return a JSON value without its durations."""
    if isinstance(value, dict):
        return {key: timeless(item) for key, item in value.items() if key != "seconds"}
    return [timeless(item) for item in value] if isinstance(value, list) else value


def test_the_report_is_the_same_and_each_worker_starts_the_app_once(
    project: Project, spread: Callable[..., pytest.RunResult]
) -> None:
    project.own_test()
    project.file("pyproject.toml", WAIVER)
    alone = project.document("tests", "--conformance-header=x-one: 1")
    before = project.lifespans()
    result = spread("tests", "--conformance-header=x-one: 1", "--conformance-json=spread.json")
    document = json.loads((project.path / "spread.json").read_text(encoding="utf-8"))

    assert timeless(document) == timeless(alone)
    assert before == ["start", "stop"]
    assert sorted(project.lifespans()[2:]) == ["start", "start", "stop", "stop"]
    result.assert_outcomes(failed=1, passed=3, skipped=2)
    result.stdout.fnmatch_lines(["shop:app: 2 conform, 0 do not, 1 advice, 1 waived,*"])


def test_node_ids_can_be_pasted(project: Project, spread: Callable[..., pytest.RunResult]) -> None:
    project.own_test()
    result = spread(NODES[3], NODES[5], "--tb=no")

    result.assert_outcomes(failed=1, passed=1)


def test_the_target_in_addopts_is_known_to_the_workers(project: Project) -> None:
    project.pytester.makeini(
        "[pytest]\naddopts = --conformance=shop:app --conformance-select=demo -n2\n"
        "asyncio_default_fixture_loop_scope = function"
    )
    project.own_test()

    project.pytester.runpytest_subprocess().assert_outcomes(failed=2, passed=2, skipped=2)


def test_an_app_that_does_not_start_is_said_once(project: Project, spread: Callable[..., pytest.RunResult]) -> None:
    project.file("shop.py", SHOP.replace("        yield", "        raise OSError('no disk')\n        yield"))

    assert refusal(spread()).startswith("shop:app: the app failed to start: OSError: no disk")


def test_what_is_wrong_is_said_once(project: Project, spread: Callable[..., pytest.RunResult]) -> None:
    project.file("shop.py", "import no_such_module")

    assert "No module named 'no_such_module'" in refusal(spread())


def test_a_node_id_that_is_not_there_is_said_once(spread: Callable[..., pytest.RunResult]) -> None:
    assert refusal(spread("shop:app::demo.nothing")).startswith("not found: shop:app::demo.nothing")
