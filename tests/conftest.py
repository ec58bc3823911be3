"""What all tests share: pytest's own way to test a plugin, and which of them the oldest versions need not run."""

from __future__ import annotations

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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of those files and folders."""
    for item in items:
        if any(item.path.is_relative_to(HERE / name) for name in FURTHER):
            item.add_marker(pytest.mark.further)
