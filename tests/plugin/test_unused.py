"""Where there is no app to judge, the plugin costs nothing and changes nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.plugin.project import Project, passed

HEAVY = ("fastapi", "starlette", "pydantic", "httpx", "hypothesis", "redis", "anyio", "conformance.session")
SHOWS = f"""
    import sys

    def test_own():
        assert not [name for name in {HEAVY} if name in sys.modules]
"""
FILES = {
    "none": "",
    "of others": """
[project]
name = "shop"
version = "1"
dependencies = ["fastapi-conformance"]
[tool.pytest.ini_options]
minversion = "8"
""",
    "ours without a target": '[tool.conformance]\nstrict = true\nallow-hosts = ["a"]',
    "ours and empty": "[tool.conformance]",
}


def test_importing_the_plugin_imports_nothing_heavy() -> None:
    script = f"import pytest, sys; import conformance.plugin; print([n for n in {HEAVY} if n in sys.modules])"

    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_a_project_without_a_target_imports_nothing_heavy(text: str, pytester: pytest.Pytester) -> None:
    if text:
        pytester.path.joinpath("pyproject.toml").write_text(text)
    pytester.path.joinpath("test_own.py").write_text("\n".join(line[4:] for line in SHOWS.splitlines()))
    # These plugins of others import what is looked for.
    result = pytester.runpytest_subprocess("-p", "no:hypothesispytest", "-p", "no:anyio", "-p", "no:asyncio")

    assert "conformance" not in str(result.stdout).partition("\n\n")[2]
    passed(result, passed=1)


def test_a_file_that_is_not_toml_is_left_to_others(project: Project) -> None:
    project.file("pytest.ini", "[pytest]")
    project.file("pyproject.toml", "[tool.conformance")
    project.own_test()

    passed(project.run("-c", "pytest.ini", "tests"), passed=1)


def test_own_tests_are_untouched(project: Project) -> None:
    project.own_test()
    result = project.run()

    passed(result, passed=1)
    assert "shop:app" not in str(result.stdout)
    assert not project.lifespans()
