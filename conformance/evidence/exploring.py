"""Hypothesis as the explorer: the smallest request that crashes an operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Flaky, HypothesisException

from conformance.app.recipe import Recipe

EXAMPLES = 12

_settings = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    verbosity=Verbosity.quiet,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


class _Crash(Exception):
    """An example that crashes: what Hypothesis shrinks."""


def smallest(drawn: Any, crashes: Callable[[Recipe], bool]) -> Recipe | None:
    """Return the smallest recipe of a strategy that crashes, always the same one; None when none does."""
    last: list[Recipe] = []

    @_settings
    @given(drawn)
    def attempt(recipe: Recipe) -> None:
        if crashes(recipe):
            last.append(recipe)
            raise _Crash

    try:
        attempt()
    except _Crash:
        return last[-1]
    except (Flaky, HypothesisException):
        return None
    return None
