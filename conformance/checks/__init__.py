"""The checks, one module per area."""

from conformance.checks import errors

CHECKS = (*errors.CHECKS,)
