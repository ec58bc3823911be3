"""A text that a regular expression matches."""

from __future__ import annotations

import functools
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any


@functools.lru_cache(maxsize=1024)
def matching(pattern: str, shortest: int = 0, longest: int | None = None) -> str | None:
    """Return a text the pattern matches, within the lengths, None when none is found."""
    try:
        tree, compiled = parser.parse(_python(pattern)), re.compile(_python(pattern))
    except (re.error, OverflowError, RecursionError):
        return None
    for text in _attempts(tree, shortest):
        if len(text) >= shortest and (longest is None or len(text) <= longest) and compiled.search(text):
            return text
    return None


def _python(pattern: str) -> str:
    """Return a pattern of Rust or JavaScript as Python writes it."""
    pattern = re.sub(r"\\p\{(?:Lu|Uppercase)\}", "[A-Z]", re.sub(r"\\p\{(?:N|Nd)\}", "[0-9]", pattern))
    return re.sub(r"\\p\{?\w+\}?", "[a-z]", pattern).replace(r"\z", r"\Z")


def _attempts(tree: Any, shortest: int) -> Iterator[str]:
    for more in (0, 1, 2, 3, shortest):
        for branch in (0, 1, 2):
            yield "".join(_texts(tree, more, branch))
    text = "".join(_texts(tree, 0, 0))
    yield text + text[-1:] * (shortest - len(text))
    yield text + "x" * (shortest - len(text))
    yield from _GUESSES


_GUESSES = (
    "Passw0rd!Passw0rd",
    "Passw0rd!",
    "Aa1!Aa1!Aa1!",
    "abc",
    "ABC",
    "123",
    "a1",
    "user@example.com",
    "2035-01-02",
    "a-b",
)


def _texts(tree: Any, more: int, branch: int) -> Iterator[str]:
    for kind, value in tree:
        if kind is sre.LITERAL:
            yield chr(value)
        elif kind is sre.ANY:
            yield "a"
        elif kind is sre.NOT_LITERAL:
            yield "a" if value != ord("a") else "b"
        elif kind is sre.IN:
            yield _of_class(value)
        elif kind in _REPEATS:
            low, high, inner = value
            for _ in range(min(low + more, max(low, int(high)), 1000)):
                yield from _texts(inner, 0, branch)
        elif kind in (sre.SUBPATTERN, getattr(sre, "ATOMIC_GROUP", None)):
            yield from _texts(value[-1] if kind is sre.SUBPATTERN else value, more, branch)
        elif kind is sre.BRANCH:
            yield from _texts(value[1][branch % len(value[1])], more, branch)


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None))
_CATEGORIES = {
    sre.CATEGORY_DIGIT: (r"\d", "0"),
    sre.CATEGORY_NOT_DIGIT: (r"\D", "a"),
    sre.CATEGORY_WORD: (r"\w", "a"),
    sre.CATEGORY_NOT_WORD: (r"\W", "-"),
    sre.CATEGORY_SPACE: (r"\s", " "),
    sre.CATEGORY_NOT_SPACE: (r"\S", "a"),
}


def _of_class(members: Any) -> str:
    kind, value = members[0]
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return chr(value[0])
    if kind is sre.CATEGORY:
        return _CATEGORIES[value][1]
    excluded = re.compile(f"[{''.join(_written(*member) for member in members[1:])}]")
    return next((char for char in "aA0-_. @#~" if not excluded.match(char)), "\u00e9")


def _written(kind: Any, value: Any) -> str:
    if kind is sre.LITERAL:
        return re.escape(chr(value))
    if kind is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[value][0]
