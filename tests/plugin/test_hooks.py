"""What users add by hooks, from any conftest.py."""

from __future__ import annotations

import pytest

from tests.plugin.project import Project, failed, passed, refusal

APP = """
    from fastapi import FastAPI, Header, HTTPException

    app = FastAPI()
    things = {}

    @app.post("/things/{thing_id}")
    def put(thing_id: int):
        things[thing_id] = "seeded"
        return thing_id

    @app.get("/things/{thing_id}")
    def get(thing_id: int, x_user: str = Header(""), x_changed: str = Header("")):
        if thing_id not in things:
            raise HTTPException(404)
        return {"id": thing_id, "user": x_user, "changed": x_changed}
"""
SHOWS = '''
    from conformance import Finding, check

    @check("demo.shows")
    def shows(valid, operation):
        """It shows."""
        if operation.method == "GET":
            yield Finding(valid.exchange.text)

    def pytest_conformance_checks():
        return [shows]
'''
SYNC = """
    from dataclasses import replace
    from conformance import Caller

    def pytest_conformance_callers(client):
        assert client.get("/openapi.json").status_code == 200
        return [Caller("ann", {"x-user": "ann"}), Caller("bob", {"x-user": "bob"})]

    def pytest_conformance_seed(client):
        return {"thing_id": client.post("/things/41").json()}

    def pytest_conformance_request(request, operation):
        if operation is not None and operation.method == "GET":
            return replace(request, headers=(*request.headers, ("x-changed", "yes")))
"""
ASYNC = SYNC.replace("def pytest_conformance_callers", "async def pytest_conformance_callers").replace(
    "def pytest_conformance_seed", "async def pytest_conformance_seed"
)
ASYNC = ASYNC.replace('client.get("/openapi.json")', '(await client.get("/openapi.json"))').replace(
    'client.post("/things/41")', '(await client.post("/things/41"))'
)


@pytest.mark.parametrize("folder", [".", "tests", "tests/deep/down", "elsewhere"])
@pytest.mark.parametrize("hooks", [SYNC, ASYNC], ids=["sync", "async"])
def test_callers_seed_and_request(folder: str, hooks: str, project: Project) -> None:
    project.file("shop.py", APP)
    project.conftest("")
    project.conftest(SHOWS + hooks, folder)
    result = project.judge()

    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(['{"id":41,"user":"ann","changed":"yes"}'])


def test_hooks_may_lie_in_several_conftest_files(project: Project) -> None:
    project.file("shop.py", APP)
    project.conftest(SHOWS)
    project.conftest(SYNC, "tests/deep")
    project.conftest("    def pytest_conformance_seed(config):\n        return {'more': config.rootpath.name}", "a")

    assert '"user":"ann"' in str(project.judge().stdout)


EVIDENCE = '''
    from contextlib import asynccontextmanager, contextmanager
    from pathlib import Path
    import asyncio
    from conformance import Finding, NotApplicable, check, evidence

    def note(text):
        with Path("notes.txt").open("a") as file:
            file.write(text + "\\n")

    @evidence
    def number(app):
        note("number")
        return 1

    @evidence
    async def awaited(number, service):
        await asyncio.sleep(0)
        note(f"awaited {service.owns_this_thread()}")
        return number + 1

    @evidence
    @contextmanager
    def managed(awaited):
        note("enter")
        yield awaited + 1
        note("leave")

    @evidence
    @asynccontextmanager
    async def managed_async(managed):
        note("enter async")
        yield managed + 1
        note("leave async")

    @evidence
    def per_operation(operation, managed_async):
        note(operation.id)
        return operation.id

    @evidence
    def nothing(app):
        raise NotApplicable("there is nothing")

    @check("demo.one")
    def one(per_operation, operation, managed_async, number):
        """Evidence arrives."""
        if (per_operation, managed_async, number) != (operation.id, 4, 1):
            yield Finding("wrong evidence")

    @check("demo.two")
    def two(number, nothing):
        """There is something."""
        yield Finding("never")

    def pytest_conformance_checks():
        return [one, two]

    def pytest_conformance_evidence():
        return [number, awaited, managed, managed_async, per_operation, nothing]
'''


def test_evidence_is_gathered_once_and_given_back(project: Project) -> None:
    project.conftest(EVIDENCE)
    passed(project.judge(), passed=2, skipped=1)
    notes = (project.path / "notes.txt").read_text(encoding="utf-8").splitlines()

    assert notes == [
        *("number", "awaited True", "enter", "enter async"),
        *("GET /items", "GET /items/{item_id}"),
        *("leave async", "leave"),
    ]


def test_checks_and_evidence_of_a_deep_conftest_count(project: Project) -> None:
    project.conftest("")
    project.conftest(EVIDENCE, "tests/deep/down")

    passed(project.judge(), passed=2, skipped=1)


def test_evidence_that_cannot_be_given_back_is_noted_and_the_app_is_stopped(project: Project) -> None:
    project.conftest(EVIDENCE.replace('note("leave")', 'raise OSError("stuck")'))
    result = project.judge()

    result.stdout.fnmatch_lines(["Note: evidence could not be given back: OSError: stuck*"])
    assert project.lifespans() == ["start", "stop"]


def test_evidence_that_fails_is_an_error_of_each_check_that_asks(project: Project) -> None:
    project.conftest(EVIDENCE.replace("await asyncio.sleep(0)", 'raise ValueError("no")'))

    result = project.judge("-k", "one")

    result.assert_outcomes(errors=2, deselected=1)
    assert str(result.stdout).count("ValueError: no\n  at tests/conftest.py:18; --tb=long shows the way there") == 2
    assert set(project.verdicts("-k", "one").values()) == {"error"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('return ["a text"]', "TypeError: demo.shows found a str; yield Finding(...)"),
        ("return None", "TypeError: demo.shows returned a NoneType; yield findings, or return a list of them"),
        ('raise ValueError("no")', "ValueError: no"),
        ('raise ValueError("\\ud800")', "ValueError: \\ud800"),
    ],
)
def test_a_check_that_is_wrong_is_an_error_and_says_where(body: str, message: str, project: Project) -> None:
    project.conftest(
        SHOWS.replace("(valid, operation)", "(app)")
        .replace('if operation.method == "GET":', body + "\n        if False:")
        .replace("yield Finding(valid.exchange.text)", "pass")
    )
    result = project.judge()

    result.assert_outcomes(failed=1)
    assert failed(result) == "shop:app::demo.shows::app"
    assert message in str(result.stdout)
    assert list(project.verdicts().values()) == ["error"]


RAISES = {
    "checks": "pytest_conformance_checks failed: RuntimeError: oh no",
    "evidence": "pytest_conformance_evidence failed: RuntimeError: oh no",
    "callers": "a conftest hook failed: RuntimeError: oh no",
    "seed": "a conftest hook failed: RuntimeError: oh no",
}


@pytest.mark.parametrize("name", RAISES)
def test_a_hook_that_raises_is_named_with_its_place(name: str, project: Project) -> None:
    path = project.file(
        "tests/deep/conftest.py", f'    def pytest_conformance_{name}():\n        raise RuntimeError("oh no")'
    )
    message = refusal(project.judge())

    assert RAISES[name] in message
    assert f"{path}:2" in message


@pytest.mark.parametrize(
    ("hooks", "message"),
    [
        ("def pytest_conformance_evidence():\n        return [len]", "is no evidence; make evidence with @evidence"),
        (
            "def pytest_conformance_checks():\n        return [len]",
            'is a function and no check; write @check("area.name") above it',
        ),
        (
            "from conformance import evidence\n    def client(app): ...\n"
            "    def pytest_conformance_evidence():\n        return [evidence(client)]",
            "evidence 'client' is given by",
        ),
        ("def pytest_conformance_seed(client):\n        client.post('/nowhere').raise_for_status()", "404 Not Found"),
        ("import pytest\n    def pytest_conformance_seed():\n        pytest.fail('no seed')", "no seed"),
        ("def pytest_conformance_callers():\n        return 5", "int"),
        ("def pytest_conformance_seed():\n        return 5", "int"),
        ("import no_such_module  # pytest_conformance_seed", "No module named 'no_such_module'"),
        ("def pytest_conformance_seed(:", "SyntaxError"),
    ],
)
def test_a_hook_that_gives_what_it_should_not_is_refused(hooks: str, message: str, project: Project) -> None:
    project.file("tests/deep/conftest.py", f"    {hooks}")

    assert message in refusal(project.judge())


def test_a_request_hook_that_is_wrong_is_an_error(project: Project) -> None:
    project.file("shop.py", APP)
    project.conftest(SHOWS + "\n    def pytest_conformance_request(request):\n        return {}")
    result = project.judge("-k", "GET")

    assert "returned a dict, neither a Request nor None" in str(result.stdout)


def test_a_conftest_without_hooks_of_ours_is_left_to_pytest(project: Project) -> None:
    project.file("elsewhere/conftest.py", "    raise RuntimeError('never imported')")

    passed(project.judge("-k", "holds"), passed=1, deselected=6)


def test_noconftest_holds(project: Project) -> None:
    assert "'demo' is no check or area" in refusal(project.judge("--noconftest"))
