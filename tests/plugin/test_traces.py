"""However a run ends, this process is as it was before: `_no_trace` looks after every test of this folder."""

from __future__ import annotations

import pytest

from tests.plugin.project import CHECKS, SHOP, Project


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("import pytest; pytest.exit('enough')", pytest.ExitCode.INTERRUPTED),
        ("import pytest; pytest.exit('enough', returncode=7)", 7),
        ("raise KeyboardInterrupt", pytest.ExitCode.INTERRUPTED),
        ("raise SystemExit(3)", pytest.ExitCode.TESTS_FAILED),
    ],
)
def test_a_run_that_is_interrupted_stops_the_app(body: str, code: int, project: Project) -> None:
    project.conftest(CHECKS.replace('raise KeyError("boom")', body))

    assert project.judge("-k", "breaks").ret == code
    assert project.lifespans() == ["start", "stop"]


@pytest.mark.parametrize("hook", ["callers", "seed"])
@pytest.mark.parametrize(
    "body", ["import pytest; pytest.exit('enough')", "raise KeyboardInterrupt", "raise ValueError"]
)
def test_a_run_that_ends_while_it_starts_stops_the_app(hook: str, body: str, project: Project) -> None:
    project.conftest(f"{CHECKS}\n    def pytest_conformance_{hook}():\n        {body}")

    assert project.judge().ret != pytest.ExitCode.OK
    assert project.lifespans() == ["start", "stop"]


@pytest.mark.parametrize("body", ["raise OSError('no disk')", "raise SystemExit(3)", "raise KeyboardInterrupt"])
def test_an_app_that_does_not_start_leaves_nothing(body: str, project: Project) -> None:
    project.file("shop.py", SHOP.replace("        yield", f"        {body}\n        yield"))

    assert project.judge().ret != pytest.ExitCode.OK


@pytest.mark.parametrize(
    "body", ["raise OSError", "raise SystemExit(3)", "raise KeyboardInterrupt", "import no_such_module"]
)
def test_an_app_that_is_not_imported_leaves_nothing(body: str, project: Project) -> None:
    project.file("shop.py", f"    {body}")

    assert project.judge().ret != pytest.ExitCode.OK


def test_an_endpoint_that_holds_its_loop_leaves_nothing(project: Project) -> None:
    project.file(
        "shop.py", SHOP.replace("    return []", "    while True: pass").replace("def items", "async def items")
    )
    project.conftest(ASKS)

    project.judge("--conformance-deadline=0.1").assert_outcomes(passed=1)


ASKS = '''
    from conformance import check

    @check("demo.asks")
    def asks(client):
        """It can be asked."""
        try:
            client.get("/items")
        except Exception as error:
            assert "held the event loop" in str(error)
        assert client.get("/items/3").json() == {"id": 3}
        return []

    def pytest_conformance_checks():
        return [asks]
'''
