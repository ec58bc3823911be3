"""Checks and evidence: plain functions whose parameters say what they need."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from conformance.finding import Finding

Level = Literal["must", "should"]
CheckFunction = Callable[..., Iterable[Finding]]


@dataclass(frozen=True)
class Check:
    """One statement about an app, true when the app conforms.

    Parameters of `function` before `*` name evidence, keyword-only ones are options with defaults. A check
    that asks, directly or through other evidence, for `operation` is judged once per operation, any other
    once per app. `of_app` adds a function judged once per app, for causes that sit in the app itself.
    """

    id: str
    level: Level
    function: CheckFunction
    app_function: CheckFunction | None = None

    @property
    def area(self) -> str:
        return self.id.partition(".")[0]

    @property
    def doc(self) -> str:
        return inspect.getdoc(self.function) or ""

    @property
    def statement(self) -> str:
        """The first line of the docstring: what is true when the app conforms."""
        return self.doc.partition("\n")[0]

    @cached_property
    def options(self) -> Mapping[str, Any]:
        """The keyword-only parameters of both functions, with their defaults."""
        functions = [self.function, *filter(None, [self.app_function])]
        return {name: default for function in functions for name, default in _options(function).items()}

    def of_app(self, function: CheckFunction) -> Check:
        """Return this check with `function` judging the app as a whole beside each operation."""
        return Check(self.id, self.level, self.function, function)


def check(id: str, *, level: Level = "must") -> Callable[[CheckFunction], Check]:
    """Make a function a check with the id `area.name`."""
    return lambda function: Check(id, level, function)


@dataclass(frozen=True)
class Evidence:
    """Something observed about the app, gathered at most once for an operation or for the app."""

    name: str
    gather: Callable[..., Any]

    @cached_property
    def needs(self) -> tuple[str, ...]:
        return needs(self.gather)


def evidence(function: Callable[..., Any]) -> Evidence:
    """Make a function evidence that checks ask for by its name.

    It may be a coroutine function (run on the app's own loop) or return a context manager (left at the end
    of the run), and may raise NotApplicable or NotExercised.
    """
    return Evidence(function.__name__, function)


def needs(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of the evidence that `function` asks for."""
    parameters = inspect.signature(function).parameters.values()
    return tuple(p.name for p in parameters if p.kind is not p.KEYWORD_ONLY)


def options_of(function: CheckFunction, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the configured options that `function` takes."""
    taken = _options(function)
    return {name: value for name, value in given.items() if name in taken}


def _options(function: CheckFunction) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}


def functions(check: Check) -> Iterator[CheckFunction]:
    """Yield the functions of a check: of the operation or app, and the added one of the app."""
    yield check.function
    if check.app_function is not None:
        yield check.app_function
