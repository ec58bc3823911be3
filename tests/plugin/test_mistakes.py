"""Bad input: exit code 4 and one clear message, never a traceback of ours."""

from __future__ import annotations

import os

import pytest

from tests.plugin.project import SHOP, Project, refusal


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("shopp:app", "'shopp:app': there is no module 'shopp'"),
        ("shop.main:app", "'shop.main:app': there is no module 'shop.main'"),
        ("shop:ap", "'shop:ap': 'shop' has no attribute 'ap'; its apps: app"),
        ("shop:app.nothing", "has no attribute 'nothing'"),
        ("shop:Path", "'shop:Path'"),
        ("shop:items", "'shop:items'"),
        ("shop:item", "it needs item_id"),
        ("shop.py", "'shop.py' is no target: give MODULE:ATTR, such as shop.main:app"),
        (":app", "is no target"),
        ("json", "holds no FastAPI app"),
        ("bad:number", "'bad:number' is of type int, not a FastAPI app"),
        ("bad:fails()", "the factory failed: RuntimeError: oh no"),
        ("bad:fails", "the factory failed: RuntimeError: oh no"),
        ("bad:exits", "the factory failed: SystemExit: 3"),
        ("bad:needs()", "it needs settings"),
        ("bad:nothing()", "'bad:nothing()' is of type NoneType, not a FastAPI app"),
        ("bad:coroutine", "is an async factory"),
        ("imports:app", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("raises:app", "'raises:app' cannot be imported: ZeroDivisionError"),
        ("leaves:app", "'leaves:app' cannot be imported: SystemExit"),
        ("syntax:app", "'syntax:app' cannot be imported: SyntaxError"),
    ],
)
def test_a_target_that_is_wrong(target: str, message: str, project: Project) -> None:
    project.file("imports.py", "    import no_such_module")
    project.file("raises.py", "    value = 1 / 0")
    project.file("leaves.py", "    raise SystemExit('I leave')")
    project.file("syntax.py", "    app = = 1")
    project.file("bad.py", BAD)

    assert message in refusal(project.judge(target=target))


BAD = """
    number = 3

    def fails():
        raise RuntimeError("oh no")

    def exits():
        raise SystemExit(3)

    def needs(settings):
        pass

    def nothing():
        pass

    async def coroutine():
        pass
"""


@pytest.mark.parametrize(("target", "place"), [("raises:app", "raises.py:2"), ("syntax:app", "syntax.py:2")])
def test_an_import_that_fails_is_placed(target: str, place: str, project: Project) -> None:
    project.file("raises.py", "    import os\n    value = 1 / 0")
    project.file("syntax.py", "    import os\n    app = = 1")

    assert place in refusal(project.judge(target=target))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise OSError('no disk')", "the app failed to start: OSError: no disk"),
        ("raise SystemExit(3)", "the app failed to start: SystemExit: 3"),
        ("return", "the app failed to start: RuntimeError: generator didn't yield"),
    ],
)
def test_a_lifespan_that_fails(body: str, message: str, project: Project) -> None:
    project.file("shop.py", SHOP.replace("        yield", f"        {body}\n        yield"))
    project.own_test()

    assert message in refusal(project.judge("tests"))


def test_a_lifespan_that_fails_at_the_end_is_noted(project: Project) -> None:
    project.file("shop.py", SHOP.replace('file.write("stop\\n")', "raise OSError('busy')"))

    project.judge().stdout.fnmatch_lines(["Note: the app did not shut down cleanly: *busy*"])


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--conformance-select=demos"], "--conformance-select: 'demos' is no check or area; nearest: demo"),
        (
            ["--conformance-ignore=demo.hold"],
            "--conformance-ignore: 'demo.hold' is no check or area; nearest: demo.holds",
        ),
        (["--conformance-ignore=demo"], "no check is left to run"),
        (["--conformance-header=X-Team"], "--conformance-header"),
        (["--conformance-header=X Team: red"], "--conformance-header"),
        (["--conformance-deadline=-1"], "--conformance-deadline"),
        (["--conformance-json=no/such/folder.json"], "--conformance-json"),
        (["--conformance-json=tests"], "is a folder"),
        (["shop:app::demo.nothing"], "not found: shop:app::demo.nothing; --collect-only lists what there is"),
        (["shop:app::demo.holds::GET /items"], "not found: shop:app::demo.holds::GET /items"),
        (["--conformance-explain=demo.hold"], "'demo.hold' is no check; nearest: demo.holds"),
    ],
)
def test_an_option_that_is_wrong(args: list[str], message: str, project: Project) -> None:
    assert message in refusal(project.judge(*args))
    assert not project.lifespans()


def test_a_deadline_that_is_no_number_is_refused(project: Project) -> None:
    result = project.judge("--conformance-deadline=soon")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*argument --conformance-deadline: invalid float value: 'soon'"])


def test_json_that_may_not_be_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)

    assert "permission denied" in refusal(project.judge("--conformance-json=report.json"))


def test_json_that_can_no_longer_be_written_is_said_at_the_end(project: Project) -> None:
    project.file("shop.py", SHOP.replace('file.write("stop\\n")', 'Path("report.json").mkdir()'))
    result = project.judge("--conformance-json=report.json", "-k", "holds")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["*cannot write the report *report.json: Is a directory"])


@pytest.mark.parametrize(
    "option", ["select=demo", "ignore=demo", "strict", "json=a", "header=a: b", "deadline=1", "allow-host=a"]
)
def test_an_option_without_an_app_to_judge(option: str, project: Project) -> None:
    assert refusal(project.run(f"--conformance-{option}")) == (
        "no app to judge: give --conformance=MODULE:ATTR, such as shop.main:app"
    )


TABLE = """
    [tool.conformance]
    targt = "shop:app"
    select = ["demos"]
    ignore = { "demo.hold" = "Why." }
    deadline = "soon"
    strict = "yes"
    headers = { "X Team" = "red" }
    values = 3
    login = { username = "ann" }

    [tool.conformance.checks."demo.breaks"]
    loud = true

    [tool.conformance.checks."demo.break"]
    loudly = true

    [tool.conformance.requests."GET /item"]
    body = 1

    [[tool.conformance.waivers]]
    check = "demo.nothing"
    operation = "GET /thing"
    until = "soon"

    [[tool.conformance.callers]]
    nam = "ann"
"""


def test_all_mistakes_in_the_table_are_named_at_once(project: Project) -> None:
    project.file("pyproject.toml", TABLE)
    message = refusal(project.run("--conformance=shop:app"))
    lines = [line.strip() for line in message.splitlines()]

    assert lines[0].endswith(f"mistakes in {project.path / 'pyproject.toml'}")
    for part in (
        "targt",
        "select: 'demos' is no check or area; nearest: demo",
        "ignore: 'demo.hold' is no check or area; nearest: demo.holds",
        "deadline: 'soon'",
        "strict: 'yes'",
        "headers",
        "values",
        "login",
        'checks."demo.breaks".loud: no such option; nearest: loudly',
        "checks: 'demo.break' is no check; nearest: demo.breaks",
        "requests: 'GET /item' is no operation; nearest: GET /items",
        "waivers[0].check: 'demo.nothing' is no check",
        "waivers[0].operation: 'GET /thing' is no operation",
        "waivers[0].until: 'soon'",
        "waivers[0].reason",
        "callers[0].nam",
    ):
        assert [line for line in lines if line.startswith(part)], f"{part}\n{message}"


def test_mistakes_are_named_where_no_target_is_named(project: Project) -> None:
    project.file("pyproject.toml", '[tool.conformance]\ntargt = "shop:app"')

    assert "nearest: target" in refusal(project.run())


@pytest.mark.parametrize("text", ["[tool.conformance", "[tool]\nconformance = 3", "[tool.conformance]\ntarget = 3"])
@pytest.mark.parametrize("args", [[], ["--conformance=shop:app"]], ids=["plain", "asked"])
def test_a_file_or_table_that_is_none(text: str, args: list[str], project: Project) -> None:
    project.file("pyproject.toml", text)

    assert "pyproject.toml" in refusal(project.run(*args))


def test_a_file_that_is_not_toml_and_that_pytest_does_not_read(project: Project) -> None:
    project.file("pytest.ini", "[pytest]")
    project.file("pyproject.toml", "[tool.conformance")

    assert "pyproject.toml" in refusal(project.judge("-c", "pytest.ini"))


def test_a_login_that_is_refused(project: Project) -> None:
    project.file("pyproject.toml", '[tool.conformance]\nlogin = { username = "ann", password = "secret" }')
    message = refusal(project.judge())

    assert "cannot log in as 'ann'" in message
    assert "secret" not in message
    assert project.lifespans() == ["start", "stop"]
