"""A small project to run pytest in: one app, one check for each verdict, and what came out of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SHOP = """
    from contextlib import asynccontextmanager
    from pathlib import Path
    from fastapi import FastAPI

    @asynccontextmanager
    async def lifespan(app):
        with Path("lifespans.txt").open("a") as file:
            file.write("start\\n")
        yield
        with Path("lifespans.txt").open("a") as file:
            file.write("stop\\n")

    app = FastAPI(lifespan=lifespan)

    @app.get("/items")
    def items():
        return []

    @app.get("/items/{item_id}")
    def item(item_id: int):
        return {"id": item_id}
"""
CHECKS = '''
    from conformance import Finding, NotApplicable, NotExercised, check

    @check("demo.holds")
    def holds(app):
        """It holds."""
        yield from ()

    @check("demo.no-ids")
    def no_ids(operation):
        """No path has an id."""
        if "{" in operation.id:
            yield Finding("there is an id", at=operation.at, seen="\\ud800")

    @check("demo.advises", level="should")
    def advises(app):
        """It could be better."""
        yield Finding("it could be better")

    @check("demo.absent")
    def absent(app):
        """What is absent is fine."""
        raise NotApplicable("there is none")

    @check("demo.unseen")
    def unseen(app):
        """What is unseen is fine."""
        raise NotExercised("nobody asked")

    @check("demo.breaks")
    def breaks(app, *, loudly: bool = True):
        """It does not break."""
        raise KeyError("boom")

    def pytest_conformance_checks():
        return [holds, no_ids, advises, absent, unseen, breaks]
'''
NODES = [
    "shop:app::demo.absent::app",
    "shop:app::demo.advises::app",
    "shop:app::demo.breaks::app",
    "shop:app::demo.holds::app",
    "shop:app::demo.no-ids::GET /items",
    "shop:app::demo.no-ids::GET /items/{item_id}",
    "shop:app::demo.unseen::app",
]
OUTCOMES = ["not-applicable", "fails", "error", "conforms", "conforms", "fails", "not-exercised"]


class Project:
    """A folder with an app, `shop:app`, and checks of the area `demo`."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester, self.path = pytester, pytester.path
        pytester.makepyfile(shop=SHOP)
        self.conftest(CHECKS)

    def conftest(self, source: str, folder: str = "tests") -> None:
        """Write the conftest.py of a folder."""
        self.file(f"{folder}/conftest.py", source)

    def file(self, name: str, source: str) -> Path:
        """Write a file, without the indentation of the test it is written in."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(line.removeprefix("    ") for line in source.splitlines()), encoding="utf-8")
        return path

    def own_test(self, source: str = "def test_own():\n        pass") -> None:
        """Write a test of the user's own."""
        self.file("tests/test_own.py", f"    {source}")

    def run(self, *args: str) -> pytest.RunResult:
        """Run pytest in this process, in the order of collection."""
        # What pytest-asyncio asks of a project that has no configuration.
        quiet = ("-W", "ignore:The configuration option:DeprecationWarning")
        return self.pytester.runpytest_inprocess("-p", "no:randomly", *quiet, *args, no_reraise_ctrlc=True)

    def judge(self, *args: str, target: str = "shop:app") -> pytest.RunResult:
        """Judge the app with the checks of the area `demo`."""
        return self.run(f"--conformance={target}", "--conformance-select=demo", *args)

    def document(self, *args: str, target: str = "shop:app") -> dict[str, Any]:
        """Return the JSON report of a run."""
        self.judge("--conformance-json=report.json", *args, target=target)
        found: dict[str, Any] = json.loads((self.path / "report.json").read_text(encoding="utf-8"))
        return found

    def verdicts(self, *args: str, target: str = "shop:app") -> dict[str, str]:
        """Return the verdict of each node of a run."""
        return {one["node"]: one["verdict"] for one in self.document(*args, target=target)["verdicts"]}

    def lifespans(self) -> list[str]:
        """Return what the app noted of its lifespan, in all runs."""
        noted = self.path / "lifespans.txt"
        return noted.read_text(encoding="utf-8").split() if noted.exists() else []


def refusal(result: pytest.RunResult) -> str:
    """Return the one message of a run that was refused, without a traceback of anyone's."""
    text = f"{result.stdout}\n{result.stderr}"
    assert result.ret == pytest.ExitCode.USAGE_ERROR, text
    assert "Traceback" not in text
    assert "INTERNALERROR" not in text
    assert text.count("ERROR") == 1, text
    return text.partition("ERROR: ")[2].strip()


def passed(result: pytest.RunResult, **counts: int) -> None:
    """Assert that nothing went wrong, with these counts."""
    result.assert_outcomes(**counts)
    assert result.ret == pytest.ExitCode.OK


def failed(result: pytest.RunResult) -> str:
    """Return the only id in the summary of failures, as it is shown there."""
    (line,) = [line for line in result.outlines if line.startswith(("FAILED ", "ERROR "))]
    return line.partition(" ")[2].partition(" - ")[0]
