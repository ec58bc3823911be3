"""Every way to name an app."""

from __future__ import annotations

import sys

import pytest

from tests.plugin.project import NODES, OUTCOMES, Project, failed, passed

WAYS = """
    from types import SimpleNamespace
    from fastapi import FastAPI
    from starlette.middleware.gzip import GZipMiddleware

    def create_app():
        app = FastAPI()
        app.get("/made")(lambda: 1)
        return app

    class Wrapper:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            await self.app(scope, receive, send)

    async def function(scope, receive, send):
        await application(scope, receive, send)

    application = create_app()
    space = SimpleNamespace(inner=SimpleNamespace(app=application, create=create_app))
    wrapped = Wrapper(GZipMiddleware(application))
"""
CHECK = '''
    from conformance import check

    @check("demo.made")
    def made(operation, client):
        """It answers."""
        assert operation.id == "GET /made"
        assert client.get("/made").status_code == 200
        yield from ()

    def pytest_conformance_checks():
        return [made]
'''


@pytest.mark.parametrize(
    "target",
    [
        "ways:application",
        "ways",
        "ways:create_app()",
        "ways:create_app",
        "ways:space.inner.app",
        "ways:space.inner.create",
        "ways:space.inner.create()",
        "ways:wrapped",
        "ways:function",
        "inside.ways:application",
    ],
)
def test_an_app_is_named_by(target: str, project: Project) -> None:
    project.file("ways.py", WAYS)
    project.file("inside/ways.py", WAYS)
    project.conftest(CHECK)

    result = project.judge("-v", target=target)

    passed(result, passed=1)
    result.stdout.fnmatch_lines([f"{target}::demo.made::GET /made PASSED*"])


def test_every_verdict_is_given(project: Project) -> None:
    assert project.verdicts() == dict(zip(NODES, OUTCOMES, strict=True))


def test_the_folder_pytest_is_called_in_is_importable(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry not in ("", ".", str(project.path))])

    passed(project.judge("-k", "holds"), passed=1)


def test_a_folder_below_the_rootdir_is_importable_and_its_ids_can_be_pasted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.pytester.makeini("[pytest]")
    (project.path / "src").mkdir()
    (project.path / "shop.py").rename(project.path / "src/shop.py")
    monkeypatch.chdir(project.path / "src")

    result = project.judge("-k", "no-ids")
    shown = failed(result)

    assert shown.endswith("shop:app::demo.no-ids::GET /items/{item_id}")
    project.judge(shown).assert_outcomes(failed=1, deselected=6)


def test_the_ini_option_runs_the_own_tests_too(project: Project) -> None:
    project.pytester.makeini("[pytest]\nconformance = shop:app")
    project.own_test()

    result = project.run("--conformance-select=demo", "-k", "holds or own")

    passed(result, passed=2, deselected=6)


def test_the_option_wins_over_the_ini_option_and_the_table(project: Project) -> None:
    project.file(
        "pyproject.toml", '[tool.pytest.ini_options]\nconformance = "no:app"\n[tool.conformance]\ntarget = "none"'
    )

    passed(project.judge("-k", "holds"), passed=1, deselected=6)


def test_the_table_names_the_target_and_the_own_tests_run_too(project: Project) -> None:
    project.file("pyproject.toml", '[tool.conformance]\ntarget = "shop:app"\nselect = ["demo.holds"]')
    project.own_test()

    passed(project.run(), passed=2)


def test_the_option_in_addopts_is_as_good_as_typed(project: Project) -> None:
    project.pytester.makeini("[pytest]\naddopts = --conformance=shop:app --conformance-select=demo.holds")

    passed(project.run(), passed=1)


def test_the_option_alone_runs_the_suite_alone(project: Project) -> None:
    project.own_test()

    assert "test_own" not in str(project.judge("-v").stdout)


def test_a_path_beside_the_option_runs_its_tests_too(project: Project) -> None:
    project.own_test()

    passed(project.judge("tests", "-k", "holds or own"), passed=2, deselected=6)
