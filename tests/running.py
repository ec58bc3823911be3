"""A whole run of pytest in a process of its own, in a folder outside the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Ran:
    """How a run ended; `group` is the id of the process group it had for itself."""

    code: int
    output: str
    document: dict[str, Any]
    group: int

    def verdicts(self) -> set[tuple[Any, ...]]:
        """Return each node with its verdict and the places found, without texts, which may hold random ids."""
        return {
            (one["node"], one["verdict"], *sorted((seen["path"], seen["line"]) for seen in one["findings"]))
            for one in self.document["verdicts"]
        }

    def operations(self) -> dict[str, dict[str, Any]]:
        """Return how each operation was driven, by its id."""
        return {one["id"]: one for one in self.document["operations"]}


def run(target: str, folder: Path, *args: str, config: str = "") -> Ran:
    """Judge an app of this repository with `[tool.conformance]` being `config`."""
    folder.joinpath("pyproject.toml").write_text(f"[tool.conformance]\n{config}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--conformance={target}"]
    process = subprocess.Popen(
        [*command, "--conformance-json=report.json", *args],
        cwd=folder,
        env={**_own_environment(), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    output, _ = process.communicate()
    report = folder / "report.json"
    assert report.exists(), output
    return Ran(process.returncode, output, json.loads(report.read_text(encoding="utf-8")), process.pid)


def _own_environment() -> dict[str, str]:
    """Return the environment without what this very pytest has put into it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
