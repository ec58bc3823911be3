"""An exception raised right before an endpoint, or right after it did its work."""

from __future__ import annotations

from collections.abc import Callable

from conformance.app.seams import NoFault

MakeError = Callable[[], BaseException]


class Injected(Exception):
    """Raised on purpose: stands for what nobody foresaw. Its message is a canary."""


class Before(NoFault):
    """Raises once the dependencies are solved, in place of the endpoint."""

    def __init__(self, make: MakeError) -> None:
        self.error = make()

    def before_endpoint(self) -> None:
        raise self.error


class After(NoFault):
    """Raises when the endpoint has done its work, before its answer is made."""

    def __init__(self, make: MakeError) -> None:
        self.error = make()

    def after_endpoint(self) -> None:
        raise self.error
