"""Which exchange the running code serves, and how far it has come; follows tasks and worker threads."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Literal

from conformance.app.exchange import Exchange
from conformance.finding import Place

Phase = Literal["outside", "dependencies", "endpoint", "exit"]

EXCHANGE: ContextVar[Exchange | None] = ContextVar("conformance_exchange", default=None)
LEAVING: ContextVar[Place | None] = ContextVar("conformance_leaving", default=None)  # the `yield` that is left
PHASE: ContextVar[Phase] = ContextVar("conformance_phase", default="outside")
