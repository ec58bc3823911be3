"""The checks, one module or package per area."""

from conformance.checks import concurrency, errors

CHECKS = (*errors.CHECKS, *concurrency.CHECKS)
