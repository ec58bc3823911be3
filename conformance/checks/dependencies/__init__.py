"""Dependencies with `yield`, sessions and pools: what was opened is closed, whatever happened."""

from conformance.checks.dependencies import pools, yielding

CHECKS = (*pools.CHECKS, *yielding.CHECKS)
