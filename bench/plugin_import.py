"""What the plugin costs a test run that does not use it: its import, in fresh interpreters that have pytest already.

Usage: plugin_import.py [RUNS]; exits with 1 when the median is above the limit, or when something heavy is imported.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

LIMIT_MS = 2.0
HEAVY = ("fastapi", "starlette", "pydantic", "httpx", "hypothesis")
SCRIPT = f"""
import json, sys, time
import pytest
known = set(sys.modules)
began = time.perf_counter()
import conformance.plugin
seconds = time.perf_counter() - began
print(json.dumps([seconds, sorted(set(sys.modules) - known), [name for name in {HEAVY} if name in sys.modules]]))
"""


def main(runs: int) -> int:
    """Print the times and the modules imported; return the exit code."""
    with tempfile.TemporaryDirectory() as compiled:
        found = [measured(compiled) for _ in range(runs + 1)][1:]  # the first one compiles
    times = sorted(seconds * 1000 for seconds, _, _ in found)
    median, heavy = statistics.median(times), found[0][2]
    print(f"import conformance.plugin: median {median:.2f} ms, {times[0]:.2f} to {times[-1]:.2f} ms, {runs} runs")
    print(f"modules: {', '.join(found[0][1])}; heavy ones: {', '.join(heavy) or 'none'}")
    return int(median > LIMIT_MS or bool(heavy))


def measured(compiled: str) -> tuple[float, list[str], list[str]]:
    """Return the seconds of one import, the modules it loaded, and those that should not be there."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True, env=environment)
    seconds, modules, heavy = json.loads(done.stdout)
    return seconds, modules, heavy


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 20))
