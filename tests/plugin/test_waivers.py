"""Waivers: agreed exceptions that still run, and that fail once they are no longer needed."""

from __future__ import annotations

import pytest

from tests.plugin.project import NODES, Project, passed, refusal

NEEDED = """
    [[tool.conformance.waivers]]
    check = "demo.no-ids"
    operation = "GET /items/{item_id}"
    reason = "Gone with SHOP-12."
    until = 2999-01-31
"""
STALE = """
    [[tool.conformance.waivers]]
    check = "demo.holds"
    reason = "It did not hold."
"""


def test_a_waived_finding_is_an_expected_failure(project: Project) -> None:
    project.file("pyproject.toml", NEEDED)
    result = project.judge("-k", "no-ids", "-v")

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines([f"{NODES[5].replace('[', '[[]')} WAIVED*", "*Gone with SHOP-12.*", "*1 waived*"])
    assert project.verdicts()[NODES[5]] == "waived"


def test_runxfail_fails_what_is_waived(project: Project) -> None:
    project.file("pyproject.toml", NEEDED)

    project.judge("-k", "no-ids", "--runxfail").assert_outcomes(failed=1, passed=1, deselected=5)


def test_a_stale_waiver_fails(project: Project) -> None:
    project.file("pyproject.toml", STALE)
    result = project.judge("-k", "holds")

    result.assert_outcomes(failed=1, deselected=6)
    result.stdout.fnmatch_lines(["reason*the waiver (It did not hold.) is no longer needed: remove it"])


def test_advice_can_be_waived(project: Project) -> None:
    project.file("pyproject.toml", STALE.replace("demo.holds", "demo.advises"))

    assert project.judge("-k", "advises", "--conformance-strict").ret == pytest.ExitCode.OK


def test_a_waiver_of_an_error_waives_nothing(project: Project) -> None:
    project.file("pyproject.toml", STALE.replace("demo.holds", "demo.breaks"))

    project.judge("-k", "breaks").assert_outcomes(failed=1, deselected=6)


def test_what_is_ignored_needs_no_run_of_its_waiver(project: Project) -> None:
    project.file("pyproject.toml", STALE)

    passed(project.run("--conformance=shop:app", "--conformance-select=demo.absent"), skipped=1)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2999-01-31", "2020-01-31", "*2020-01-31 has passed*"),
        ("demo.no-ids", "demo.no-idea", "*'demo.no-idea' is no check; nearest: demo.no-ids"),
        (
            "GET /items/{item_id}",
            "GET /item/{item_id}",
            "*'GET /item/{item_id}' is no operation; nearest: GET /items/{item_id}",
        ),
        ("GET /items/{item_id}", "GET /*", "*is a pattern*"),
        ("Gone with SHOP-12.", "", "*reason*"),
    ],
)
def test_a_waiver_must_be_right(old: str, new: str, message: str, project: Project) -> None:
    project.file("pyproject.toml", NEEDED.replace(old, new))
    result = project.judge()

    assert "waivers[0]" in refusal(result)
    result.stderr.fnmatch_lines([message])


LIMITED_BY_NGINX = """
    [[tool.conformance.waivers]]
    check = "middleware.body-size-is-bounded"
    reason = "nginx allows 1 MB: client_max_body_size in deploy/nginx.conf."
"""


def test_a_limit_that_is_the_proxys_is_waived(project: Project) -> None:
    project.file("pyproject.toml", LIMITED_BY_NGINX)
    project.file("notes.py", NOTES)
    result = project.run("--conformance=notes:app", "--conformance-select=middleware.body-size-is-bounded")

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*deploy/nginx.conf*", "*1 waived*"])


NOTES = """
    from fastapi import FastAPI

    app = FastAPI()

    @app.post("/notes")
    def note(text: dict[str, str]) -> dict[str, str]:
        return text
"""
