"""An awaitable that is driven by hand, from one suspension to the next."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any


class Stepped:
    """Awaits something step by step; subclasses say what is done around a step, and around a wait."""

    def __init__(self, awaitable: Any) -> None:
        self._awaitable = awaitable

    def __await__(self) -> Generator[Any, Any, Any]:
        steps = self._awaitable.__await__()
        sent: Any = None
        thrown: BaseException | None = None
        while True:
            try:
                yielded = self._step(steps, sent, thrown)
            except StopIteration as end:
                return end.value
            sent = thrown = None
            try:
                sent = yield from self._wait(yielded)
            except BaseException as error:
                thrown = error

    def _step(self, steps: Any, sent: Any, thrown: BaseException | None) -> Any:
        """Run until the next suspension; return what is waited for."""
        return steps.throw(thrown) if thrown is not None else steps.send(sent)

    def _wait(self, yielded: Any) -> Generator[Any, Any, Any]:
        """Wait for what was yielded; return what is sent for it."""
        return (yield yielded)
