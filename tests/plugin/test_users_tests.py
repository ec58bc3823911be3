"""The user's own tests and fixtures, in the same run."""

from __future__ import annotations

import pytest

from tests.plugin.project import CHECKS, NODES, OUTCOMES, Project

FIXTURES = """
    import pytest

    @pytest.fixture(autouse=True)
    def always(request):
        raise RuntimeError("an autouse fixture ran")

    @pytest.fixture(autouse=True, scope="session")
    def always_once():
        raise RuntimeError("an autouse fixture of the session ran")

    @pytest.fixture
    def app():
        raise RuntimeError("the user's app")

    @pytest.fixture
    def operation():
        return None
"""


@pytest.mark.parametrize("folder", [".", "tests"])
def test_fixtures_have_no_effect_on_verdicts(folder: str, project: Project) -> None:
    project.conftest("")
    project.conftest(CHECKS + FIXTURES, folder)

    assert project.verdicts() == dict(zip(NODES, OUTCOMES, strict=True))


OWN = {
    "strict": """
    import asyncio
    import pytest
    import pytest_asyncio

    @pytest_asyncio.fixture
    async def app():
        yield asyncio.get_running_loop()

    @pytest.mark.asyncio
    async def test_own(app):
        await asyncio.sleep(0)
        assert asyncio.get_running_loop() is app

    def test_sync():
        pass
""",
    "auto": """
    import asyncio
    import pytest

    @pytest.fixture
    async def app():
        yield asyncio.get_running_loop()

    async def test_own(app):
        await asyncio.sleep(0)
        assert asyncio.get_running_loop() is app

    def test_sync():
        pass
""",
}


@pytest.mark.parametrize("mode", OWN)
def test_async_tests_of_the_user_run_beside(mode: str, project: Project) -> None:
    project.pytester.makeini(f"[pytest]\nasyncio_mode = {mode}\nasyncio_default_fixture_loop_scope = function")
    project.file("tests/test_own.py", OWN[mode])
    result = project.judge("tests", "-W", "error")

    result.assert_outcomes(failed=2, passed=4, skipped=2)
    assert project.verdicts("tests", "-W", "error") == dict(zip(NODES, OUTCOMES, strict=True))


@pytest.mark.parametrize("mode", OWN)
def test_async_hooks_and_evidence_run_in_every_mode(mode: str, project: Project) -> None:
    project.pytester.makeini(f"[pytest]\nasyncio_mode = {mode}\nasyncio_default_fixture_loop_scope = function")
    project.conftest(ASYNC)

    project.judge("-W", "error").assert_outcomes(passed=1)


ASYNC = '''
    from conformance import check, evidence

    @evidence
    async def seeded():
        return True

    @check("demo.seeded")
    def is_seeded(seeded):
        """It is seeded."""
        return []

    async def pytest_conformance_seed(client):
        assert (await client.get("/items")).status_code == 200

    def pytest_conformance_checks():
        return [is_seeded]

    def pytest_conformance_evidence():
        return [seeded]
'''


def test_the_app_can_be_used_by_own_tests_in_the_same_run(project: Project) -> None:
    project.own_test(
        "from shop import app\n"
        "    import httpx, asyncio\n"
        "    def test_own():\n"
        "        async def ask():\n"
        "            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url='http://x') as client:\n"
        "                return await client.get('/items')\n"
        "        assert asyncio.run(ask()).json() == []"
    )

    project.judge("tests").assert_outcomes(failed=2, passed=3, skipped=2)
