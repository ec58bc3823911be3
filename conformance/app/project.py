"""The project an app belongs to: its folder, and the files in it that are its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_MARKS = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
_OTHERS = frozenset({"node_modules", "site-packages", "__pycache__", "venv", "env", "dist", "build", "vendor"})
_LONGEST = 4 << 20  # bytes of a file that is looked at


def folder(file: str) -> Path:
    """Return the folder of the project a file is in: the nearest that says it is one, else the file's own."""
    path = Path(file).resolve()
    return next((one for one in path.parents if any((one / mark).exists() for mark in _MARKS)), path.parent)


def files(root: Path, *endings: str) -> Iterator[Path]:
    """Yield the files of a project with some endings, in order; other projects inside it are left out."""
    for here, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if _is_own(Path(here) / name))
        for name in sorted(names):
            path = Path(here) / name
            if name.endswith(endings) and path.is_file() and path.stat().st_size <= _LONGEST:
                yield path


def _is_own(path: Path) -> bool:
    hidden = path.name.startswith(".") or path.name in _OTHERS or (path / "pyvenv.cfg").exists()
    return not hidden and not any((path / mark).exists() for mark in _MARKS)
