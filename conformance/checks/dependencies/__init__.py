"""Dependencies with `yield`, sessions and pools: what was opened is closed, whatever happened."""

from conformance.checks.dependencies import growth, yielding

CHECKS = (*growth.CHECKS, *yielding.CHECKS)
