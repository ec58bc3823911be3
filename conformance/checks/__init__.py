"""The checks, one module or package per area."""

from conformance.checks import cache, concurrency, dependencies, errors, metrics

CHECKS = (*errors.CHECKS, *concurrency.CHECKS, *dependencies.CHECKS, *cache.CHECKS, *metrics.CHECKS)
