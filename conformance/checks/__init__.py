"""The checks, one module or package per area."""

from conformance.checks import concurrency, dependencies, errors

CHECKS = (*errors.CHECKS, *concurrency.CHECKS, *dependencies.CHECKS)
