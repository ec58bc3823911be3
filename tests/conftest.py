"""What all tests share: pytest's own way to test a plugin, and which of them the oldest versions need not run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = "pytester"
HERE = Path(__file__).parent
# What neither FastAPI nor pytest decides on is run on the oldest of them in thorough runs only.
FURTHER = (
    *(
        "reference_app",
        "report",
        "observe",
        "test_config.py",
        "test_readme.py",
        "test_hostile.py",
        "plugin/test_redis.py",
    ),
    *("plugin/test_mistakes.py", "app/test_mutations.py", "app/test_commands.py", "app/test_modules.py"),
)


@pytest.fixture(autouse=True, scope="session")
def _temporary_files_go() -> Iterator[None]:
    """Remove what apps of the corpus leave behind: as their databases have to live as long as they do."""
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory(prefix="conformance-tests-") as folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        yield
        tempfile.tempdir = before[0]
        os.environ.pop("TMPDIR") if before[1] is None else os.environ.update(TMPDIR=before[1])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of those files and folders."""
    for item in items:
        if any(item.path.is_relative_to(HERE / name) for name in FURTHER):
            item.add_marker(pytest.mark.further)
