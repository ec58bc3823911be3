"""What each area costs by itself on an app of 60 operations behind a login, for each operation beside driving it.

Usage: python bench/areas.py [AREA ...] [--runs N]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
TARGET = "tests.apps.shop60.main:app"
PROJECT = '[tool.conformance]\nlogin = { username = "alice", password = "wonderland-7" }\n'
AREAS = ("errors", "concurrency", "dependencies", "cache", "logs", "layout", "middleware", "metrics", "security")
CHEAP = "errors.statuses-are-documented"  # little more than to drive every operation for the first time


def main(areas: Sequence[str], runs: int) -> None:
    """Print for each area the least seconds of some runs, and milliseconds for each operation beside driving it."""
    driving, operations = least(CHEAP, runs)
    print(f"{operations} operations, driven in {driving:.1f} s")
    for area in areas:
        seconds, _ = least(area, runs)
        print(f"{area:14}{seconds:8.1f} s{(seconds - driving) / operations * 1000:8.0f} ms for each operation")


def least(selected: str, runs: int) -> tuple[float, int]:
    """Return the least seconds that judging what is selected took, and how many operations were judged."""
    found = [judged(selected) for _ in range(runs)]
    return min(seconds for seconds, _ in found), found[0][1]


def judged(selected: str) -> tuple[float, int]:
    """Judge the app in a project of its own; raise RuntimeError when there is no report."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--conformance={TARGET}"]
        command += [f"--conformance-select={selected}", f"--conformance-json={report}"]
        started = time.monotonic()
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}
        )
        seconds = time.monotonic() - started
        if not report.exists():
            raise RuntimeError(done.stdout + done.stderr)
        return seconds, len(json.loads(report.read_text(encoding="utf-8"))["operations"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="*", default=AREAS)
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    main(asked.areas, asked.runs)
