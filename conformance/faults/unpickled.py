"""A pickle that says so when it is loaded, and does nothing else."""

from __future__ import annotations

import pickle
import sys
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.seams import NoFault
from conformance.finding import Place


class Unpickling(NoFault):
    """Notes whether an exchange loads a `payload`, and the user's line that does."""

    def __init__(self, code: UserCode) -> None:
        self._code = code
        self.struck = False
        self.at: Place | None = None

    def load(self) -> None:
        """Be told that a payload is loaded, by who called the caller."""
        self.struck = True
        self.at = self._code.calling(sys._getframe(2), ("fastapi", "starlette"))


def payload() -> bytes:
    """Return a pickle that calls a function here when it is loaded."""
    return pickle.dumps(_Payload())


class _Payload:
    def __reduce__(self) -> tuple[Any, tuple[()]]:
        return loaded, ()


def loaded() -> None:
    """Note that a payload is loaded."""
    exchange = EXCHANGE.get()
    if exchange is not None and isinstance(exchange.fault, Unpickling):
        exchange.fault.load()
