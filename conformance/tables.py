"""Tables of TOML: values of the right shape are handed out, wrong ones noted; what keys mean is not known here."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeVar

from conformance.mistakes import nearest, shown

T = TypeVar("T")

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a string", dict: "a table"}
PLURALS = {int: "whole numbers", float: "numbers", str: "strings"}


@dataclass(frozen=True)
class Table:
    """A table being read; every mistake goes to `mistakes`, named by `prefix` and its key."""

    values: Mapping[str, Any]
    prefix: str
    mistakes: list[str]

    @property
    def name(self) -> str:
        return self.prefix.rstrip(".")

    def note(self, key: str, mistake: str) -> None:
        """Add a mistake made with the value of `key`."""
        self.mistakes.append(f"{self._label(key)}: {mistake}")

    def only(self, *known: str) -> None:
        """Note every key that is not `known`."""
        for key in self.values:
            if key not in known:
                self.note(key, f"no such key{nearest(key, known)}")

    def flag(self, key: str) -> bool | None:
        return self._take(key, bool)

    def text(self, key: str) -> str | None:
        """Return a string that is not blank."""
        value = self.string(key)
        if value is not None and not value.strip():
            self.note(key, "empty")
            return None
        return value

    def string(self, key: str) -> str | None:
        return self._take(key, str)

    def required(self, key: str, advice: str) -> str:
        """Return a string that must be there; when it is not, it is noted with what to do, and empty."""
        if key not in self.values:
            self.note(key, f"missing; {advice}")
        return self.text(key) or ""

    def seconds(self, key: str) -> float | None:
        """Return a finite number above 0."""
        value = self.values.get(key)
        if value is not None and not (type(value) in (int, float) and 0 < value < math.inf):
            self.note(key, f"{shown(value)} is not a number of seconds above 0")
            return None
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of strings, which may also be written as one string with commas."""
        value = self.values.get(key, ())
        words = [value] if isinstance(value, str) else value
        if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
            self.note(key, f"{shown(value)} is not a list of strings")
            return ()
        return tuple(part.strip() for word in words for part in word.split(",") if part.strip())

    def table(self, key: str) -> Table:
        """Return the table under `key`, empty when there is none."""
        return Table(self._take(key, dict) or {}, f"{self._label(key)}.", self.mistakes)

    def tables(self, key: str) -> dict[str, Table]:
        """Return the tables in the table under `key`, by their names."""
        parent = self.table(key)
        return {name: parent.table(name) for name in parent.values}

    def rows(self, key: str) -> list[Table]:
        """Return the array of tables under `key`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.note(key, f"{shown(value)} is not an array of tables; write [[tool.conformance.{key}]]")
            return []
        return [Table(row, f"{self._label(key)}[{index}].", self.mistakes) for index, row in enumerate(value)]

    def plain(self) -> dict[str, Any]:
        """Return all values, with dates and times as the strings that JSON has for them."""
        return {key: plain(value) for key, value in self.values.items()}

    def _take(self, key: str, kind: type[T]) -> T | None:
        value = self.values.get(key)
        if value is not None and not isinstance(value, kind):
            self.note(key, f"{shown(value)} is not {KINDS[kind]}")
            return None
        return value

    def _label(self, key: str) -> str:
        return self.prefix + (key if BARE_KEY.fullmatch(key) else f'"{key}"')


def plain(value: Any) -> Any:
    """Return a value of TOML as one of JSON."""
    match value:
        case date() | time():
            return value.isoformat()
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list():
            return [plain(inner) for inner in value]
    return value


def fits(value: object, default: object) -> bool:
    """Whether a value may stand for `default`: None takes anything, a number with a point also a whole one."""
    if default is None:
        return True
    if isinstance(default, tuple | list | set | frozenset):
        return isinstance(value, tuple) and all(any(fits(v, d) for d in default or [""]) for v in value)
    return type(value) is type(default) or (type(default) is float and type(value) is int)


def expected(default: object) -> str:
    """Say what fits in the place of `default`."""
    if isinstance(default, tuple | list | set | frozenset):
        return f"a list of {PLURALS.get(type(next(iter(default), '')), 'values')}"
    return KINDS.get(type(default), f"a {type(default).__name__}")
