"""Takes a while to import, and reads a file for it."""

from pathlib import Path

SIZE = len(Path(__file__).read_text(encoding="utf-8"))
TABLE = [number * number for number in range(300_000)]
