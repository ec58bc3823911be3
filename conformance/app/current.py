"""Which exchange the running code serves, and how far it has come; follows tasks and worker threads."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Literal

from conformance.app.exchange import Exchange

Phase = Literal["outside", "dependencies", "endpoint"]

EXCHANGE: ContextVar[Exchange | None] = ContextVar("conformance_exchange", default=None)
PHASE: ContextVar[Phase] = ContextVar("conformance_phase", default="outside")
