"""Times what reading the layout of a package costs: one with many modules is made, and read as the area does."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from conformance.app.modules import read
from conformance.evidence.layout.importing import import_cycles

FUNCTION = """
def step_{number}(value: int, *others: int) -> int:
    \"\"\"Return a number.\"\"\"
    total = value + {number}
    for other in others:
        if other > total:
            total += other * {number}
    return total
"""


def make(folder: Path, count: int, functions: int) -> None:
    """Write a package of modules in ten subpackages, each of which imports a few that come before it."""
    package = folder / "made"
    for number in range(count):
        inner = package / f"part_{number % 10}"
        inner.mkdir(parents=True, exist_ok=True)
        (inner / "__init__.py").touch()
        earlier = sorted({number // 2, number // 3, number - 1} - {number} if number else set())
        imports = [f"from made.part_{one % 10} import module_{one}" for one in earlier]
        body = [FUNCTION.format(number=one) for one in range(functions)]
        (inner / f"module_{number}.py").write_text("\n".join([*imports, *body]), encoding="utf-8")
    (package / "__init__.py").touch()
    last = count - 1
    main = f"from made.part_{last % 10} import module_{last}\n"
    (package / "main.py").write_text(main, encoding="utf-8")


def main() -> None:
    """Make the package and print the least time of three."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--modules", type=int, default=500)
    parser.add_argument("--functions", type=int, default=12, help="functions in each module, of nine lines")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), given.modules, given.functions)
        sys.path.insert(0, folder)
        times = []
        for _ in range(3):
            began = time.perf_counter()
            modules = read(["made.main"], lambda path: path.startswith(folder))
            cycles = import_cycles.gather(modules)
            times.append(time.perf_counter() - began)
    lines = sum(module.lines for module in modules)
    print(f"{len(modules.known)} modules, {lines} lines, {len(cycles)} cycles: {min(times):.2f} s")


if __name__ == "__main__":
    main()
