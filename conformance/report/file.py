"""Where reports that are files are written, and what is said when they cannot be."""

from __future__ import annotations

from pathlib import Path


class NotWritten(Exception):
    """Raised with one line for the user when a report cannot be written."""


def save(text: str, path: Path) -> None:
    """Write a report as UTF-8, into a directory that exists."""
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotWritten(f"cannot write the report {path}: {_why(error, path)}") from error


def _why(error: OSError, path: Path) -> str:
    if isinstance(error, FileNotFoundError):
        return f"there is no directory {path.parent}"
    return error.strerror or type(error).__name__


def encodable(text: str) -> str:
    r"""Return `text` as UTF-8 can hold it: a lone surrogate becomes the six characters `\udXXX`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
