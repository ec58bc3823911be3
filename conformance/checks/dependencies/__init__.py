"""Dependencies with `yield`, sessions and pools: what was opened is closed, whatever happened."""

from conformance.checks.dependencies import ownership, yielding

CHECKS = (*ownership.CHECKS, *yielding.CHECKS)
