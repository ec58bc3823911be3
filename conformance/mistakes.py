"""Mistakes of the user: how they are worded and raised together. What is a mistake is decided elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path

SHOWN_BY = {"check": "--conformance-list", "check or area": "--conformance-list", "operation": "--collect-only"}
FEW = 12
LONG = 60


class ConfigError(Exception):
    """Everything that is wrong with what the user configured, one line for each mistake."""

    def __init__(self, mistakes: Iterable[str], source: Path | None = None) -> None:
        self.mistakes = list(mistakes)
        self.source = source
        super().__init__(self.mistakes, source)

    def __str__(self) -> str:
        return "\n".join([self._heading(), *(f"  {mistake}" for mistake in self.mistakes)])

    def _heading(self) -> str:
        count = "1 mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        in_file = self.source is not None and not all(m.startswith("--") for m in self.mistakes)
        return f"conformance: {count} in {self.source}" if in_file else f"conformance: {count}"


def unknown(value: str, kind: str, names: Collection[str]) -> str:
    """Say that `value` is not among `names`, and which of them it is nearest to, or what shows them."""
    elsewhere = f"; {SHOWN_BY[kind]} shows them all" if kind in SHOWN_BY else ""
    return f"{value!r} is no {kind}{nearest(value, names) or elsewhere}"


def nearest(value: str, names: Collection[str]) -> str:
    """Return the ending of a message about an unknown name: the nearest name, or all when few."""
    folded = {name.casefold(): name for name in sorted(names)}
    close = get_close_matches(value.casefold(), folded, n=1)
    if close:
        return f"; nearest: {folded[close[0]]}"
    if not names:
        return "; there are none"
    return f"; known: {', '.join(sorted(names))}" if len(names) <= FEW else ""


def shown(value: object) -> str:
    """Return a configured value as it is named in a message, in one short line."""
    text = _as_toml(value)
    return text if len(text) <= LONG else f"{text[:LONG]}..."


def _as_toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case date() | time():
            return value.isoformat()
        case dict():
            return "a table"
        case list() | tuple():
            return f"[{', '.join(map(_as_toml, value))}]"
    return repr(value)
