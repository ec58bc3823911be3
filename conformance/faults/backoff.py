"""How long redis-py waits between two tries: left to chance by its default, and the same in every run of ours."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced


class Steady:
    """Stands in for the module `random`: for an exchange whose fault has a `jitter`, the draw is that share of all."""

    def __init__(self, original: Any) -> None:
        self._original = original

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)

    def random(self) -> float:
        """Return a number from 0 to 1."""
        share = getattr(getattr(EXCHANGE.get(), "fault", None), "jitter", None)
        return float(self._original.random() if share is None else share)

    def uniform(self, low: float, high: float) -> float:
        """Return a number between two others."""
        return low + (high - low) * self.random()


@contextmanager
def steadied() -> Iterator[None]:
    """While entered, what redis-py waits before it tries again is not left to chance where a fault says so."""
    if importlib.util.find_spec("redis") is None:
        yield
        return
    import redis.backoff

    with replaced(redis.backoff, "random", Steady):
        yield
