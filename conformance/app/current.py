"""Which exchange the running code serves, and how far it has come; follows tasks and worker threads."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Literal

from conformance.app.exchange import Exchange
from conformance.finding import Place

Phase = Literal["outside", "dependencies", "endpoint", "exit"]

EXCHANGE: ContextVar[Exchange | None] = ContextVar("conformance_exchange", default=None)
LEAVING: ContextVar[Place | None] = ContextVar("conformance_leaving", default=None)  # the `yield` that is left
# The tasks that the app started on the way here, the outermost first; each with whether what started it waits for it.
FLOW: ContextVar[tuple[tuple[int, bool], ...]] = ContextVar("conformance_flow", default=())
PHASE: ContextVar[Phase] = ContextVar("conformance_phase", default="outside")
