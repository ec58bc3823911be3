"""Checks that find what goes wrong in a FastAPI app before production does.

The names below are the whole public surface. They are imported on first use, so that installing the
plugin costs a test run that does not use it nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conformance.app.exchange import Caller as Caller
    from conformance.app.exchange import Exchange as Exchange
    from conformance.app.exchange import Request as Request
    from conformance.app.operations import Operation as Operation
    from conformance.check import Check as Check
    from conformance.check import Evidence as Evidence
    from conformance.check import check as check
    from conformance.check import evidence as evidence
    from conformance.finding import Finding as Finding
    from conformance.finding import NotApplicable as NotApplicable
    from conformance.finding import NotExercised as NotExercised
    from conformance.finding import Place as Place

__all__ = [
    "Caller",
    "Check",
    "Evidence",
    "Exchange",
    "Finding",
    "NotApplicable",
    "NotExercised",
    "Operation",
    "Place",
    "Request",
    "check",
    "evidence",
]
__version__ = "0.1.0"

_HOMES = {
    "Caller": "conformance.app.exchange",
    "Exchange": "conformance.app.exchange",
    "Request": "conformance.app.exchange",
    "Operation": "conformance.app.operations",
    "Check": "conformance.check",
    "Evidence": "conformance.check",
    "check": "conformance.check",
    "evidence": "conformance.check",
    "Finding": "conformance.finding",
    "NotApplicable": "conformance.finding",
    "NotExercised": "conformance.finding",
    "Place": "conformance.finding",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps the public names: Python binds a submodule to its package, also where `check` and `evidence` are meant."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
