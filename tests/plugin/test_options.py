"""Every option of the command line, and the same things said in `[tool.conformance]`."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from tests.plugin.project import NODES, SHOP, Project, passed

SEEN = """
    import asyncio
    import socket
    from fastapi import FastAPI, Header, Query
    from fastapi.responses import JSONResponse

    app = FastAPI()

    @app.get("/seen/{name}")
    async def seen(name: str, size: int = Query(), x_team: str = Header(""), x_one: str = Header("")):
        return {"name": name, "size": size, "team": x_team, "one": x_one}

    @app.get("/slow")
    async def slow():
        await asyncio.Event().wait()

    @app.get("/far")
    def far():
        try:
            socket.getaddrinfo("far.invalid", 80)
        except ConnectionRefusedError:
            return "refused"
        except OSError:
            return "tried"
"""
SEEING = '''
    from conformance import Finding, check

    @check("demo.shows")
    def shows(valid, *, prefix: str = "as is"):
        """It shows what it was sent."""
        yield Finding(f"{prefix}: {valid.exchange.status} {valid.exchange.text}")

    @check("demo.asks")
    def asks(client, *, path: str = "/far"):
        """It shows what it is asked for."""
        try:
            yield Finding(f"{path}: {client.get(path).text}")
        except Exception as error:
            yield Finding(f"{path}: {error}")

    def pytest_conformance_checks():
        return [shows, asks]
'''


@pytest.fixture
def seen(project: Project) -> Project:
    project.file("seen.py", SEEN)
    project.conftest(SEEING)
    return project


def shown(project: Project, *args: str) -> str:
    """Return what the app was sent in a run that judges only that."""
    project.run("--conformance=seen:app", "--conformance-json=report.json", *args)
    report = json.loads((project.path / "report.json").read_text(encoding="utf-8"))
    return str(report["verdicts"][0]["findings"][0]["message"])


SHOWS = ("--conformance-select=demo.shows", "-k", "name")
ASKS = ("--conformance-select=demo.asks",)


def test_select_takes_areas_and_ids_separated_by_commas_or_repeated(project: Project) -> None:
    result = project.run("--conformance=shop:app", "--conformance-select=demo.holds,demo.absent", "--co", "-q")
    again = project.run(
        "--conformance=shop:app", *map("--conformance-select={}".format, ["demo.holds", "demo.absent"]), "--co", "-q"
    )

    assert result.outlines[:2] == again.outlines[:2] == [NODES[0], NODES[3]]


def test_ignore_leaves_out_areas_and_ids(project: Project) -> None:
    passed(
        project.judge("--conformance-ignore=demo.no-ids,demo.breaks", "--conformance-ignore=errors"),
        passed=1,
        skipped=2,
    )


NAGGING = '''
    from conformance import Finding, check

    @check("demo.nags")
    def nags(app):
        """It is fine."""
        yield Finding("it is a nuisance", advice=True)

    def pytest_conformance_checks():
        return [nags]
'''


def test_a_finding_of_a_must_check_may_only_advise(project: Project) -> None:
    project.file("shop.py", SHOP)
    project.file("conftest.py", NAGGING)
    arguments = ("--conformance=shop:app", "--conformance-select=demo.nags")
    result = project.run(*arguments)

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*1 advice*"])
    assert project.run(*arguments, "--conformance-strict").ret == pytest.ExitCode.TESTS_FAILED


def test_advice_fails_only_a_strict_run(project: Project) -> None:
    result = project.judge("-k", "advises")
    strict = project.judge("-k", "advises", "--conformance-strict")

    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*1 advice*"])
    strict.assert_outcomes(failed=1, deselected=6)


def test_a_header_goes_with_every_request(seen: Project) -> None:
    said = shown(seen, *SHOWS, "--conformance-header=X-Team: red", "--conformance-header=x-one: 1")

    assert '"team":"red","one":"1"' in said


def test_the_deadline_ends_a_request(seen: Project) -> None:
    seen.file("pyproject.toml", '[tool.conformance.checks."demo.asks"]\npath = "/slow"')

    assert shown(seen, *ASKS, "--conformance-deadline=0.05") == "/slow: did not answer within 0.05 s"


@pytest.mark.parametrize(("args", "answer"), [([], "refused"), (["--conformance-allow-host=far.invalid"], "tried")])
def test_a_host_is_reached_only_when_allowed(args: list[str], answer: str, seen: Project) -> None:
    assert shown(seen, *ASKS, *args) == f'/far: "{answer}"'


def test_list_needs_no_app_and_shows_checks_of_every_conftest(project: Project) -> None:
    project.conftest(CHECK_DEEP, "deep/down")
    result = project.run("--conformance-list")

    assert result.ret == 0
    result.stdout.fnmatch_lines(["  deep.down*", "  demo.holds*must    It holds.", "  errors.one-shape*"])
    assert not project.lifespans()


CHECK_DEEP = '''
    from conformance import check

    @check("deep.down")
    def down(app):
        """Down it is.

        Why: it is deep.
        """
        return []

    def pytest_conformance_checks():
        return [down]
'''


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("deep.down", ["deep.down (must)", "Why: it is deep."]),
        ("demo", ["  demo.holds*It holds."]),
        ("errors", ["errors"]),
    ],
)
def test_explain_needs_no_app(name: str, lines: list[str], project: Project) -> None:
    project.conftest(CHECK_DEEP, "deep/down")
    result = project.run(f"--conformance-explain={name}")

    assert result.ret == 0
    result.stdout.fnmatch_lines(lines)


@pytest.mark.parametrize("option", ["--conformance-list", "--conformance-explain=demo.holds"])
def test_telling_wins_over_judging(option: str, project: Project) -> None:
    result = project.judge(option)

    assert result.ret == 0
    assert "passed" not in str(result.stdout)


def test_json_fits_its_schema_and_says_what_was_seen(project: Project) -> None:
    document = project.document()
    jsonschema.validate(document, json.loads(files("conformance.report").joinpath("schema.json").read_text()))
    failed = next(one for one in document["verdicts"] if one["node"] == NODES[5])

    assert document["target"] == "shop:app"
    assert [one["id"] for one in document["operations"]] == ["GET /items", "GET /items/{item_id}"]
    assert failed["subject"] == "GET /items/{item_id}"
    assert [(f["message"], f["path"], f["line"]) for f in failed["findings"]] == [("there is an id", "shop.py", 20)]
    assert failed["findings"][0]["seen"] == "\\ud800"


def test_json_goes_beside_where_pytest_was_called_also_when_the_app_goes_elsewhere(project: Project) -> None:
    project.file("roams.py", "    import os, tempfile\n    os.chdir(tempfile.gettempdir())\n    from shop import app")
    here = Path.cwd()
    project.judge("--conformance-json=report.json", target="roams:app")
    project.pytester.chdir()

    assert here == project.path
    assert (project.path / "report.json").exists()


def test_everything_of_the_command_line_can_be_said_in_the_table(seen: Project) -> None:
    seen.own_test()
    seen.file(
        "pyproject.toml",
        """
    [tool.conformance]
    target = "seen:app"
    select = ["demo"]
    ignore = { "demo.asks" = "Not asked here." }
    strict = true
    json = "table.json"
    deadline = 1
    allow-hosts = ["far.invalid"]
    headers = { X-Team = "blue" }
    values = { name = "ann" }
    checks."demo.shows" = { prefix = "from the table" }
    requests."GET /seen/{name}" = { query = { size = 7 }, headers = { x-one = "one" } }
        """,
    )
    seen.run("-k", "name or own").assert_outcomes(failed=1, passed=1, deselected=2)
    (verdict,) = json.loads((seen.path / "table.json").read_text(encoding="utf-8"))["verdicts"]

    assert verdict["findings"][0]["message"] == 'from the table: 200 {"name":"ann","size":7,"team":"blue","one":"one"}'


def test_the_first_caller_of_the_table_is_used(seen: Project) -> None:
    seen.file(
        "pyproject.toml",
        """
    [[tool.conformance.callers]]
    name = "ann"
    headers = { X-Team = "of ann" }
    cookies = { session = "1" }

    [[tool.conformance.callers]]
    name = "bob"
    headers = { X-Team = "of bob" }
        """,
    )

    assert '"team":"of ann"' in shown(seen, *SHOWS)


def test_a_login_makes_a_caller(project: Project) -> None:
    project.file("shop.py", LOGIN)
    project.conftest(LOGGED_IN)
    project.file("pyproject.toml", '[tool.conformance]\nlogin = { username = "ann", password = "secret" }')

    passed(project.judge(), passed=1)


LOGIN = """
    from typing import Annotated
    from fastapi import Depends, FastAPI, HTTPException
    from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

    app = FastAPI()

    @app.post("/token")
    def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
        if (form.username, form.password) != ("ann", "secret"):
            raise HTTPException(401)
        return {"access_token": "open sesame", "token_type": "bearer"}

    @app.get("/me")
    def me(token: Annotated[str, Depends(OAuth2PasswordBearer("token"))]):
        if token != "open sesame":
            raise HTTPException(401)
        return "ann"
"""
LOGGED_IN = '''
    from conformance import check

    @check("demo.me")
    def me(client):
        """I am let in."""
        assert client.get("/me").text == '"ann"'
        return []

    def pytest_conformance_checks():
        return [me]
'''


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["--version", "--version"], ["--markers"], ["--fixtures"]])
def test_questions_to_pytest_are_answered(args: list[str], project: Project) -> None:
    assert project.judge(*args).ret == 0


def test_help_names_every_option(project: Project) -> None:
    text = str(project.run("--help").stdout)

    for name in ("select", "ignore", "strict", "json", "header", "deadline", "allow-host", "list", "explain"):
        assert f"--conformance-{name}" in text
