"""Finding hooks in every conftest.py of the project, also in folders that pytest would only meet later."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest
from _pytest.config import ConftestImportFailure

from conformance.app.loading import describe

_MARK = "pytest_conformance_"


def load(config: pytest.Config) -> None:
    """Register the conftest.py files below the rootdir that implement hooks of ours. Raises pytest.UsageError."""
    if config.getoption("noconftest", False):
        return
    for path in _found(config):
        if not config.pluginmanager.has_plugin(str(path)):
            _register(config, path)


def _register(config: pytest.Config, path: Path) -> None:
    try:
        config.pluginmanager._importconftest(
            path,
            importmode=config.getoption("importmode", "prepend"),
            rootpath=config.rootpath,
            consider_namespace_packages=config.getini("consider_namespace_packages"),
        )
    except ConftestImportFailure as failure:
        raise pytest.UsageError(f"{path} cannot be imported: {describe(failure.cause)}") from None
    except pytest.fail.Exception as failure:
        raise pytest.UsageError(f"{path} cannot be used: {failure}") from None


def _found(config: pytest.Config) -> Iterator[Path]:
    skipped = config.getini("norecursedirs")
    for folder, folders, files in os.walk(config.rootpath):
        folders[:] = sorted(name for name in folders if not _skips(Path(folder, name), skipped))
        if "conftest.py" in files:
            path = Path(folder, "conftest.py")
            if _MARK in path.read_text(encoding="utf-8", errors="replace"):
                yield path


def _skips(folder: Path, patterns: list[str]) -> bool:
    virtual = (folder / "pyvenv.cfg").exists()
    return virtual or folder.name in ("node_modules", "site-packages") or any(fnmatch(folder.name, p) for p in patterns)
