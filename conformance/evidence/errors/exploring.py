"""Hypothesis as the explorer: the smallest request that crashes an operation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, configuration, given, settings
from hypothesis.errors import Flaky, HypothesisException

from conformance.app.recipe import Recipe

EXAMPLES = 12
_ATTEMPTS = 20

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


@contextmanager
def _elsewhere() -> Iterator[None]:
    """While entered, what Hypothesis keeps on disk goes to a folder that is gone afterwards, not to the user's."""
    before = vars(configuration)["__hypothesis_home_directory"]
    with TemporaryDirectory() as folder:
        configuration.set_hypothesis_home_dir(folder)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(before)


def smallest(drawn: Any, crashes: Callable[[Recipe], bool]) -> Recipe | None:
    """Return the smallest recipe of a strategy that crashes, always the same one; None when none does."""
    last: list[Recipe] = []

    @_settings
    @given(drawn)
    def attempt(recipe: Recipe) -> None:
        if crashes(recipe):
            last.append(recipe)
            raise _Crash

    for _ in range(_ATTEMPTS):
        try:
            with _elsewhere():
                attempt()
        except _Crash:
            return last[-1]
        except SystemError:
            time.sleep(0.05)  # CPython 3.11 counts the depth of all threads that parse together, and Hypothesis parses
            continue
        except (Flaky, HypothesisException):
            return None
        return None
    return None
