"""Requests that differ from a valid one in one spot: certainly invalid ones, and hostile ones."""

from __future__ import annotations

from conformance.app.hostile import hostile, strategy
from conformance.app.invalid import invalid
from conformance.app.mutation import Kind, Mutation

__all__ = ["Kind", "Mutation", "hostile", "invalid", "strategy"]
